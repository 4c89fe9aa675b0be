package assistant

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/assets/icons"
	"niandang/ui/shape"
	"niandang/ui/theme"
)

// Host is what the assistant asks of the window.
type Host interface {
	Say(id string, pairs ...string) string
	Fail(error)
	Focus(fyne.Focusable)
	ChooseFolder(got func(path string))
	ChooseTarget(got func(path string))
	ChooseFile(extensions []string, got func(path string))
}

// Assistant shows the pages.
type Assistant struct {
	host    Host
	p       *presenter
	content *fyne.Container
	name    *shape.Field
	fonds   *shape.Field
	short   *shape.Field
	dir     *shape.Field
	depts   *shape.Lines
	scheme  *widget.Select
	form    *widget.Select
	sample  *shape.Text
}

// New makes the first page; year is one that codes are shown for.
func New(h Host, places Places, do Do, year int) *Assistant {
	a := &Assistant{host: h, content: container.NewStack(), sample: shape.NewCaption("")}
	a.p = &presenter{say: h.Say, fail: h.Fail, places: places, do: do, view: a, year: year}
	a.name, a.fonds, a.short, a.dir = a.field(), a.field(), a.field(), a.field()
	a.depts = shape.NewLines(8)
	a.depts.Escaped = a.p.back
	a.depts.SetPlaceHolder(h.Say("ui.start.departments.form"))
	a.scheme = a.choice("arrange.scheme", schemes)
	a.form = a.choice("arrange.template", templates)
	a.p.turn(pageStart)
	return a
}

// The choices of the last page.
var (
	schemes   = []string{"year-department-retention", "year-retention-department", "year-retention"}
	templates = []string{"dat22", "dat13"}
)

// Content is the page in sight.
func (a *Assistant) Content() fyne.CanvasObject { return a.content }

func (a *Assistant) field() *shape.Field {
	f := shape.NewField()
	f.OnSubmitted = func(string) { a.p.next(a.typed()) }
	f.Escaped = a.p.back
	return f
}

func (a *Assistant) choice(key string, values []string) *widget.Select {
	var labels []string
	for _, v := range values {
		labels = append(labels, a.host.Say("ui.choice."+key+"."+v))
	}
	return widget.NewSelect(labels, func(string) { a.sample.SetText(a.p.preview(a.typed())) })
}

// typed gathers what stands on the pages.
func (a *Assistant) typed() draft {
	d := draft{Name: a.name.Text, Fonds: a.fonds.Text, Short: a.short.Text, Departments: a.depts.Text, Dir: a.dir.Text}
	if a.scheme != nil && a.form != nil {
		d.Scheme, d.Template = schemes[max(a.scheme.SelectedIndex(), 0)], templates[max(a.form.SelectedIndex(), 0)]
	}
	return d
}

// draw implements view.
func (a *Assistant) draw(s State) {
	page := a.page(s)
	a.content.Objects = []fyne.CanvasObject{container.NewCenter(shape.Fixed(page, 560, 0))}
	a.content.Refresh()
	switch s.Page { // a field takes the focus once it is in the window
	case pageOrgan:
		a.host.Focus(a.name)
	case pageDepartments:
		a.host.Focus(a.depts)
	}
}

func (a *Assistant) page(s State) fyne.CanvasObject {
	if s.Page == pageStart {
		return a.start(s)
	}
	a.fill(s.Draft)
	switch s.Page {
	case pageOrgan:
		return a.frame("ui.start.organ", a.row("ui.set.organ.name", a.name), a.row("ui.set.organ.fonds", a.fonds), a.row("ui.set.organ.short_names", a.short),
			container.NewHBox(shape.NewQuiet(a.host.Say("ui.start.import"), func() { a.host.ChooseFile([]string{".json"}, a.p.take) })))
	case pageDepartments:
		return a.frame("ui.start.departments", a.depts)
	}
	pick := shape.NewButton(a.host.Say("ui.choose"), func() { a.host.ChooseTarget(a.dir.SetText) })
	return a.frame("ui.start.codes", a.row("ui.set.arrange.scheme", a.scheme), a.row("ui.set.arrange.template", a.form), a.sample,
		a.row("ui.start.dir", container.NewBorder(nil, nil, nil, pick, a.dir)))
}

