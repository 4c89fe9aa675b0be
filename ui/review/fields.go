package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/archive"
	"niandang/ui/shape"
	"niandang/ui/theme"
)

// fieldLine is one element of the form: its name, its value, the mark of its
// source; a ground where it is unsure, an edge where the cursor is.
type fieldLine struct {
	widget.BaseWidget
	words  archive.Words
	name   *shape.Text
	value  *shape.Paragraph
	mark   *shape.Mark
	ground *shape.Fill
	edge   *shape.Fill
	tapped func()
}

func newFieldLine(w archive.Words, tapped func()) *fieldLine {
	l := &fieldLine{words: w, name: shape.NewCaption(""), value: shape.NewParagraph("").Padded(6, 7), mark: shape.NewMark("", theme.Muted, theme.Track), tapped: tapped}
	row := container.New(shape.Shares{Widths: []float32{58, -1, 22}, Gap: 0}, l.name, l.value, l.mark)
	l.ground = shape.NewFill("", shape.Inset(row, 8, 0)).Rounded(3)
	l.edge = shape.NewFill("", nil).Sized(3, 0)
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *fieldLine) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewBorder(nil, nil, l.edge, nil, l.ground))
}

// Tapped implements fyne.Tappable.
func (l *fieldLine) Tapped(*fyne.PointEvent) { l.tapped() }

func (l *fieldLine) set(f Field, cursor bool) {
	l.name.SetText(l.words.Say(archive.Text{ID: "review.el." + f.Name}))
	value := f.Value
	if value == "" {
		value = l.words.Say(archive.Text{ID: "review.empty_value"})
	}
	l.value.SetText(value)
	source := ""
	if id := shape.SourceID(f.Source); id != "" {
		source = l.words.Say(archive.Text{ID: id})
	}
	l.mark.Set(source, theme.Muted, theme.Track)
	ground, edge := fyne.ThemeColorName(""), fyne.ThemeColorName("")
	if f.Unsure {
		ground = theme.TintWait
	}
	if cursor {
		edge = theme.Accent
	}
	l.ground.SetColor(ground)
	l.edge.SetColor(edge)
}

// fieldList holds the lines of the elements; lines are used again.
type fieldList struct {
	words  archive.Words
	lines  []*fieldLine
	box    *fyne.Container
	entry  *shape.Field
	editor fyne.CanvasObject
	tapped func(i int)
}

func newFieldList(w archive.Words, tapped func(int)) *fieldList {
	l := &fieldList{words: w, tapped: tapped, entry: shape.NewField()}
	l.box = container.New(stacked{})
	l.editor = shape.Inset(l.entry, 8, 2)
	return l
}

// set shows fields; the line under the cursor gives its place to the entry while
// it is edited.
func (l *fieldList) set(f Form, editing bool) {
	for len(l.lines) < len(f.Fields) {
		i := len(l.lines)
		l.lines = append(l.lines, newFieldLine(l.words, func() { l.tapped(i) }))
	}
	objects := make([]fyne.CanvasObject, 0, len(f.Fields))
	for i, field := range f.Fields {
		if editing && i == f.Cursor {
			objects = append(objects, l.editor)
			continue
		}
		l.lines[i].set(field, i == f.Cursor)
		objects = append(objects, l.lines[i])
	}
	l.box.Objects = objects
	l.box.Refresh()
}

// stacked puts things below one another without space.
type stacked struct{}

func (stacked) MinSize(objects []fyne.CanvasObject) (m fyne.Size) {
	for _, o := range objects {
		if o.Visible() {
			s := o.MinSize()
			m = fyne.NewSize(max(m.Width, s.Width), m.Height+s.Height)
		}
	}
	return m
}

func (stacked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		h := o.MinSize().Height // wrapped text knows its height only at its width
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h
	}
}

// AccessibilityLabel and AccessibilityRole are for screen readers.
func (l *fieldLine) AccessibilityLabel() string { return l.name.Text() + " " + l.value.Text() }

// AccessibilityRole implements fyne.Accessible.
func (l *fieldLine) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
