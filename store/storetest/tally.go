package storetest

import (
	"cmp"
	"reflect"
	"slices"

	"niandang/archive"
)

var tallyCases = []testcase{
	{"files, items and findings of a year are counted", tallyYear},
	{"documents are counted by what they are alike in", tallyDocuments},
	{"a year without anything counts nothing", tallyEmpty},
}

func (l library) tally(year int) archive.Tally {
	l.Helper()
	t, err := l.Tally(ctx, year)
	l.must("Tally", err)
	return t
}

func (l library) equal(what string, got, want any) {
	l.Helper()
	if !reflect.DeepEqual(got, want) {
		l.Errorf("%s: got %+v, want %+v", what, got, want)
	}
}

func tallyYear(l library) {
	gap, slip := archive.NewFinding(archive.FMissingNumber, "", "register", "—"), archive.NewFinding(archive.FLongName, "a.pdf")
	gap.Year, slip.Year = 2021, 2021
	l.apply(archive.Change{
		What: "x",
		Files: []archive.File{
			{ID: "f1", Year: 2021, Status: archive.Kept}, {ID: "f2", Year: 2021, Status: archive.Kept},
			{ID: "f3", Year: 2021, Status: archive.Junk}, {ID: "f4", Year: 2020, Status: archive.Kept},
		},
		Items: []archive.Item{
			{ID: "i1", Year: 2021, Locked: true, Documents: []string{"d1", "d2"}}, {ID: "i2", Year: 2021, Documents: []string{"d3"}},
			{ID: "i3", Year: 2020, Locked: true, Documents: []string{"d4"}},
		},
		Findings: []archive.FindingSet{{Step: "collect", Year: 2021, Findings: []archive.Finding{gap, slip}}},
	})
	t := l.tally(2021)
	l.equal("files", t.Files, map[archive.Status]int{archive.Kept: 2, archive.Junk: 1})
	l.equal("items, documents in them, locked", []int{t.Items, t.Arranged, t.Locked}, []int{2, 3, 1})
	l.equal("findings", t.Findings, []archive.FindingCount{
		{Kind: archive.FLongName, Severity: archive.SevNote, Count: 1}, {Kind: archive.FMissingNumber, Severity: archive.SevWarning, Count: 1},
	})
	l.apply(archive.Change{What: "y", Resolve: []archive.Resolve{{Key: gap.Key(), Resolution: &archive.Resolution{Why: "空号"}}}})
	l.equal("findings with a person's word on one", len(l.tally(2021).Findings), 1)
}

func tallyDocuments(l library) {
	spring := archive.Document{
		FileID: "f", Year: 2021, ArchYear: 2021, Department: "办公室",
		Elements: archive.Elements{Date: "2021-03-05"}, Decision: archive.Decision{Retention: archive.Years30},
	}
	with := func(id string, change func(*archive.Document)) archive.Document {
		d := spring
		d.ID = id
		change(&d)
		return d
	}
	l.apply(archive.Change{What: "x", Documents: []archive.Document{
		with("a", func(*archive.Document) {}),
		with("b", func(d *archive.Document) { d.Date = "2021-03-31" }),
		with("c", func(d *archive.Document) { d.Decision.Confirmed = true }),
		with("d", func(d *archive.Document) { d.Decision.Review, d.Review = true, []string{archive.ElDate} }),
		with("e", func(d *archive.Document) { d.Secret = true }),
		with("f", func(d *archive.Document) { d.FileID = "" }),
		with("g", func(d *archive.Document) { d.ArchYear = 2022 }),
		with("h", func(d *archive.Document) { d.Decision, d.Date = archive.Decision{}, "" }),
		with("i", func(d *archive.Document) { d.Year = 2020 }),
	}})
	alike := archive.DocumentCount{Month: "2021-03", Retention: archive.Years30, Department: "办公室"}
	want := []archive.DocumentCount{{Department: "办公室", Count: 1}}
	for _, change := range []func(*archive.DocumentCount){
		func(c *archive.DocumentCount) { c.Count = 3 }, // secret, without a file, of another archive year
		func(c *archive.DocumentCount) { c.ToArchive, c.Count = true, 2 },
		func(c *archive.DocumentCount) { c.ToArchive, c.Review, c.Elements, c.Count = true, true, true, 1 },
		func(c *archive.DocumentCount) { c.ToArchive, c.Confirmed, c.Count = true, true, 1 },
	} {
		c := alike
		change(&c)
		want = append(want, c)
	}
	got := l.tally(2021).Documents
	slices.SortFunc(got, func(a, b archive.DocumentCount) int {
		return cmp.Or(cmp.Compare(a.Month, b.Month), order(a.Confirmed, b.Confirmed), order(a.Review, b.Review), order(a.ToArchive, b.ToArchive))
	})
	l.equal("documents", got, want)
}

func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func tallyEmpty(l library) {
	t := l.tally(1999)
	l.equal("an empty year", []int{len(t.Files), len(t.Documents), len(t.Findings), t.Items, t.Arranged, t.Locked}, make([]int, 6))
}
