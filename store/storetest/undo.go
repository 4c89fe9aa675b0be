package storetest

import (
	"fmt"

	"niandang/archive"
)

var undoCases = []testcase{
	{"an edit is undone exactly", undoEdit},
	{"a removal is undone exactly", undoRemoval},
	{"a new record is removed again", undoCreation},
	{"undo of an undo is a redo", undoUndo},
	{"undo without an ID goes back step by step", undoSteps},
	{"a later change of the same record forbids it", undoLater},
	{"a later change of other records does not", undoOther},
	{"what cannot be undone is refused", undoRefused},
	{"settings and findings come back", undoSettings},
	{"many records are undone at once", undoMany},
}

// edit is a person's change of a document's title.
func edit(l library, id, title string) archive.Event {
	l.Helper()
	d := aDocument(id)
	d.Title = title
	return l.apply(archive.Change{What: "edit", On: id, Who: "陈立", Person: true, Documents: []archive.Document{d}})
}

func title(l library, id string) string {
	l.Helper()
	d, err := l.Document(ctx, id)
	if archive.ErrorCode(err) == archive.CodeNotFound {
		return "(none)"
	}
	l.must("Document", err)
	return d.Title
}

func (l library) undo(id string) archive.Event {
	l.Helper()
	e, err := l.Undo(ctx, id, "李敏")
	l.must("Undo", err)
	return e
}

func undoEdit(l library) {
	d := aDocument("d1")
	l.apply(archive.Change{What: "collect", Documents: []archive.Document{d}})
	e := edit(l, "d1", "改过")
	u := l.undo(e.ID)
	got, err := l.Document(ctx, "d1")
	equal(l, got, d, err)
	if u.Undoes != e.ID || u.Who != "李敏" || u.On != "d1" || !u.Person || u.What != "undo" {
		l.Errorf("event %+v", u)
	}
}

func undoRemoval(l library) {
	d := aDocument("d1")
	i := archive.Item{ID: "i1", Class: "Y", Number: 4, Document: "d1"}
	l.apply(archive.Change{What: "collect", Documents: []archive.Document{d}, Items: []archive.Item{i}})
	e := l.apply(archive.Change{What: "remove", Person: true, Remove: []archive.Ref{{Table: "document", ID: "d1"}, {Table: "item", ID: "i1"}}})
	l.same("removed", title(l, "d1"), "(none)")
	l.undo(e.ID)
	got, err := l.Document(ctx, "d1")
	equal(l, got, d, err)
	gotItem, err := l.Item(ctx, "i1")
	equal(l, gotItem, i, err)
	l.same("item of the document", names(all(l, l.Items(ctx, archive.Filter{Document: "d1"})), itemID), "i1")
}

func undoCreation(l library) {
	e := edit(l, "d1", "新")
	l.undo(e.ID)
	l.same("undone", title(l, "d1"), "(none)")
	l.undo(all(l, l.Events(ctx, archive.Filter{Document: "d1"}))[1].ID)
	l.same("redone", title(l, "d1"), "新")
}

func undoUndo(l library) {
	edit(l, "d1", "一")
	e := edit(l, "d1", "二")
	u := l.undo(e.ID)
	l.same("undone", title(l, "d1"), "一")
	r := l.undo(u.ID)
	l.same("redone", title(l, "d1"), "二")
	l.same("what", r.What, "redo")
	_, err := l.Undo(ctx, u.ID, "")
	l.refuses("redoing twice", err, archive.CodeInvalid)
	l.undo(e.ID)
	l.same("undone again", title(l, "d1"), "一")
	_, err = l.Undo(ctx, e.ID, "")
	l.refuses("undoing twice", err, archive.CodeInvalid)
}

func undoSteps(l library) {
	edit(l, "d1", "一")
	edit(l, "d1", "二")
	l.apply(archive.Change{What: "index", On: "2021"})
	edit(l, "d1", "三")
	for _, want := range []string{"二", "一", "(none)"} {
		l.undo("")
		l.same("undone", title(l, "d1"), want)
	}
	_, err := l.Undo(ctx, "", "")
	l.refuses("with nothing left", err, archive.CodeNotFound)
	edit(l, "d1", "四")
	l.undo("")
	l.same("after a new change", title(l, "d1"), "(none)")
}

func undoLater(l library) {
	edit(l, "d1", "一")
	e := edit(l, "d1", "二")
	l.apply(archive.Change{What: "appraise", Documents: []archive.Document{{ID: "d1", Year: 2020}}})
	_, err := l.Undo(ctx, e.ID, "")
	l.refuses("Undo", err, archive.CodeInvalid)
	l.same("untouched", title(l, "d1"), "")
}

func undoOther(l library) {
	e := edit(l, "d1", "一")
	edit(l, "d2", "二")
	l.undo(e.ID)
	l.same("undone", title(l, "d1"), "(none)")
	l.same("other", title(l, "d2"), "二")
}

func undoRefused(l library) {
	_, err := l.Undo(ctx, "no such event", "")
	l.refuses("unknown", err, archive.CodeNotFound)
	e := l.apply(archive.Change{What: "collect", Documents: []archive.Document{{ID: "d1"}}})
	_, err = l.Undo(ctx, e.ID, "")
	l.refuses("not a person's", err, archive.CodeInvalid)
}

func undoSettings(l library) {
	before, err := l.Settings(ctx)
	l.must("Settings", err)
	a, b := archive.NewFinding(archive.FLongName, "a"), archive.NewFinding(archive.FZeroByte, "b")
	l.apply(archive.Change{What: "x", Findings: set("collect", 2021, a)})
	after := before
	after.Classified = !after.Classified
	e := l.apply(archive.Change{What: "settings", Person: true, Settings: &after, Findings: set("collect", 2021, b)})
	u := l.undo(e.ID)
	got, err := l.Settings(ctx)
	equal(l, got, before, err)
	l.same("findings", findingsOf(l, archive.Filter{}), "collect:long_name:a")
	l.undo(u.ID)
	l.same("findings redone", findingsOf(l, archive.Filter{}), "collect:zero_byte:b")
}

func undoMany(l library) {
	c := archive.Change{What: "confirm", Person: true}
	for i := range 500 {
		c.Documents = append(c.Documents, aDocument(fmt.Sprintf("d%03d", i)))
	}
	e := l.apply(c)
	l.undo(e.ID)
	if n, err := l.Count(ctx, "document", archive.Filter{}); n != 0 || err != nil {
		l.Errorf("%d documents are left, %v", n, err)
	}
}
