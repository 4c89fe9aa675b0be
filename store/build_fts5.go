//go:build !sqlite_fts5

package store

// The search index needs FTS5 in SQLite. See README, "How to build".
var _ = build_needs_tags_sqlite_fts5_see_README
