package transfer

import (
	"context"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/pane"
	"niandang/ui/shape"
	"niandang/ui/table"
	"niandang/ui/theme"
)

// Pane is the view of a Presenter.
type Pane struct {
	desk pane.Desk
	p    *Presenter

	frame   *shape.Page
	list    *table.Table[Row]
	profile *widget.Select
	form    *widget.Select
	hold    *widget.Check
	reason  *shape.Field
	why     string // the reason that was given last
	facts   *shape.Paragraph
	made    *fyne.Container
	right   *container.Scroll
	lays    bool // the choices are being laid out, not chosen
}

var (
	_ pane.Pane = (*Pane)(nil)
	_ view      = (*Pane)(nil)
)

// New makes the pane.
func New(d pane.Desk, l Library) *Pane {
	v := &Pane{desk: d}
	v.p = NewPresenter(d, l, v)
	v.build()
	return v
}

// Content implements pane.Pane.
func (v *Pane) Content() fyne.CanvasObject { return v.frame.Content() }

// Show implements pane.Pane.
func (v *Pane) Show() {
	v.p.Load()
	v.desk.Focus(v.list.Focus())
}

func (v *Pane) build() {
	v.list = table.New(table.Options[Row]{
		Runner: v.desk.Runner(), Failed: v.desk.Fail, New: func() fyne.CanvasObject { return newCheckLine(v.desk.Words()) },
		Update: func(_ int, r Row, o fyne.CanvasObject) { o.(*checkLine).set(r) },
	})
	v.list.Opened = func(i int, _ Row) { v.p.Jump(i) }
	v.list.Key = v.key
	right := container.NewBorder(nil, nil, shape.Line(theme.Hairline), nil, shape.Fixed(v.choices(), 330, 0))
	v.frame = shape.NewPage(container.NewBorder(nil, nil, nil, right, v.list.Content()), v.p.Do)
}

// choices are the right side: what goes, in which form, and what was made.
func (v *Pane) choices() fyne.CanvasObject {
	say := v.desk.Say
	names := func(prefix string, ids []string) (out []string) {
		for _, id := range ids {
			out = append(out, say(prefix+id))
		}
		return out
	}
	v.profile = widget.NewSelect(names("profile.", Profiles[:]), nil)
	v.profile.OnChanged = func(string) {
		v.choose(func(c *year.TransferChoice) { c.Profile = Profiles[v.profile.SelectedIndex()] })
	}
	v.form = widget.NewSelect(names("transfer.form.", Forms[:]), nil)
	v.form.OnChanged = func(string) {
		v.choose(func(c *year.TransferChoice) { c.Form = Forms[v.form.SelectedIndex()] })
	}
	v.hold = widget.NewCheck(say("transfer.hold"), func(on bool) { v.choose(func(c *year.TransferChoice) { c.HoldBack = on }) })
	v.reason = shape.NewField()
	v.reason.SetPlaceHolder(say("transfer.reason.hint"))
	back := func() { v.desk.Focus(v.list.Focus()) }
	v.reason.Escaped = back
	v.reason.OnSubmitted = func(s string) { back(); v.why = s; v.choose(func(c *year.TransferChoice) { c.Why = s }) }
	v.facts = shape.NewParagraph("")
	v.made = container.NewVBox()
	caption := func(id string) fyne.CanvasObject { return shape.NewCaption(say(id)) }
	v.right = container.NewVScroll(shape.Inset(container.NewVBox(
		v.facts, caption("transfer.profile"), v.profile, caption("transfer.form"), v.form, v.hold, caption("transfer.reason"), v.reason,
		shape.Inset(shape.Line(theme.Hairline), 0, 8), v.made), 14, 8))
	return v.right
}

func (v *Pane) choose(change func(*year.TransferChoice)) {
	if !v.lays {
		v.p.Choose(change)
	}
}

