// Package collect is the pane that takes a year's files in: what would come in,
// by kind, before anything is read; then every file with what became of it, and
// what the register and the numbers say is missing.
package collect
