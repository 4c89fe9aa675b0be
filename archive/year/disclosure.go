package year

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/appraise"
)

// disclosure is what the year's disclosure and secrecy work asks for: the catalogue
// of what is public (政府信息公开条例 art. 12), the counts for the annual report, the
// marks with their last days, and what contradicts itself.
func (y *Year) disclosure(ctx context.Context, year int) ([]sheet, error) {
	docs, err := y.documents(ctx, year)
	if err != nil {
		return nil, err
	}
	public, err := y.publicSheet(ctx, year, docs)
	if err != nil {
		return nil, err
	}
	conflicts, err := y.conflictSheet(ctx, year, docs)
	return []sheet{public, y.countSheet(docs), y.secretTerms(docs), conflicts}, err
}

func (y *Year) publicSheet(ctx context.Context, year int, docs []archive.Document) (sheet, error) {
	s := sheet{id: "disclosure", headings: []string{"seq", "number", "title", "summary", "date", "genre", "code"}}
	codes, err := y.codes(ctx, year)
	if err != nil {
		return s, err
	}
	for i := range docs {
		if docs[i].Disclosure == appraise.Public {
			if docs[i].Text, err = y.bodyOf(ctx, docs[i]); err != nil {
				return s, err
			}
		}
	}
	for i, d := range appraise.DisclosureCatalogue(docs) {
		s.rows = append(s.rows, []string{fmt.Sprint(i + 1), d.Index, d.Title, d.Summary, d.Date, d.Genre, codes[d.Document]})
	}
	return s, nil
}

// codes gives the archival code of the item that each document is in.
func (y *Year) codes(ctx context.Context, year int) (map[string]string, error) {
	items, err := y.items(ctx, year)
	codes := make(map[string]string)
	for _, it := range items {
		for _, id := range it.Documents {
			codes[id] = it.Code
		}
	}
	return codes, err
}

// bodyOf gives the first sentences of a document's body as they were read, "" where
// there is no text.
func (y *Year) bodyOf(ctx context.Context, d archive.Document) (string, error) {
	if d.Secret || d.FileID == "" || d.Destroyed != nil {
		return "", nil
	}
	f, err := y.Store.File(ctx, d.FileID)
	if err != nil {
		return "", err
	}
	r, err := y.Store.Reading(ctx, f.SHA256, extOf(f))
	if notFound(err) {
		return "", nil
	}
	return r.Face.Opening, err
}

func (y *Year) countSheet(docs []archive.Document) sheet {
	s := sheet{id: "counts", headings: []string{"category", "disclosure", "q1", "q2", "q3", "q4", "undated", "total"}, sum: true}
	row := func(category, attribute string, c appraise.DisclosureCount) {
		r := []string{category, attribute}
		for _, n := range append(slices.Clone(c.Quarters[:]), c.Undated, c.Total) {
			r = append(r, fmt.Sprint(n))
		}
		s.rows = append(s.rows, r)
	}
	counts := appraise.DisclosureCounts(docs)
	for _, c := range counts {
		row(cmp.Or(c.Category, y.say("disclosure.other")), cmp.Or(c.Disclosure, y.say("disclosure.unmarked")), c)
	}
	row(y.say("list.total"), "", appraise.Total(counts))
	return s
}

// secretTerms lists the marks of the year with the day on which each ends by
// itself (保守国家秘密法 art. 20, 实施条例 art. 19), the first to end first: titles are
// not kept.
func (y *Year) secretTerms(docs []archive.Document) sheet {
	s := sheet{id: "secrets", headings: []string{"seq", "number", "date", "security", "term", "declassified", "department", "remark"}}
	for _, d := range docs {
		if !secretMarks[d.Security] {
			continue
		}
		day, _ := appraise.Declassified(d.Elements)
		s.rows = append(s.rows, []string{"", d.Number, d.Date, d.Security, d.SecurityTerm, day, d.Department, y.secrecyRemark(d, day)})
	}
	const declassified = 5
	slices.SortStableFunc(s.rows, func(a, b []string) int {
		return cmp.Or(cmp.Compare(cmp.Or(a[declassified], "9"), cmp.Or(b[declassified], "9")), cmp.Compare(a[1], b[1]))
	})
	number(s.rows)
	return s
}

func number(rows [][]string) {
	for i, r := range rows {
		r[0] = fmt.Sprint(i + 1)
	}
}

// secrecyRemark tells what a person has to know or to do about a mark's term.
func (y *Year) secrecyRemark(d archive.Document, day string) string {
	switch {
	case strings.Contains(d.SecurityTerm, "长期"):
		return y.say("secrecy.remark.forever")
	case day == "":
		return y.say("secrecy.remark.undated")
	case appraise.OverTerm(d.Elements):
		return y.Words.Say(archive.Say("secrecy.remark.over", "years", fmt.Sprint(appraise.MaxTerm(d.Security))))
	case day <= dayOf(y.Now()):
		return y.say("secrecy.remark.ended")
	case d.SecurityTerm == "":
		return y.say("secrecy.remark.longest")
	}
	return ""
}

// conflictKinds are the findings that say that mark and disclosure contradict each
// other, or the register and the face.
var conflictKinds = map[string]bool{
	archive.FSecurityConflict: true, archive.FRegisterSecurityVsPublic: true, archive.FRegisterSecurityNotOnFace: true, archive.FRegisterDisclosure: true,
}

// conflictSheet lists the contradictions of the year. Of a secret document it gives
// the number and where it stands in the register, never the title or the file.
func (y *Year) conflictSheet(ctx context.Context, year int, docs []archive.Document) (sheet, error) {
	s := sheet{id: "conflicts", headings: []string{"seq", "number", "title", "date", "security", "disclosure", "register", "conflict", "handled"}}
	byID := make(map[string]archive.Document, len(docs))
	for _, d := range docs {
		byID[d.ID] = d
	}
	for f, err := range y.Store.Findings(ctx, archive.Filter{Year: year}) {
		if err != nil {
			return s, err
		}
		if !conflictKinds[f.Kind] {
			continue
		}
		d := byID[f.Document]
		place, handled := "", ""
		if f.Sheet != "" {
			place = y.Words.Say(archive.Say("list.row", "sheet", f.Sheet, "row", fmt.Sprint(f.Row)))
		}
		if f.Resolved != nil {
			handled = f.Resolved.Who + "　" + f.Resolved.Why
		}
		s.rows = append(s.rows, []string{
			"", cmp.Or(f.Number, d.Number), y.titleOf(d), d.Date, cmp.Or(d.Security, f.Args["mark"]), cmp.Or(d.Disclosure, f.Args["disclosure"]), place,
			y.Words.Say(archive.Text{ID: "conflict." + f.Kind, Args: f.Args}), handled,
		})
	}
	slices.SortStableFunc(s.rows, func(a, b []string) int { return cmp.Compare(a[1], b[1]) })
	number(s.rows)
	return s, nil
}
