package year

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/appraise"
	"niandang/archive/fixity"
)

// sheet is one sheet of a report: headings by text ID, and rows.
type sheet struct {
	id       string
	headings []string
	rows     [][]string
	sum      bool // the last row adds the others up
}

// count is how many rows a sheet has, sums left out.
func (s sheet) count() int {
	if s.sum && len(s.rows) > 0 {
		return len(s.rows) - 1
	}
	return len(s.rows)
}

// reports are the lists of the year by name.
func (y *Year) reports() map[string]func(context.Context, int) ([]sheet, error) {
	return map[string]func(context.Context, int) ([]sheet, error){
		"not-archived": y.notArchived, "expired": y.expired, "disposal": y.disposal,
		"disclosure": y.disclosure, "catalogue": y.catalogue, "missing": y.missing,
	}
}

// Report writes a list of the year, as XLSX or PDF by the ending of path, and
// returns how many rows it has:
// not-archived (不归档), expired (到期鉴定), disposal (销毁清册 of what may be proposed
// now; a batch's own register is DisposalRegister's), disclosure (主动公开), catalogue
// (归档文件目录), missing (催交).
func (y *Year) Report(ctx context.Context, what string, year int, path string) (int, error) {
	make, ok := y.reports()[what]
	if !ok {
		return 0, archive.Fail(archive.CodeInvalid, "value", nil, "value", what, "allowed", "not-archived, expired, disposal, disclosure, catalogue, missing")
	}
	sheets, err := make(ctx, year)
	if err != nil {
		return 0, err
	}
	h, err := y.headOf(ctx, sheets[0].id, year)
	if err != nil {
		return 0, err
	}
	return len(sheets[0].rows), y.writeList(ctx, path, sheets, h)
}

// heading is what stands above and below a printed list.
type heading struct {
	title string
	under func(rows int) string // fonds, organ, year, count
	sign  []string              // lines to sign
}

func (h heading) below(rows int) string {
	if h.under == nil {
		return ""
	}
	return h.under(rows)
}

func (y *Year) headOf(ctx context.Context, id string, year int) (heading, error) {
	s, err := y.Store.Settings(ctx)
	h := heading{title: y.Paper.SayID("list.sheet." + id)}
	h.under = func(rows int) string {
		return y.Paper.Say(archive.Say("list.under", "fonds", s.Organ.Fonds, "name", s.Organ.Name, "year", fmt.Sprint(year), "n", fmt.Sprint(rows)))
	}
	sign := "list.sign"
	if id == "expired" || id == "disposal" {
		sign = "list.sign.appraisal"
	}
	h.sign = []string{y.Paper.SayID(sign)}
	return h, err
}

// writeList writes sheets as a workbook, or the first of them as a PDF, by the
// ending of path.
func (y *Year) writeList(ctx context.Context, path string, sheets []sheet, h heading) error {
	var write func(io.Writer) error
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx":
		write = func(w io.Writer) error { return y.writeSheets(w, sheets, h) }
	case ".pdf":
		write = func(w io.Writer) error { return y.writeListPDF(ctx, w, sheets[0], h) }
	default:
		return archive.Fail(archive.CodeInvalid, "report", nil, "path", path)
	}
	_, err := fixity.WriteFile(path, write)
	return err
}

func (y *Year) say(id string) string { return y.Words.Say(archive.Text{ID: id}) }

func (y *Year) notArchived(ctx context.Context, year int) ([]sheet, error) {
	docs, err := y.documents(ctx, year)
	if err != nil {
		return nil, err
	}
	s := sheet{id: "not-archived", headings: []string{"seq", "number", "title", "issuers", "date", "department", "clause", "why"}}
	for i, d := range appraise.NotArchived(docs) {
		why := y.Words.SayAll(d.Decision.Why, "；")
		if d.Decision.Reason != "" {
			why = d.Decision.Reason
		}
		s.rows = append(s.rows, []string{fmt.Sprint(i + 1), d.Number, y.titleOf(d), strings.Join(d.Issuers, "、"), d.Date, d.Department, d.Decision.Clause, why})
	}
	return []sheet{s}, nil
}

// titleOf gives the title that may be shown.
func (y *Year) titleOf(d archive.Document) string {
	if d.Secret {
		return y.say("secret.title")
	}
	return d.Title
}

