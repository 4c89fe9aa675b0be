// Package pane is the contract between the window's frame and its panes: what a
// pane is, and what it may ask of the frame. Panes know this package and never
// one another.
//
// A pane is built in two files: presenter.go, without Fyne, holds the state and
// decides, and declares the least of the library that it needs; pane.go lays
// widgets out and forwards what the person does.
package pane
