// Command empty shows an empty window of the toolkit: what the program's own time
// to its first window is measured against.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("cn.niandang.empty").NewWindow("empty")
	w.SetContent(widget.NewLabel(""))
	w.Resize(fyne.NewSize(1280, 800))
	w.ShowAndRun()
}
