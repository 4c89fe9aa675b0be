package settings

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/pane"
	"niandang/ui/shape"
	"niandang/ui/table"
	"niandang/ui/theme"
)

// tablePane is the part of the pane about the organ's own schedule.
type tablePane struct {
	desk    pane.Desk
	p       *tablePresenter
	rows    *table.Table[TableRow]
	changed *table.Table[Changed]
	reason  *shape.Field
	adopt   *shape.Button
	content *fyne.Container
}

func newTablePane(d pane.Desk, lib Tables) *tablePane {
	t := &tablePane{desk: d, reason: shape.NewField(), content: container.NewStack()}
	t.p = &tablePresenter{desk: d, lib: lib, view: t}
	t.rows, t.changed = t.rowTable(), t.changedTable()
	t.reason.SetPlaceHolder(d.Say("ui.set.schedule.why"))
	t.reason.Escaped = t.p.load
	return t
}

func (t *tablePane) say(id string) string { return t.desk.Say("ui.set.schedule." + id) }

// choose asks for a table to be imported.
func (t *tablePane) choose() {
	t.desk.ChooseFile([]string{".xlsx", ".xls", ".csv", ".docx", ".et"}, t.p.take)
}

func (t *tablePane) rowTable() *table.Table[TableRow] {
	muted := func(TableRow) fyne.ThemeColorName { return theme.Muted }
	rows := table.New(table.Options[TableRow]{Runner: t.desk.Runner(), Failed: t.desk.Fail, Columns: []table.Column[TableRow]{
		{Title: t.say("number"), Width: 56, Text: func(r TableRow) string { return r.Number }, Color: muted},
		{Title: t.say("scope"), Width: -3, Text: func(r TableRow) string { return r.Scope }},
		{Title: t.say("term"), Width: 64, Text: func(r TableRow) string { return r.Term }},
		{Title: t.say("how"), Width: -2, Text: func(r TableRow) string { return r.How }, Color: func(r TableRow) fyne.ThemeColorName {
			if r.Lost {
				return theme.Waiting
			}
			return theme.Muted
		}},
	}})
	rows.Opened = func(i int, _ TableRow) { t.p.begin(i) }
	rows.Key = func(e *fyne.KeyEvent) bool {
		i, _, ok := rows.Current()
		switch {
		case e.Name == fyne.KeyN:
			t.p.add()
		case e.Name == fyne.KeyDelete && ok:
			t.p.remove(i)
		default:
			return false
		}
		return true
	}
	return rows
}

func (t *tablePane) changedTable() *table.Table[Changed] {
	return table.New(table.Options[Changed]{Runner: t.desk.Runner(), Failed: t.desk.Fail, Columns: []table.Column[Changed]{
		{Title: t.say("title"), Width: -3, Text: func(c Changed) string { return c.Title }},
		{Title: t.say("was"), Width: -1, Text: func(c Changed) string { return c.Was }, Color: func(Changed) fyne.ThemeColorName { return theme.Muted }},
		{Title: t.say("is"), Width: -1, Text: func(c Changed) string { return c.Will }},
		{Title: t.say("held"), Width: -1.2, Text: func(c Changed) string { return c.Held }, Color: func(Changed) fyne.ThemeColorName { return theme.Waiting }},
	}})
}

// showTable implements tableView, as do showDraft and showPreview.
func (t *tablePane) showTable(lead string, rows []TableRow) {
	text := shape.NewParagraph(lead)
	at := func(do func(int)) func() {
		return func() {
			if i, _, ok := t.rows.Current(); ok {
				do(i)
			}
		}
	}
	add, edit, remove := shape.NewButton(t.say("add"), t.p.add), shape.NewButton(t.say("edit"), at(t.p.begin)), shape.NewButton(t.say("remove"), at(t.p.remove))
	edit.Hidden, remove.Hidden = len(rows) == 0, len(rows) == 0
	buttons := container.NewHBox(shape.NewButton(t.say("import"), t.choose), add, edit, remove)
	var list fyne.CanvasObject = shape.NewText("")
	if len(rows) > 0 {
		list = t.rows.Content()
	}
	t.put(container.NewBorder(container.NewVBox(text, buttons), nil, nil, nil, list))
	t.rows.Load(table.Rows[TableRow](rows), 0)
}

func (t *tablePane) put(o fyne.CanvasObject) {
	t.content.Objects = []fyne.CanvasObject{o}
	t.content.Refresh()
}

func (t *tablePane) showDraft(d Draft) {
	number, scope, words, like := shape.NewField(), shape.NewLines(3), shape.NewField(), shape.NewField()
	scope.Wrapping = fyne.TextWrapBreak
	number.SetText(d.Number)
	scope.SetText(d.Scope)
	words.SetText(d.Words)
	like.SetText(d.Like)
	labels := make([]string, len(terms))
	chosen := 0
	for i, r := range terms {
		labels[i] = t.p.term(r)
		if r == d.Term {
			chosen = i
		}
	}
	term := widget.NewSelect(labels, nil)
	term.SetSelectedIndex(chosen)
	for _, f := range []*shape.Field{number, words, like} {
		f.Escaped = t.p.load
	}
	scope.Escaped = t.p.load
	look := shape.NewPrimary(t.say("look"), func() {
		t.p.typed(Draft{Number: number.Text, Scope: scope.Text, Words: words.Text, Like: like.Text, Term: terms[max(term.SelectedIndex(), 0)]})
	})
	row := func(id string, o fyne.CanvasObject) fyne.CanvasObject {
		return container.New(shape.Shares{Widths: []float32{150, -1}, Gap: 12}, top(shape.NewText(t.say(id))), o)
	}
	hint := func(id string) fyne.CanvasObject {
		return container.New(shape.Shares{Widths: []float32{150, -1}, Gap: 12}, shape.NewText(""), shape.NewCaption(t.say(id)))
	}
	t.put(container.NewVScroll(container.NewVBox(row("number", number), row("scope", scope), row("term", term), row("words", words), hint("words.hint"), row("like", like), hint("like.hint"),
		container.NewHBox(shape.NewButton(t.desk.Say("ui.cancel"), t.p.load), look))))
	t.desk.Focus(scope)
}

func (t *tablePane) showPreview(p Preview) {
	head := shape.NewText(p.Head)
	head.Bold = true
	top := container.NewVBox(head)
	for _, s := range p.Facts {
		top.Add(shape.NewCaption(s))
	}
	for i, s := range p.Questions {
		if i == shownQuestions {
			top.Add(shape.NewCaption(t.desk.Say("transfer.more", "n", fmt.Sprint(len(p.Questions)-i))))
			break
		}
		line := shape.NewText(s)
		line.Color = theme.Waiting
		top.Add(line)
	}
	t.adopt = shape.NewPrimary(t.say("adopt"), func() { t.p.adopt(t.reason.Text) })
	buttons := container.NewHBox(shape.NewButton(t.say("leave"), t.p.load), t.adopt)
	foot := container.NewBorder(nil, nil, nil, buttons, shape.NewText(""))
	t.changed.Load(table.Rows[Changed](p.Changed), -1)
	if p.Reason {
		foot = container.NewBorder(nil, nil, nil, buttons, t.reason)
		t.reason.SetText("")
		t.reason.OnSubmitted = t.p.adopt
		defer t.desk.Focus(t.reason)
	}
	t.put(container.NewBorder(top, shape.Inset(foot, 0, 4), nil, nil, t.changed.Content()))
}

// shownQuestions is how many questions stand over the list of documents.
const shownQuestions = 5

var _ tableView = (*tablePane)(nil)
