// Package ui is the window: its frame (menu, rail of steps, head, foot) and the
// panes in it. The frame knows the panes and a library through interfaces; what
// opens a library, and the toolkit's driver, are handed in by cmd.
//
// It refuses to decide anything about documents: that is archive/year's, and what
// a pane decides is in its presenter, without a window.
package ui
