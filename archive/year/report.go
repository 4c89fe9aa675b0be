package year

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"niandang/archive"
	"niandang/archive/appraise"
	"niandang/archive/fixity"
)

// sheet is one sheet of a report: headings by text ID, and rows.
type sheet struct {
	id       string
	headings []string
	rows     [][]string
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
// not-archived (不归档), expired (到期鉴定), disposal (销毁清册), disclosure (主动公开),
// catalogue (归档文件目录), missing (催交).
func (y *Year) Report(ctx context.Context, what string, year int, path string) (int, error) {
	make, ok := y.reports()[what]
	if !ok {
		return 0, archive.Fail(archive.CodeInvalid, "value", nil, "value", what, "allowed", "not-archived, expired, disposal, disclosure, catalogue, missing")
	}
	ext := strings.ToLower(filepath.Ext(path))
	if ext != ".xlsx" && ext != ".pdf" {
		return 0, archive.Fail(archive.CodeInvalid, "report", nil, "path", path)
	}
	sheets, err := make(ctx, year)
	if err != nil {
		return 0, err
	}
	write := func(w io.Writer) error { return y.writeSheets(w, sheets) }
	if ext == ".pdf" {
		title := fmt.Sprintf("%d %s", year, y.Paper.SayID("list.sheet."+sheets[0].id))
		write = func(w io.Writer) error { return y.writeListPDF(ctx, w, sheets[0], title) }
	}
	if _, err := fixity.WriteFile(path, write); err != nil {
		return 0, err
	}
	return len(sheets[0].rows), nil
}

// writeSheets writes a workbook; every cell is text, so that codes and dates
// stay as they are.
func (y *Year) writeSheets(w io.Writer, sheets []sheet) error {
	f := excelize.NewFile()
	defer f.Close()
	for i, s := range sheets {
		name := y.say("list.sheet." + s.id)
		if i == 0 {
			if err := f.SetSheetName(f.GetSheetName(0), name); err != nil {
				return fmt.Errorf("report: %w", err)
			}
		} else if _, err := f.NewSheet(name); err != nil {
			return fmt.Errorf("report: %w", err)
		}
		if err := y.writeSheet(f, name, s); err != nil {
			return fmt.Errorf("report: %w", err)
		}
	}
	return f.Write(w)
}

func (y *Year) writeSheet(f *excelize.File, name string, s sheet) error {
	sw, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	head := make([]any, 0, len(s.headings))
	for _, h := range s.headings {
		head = append(head, y.say("list."+h))
	}
	if err := sw.SetRow("A1", head); err != nil {
		return err
	}
	for i, r := range s.rows {
		cells := make([]any, 0, len(r))
		for _, c := range r {
			cells = append(cells, c)
		}
		if err := sw.SetRow(fmt.Sprintf("A%d", i+2), cells); err != nil {
			return err
		}
	}
	return sw.Flush()
}

func (y *Year) say(id string) string { return y.Words.Say(archive.Text{ID: id}) }

func (y *Year) notArchived(ctx context.Context, year int) ([]sheet, error) {
	docs, err := y.documents(ctx, year)
	if err != nil {
		return nil, err
	}
	s := sheet{id: "not-archived", headings: []string{"number", "title", "issuers", "date", "clause", "why", "department"}}
	for _, d := range appraise.NotArchived(docs) {
		why := y.Words.SayAll(d.Decision.Why, "；")
		if d.Decision.Reason != "" {
			why = d.Decision.Reason
		}
		s.rows = append(s.rows, []string{d.Number, y.titleOf(d), strings.Join(d.Issuers, "、"), d.Date, d.Decision.Clause, why, d.Department})
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

// expiredItems gives the items of all years whose term has run out by a year.
func (y *Year) expiredItems(ctx context.Context, year int) ([]appraise.Due, error) {
	items, err := y.items(ctx, 0)
	if err != nil {
		return nil, err
	}
	return appraise.Expired(items, year), nil
}

func (y *Year) expired(ctx context.Context, year int) ([]sheet, error) {
	due, err := y.expiredItems(ctx, year)
	s := sheet{id: "expired", headings: []string{"code", "title", "retention", "due", "opinion"}}
	for _, d := range due {
		s.rows = append(s.rows, []string{d.Item.Code, d.Item.Title, d.Item.Retention.String(), fmt.Sprint(d.Since), ""})
	}
	return []sheet{s}, err
}

func (y *Year) disposal(ctx context.Context, year int) ([]sheet, error) {
	due, err := y.expiredItems(ctx, year)
	s := sheet{id: "disposal", headings: []string{"code", "title", "retention", "due", "pages", "opinion", "appraiser", "destroyed"}}
	for _, d := range due {
		s.rows = append(s.rows, []string{d.Item.Code, d.Item.Title, d.Item.Retention.String(), fmt.Sprint(d.Since), fmt.Sprint(d.Item.Pages), "", "", ""})
	}
	return []sheet{s}, err
}

func (y *Year) disclosure(ctx context.Context, year int) ([]sheet, error) {
	docs, err := y.documents(ctx, year)
	if err != nil {
		return nil, err
	}
	public := sheet{id: "disclosure", headings: []string{"number", "title", "summary", "date", "genre"}}
	for _, d := range appraise.DisclosureCatalogue(docs) {
		public.rows = append(public.rows, []string{d.Index, d.Title, d.Summary, d.Date, d.Genre})
	}
	counts := sheet{id: "counts", headings: []string{"category", "disclosure", "q1", "q2", "q3", "q4", "undated", "total"}}
	for _, c := range appraise.DisclosureCounts(docs) {
		row := []string{c.Category, c.Disclosure}
		for _, n := range append(slices.Clone(c.Quarters[:]), c.Undated, c.Total) {
			row = append(row, fmt.Sprint(n))
		}
		counts.rows = append(counts.rows, row)
	}
	return []sheet{public, counts, secretTerms(docs)}, nil
}

// secretTerms lists the marks of the year with the day on which each ends by
// itself (保守国家秘密法 art. 20, 实施条例 art. 19): titles are not kept.
func secretTerms(docs []archive.Document) sheet {
	s := sheet{id: "secrets", headings: []string{"number", "date", "security", "term", "declassified", "department"}}
	for _, d := range docs {
		if !secretMarks[d.Security] {
			continue
		}
		day, _ := appraise.Declassified(d.Elements)
		s.rows = append(s.rows, []string{d.Number, d.Date, d.Security, d.SecurityTerm, day, d.Department})
	}
	return s
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
			it.Code, d.Number, strings.Join(d.Issuers, "；"), it.Title, strings.ReplaceAll(d.Date, "-", ""), d.Security, fmt.Sprint(it.Pages), "",
		})
	}
	return []sheet{s}, err
}

// missing is the list by which each department is asked for what it owes.
func (y *Year) missing(ctx context.Context, year int) ([]sheet, error) {
	s := sheet{id: "missing", headings: []string{"department", "code", "number", "title", "missing"}}
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
		for _, m := range it.Missing {
			s.rows = append(s.rows, []string{d.Department, it.Code, d.Number, it.Title, m})
		}
	}
	for f, err := range y.Store.Findings(ctx, archive.Filter{Year: year, Open: true}) {
		if err != nil {
			return nil, err
		}
		if f.Kind == archive.FRowWithoutFile || f.Kind == archive.FMissingNumber {
			s.rows = append(s.rows, []string{f.Args["department"], "", f.Number, "", y.Words.Say(f.Text())})
		}
	}
	slices.SortStableFunc(s.rows, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	return []sheet{s}, nil
}
