//go:build !cgo

package store

// The SQLite driver needs cgo. See README, "How to build".
var _ = build_needs_cgo_set_CGO_ENABLED_1_and_install_a_C_compiler_see_README
