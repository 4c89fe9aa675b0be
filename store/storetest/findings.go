package storetest

import (
	"fmt"
	"time"

	"niandang/archive"
)

var findingCases = []testcase{
	{"a renewed set replaces that of its step and year only", findingsRenewed},
	{"a resolution stays while the same is found again", resolutionStays},
	{"a resolution is taken back", resolutionTakenBack},
	{"findings are narrowed by kind, document and openness", findingsNarrowed},
	{"findings with one key stay on one page", findingsPaged},
}

func findingsOf(l library, f archive.Filter) string {
	l.Helper()
	return names(all(l, l.Findings(ctx, f)), func(x archive.Finding) string {
		s := x.Step + ":" + x.Kind + ":" + x.Path
		if x.Resolved != nil {
			s += "!"
		}
		return s
	})
}

func set(step string, year int, findings ...archive.Finding) []archive.FindingSet {
	return []archive.FindingSet{{Step: step, Year: year, Findings: findings}}
}

func findingsRenewed(l library) {
	a, b := archive.NewFinding(archive.FLongName, "a"), archive.NewFinding(archive.FZeroByte, "b")
	l.apply(archive.Change{What: "x", Findings: set("collect", 2021, a)})
	l.apply(archive.Change{What: "x", Findings: set("appraise", 2021, a)})
	l.apply(archive.Change{What: "x", Findings: set("collect", 2020, a)})
	l.apply(archive.Change{What: "x", Findings: set("collect", 2021, b)})
	l.same("2021", findingsOf(l, archive.Filter{Year: 2021}), "appraise:long_name:a collect:zero_byte:b")
	l.same("2020", findingsOf(l, archive.Filter{Year: 2020}), "collect:long_name:a")
}

func resolutionStays(l library) {
	a, b := archive.NewFinding(archive.FLongName, "a"), archive.NewFinding(archive.FZeroByte, "b")
	l.apply(archive.Change{What: "x", Findings: set("collect", 2021, a, b)})
	stored := all(l, l.Findings(ctx, archive.Filter{}))
	word := archive.Resolution{Who: "陈立", Why: "原名如此", At: time.Date(2022, 1, 2, 3, 4, 5, 0, time.UTC)}
	l.apply(archive.Change{What: "resolve", Person: true, Resolve: []archive.Resolve{{Key: stored[0].Key(), Resolution: &word}}})
	l.apply(archive.Change{What: "x", Findings: set("collect", 2021, b, a)})
	l.same("found again", findingsOf(l, archive.Filter{}), "collect:long_name:a! collect:zero_byte:b")
	equal(l, *all(l, l.Findings(ctx, archive.Filter{}))[0].Resolved, word, nil)
	l.same("open", findingsOf(l, archive.Filter{Open: true}), "collect:zero_byte:b")
	l.apply(archive.Change{What: "x", Findings: set("collect", 2021)})
	l.apply(archive.Change{What: "x", Findings: set("collect", 2021, a)})
	l.same("gone and back", findingsOf(l, archive.Filter{}), "collect:long_name:a!")
}

func resolutionTakenBack(l library) {
	a := archive.NewFinding(archive.FLongName, "a")
	a.Resolved = &archive.Resolution{Who: "陈立"}
	l.apply(archive.Change{What: "x", Findings: set("collect", 2021, a)})
	l.same("with its own resolution", findingsOf(l, archive.Filter{}), "collect:long_name:a!")
	key := all(l, l.Findings(ctx, archive.Filter{}))[0].Key()
	l.apply(archive.Change{What: "resolve", Person: true, Resolve: []archive.Resolve{{Key: key}}})
	l.same("taken back", findingsOf(l, archive.Filter{}), "collect:long_name:a")
	_, err := l.Undo(ctx, "", "陈立")
	l.must("Undo", err)
	l.same("undone", findingsOf(l, archive.Filter{}), "collect:long_name:a!")
}

func findingsNarrowed(l library) {
	a, b := archive.NewFinding(archive.FLongName, "a"), archive.NewFinding(archive.FWrongYear, "b")
	b.Document = "d1"
	l.apply(archive.Change{What: "x", Findings: set("collect", 2021, a, b)})
	l.same("kind", findingsOf(l, archive.Filter{Kind: archive.FLongName}), "collect:long_name:a")
	l.same("document", findingsOf(l, archive.Filter{Document: "d1"}), "collect:wrong_year:b")
	if n, err := l.Count(ctx, "finding", archive.Filter{Open: true, Year: 2021}); n != 2 || err != nil {
		l.Errorf("Count: %d, %v", n, err)
	}
}

func findingsPaged(l library) {
	var many []archive.Finding
	for i := range 500 {
		f := archive.NewFinding(archive.FMissingAttachment, fmt.Sprintf("%03d", i/5), "title", fmt.Sprint(i))
		many = append(many, f)
	}
	l.apply(archive.Change{What: "x", Findings: set("collect", 2021, many...)})
	after, seen := "", 0
	for {
		page := all(l, l.Findings(ctx, archive.Filter{After: after, Limit: 7}))
		if len(page) == 0 {
			break
		}
		seen += len(page)
		after = page[len(page)-1].Key()
	}
	if seen != 500 {
		l.Errorf("pages show %d findings, want 500", seen)
	}
}
