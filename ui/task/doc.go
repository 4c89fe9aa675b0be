// Package task is the one door between threads of the window. Work runs beside
// the window and its end is told on the window's own goroutine; nothing else in
// ui starts a goroutine or calls fyne.Do, and a test keeps it so.
//
// It refuses to be a scheduler: there is no pool, no priority, and no way to wait
// on the window's goroutine.
package task