// expired is the list by which what has run out its term is appraised (到期鉴定清单).
func (y *Year) expired(ctx context.Context, year int) ([]sheet, error) {
	due, err := y.DueItems(ctx, year)
	s := sheet{id: "expired", headings: []string{"seq", "code", "number", "title", "date", "retention", "due", "pages", "opinion", "remark"}}
	for i, d := range due {
		s.rows = append(s.rows, []string{
			fmt.Sprint(i + 1), d.Code, d.Number, d.Title, strings.ReplaceAll(d.Date, "-", ""), d.Retention.String(), fmt.Sprint(d.Due), fmt.Sprint(d.Pages),
			y.opinionOf(d.Reappraisal), y.obstaclesOf(d),
		})
	}
	return []sheet{s}, err
}

func (y *Year) opinionOf(r *archive.Reappraisal) string {
	switch {
	case r == nil:
		return ""
	case r.Opinion == archive.KeepOn:
		return string(r.Opinion) + r.Retention.String()
	}
	return string(r.Opinion)
}

// obstaclesOf tells what stands in the way of an item's destruction, but for the
// opinion that the list itself asks for.
func (y *Year) obstaclesOf(d DueItem) string {
	var why []archive.Text
	for _, t := range d.Obstacles {
		if t.ID != "dispose.no.opinion" && t.ID != "dispose.no.not_due" {
			why = append(why, t)
		}
	}
	return y.Words.SayAll(why, "；")
}

// disposal is the draft of a register: what has run out its term and is not kept
// on. A batch's own register has its number and signatures.
func (y *Year) disposal(ctx context.Context, year int) ([]sheet, error) {
	due, err := y.DueItems(ctx, year)
	d := archive.Disposal{}
	for _, item := range due {
		d.Entries = append(d.Entries, item.DisposalEntry)
	}
	return []sheet{y.registerSheet(d)}, err
}

func (y *Year) catalogue(ctx context.Context, year int) ([]sheet, error) {
	items, err := y.items(ctx, year)
	if err != nil {
		return nil, err
	}
	docs, _, err := y.recordsOf(ctx, items)
	s := sheet{id: "catalogue", headings: []string{"code", "number", "issuers", "title", "date", "security", "pages", "remark"}}
	for _, it := range items {
		d := docs[it.Document]
		s.rows = append(s.rows, []string{
			it.Code, d.Number, strings.Join(d.Issuers, "；"), it.Title, strings.ReplaceAll(d.Date, "-", ""), d.Security, fmt.Sprint(it.Pages), y.remarkOf(it),
		})
	}
	return []sheet{s}, err
}

// remarkOf tells of an item what its catalogue has to say besides.
func (y *Year) remarkOf(it archive.Item) string {
	if it.Destroyed == nil {
		return ""
	}
	return y.Words.Say(archive.Say("search.destroyed", "batch", it.Destroyed.Batch, "day", dayOf(it.Destroyed.At)))
}

// missing is the list by which each department is asked for what it owes; what is
// missing without a department comes last.
func (y *Year) missing(ctx context.Context, year int) ([]sheet, error) {
	s := sheet{id: "missing", headings: []string{"seq", "department", "code", "number", "title", "missing"}}
	items, err := y.items(ctx, year)
	if err != nil {
		return nil, err
	}
	docs, _, err := y.recordsOf(ctx, items)
	if err != nil {
		return nil, err
	}
	for _, it := range items {
		d := docs[it.Document]
		if len(it.Missing) > 0 && it.Destroyed == nil {
			s.rows = append(s.rows, []string{"", d.Department, it.Code, d.Number, it.Title, strings.Join(it.Missing, "、")})
		}
	}
	for f, err := range y.Store.Findings(ctx, archive.Filter{Year: year, Open: true}) {
		if err != nil {
			return nil, err
		}
		if f.Kind == archive.FRowWithoutFile || f.Kind == archive.FMissingNumber {
			s.rows = append(s.rows, []string{"", f.Args["department"], "", f.Number, "", y.Words.Say(f.Text())})
		}
	}
	const last = "\U0010FFFF"
	slices.SortStableFunc(s.rows, func(a, b []string) int { return strings.Compare(cmp.Or(a[1], last), cmp.Or(b[1], last)) })
	number(s.rows)
	return []sheet{s}, nil
}
