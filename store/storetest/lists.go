package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"niandang/archive"
)

var listCases = []testcase{
	{"files are narrowed by year, status and document", listFiles},
	{"documents that need a person are found", listReview},
	{"items come by class, then number", listItems},
	{"boxes come by number, rows by sheet and row", listOrders},
	{"pages follow one another without gap or overlap", listPages},
	{"a list may write while it is walked", listWhileWriting},
	{"readings are those of the year's files", listReadings},
	{"years come newest first", listYears},
	{"an unknown table is refused", countUnknown},
	{"a cancelled list stops with the context's error", listCancelled},
}

func listFiles(l library) {
	l.apply(archive.Change{What: "x", Files: []archive.File{
		{ID: "f3", Year: 2021, Status: archive.Kept, Document: "d1"},
		{ID: "f1", Year: 2021, Status: archive.Junk},
		{ID: "f2", Year: 2020, Status: archive.Kept, Document: "d2"},
	}})
	for _, c := range []struct {
		filter archive.Filter
		want   string
	}{
		{archive.Filter{}, "f1 f2 f3"},
		{archive.Filter{Year: 2021}, "f1 f3"},
		{archive.Filter{Status: archive.Kept}, "f2 f3"},
		{archive.Filter{Year: 2021, Status: archive.Kept}, "f3"},
		{archive.Filter{Document: "d1"}, "f3"},
		{archive.Filter{Document: "none"}, ""},
	} {
		what := fmt.Sprintf("%+v", c.filter)
		l.same(what, names(all(l, l.Files(ctx, c.filter)), fileID), c.want)
		n, err := l.Count(ctx, "file", c.filter)
		if want := len(strings.Fields(c.want)); err != nil || n != want {
			l.Errorf("Count %s: %d, %v, want %d", what, n, err, want)
		}
	}
}

func listReview(l library) {
	l.apply(archive.Change{What: "x", Documents: []archive.Document{
		{ID: "clear"},
		{ID: "element", Review: []string{archive.ElDate}},
		{ID: "decision", Decision: archive.Decision{Review: true}},
		{ID: "confirmed", Decision: archive.Decision{Review: true, Confirmed: true}},
	}})
	l.same("review", names(all(l, l.Documents(ctx, archive.Filter{Review: true})), documentID), "decision element")
	if n, err := l.Count(ctx, "document", archive.Filter{Review: true}); n != 2 || err != nil {
		l.Errorf("Count: %d, %v", n, err)
	}
}

func listItems(l library) {
	l.apply(archive.Change{What: "x", Items: []archive.Item{
		{ID: "a", Year: 2021, Class: "Y", Number: 10, Document: "d1"},
		{ID: "b", Year: 2021, Class: "Y", Number: 2, Box: "0001", Document: "d2", Documents: []string{"d2", "d3"}},
		{ID: "c", Year: 2021, Class: "D10", Number: 7, Box: "0001"},
		{ID: "d", Year: 2020, Class: "Y", Number: 1},
	}})
	for _, c := range []struct {
		filter archive.Filter
		want   string
	}{
		{archive.Filter{}, "c d b a"},
		{archive.Filter{Year: 2021, Class: "Y"}, "b a"},
		{archive.Filter{Box: "0001"}, "c b"},
		{archive.Filter{Document: "d3"}, "b"},
		{archive.Filter{Document: "d1"}, "a"},
		{archive.Filter{Year: 2021, After: "c"}, "b a"},
		{archive.Filter{After: "d", Limit: 1}, "b"},
	} {
		l.same(fmt.Sprintf("%+v", c.filter), names(all(l, l.Items(ctx, c.filter)), itemID), c.want)
	}
	l.apply(archive.Change{What: "y", Items: []archive.Item{{ID: "b", Year: 2021, Document: "d4"}}})
	l.same("a document that left its item", names(all(l, l.Items(ctx, archive.Filter{Document: "d3"})), itemID), "")
}

func listOrders(l library) {
	l.apply(archive.Change{
		What:  "x",
		Boxes: []archive.Box{{ID: "x", Number: "0002"}, {ID: "z", Number: "0001"}, {ID: "y", Number: "0002"}},
		Rows:  []archive.Row{{ID: "p", Sheet: "收文", Row: 2}, {ID: "q", Sheet: "发文", Row: 10}, {ID: "r", Sheet: "发文", Row: 9}},
	})
	l.same("boxes", names(all(l, l.Boxes(ctx, archive.Filter{})), func(b archive.Box) string { return b.ID }), "z x y")
	l.same("rows", names(all(l, l.Rows(ctx, archive.Filter{})), func(r archive.Row) string { return r.ID }), "r q p")
}

