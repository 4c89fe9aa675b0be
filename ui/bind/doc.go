// Package bind is the pane 成册: the bound volumes as cards with their covers; the
// one that is open shows its pages as a strip, with its contents beside it.
package bind