// Actions implements pane.Pane.
func (v *Pane) Actions() []pane.Action {
	say := v.desk.Say
	return []pane.Action{
		{Title: say("transfer.do.jump"), Key: fyne.KeyReturn, Do: func() { i, _, _ := v.list.Current(); v.p.Jump(i) }},
		{Title: say("transfer.do.hand"), Shortcut: &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault}, Do: v.p.Do},
		{Title: say("transfer.do.reason"), Key: fyne.KeyR, Do: v.askReason},
		{Title: say("transfer.do.hold"), Key: fyne.KeyH, Do: func() { v.hold.SetChecked(!v.hold.Checked) }},
		{Title: say("transfer.do.again"), Do: v.p.Again},
		{Title: say("transfer.do.receipt"), Key: fyne.KeyI, Do: v.p.Receipt},
	}
}

// Key implements pane.Pane.
func (v *Pane) Key(e *fyne.KeyEvent) bool { return v.key(e) }

func (v *Pane) key(e *fyne.KeyEvent) bool {
	for _, a := range v.Actions() {
		if a.Key == e.Name && a.Key != fyne.KeyReturn {
			a.Do()
			return true
		}
	}
	return false
}

// askReason gives the reason's field the keys after those at hand are through.
func (v *Pane) askReason() {
	v.desk.Runner().Go(context.Background(), func(context.Context) error { return nil }, func(error) { v.desk.Focus(v.reason) })
}

func (v *Pane) showChoice(c year.TransferChoice) {
	v.lays = true
	defer func() { v.lays = false }()
	v.profile.SetSelectedIndex(slices.Index(Profiles[:], c.Profile))
	v.form.SetSelectedIndex(slices.Index(Forms[:], c.Form))
	v.hold.SetChecked(c.HoldBack)
	if v.why != c.Why { // what is being typed stays
		v.why = c.Why
		v.reason.SetText(c.Why)
	}
}

// showChecks lists the checks; the keys begin at the first that is no heading.
func (v *Pane) showChecks(rows []Row) {
	v.list.Load(table.Rows[Row](rows), slices.IndexFunc(rows, func(r Row) bool { return r.Kind != GroupLine }))
}

func (v *Pane) showMade(transfers []archive.Transfer, last year.HandedOver) {
	v.made.Objects = nil
	if len(transfers) > 0 {
		title := shape.NewText(v.desk.Say("transfer.made"))
		title.Bold = true
		v.made.Add(title)
	}
	for i := len(transfers) - 1; i >= 0; i-- {
		v.made.Add(v.madeOne(transfers[i], last))
	}
	v.made.Refresh()
	v.right.Refresh()
}

// madeOne says what was made: where, its digest, its papers, and the archives' word.
func (v *Pane) madeOne(t archive.Transfer, last year.HandedOver) fyne.CanvasObject {
	ink, ground := colorsOf(map[string]string{"accepted": "pass", "rejected": "fail"}[t.State])
	state := shape.NewMark(v.desk.Say("transfer.state."+t.State), ink, ground)
	name := shape.NewText(filepath.Base(t.Where))
	line := func(s string) fyne.CanvasObject { return shape.NewCaption(s) }
	short := t.Digest
	if len(short) > 24 {
		short = short[:24] + "…"
	}
	buttons := container.NewHBox(shape.NewQuiet(v.desk.Say("transfer.open"), func() { v.p.Paper(filepath.Dir(t.Where)) }))
	if last.Where == t.Where && last.Form != "" {
		buttons.Add(shape.NewQuiet(v.desk.Say("transfer.paper.form"), func() { v.p.Paper(last.Form) }))
		buttons.Add(shape.NewQuiet(v.desk.Say("transfer.paper.verdict"), func() { v.p.Paper(last.Verdict) }))
	}
	if t.State == "written" {
		buttons.Add(shape.NewQuiet(v.desk.Say("transfer.do.receipt"), v.p.Receipt))
	}
	return container.NewVBox(container.NewBorder(nil, nil, nil, state, name),
		line(v.desk.Say("transfer.made.line", "n", count(t.Items), "date", t.At.Format("2006-01-02"))), line("SHA-256 "+short), buttons)
}
