package storetest

import (
	"reflect"
	"time"

	"niandang/archive"
)

var recordCases = []testcase{
	{"what is written is read back whole", recordRoundTrip},
	{"a record is replaced whole", recordReplaced},
	{"what is not there is not found", recordMissing},
	{"a removed record is gone", recordRemoved},
	{"a failed change leaves nothing", recordAtomic},
	{"settings are written and read", settingsRoundTrip},
	{"the journal remembers until it is cleared", journal},
	{"page texts come in order of pages", pageTexts},
}

// aDocument makes a document with every kind of field filled.
func aDocument(id string) archive.Document {
	return archive.Document{
		ID: id, FileID: "file-" + id, Path: "办公室/通知.pdf", Year: 2021, ArchYear: 2021, Kind: archive.Outgoing,
		Elements: archive.Elements{
			Number: "云水发〔2021〕7号", Title: "云州市水务局关于做好防汛值班工作的通知", Issuers: []string{"云州市水务局"},
			Date: "2021-05-18", Genre: "通知", Recipients: []string{"各区县水务局"}, Attachments: []string{"值班表"},
		},
		Department: "防汛科", Pages: 3, Trusts: map[string]archive.Trust{
			archive.ElNumber: {Source: archive.FromFace, Confidence: 0.98, Spot: &archive.Spot{Page: 1, X1: 120.5}},
		},
		Review: []string{archive.ElSigners},
		Decision: archive.Decision{
			Retention: archive.Years30, Clause: "3.2", Confidence: 0.8, Why: []archive.Text{archive.Say("x.y", "a", "b")},
			At: time.Date(2022, 1, 5, 8, 30, 0, 0, time.UTC),
		},
	}
}

func recordRoundTrip(l library) {
	d := aDocument("d1")
	f := archive.File{
		ID: "f1", Year: 2021, Path: "a/中文 名.pdf", Status: archive.Kept, Role: archive.RoleMain, Document: "d1",
		Problems: []string{archive.FLongName}, SHA256: "ab", Size: 12, ModTime: time.Date(2021, 3, 1, 0, 0, 0, 5, time.UTC),
	}
	i := archive.Item{ID: "i1", Year: 2021, Number: 3, Class: "2021-D30", Documents: []string{"d1"}, Parts: []archive.Part{{FileID: "f1"}}}
	r := archive.Reading{SHA256: "ab", Ext: ".pdf", Sketch: []uint64{1 << 63, 7}, Face: archive.Face{Layout: "文件"}}
	x := archive.Rendition{Of: "ab", SHA256: "cd", Kind: "pdf", Pages: 2}
	l.apply(archive.Change{
		What: "collect", Files: []archive.File{f}, Documents: []archive.Document{d}, Items: []archive.Item{i},
		Readings: []archive.Reading{r}, Renditions: []archive.Rendition{x},
	})
	gotD, err := l.Document(ctx, "d1")
	equal(l, gotD, d, err)
	gotF, err := l.File(ctx, "f1")
	equal(l, gotF, f, err)
	gotI, err := l.Item(ctx, "i1")
	equal(l, gotI, i, err)
	gotR, err := l.Reading(ctx, "ab", ".pdf")
	equal(l, gotR, r, err)
	gotX, err := l.Rendition(ctx, "ab", "pdf")
	equal(l, gotX, x, err)
}

