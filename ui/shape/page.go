package shape

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"niandang/ui/theme"
)

// Page is the frame of a pane: a head that says what is left to do, with its
// numbers and the buttons, over a body; a body with nothing in it says what
// belongs there.
type Page struct {
	Head    *Text
	Counts  *Text
	Primary *Button // the one accented button
	top     *fyne.Container
	empty   *fyne.Container
	content *fyne.Container
}

// NewPage makes the frame around a body; other buttons stand before the primary
// one.
func NewPage(body fyne.CanvasObject, do func(), others ...fyne.CanvasObject) *Page {
	p := &Page{Head: NewHead(""), Counts: NewText(""), Primary: NewPrimary("", do), empty: container.NewStack()}
	p.Counts.Color = theme.Muted
	p.Primary.Hide()
	p.empty.Hide()
	p.top = container.New(headline{}, p.Head, p.Counts, container.NewHBox(append(others, p.Primary)...))
	head := Edges{Bottom: Line(theme.Hairline), Centre: Inset(p.top, 16, 9)}.Around()
	p.content = container.NewStack(Edges{Top: head, Centre: container.NewStack(body, p.empty)}.Around())
	return p
}

// Content is the frame laid out.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Say changes the head, its numbers and the primary button's word; a button
// without a word is out of sight.
func (p *Page) Say(head, counts, primary string) {
	p.Head.SetText(head)
	p.Counts.SetText(counts)
	p.Primary.SetText(primary)
	p.Primary.Hidden = primary == ""
	p.Refresh()
}

// Refresh lays the head out again, after a button came or went.
func (p *Page) Refresh() { p.top.Refresh() }

// Empty covers the body with a sentence of what belongs here, and the step that
// fills it; a body with something in it is shown by no lines at all.
func (p *Page) Empty(lines ...string) {
	p.empty.Hidden = len(lines) == 0
	if len(lines) > 0 {
		box := container.NewVBox()
		for i, s := range lines {
			text := NewText(s)
			text.Align, text.Full = fyne.TextAlignCenter, true
			if i > 0 {
				text.Color = theme.Muted
			}
			box.Add(text)
		}
		p.empty.Objects = []fyne.CanvasObject{NewFill(theme.Ground, container.NewCenter(box))}
	}
	p.empty.Refresh()
}

// IsEmpty reports whether the body is covered.
func (p *Page) IsEmpty() bool { return !p.empty.Hidden }

// headline lays a head, its numbers and the buttons on one line: the numbers give
// way first, then the head.
type headline struct{}

// headGap stands between head, numbers and buttons; headTall is the line's height
// even without a button.
const (
	headGap  = 18
	headTall = 36
)

// MinSize implements fyne.Layout.
func (headline) MinSize(objects []fyne.CanvasObject) fyne.Size {
	b := objects[2].MinSize()
	return fyne.NewSize(160+headGap+b.Width, max(b.Height, headTall))
}

// Layout implements fyne.Layout.
func (headline) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	buttons := objects[2].MinSize().Width
	room := size.Width - buttons - headGap
	head := min(objects[0].(*Text).Natural(), room)
	for i, place := range [3][2]float32{{0, head}, {head + headGap, max(room-head-headGap, 0)}, {size.Width - buttons, buttons}} {
		objects[i].Move(fyne.NewPos(place[0], 0))
		objects[i].Resize(fyne.NewSize(place[1], size.Height))
	}
}

// Follow lays a line of text and what comes right after it, such as 撤销; the text
// gives way.
type Follow struct{ Gap float32 }

// MinSize implements fyne.Layout.
func (l Follow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), least(objects[1])
	return fyne.NewSize(a.Width+l.Gap+b.Width, max(a.Height, b.Height))
}

// Layout implements fyne.Layout.
func (l Follow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	after := least(objects[1]).Width
	text := min(objects[0].(*Text).Natural(), max(size.Width-after-l.Gap, 0))
	put(objects[0], fyne.NewPos(0, 0), fyne.NewSize(text, size.Height))
	put(objects[1], fyne.NewPos(text+l.Gap, 0), fyne.NewSize(after, size.Height))
}