func listPages(l library) {
	c := archive.Change{What: "x"}
	for i := range 1000 {
		c.Files = append(c.Files, archive.File{ID: fmt.Sprintf("f%04d", (i*7919)%1000), Year: 2020 + i%2})
		c.Items = append(c.Items, archive.Item{ID: fmt.Sprintf("i%04d", (i*7919)%1000), Class: fmt.Sprint("c", i%3), Number: i / 2})
	}
	l.apply(c)
	whole := all(l, l.Files(ctx, archive.Filter{Year: 2020}))
	paged := pages(l, 37, func(f archive.Filter) []archive.File {
		f.Year = 2020
		return all(l, l.Files(ctx, f))
	}, fileID)
	l.same("files", names(paged, fileID), names(whole, fileID))
	items := pages(l, 7, func(f archive.Filter) []archive.Item { return all(l, l.Items(ctx, f)) }, itemID)
	l.same("items", names(items, itemID), names(all(l, l.Items(ctx, archive.Filter{})), itemID))
	if len(whole) != 500 || len(items) != 1000 {
		l.Errorf("%d files and %d items, want 500 and 1000", len(whole), len(items))
	}
}

// pages walks a list page by page.
func pages[T any](l library, limit int, page func(archive.Filter) []T, id func(T) string) []T {
	l.Helper()
	var out []T
	after := ""
	for {
		p := page(archive.Filter{After: after, Limit: limit})
		if len(p) > limit {
			l.Fatalf("a page of %d, asked for %d", len(p), limit)
		}
		if len(p) == 0 {
			return out
		}
		out = append(out, p...)
		after = id(p[len(p)-1])
	}
}

func listWhileWriting(l library) {
	c := archive.Change{What: "x"}
	for i := range 300 {
		c.Files = append(c.Files, archive.File{ID: fmt.Sprintf("f%03d", i), Year: 2021})
	}
	l.apply(c)
	seen := 0
	for f, err := range l.Files(ctx, archive.Filter{Year: 2021}) {
		l.must("list", err)
		f.Title = "gesehen"
		l.apply(archive.Change{What: "y", Quiet: true, Files: []archive.File{f}})
		for range l.Files(ctx, archive.Filter{Limit: 1}) { // a list within a list
			seen++
		}
	}
	if seen != 300 {
		l.Errorf("saw %d files, want 300", seen)
	}
}

func listReadings(l library) {
	l.apply(archive.Change{
		What:     "x",
		Files:    []archive.File{{ID: "f1", Year: 2021, SHA256: "aa"}, {ID: "f2", Year: 2020, SHA256: "bb"}},
		Readings: []archive.Reading{{SHA256: "bb", Ext: ".pdf"}, {SHA256: "aa", Ext: ".pdf"}, {SHA256: "aa", Ext: ".doc"}},
	})
	key := func(r archive.Reading) string { return r.SHA256 + r.Ext }
	l.same("all", names(all(l, l.Readings(ctx, archive.Filter{})), key), "aa.doc aa.pdf bb.pdf")
	l.same("of a year", names(all(l, l.Readings(ctx, archive.Filter{Year: 2021})), key), "aa.doc aa.pdf")
	l.same("next page", names(all(l, l.Readings(ctx, archive.Filter{After: "aa.doc", Limit: 1})), key), "aa.pdf")
}

func listYears(l library) {
	l.apply(archive.Change{What: "x", Files: []archive.File{{ID: "a", Year: 2019}, {ID: "b", Year: 2022}, {ID: "c", Year: 2019}}})
	years, err := l.Years(ctx)
	if err != nil || !slices.Equal(years, []int{2022, 2019}) {
		l.Errorf("Years: %v, %v", years, err)
	}
}

func countUnknown(l library) {
	_, err := l.Count(ctx, "sqlite_schema", archive.Filter{})
	l.refuses("Count", err, archive.CodeInvalid)
}

func listCancelled(l library) {
	l.apply(archive.Change{What: "x", Files: []archive.File{{ID: "a"}}})
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	for _, err := range l.Files(stopped, archive.Filter{}) {
		if !errors.Is(err, context.Canceled) {
			l.Errorf("got %v", err)
		}
	}
	_, err := l.Apply(stopped, archive.Change{What: "y"})
	if !errors.Is(err, context.Canceled) {
		l.Errorf("Apply: %v", err)
	}
}