// fill shows the draft in the fields.
func (a *Assistant) fill(d draft) {
	a.name.SetText(d.Name)
	a.fonds.SetText(d.Fonds)
	a.short.SetText(d.Short)
	a.depts.SetText(d.Departments)
	a.dir.SetText(d.Dir)
	a.scheme.SetSelectedIndex(indexOf(schemes, d.Scheme))
	a.form.SetSelectedIndex(indexOf(templates, d.Template))
	a.sample.SetText(a.p.preview(d))
}

func indexOf(list []string, s string) int {
	for i, v := range list {
		if v == s {
			return i
		}
	}
	return 0
}

// start shows the three ways to begin, and the libraries that were open.
func (a *Assistant) start(s State) fyne.CanvasObject {
	icon := canvas.NewImageFromResource(fyne.NewStaticResource("niandang.png", icons.Niandang))
	icon.FillMode = canvas.ImageFillContain
	title := container.NewVBox(shape.NewHead(a.host.Say("ui.title")), shape.NewCaption(a.host.Say("ui.start.lead")))
	page := container.NewVBox(container.New(shape.Shares{Widths: []float32{72, -1}, Gap: 12}, shape.Fixed(icon, 72, 72), shape.Inset(title, 0, 10)), shape.Fixed(shape.NewText(""), 0, 8))
	page.Add(a.way("ui.start.new", shape.NewPrimary(a.host.Say("ui.start.new"), a.p.begin)))
	page.Add(a.way("ui.start.open", shape.NewButton(a.host.Say("ui.start.open"), func() { a.host.ChooseFolder(a.p.do.Open) })))
	page.Add(a.way("ui.start.demo", shape.NewButton(a.host.Say("ui.start.demo"), func() { a.p.do.Demo(a.p.places.DemoDir()) })))
	if len(s.Recent) > 0 {
		page.Add(shape.Inset(shape.Line(theme.Hairline), 0, 8))
		page.Add(shape.NewCaption(a.host.Say("ui.start.recent")))
		for _, dir := range s.Recent {
			b := shape.NewQuiet(dir, func() { a.p.do.Open(dir) })
			b.Alignment = widget.ButtonAlignLeading
			page.Add(b)
		}
	}
	return page
}

// way is one way to begin: a button and what comes of it.
func (a *Assistant) way(id string, b *shape.Button) fyne.CanvasObject {
	return shape.Inset(container.New(shape.Shares{Widths: []float32{170, -1}, Gap: 16}, b, shape.NewCaption(a.host.Say(id+".lead"))), 0, 4)
}

// frame puts the title and the way on around the fields of a page.
func (a *Assistant) frame(id string, fields ...fyne.CanvasObject) fyne.CanvasObject {
	lead := shape.NewParagraph(a.host.Say(id + ".lead"))
	page := container.NewVBox(shape.NewHead(a.host.Say(id)), lead)
	for _, f := range fields {
		page.Add(f)
	}
	next := "ui.start.next"
	if a.p.page == pageCodes {
		next = "ui.start.create"
	}
	buttons := container.NewHBox(shape.NewButton(a.host.Say("ui.start.back"), a.p.back), shape.NewPrimary(a.host.Say(next), func() { a.p.next(a.typed()) }))
	page.Add(shape.Inset(container.NewBorder(nil, nil, nil, buttons), 0, 8))
	return page
}

func (a *Assistant) row(id string, field fyne.CanvasObject) fyne.CanvasObject {
	return container.New(shape.Shares{Widths: []float32{110, -1}, Gap: 12}, shape.NewText(a.host.Say(id)), field)
}

var _ view = (*Assistant)(nil)