// equal compares a record that was read with what was written.
func equal[T any](l library, got, want T, err error) {
	l.Helper()
	l.must("read", err)
	if !reflect.DeepEqual(got, want) {
		l.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func recordReplaced(l library) {
	d := aDocument("d1")
	l.apply(archive.Change{What: "a", Documents: []archive.Document{d}})
	d.Title, d.Review, d.Year = "另一题名", nil, 2020
	l.apply(archive.Change{What: "b", Documents: []archive.Document{d}})
	got, err := l.Document(ctx, "d1")
	equal(l, got, d, err)
	l.same("of the old year", names(all(l, l.Documents(ctx, archive.Filter{Year: 2021})), documentID), "")
	l.same("of the new year", names(all(l, l.Documents(ctx, archive.Filter{Year: 2020})), documentID), "d1")
}

func recordMissing(l library) {
	_, err := l.Document(ctx, "none")
	l.refuses("Document", err, archive.CodeNotFound)
	_, err = l.File(ctx, "none")
	l.refuses("File", err, archive.CodeNotFound)
	_, err = l.Item(ctx, "none")
	l.refuses("Item", err, archive.CodeNotFound)
	_, err = l.Reading(ctx, "ab", ".pdf")
	l.refuses("Reading", err, archive.CodeNotFound)
	_, err = l.Rendition(ctx, "ab", "pdf")
	l.refuses("Rendition", err, archive.CodeNotFound)
}

func recordRemoved(l library) {
	l.apply(archive.Change{
		What: "a", Documents: []archive.Document{aDocument("d1")},
		Boxes: []archive.Box{{ID: "b1", Number: "0001"}}, Rows: []archive.Row{{ID: "r1"}},
	})
	l.apply(archive.Change{What: "b", Remove: []archive.Ref{
		{Table: "document", ID: "d1"}, {Table: "box", ID: "b1"}, {Table: "row", ID: "r1"}, {Table: "file", ID: "never there"},
	}})
	_, err := l.Document(ctx, "d1")
	l.refuses("Document", err, archive.CodeNotFound)
	if n := len(all(l, l.Boxes(ctx, archive.Filter{}))) + len(all(l, l.Rows(ctx, archive.Filter{}))); n != 0 {
		l.Errorf("%d records are left", n)
	}
	_, err = l.Apply(ctx, archive.Change{What: "c", Remove: []archive.Ref{{Table: "event", ID: "1"}}})
	l.refuses("removing from the log", err, archive.CodeInvalid)
}

func recordAtomic(l library) {
	before, err := l.Count(ctx, "event", archive.Filter{})
	l.must("Count", err)
	_, err = l.Apply(ctx, archive.Change{
		What: "x", Documents: []archive.Document{aDocument("d1"), {Path: "without an ID"}},
	})
	if err == nil {
		l.Fatal("a record without an ID was taken")
	}
	_, err = l.Document(ctx, "d1")
	l.refuses("Document", err, archive.CodeNotFound)
	after, err := l.Count(ctx, "event", archive.Filter{})
	if err != nil || after != before {
		l.Errorf("events: %d, before %d, %v", after, before, err)
	}
}

func settingsRoundTrip(l library) {
	s, err := l.Settings(ctx)
	l.must("Settings", err)
	s.Organ.Name, s.Classified = "云州市水务局", true
	l.apply(archive.Change{What: "settings", Settings: &s})
	got, err := l.Settings(ctx)
	equal(l, got, s, err)
}

func journal(l library) {
	l.must("SetJournal", l.SetJournal(ctx, "bind/2021", "volume-1", "done"))
	l.must("SetJournal", l.SetJournal(ctx, "bind/2021", "volume-1", "done again"))
	l.must("SetJournal", l.SetJournal(ctx, "bind/2022", "volume-1", "other"))
	got, err := l.Journal(ctx, "bind/2021")
	equal(l, got, map[string]string{"volume-1": "done again"}, err)
	l.must("ClearJournal", l.ClearJournal(ctx, "bind/2021"))
	got, err = l.Journal(ctx, "bind/2021")
	equal(l, got, map[string]string{}, err)
	got, err = l.Journal(ctx, "bind/2022")
	equal(l, got, map[string]string{"volume-1": "other"}, err)
}

func pageTexts(l library) {
	l.apply(archive.Change{What: "read", Quiet: true, Pages: []archive.PageText{
		{SHA256: "ab", Page: 10, Text: "十"}, {SHA256: "ab", Page: 2, Text: "二"}, {SHA256: "cd", Page: 1, Text: "别的"},
	}})
	l.apply(archive.Change{What: "read", Quiet: true, Pages: []archive.PageText{{SHA256: "ab", Page: 2, Text: "贰"}}})
	got, err := l.PageTexts(ctx, "ab")
	equal(l, got, []archive.PageText{{SHA256: "ab", Page: 2, Text: "贰"}, {SHA256: "ab", Page: 10, Text: "十"}}, err)
}
