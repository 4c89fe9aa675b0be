package arrange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/archive"
	"niandang/ui/shape"
	"niandang/ui/table"
	"niandang/ui/theme"
)

var nextIDs = [...]string{"arrange.next.review", "arrange.next.arrange", "arrange.next.lock", "arrange.next.bind"}

func (v *Pane) showHead(h Head) {
	v.next = h.Next
	head := v.desk.Say("arrange.head.ready", "n", count(h.Items-h.Locked))
	switch {
	case h.Next == ToReview:
		head = v.desk.Say("arrange.head")
	case h.Next == ToBind:
		head = v.desk.Say("arrange.head.locked")
	case h.Waiting > 0:
		head = v.desk.Say("arrange.head.waiting", "n", count(h.Waiting))
	}
	shape.Visible(v.unlock, h.Locked > 0)
	counts := v.desk.Say("arrange.counts", "items", count(h.Items), "classes", count(h.Classes), "boxes", count(h.Boxes), "locked", count(h.Locked))
	v.frame.Say(head, counts, v.desk.Say(nextIDs[h.Next]))
	v.frame.Empty()
	if h.Next == ToReview {
		v.frame.Empty(v.desk.Say("arrange.empty"))
	}
}

func (v *Pane) showClasses(rows []ClassRow, sel int) { v.classes.Load(table.Rows[ClassRow](rows), sel) }
func (v *Pane) showItems(rows []ItemRow, sel int)    { v.items.Load(table.Rows[ItemRow](rows), sel) }
func (v *Pane) showBoxes(b Boxes)                    { v.strip.set(b) }

func (v *Pane) showBanner(text string) {
	v.told.SetText(text)
	shape.Within(v.listed, v.banner, text != "")
}

// classLine draws a class with its count, or a heading.
type classLine struct {
	widget.BaseWidget
	label, items *shape.Text
}

func newClassLine() *classLine {
	l := &classLine{label: shape.NewText(""), items: shape.NewText("")}
	l.items.Align, l.items.Color = fyne.TextAlignTrailing, theme.Muted
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *classLine) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(shape.Inset(container.New(shape.Shares{Widths: []float32{-1, 44}, Gap: 6}, l.label, l.items), 12, 0))
}

func (l *classLine) set(r ClassRow) {
	if r.Head {
		l.label.Bold = true
		l.label.Set(r.Label+" ", "")
		l.items.SetText("")
		return
	}
	l.label.Bold = false
	l.label.Set("　"+r.Label, "")
	l.items.SetText(count(r.Items))
}

// strip shows the boxes of a class as they will stand on the shelf: as wide as
// their spines, filled as high as they are full.
type strip struct {
	words   archive.Words
	row     *fyne.Container
	caption *shape.Text
	content fyne.CanvasObject
}

// shelf sizes: screen units a millimetre of spine, and the height of a box.
const (
	unitsPerMM = 1.2
	boxHeight  = 62
)

func newStrip(w archive.Words) *strip {
	s := &strip{words: w, row: container.NewHBox(), caption: shape.NewCaption("")}
	scroll := container.NewHScroll(s.row)
	body := shape.Inset(container.NewBorder(s.caption, nil, nil, nil, shape.Fixed(scroll, 0, boxHeight+28)), 12, 8)
	s.content = container.NewBorder(shape.Line(theme.Hairline), nil, nil, nil, body)
	return s
}

func (s *strip) set(b Boxes) {
	say := func(id string, pairs ...string) string { return s.words.Say(archive.Say(id, pairs...)) }
	s.caption.SetText(say("arrange.boxes", "n", count(len(b.Class)), "all", count(b.All), "mm", count(int(b.MM+0.5))))
	s.row.Objects = nil
	for _, x := range b.Class {
		bar := shape.NewBar(float32(x.SpineMM)*unitsPerMM, boxHeight)
		bar.Upright = true
		bar.Set(float64(x.SpineMM), shape.Part{Color: theme.Term2, Value: x.ThicknessMM})
		ground := shape.NewFill(theme.Track, bar)
		name := shape.NewCaption(x.Number)
		name.Full, name.Align = true, fyne.TextAlignCenter
		s.row.Add(container.NewVBox(container.NewCenter(ground), name))
	}
	s.row.Refresh()
}
