package year_test

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/assets/i18n"
	"niandang/store"
)

// made gives a new library with documents of a fictional bureau.
func made(t *testing.T, docs ...archive.Document) *year.Year {
	t.Helper()
	words, err := i18n.Words(i18n.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	s := archive.DefaultSettings()
	s.Organ = archive.Organ{Fonds: "J017", Name: "临溪县林业局", Departments: []archive.Department{{Name: "办公室", Code: "BGS"}, {Name: "造林科", Code: "ZLK"}}}
	st, err := store.Create(context.Background(), filepath.Join(t.TempDir(), "l"), s, store.Options{Who: "周宁"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	l := year.New(year.Deps{Store: st, Words: words, Who: "周宁"})
	ch := archive.Change{What: "collect", Year: 2024}
	for _, d := range docs {
		ch.Files = append(ch.Files, archive.File{ID: d.FileID, Year: 2024, Path: d.FileID + ".pdf", Status: archive.Kept, Role: archive.RoleMain, Document: d.ID, Pages: 2})
	}
	ch.Documents = docs
	if _, err := l.Store.Apply(context.Background(), ch); err != nil {
		t.Fatal(err)
	}
	return l
}

func paper(id string, r archive.Retention) archive.Document {
	return archive.Document{
		ID: id, FileID: "f" + id, Year: 2024, ArchYear: 2024, Group: id, Matter: id, Pages: 2, Department: "办公室",
		Elements: archive.Elements{Title: "关于植树的通知" + id, Date: "2024-03-1" + id}, Trusts: map[string]archive.Trust{archive.ElTitle: {Source: archive.FromFilename, Confidence: 0.4}},
		Review: []string{archive.ElTitle}, Decision: archive.Decision{Retention: r, Clause: "2.1", Confidence: 0.4, Review: true},
	}
}

func TestAcceptTakesDecisionAndElementsAsRead(t *testing.T) {
	ctx := context.Background()
	l := made(t, paper("1", archive.Years30), paper("2", archive.RetentionUnset))
	if _, err := l.Accept(ctx, "1"); err != nil {
		t.Fatal(err)
	}
	d, err := l.Store.Document(ctx, "1")
	if err != nil || !d.Decision.Confirmed || d.Decision.By != "周宁" || len(d.Review) != 0 || d.Trusts[archive.ElTitle].Source != archive.FromPerson {
		t.Errorf("%+v, %v", d, err)
	}
	if _, err := l.Accept(ctx, "2"); archive.ErrorCode(err) != archive.CodeInvalid {
		t.Errorf("a document without a term was accepted: %v", err)
	}
	if _, err := l.Undo(ctx, ""); err != nil {
		t.Fatal(err)
	}
	if d, _ := l.Store.Document(ctx, "1"); d.Decision.Confirmed || len(d.Review) != 1 {
		t.Errorf("undo left %+v", d)
	}
}

func TestTheLiveOrderFollowsAndUndoStaysPossible(t *testing.T) {
	ctx := context.Background()
	l := made(t, paper("1", archive.Years30), paper("2", archive.Years30))
	a, err := l.ViewArrangement(ctx, 2024)
	if err != nil || a.Begun || !a.Stale || len(a.Items) != 2 || a.Facts[a.Items[0].ID].Date == "" {
		t.Fatalf("%+v, %v", a, err)
	}
	if _, err := l.MoveTo(ctx, a.Items[1], 1); err != nil { // not written yet: it is, first
		t.Fatal(err)
	}
	b, err := l.ViewArrangement(ctx, 2024)
	if err != nil || b.Items[0].Document != "2" || b.Items[0].Number != 1 {
		t.Fatalf("%+v, %v", b, err)
	}
	if _, err := l.Undo(ctx, ""); err != nil {
		t.Fatalf("a move cannot be taken back: %v", err)
	}
	if n, err := l.LockSettled(ctx, 2024); err != nil || n != 2 {
		t.Fatalf("%d items locked, %v", n, err)
	}
	if c, _ := l.ViewArrangement(ctx, 2024); c.Stale || c.Locked != 2 || c.Items[0].Document != "1" {
		t.Errorf("%+v", c)
	}
}

func TestReclassChangesTermAndDepartmentAsOne(t *testing.T) {
	ctx := context.Background()
	l := made(t, paper("1", archive.Years30))
	a, err := l.ViewArrangement(ctx, 2024)
	if err != nil {
		t.Fatal(err)
	}
	to := year.Class{Retention: archive.Permanent, Department: "ZLK"}
	if _, err := l.Reclass(ctx, a.Items[0], to, ""); archive.ErrorCode(err) != archive.CodeInvalid {
		t.Errorf("without a reason: %v", err)
	}
	if _, err := l.Reclass(ctx, a.Items[0], to, "造林工程归档"); err != nil {
		t.Fatal(err)
	}
	b, err := l.ViewArrangement(ctx, 2024)
	if err != nil || b.Items[0].Retention != archive.Permanent || b.Items[0].Department != "ZLK" {
		t.Errorf("%+v, %v", b.Items, err)
	}
}

func TestASecretGivesUpItsContent(t *testing.T) {
	ctx := context.Background()
	l := made(t, paper("1", archive.Years30))
	if _, err := l.MarkSecret(ctx, "1", "内部", ""); archive.ErrorCode(err) != archive.CodeInvalid {
		t.Errorf("内部 is no secrecy mark: %v", err)
	}
	if _, err := l.MarkSecret(ctx, "1", "秘密", "核对时发现"); err != nil {
		t.Fatal(err)
	}
	d, err := l.Store.Document(ctx, "1")
	if err != nil || !d.Secret || d.Title != "" || d.Security != "秘密" || d.Date == "" {
		t.Errorf("%+v, %v", d, err)
	}
	v, err := l.FilePage(ctx, "f1", 1, 400)
	if err != nil || v.Image != nil || v.Note.ID != "view.secret" || v.Path != "" {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestUseOfADocumentStandsInTheLog(t *testing.T) {
	ctx := context.Background()
	l := made(t, paper("1", archive.Years30))
	if _, err := l.NoteUse(ctx, "1", " "); archive.ErrorCode(err) != archive.CodeInvalid {
		t.Errorf("a use without a word on it: %v", err)
	}
	if _, err := l.NoteUse(ctx, "7", "查批复"); archive.ErrorCode(err) != archive.CodeNotFound {
		t.Errorf("a use of nothing: %v", err)
	}
	e, err := l.NoteUse(ctx, "1", "规划科王，查批复")
	if err != nil || e.What != "use" || e.On != "1" || e.Who != "周宁" || e.Why != "规划科王，查批复" {
		t.Fatalf("%+v, %v", e, err)
	}
	if e, err := l.Undo(ctx, ""); err == nil {
		t.Errorf("an entry of the log was taken out of it: %+v", e)
	}
}

func TestCodesAreFoundOfOneIssuer(t *testing.T) {
	ctx := context.Background()
	one, two := paper("1", archive.Years30), paper("2", archive.Years30)
	one.Issuers, two.Issuers = []string{"临溪县林业局"}, []string{"临溪县财政局"}
	l := made(t, one, two)
	if _, err := l.Arrange(ctx, 2024, archive.NoProgress{}); err != nil {
		t.Fatal(err)
	}
	all, n, err := l.Search(ctx, archive.Query{Text: "J017-WS"})
	if err != nil || n != 2 {
		t.Fatalf("%d found, %v", n, err)
	}
	hits, n, err := l.Search(ctx, archive.Query{Text: "J017-WS", Issuer: "临溪县财政局"})
	if err != nil || n != 1 || len(hits) != 1 || hits[0].Document != "2" {
		t.Errorf("of %v found %v, %v", all, hits, err)
	}
}

func TestAMoveIsUndoneAfterTheNextArrange(t *testing.T) {
	ctx := context.Background()
	l := made(t, paper("1", archive.Years30), paper("2", archive.Years30), paper("3", archive.Years30))
	arranged := func() []string {
		t.Helper()
		if _, err := l.Arrange(ctx, 2024, archive.NoProgress{}); err != nil {
			t.Fatal(err)
		}
		a, err := l.ViewArrangement(ctx, 2024)
		if err != nil {
			t.Fatal(err)
		}
		var order []string
		for _, it := range a.Items {
			order = append(order, it.Document+" "+it.Code)
		}
		return order
	}
	before := arranged()
	a, err := l.ViewArrangement(ctx, 2024)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.MoveTo(ctx, a.Items[2], 1); err != nil {
		t.Fatal(err)
	}
	if after := arranged(); slices.Equal(after, before) || after[0][:1] != "3" {
		t.Fatalf("moved: %v", after)
	}
	if _, err := l.Undo(ctx, ""); err != nil {
		t.Fatalf("the move cannot be taken back: %v", err)
	}
	if now := arranged(); !slices.Equal(now, before) {
		t.Errorf("%v, was %v", now, before)
	}
}
