package arrange

import (
	"cmp"
	"regexp"
	"strconv"

	"niandang/archive"
)

var (
	yearInTitle = regexp.MustCompile(`((?:19|20)\d{2})(?:[—－–-]+((?:19|20)\d{2}))?年`)
	// aboutYears are subjects that are kept by their signing year whatever year
	// they talk about (DA/T 22-2015 5.2: plans, summaries, budgets, statistics,
	// awards).
	aboutYears = regexp.MustCompile(`计划|规划|要点|总结|预算|决算|统计|年报|报表|表彰|先进|述职|年度考核|工作报告`)
)

// YearOf gives the archive year (归属年度) of one document that was collected
// for year: the year of its signing (DA/T 22-2015 5.2). A person's word stands.
// Findings: wrong_year when number and date both belong to another year;
// year_by_signing when it looks as if it belonged to the collected year, by its
// number or by what it is about, and was signed in another. A summary of last
// year signed in this one lies where it belongs, and is none.
func YearOf(d archive.Document, year int) (int, []archive.Finding) {
	if d.ArchYear != 0 && d.Trusts[archive.ElYear].Source == archive.FromPerson {
		return d.ArchYear, nil
	}
	signed, numbered := yearOfDate(d.Date), 0
	if n, ok := archive.ParseNumber(d.Number); ok {
		numbered = n.Year
	}
	belongs := formationYear(signed, numbered, year)
	about := otherYear(d.Title, signed, numbered)
	switch {
	case about != 0 && signed != 0 && (about == numbered || about == year && belongs != year && numbered == 0):
		return belongs, []archive.Finding{yearFinding(archive.FYearBySigning, d, year, "about", strconv.Itoa(about), "belongs", strconv.Itoa(belongs))}
	case belongs != year:
		return belongs, []archive.Finding{yearFinding(archive.FWrongYear, d, year, "belongs", strconv.Itoa(belongs))}
	}
	return belongs, nil
}

// formationYear weighs the year of signing against the year in the number. One
// of them alone may be misread, so a document leaves its year only when both say
// so, or when the only one there is says so.
func formationYear(signed, numbered, year int) int {
	switch {
	case signed == 0 && numbered == 0:
		return year
	case signed == 0:
		return numbered
	case numbered == 0 || signed == numbered:
		return signed
	}
	if signed == numbered+1 {
		return signed // numbered at the end of one year, signed in the next
	}
	return year
}

// otherYear gives the year that a document is about when it is not the year in
// which it was signed.
func otherYear(title string, signed, numbered int) int {
	if numbered != 0 && signed == numbered+1 {
		return numbered
	}
	if !aboutYears.MatchString(title) {
		return 0
	}
	about := 0
	for _, m := range yearInTitle.FindAllStringSubmatch(archive.Fold(title), -1) {
		first, last := toInt(m[1]), toInt(m[2])
		if last == 0 {
			last = first
		}
		if first <= signed && signed <= last {
			return 0
		}
		about = first
	}
	return about
}

// Years gives every document its archive year, first each for itself, then by
// matter: what was handled over the turn of a year belongs to the year in which
// it was finished (DA/T 22-2015 5.2), with the finding cross_year in place of
// wrong_year. It returns the documents in the same order.
func Years(docs []archive.Document, year int) ([]archive.Document, []archive.Finding) {
	out := make([]archive.Document, len(docs))
	each := make([][]archive.Finding, len(docs))
	matters := make(map[string][]int)
	for i, d := range docs {
		d.ArchYear, each[i] = YearOf(d, year)
		out[i] = d
		matters[matterOf(d)] = append(matters[matterOf(d)], i)
	}
	for _, is := range matters {
		if len(is) > 1 {
			crossYear(out, each, is, year)
		}
	}
	var found []archive.Finding
	for _, fs := range each {
		found = append(found, fs...)
	}
	return out, found
}

// crossYear moves the documents of one matter to the year that finished it.
func crossYear(docs []archive.Document, each [][]archive.Finding, matter []int, year int) {
	last := 0
	for _, i := range matter {
		last = max(last, docs[i].ArchYear)
	}
	for _, i := range matter {
		d := docs[i]
		if d.ArchYear == last || last-d.ArchYear > 1 || d.Trusts[archive.ElYear].Source == archive.FromPerson {
			continue
		}
		f := yearFinding(archive.FCrossYear, d, year, "signed", strconv.Itoa(d.ArchYear), "belongs", strconv.Itoa(last))
		docs[i].ArchYear = last
		each[i] = append(without(each[i], archive.FWrongYear), f)
	}
}

func without(fs []archive.Finding, kind string) []archive.Finding {
	kept := fs[:0]
	for _, f := range fs {
		if f.Kind != kind {
			kept = append(kept, f)
		}
	}
	return kept
}

func yearFinding(kind string, d archive.Document, year int, pairs ...string) archive.Finding {
	f := archive.NewFinding(kind, d.Path, append(pairs, "collected", strconv.Itoa(year), "date", cmp.Or(d.Date, "—"), "number", cmp.Or(d.Number, "—"), "title", cmp.Or(shown(d), "—"))...)
	f.Year, f.Step, f.Number, f.Document = year, "collect", d.Number, d.ID
	return f
}

func yearOfDate(date string) int {
	if len(date) < 4 {
		return 0
	}
	return toInt(date[:4])
}

// toInt reads digits that a pattern has let through.
func toInt(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// matterOf gives the matter that a document belongs to, by default its own.
func matterOf(d archive.Document) string {
	if d.Matter != "" {
		return d.Matter
	}
	if d.ReplyTo != "" {
		return d.ReplyTo
	}
	return d.ID
}

// shown gives the title that a message may show: none of a secret document.
func shown(d archive.Document) string {
	if d.Secret {
		return ""
	}
	return d.Title
}
