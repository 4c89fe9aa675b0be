package appraise_test

import (
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/appraise"
)

// standing is a document of a county's finance bureau as the model decides it.
func standing(s *appraise.Schedule, id, title string) appraise.Standing {
	d := archive.Document{ID: id, Kind: archive.Outgoing, Relation: archive.Own}
	d.Title, d.Genre = title, archive.GenreOf(title)
	c := appraise.CaseOf(d, countyFinance)
	d.Decision = s.Decide(c)
	return appraise.Standing{Document: d, Case: c}
}

func TestARevisionNamesWhatChangesAndWhatStays(t *testing.T) {
	model := load(t)
	next, _, err := model.With(archive.ScheduleTable{Name: "表", From: 2024, Rows: []archive.ScheduleRow{
		{Number: "1", Scope: "简报", Like: "8.5.2", Retention: archive.Years30},
		{Number: "2", Scope: "局务会议", Like: "3", Retention: archive.Permanent},
	}})
	if err != nil {
		t.Fatal(err)
	}
	docs := []appraise.Standing{
		standing(model, "a", "财政工作简报第3期"), standing(model, "b", "财政工作简报第4期"), standing(model, "c", "财政工作简报第5期"),
		standing(model, "d", "栗水县财政局党组会议纪要"), standing(model, "e", "关于召开全县财政工作会议的通知"),
		{Document: archive.Document{ID: "f"}, Case: docCase("财政工作简报第6期")},
	}
	docs[1].Document.Decision.By, docs[1].Document.Decision.Confirmed = "周敏", true
	docs[2].Locked = true
	before := docs[0].Document.Decision.Clause
	r := appraise.Revise(model, next, docs)
	if ids(r.Changed) != "a f" || ids(r.Kept) != "b c" || r.Documents != 6 || r.Clauses != 1 {
		t.Fatalf("changed %s, kept %s, of %d; by another clause %d", ids(r.Changed), ids(r.Kept), r.Documents, r.Clauses)
	}
	if r.Kept[0].Held != appraise.HeldPerson || r.Kept[1].Held != appraise.HeldLocked {
		t.Errorf("held by %q and %q", r.Kept[0].Held, r.Kept[1].Held)
	}
	v := r.Changed[0]
	if v.Document.Decision.Retention != archive.Years10 || v.New.Retention != archive.Years30 || v.New.Clause != "1 简报" {
		t.Errorf("%s %s → %s %s", v.Document.Decision.Retention, v.Document.Decision.Clause, v.New.Retention, v.New.Clause)
	}
	if terms := r.Terms(); len(terms) != 1 || terms[0] != (appraise.TermChange{From: archive.Years10, To: archive.Years30, Documents: 2}) {
		t.Errorf("terms %+v", terms)
	}
	if docs[0].Document.Decision.Clause != before || docs[5].Document.Decision.Retention != archive.RetentionUnset {
		t.Error("what was handed in was changed")
	}
}

func docCase(title string) appraise.Case {
	return appraise.Trial(countyFinance, appraise.Probe{Title: title, Kind: "发文", Relation: "本机关"})
}

func ids(list []appraise.Revised) string {
	var out []string
	for _, v := range list {
		out = append(out, v.Document.ID)
	}
	return strings.Join(out, " ")
}

func TestRowsOfTheOwnTableAreEditedOneByOne(t *testing.T) {
	s := load(t)
	table := archive.ScheduleTable{Name: "表", Rows: []archive.ScheduleRow{
		{Number: "1", Scope: "甲", Retention: archive.Permanent}, {Number: "2", Scope: "乙", Retention: archive.Years30}, {Number: "2", Scope: "丙", Retention: archive.Years10},
	}}
	row := archive.ScheduleRow{Number: "9", Scope: " 丁 ", Retention: archive.Years10}
	scopes := func(e appraise.RowEdit) string {
		got, err := s.EditRow(table, e)
		if err != nil {
			return string(archive.ErrorCode(err))
		}
		var out string
		for _, r := range got.Rows {
			out += r.Scope
		}
		return out
	}
	for _, c := range []struct {
		name string
		edit appraise.RowEdit
		want string
	}{
		{"change", appraise.RowEdit{At: 1, Row: row}, "甲丁丙"},
		{"remove", appraise.RowEdit{At: 0, Remove: true}, "乙丙"},
		{"add before", appraise.RowEdit{At: 1, Add: true, Row: row}, "甲丁乙丙"},
		{"add at the end", appraise.RowEdit{At: 99, Add: true, Row: row}, "甲乙丙丁"},
		{"no such row", appraise.RowEdit{At: 3, Row: row}, "not_found"},
		{"no term", appraise.RowEdit{At: 0, Row: archive.ScheduleRow{Scope: "甲"}}, "invalid"},
		{"no wording", appraise.RowEdit{Add: true, Row: archive.ScheduleRow{Scope: " ", Retention: archive.Years10}}, "invalid"},
		{"no such clause", appraise.RowEdit{Add: true, Row: archive.ScheduleRow{Scope: "甲", Retention: archive.Years10, Like: "99.9"}}, "invalid"},
		{"a word with a sign", appraise.RowEdit{Add: true, Row: archive.ScheduleRow{Scope: "甲", Retention: archive.Years10, Words: []string{"/("}}}, "invalid"},
	} {
		if got := scopes(c.edit); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if len(table.Rows) != 3 || table.Rows[1].Scope != "乙" {
		t.Errorf("the table handed in was changed: %+v", table.Rows)
	}
	for name, want := range map[string]int{"1": 0, "#3": 2} {
		if at, err := appraise.FindRow(table, name); err != nil || at != want {
			t.Errorf("%s: %d, %v", name, at, err)
		}
	}
	for name, want := range map[string]archive.Code{"2": archive.CodeInvalid, "7": archive.CodeNotFound, "#4": archive.CodeNotFound, "": archive.CodeNotFound} {
		if _, err := appraise.FindRow(table, name); archive.ErrorCode(err) != want {
			t.Errorf("%q: %v", name, err)
		}
	}
}
