package appraise

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"niandang/archive"
)

// Sheet is a sheet of the organ's own table as rows of cells.
type Sheet struct {
	Name string
	Rows [][]string
}

// Question is a row of the organ's table that a person must look at.
type Question struct {
	Sheet  string
	Row    int // as the spreadsheet counts, from 1
	Number string
	Scope  string
	What   archive.Text
}

// column is what a column of the table holds.
type column int

const (
	colNone column = iota
	colNumber
	colCategory
	colScope
	colTerm
	colDepartment
	colRemark
	colPermanent // 永久, 30年 and 10年 as columns of their own, marked with √
	col30
	col10
)

// headings that mean a column, tried in order.
var headings = []struct {
	re  *regexp.Regexp
	col column
}{
	{regexp.MustCompile(`^永久$`), colPermanent},
	{regexp.MustCompile(`^(定期)?30年$`), col30},
	{regexp.MustCompile(`^(定期)?10年$`), col10},
	{regexp.MustCompile(`保管期限|^期限|保存期限|保管年限`), colTerm},
	{regexp.MustCompile(`部门|处室|科室|责任单位|归档单位|责任者|形成单位`), colDepartment},
	{regexp.MustCompile(`备注|说明`), colRemark},
	{regexp.MustCompile(`序号|编号|条款号|条款|顺序号|分类号|类目号|代码|^号$`), colNumber},
	{regexp.MustCompile(`^类别|类目|一级|问题|^分类`), colCategory},
	{regexp.MustCompile(`归档范围|文件材料|归档内容|材料名称|文件名称|文件题名|范围|内容`), colScope},
}

// ImportTable takes the organ's approved table: headings are recognised in any
// order and wording, category rows become the category of the rows below them,
// sub-rows (重要的, 一般的) keep what they stand under. Rows whose term is not one of
// the terms in force (长期, 短期, 20年) or is missing come back as questions, and stay
// in the table without a term. An error means that no sheet is such a table.
func ImportTable(name string, from int, sheets []Sheet) (archive.ScheduleTable, []Question, error) {
	t := archive.ScheduleTable{Name: name, From: from}
	var asked []Question
	found := false
	for _, s := range sheets {
		at, cols := findHeadings(s.Rows)
		if at < 0 {
			continue
		}
		found = true
		r := tableReader{sheet: s, cols: cols, table: &t}
		r.read(at + 1)
		asked = append(asked, r.asked...)
	}
	if !found {
		return t, nil, archive.Fail(archive.CodeInvalid, "schedule_headings", errors.New("no sheet has headings for scope and term"), "name", name)
	}
	if len(t.Rows) == 0 {
		return t, nil, archive.Fail(archive.CodeInvalid, "schedule_empty", errors.New("no rows below the headings"), "name", name)
	}
	return t, append(asked, Contradictions(t)...), nil
}

// findHeadings looks for the heading row among the first rows.
func findHeadings(rows [][]string) (int, map[int]column) {
	for i := 0; i < len(rows) && i < 15; i++ {
		cols := make(map[int]column)
		seen := make(map[column]bool)
		for j, cell := range rows[i] {
			c := headingOf(cell)
			if c != colNone && !seen[c] {
				cols[j], seen[c] = c, true
			}
		}
		if seen[colCategory] && !seen[colScope] { // 类目名称 may be the only text column
			for j, c := range cols {
				if c == colCategory {
					cols[j], seen[colScope] = colScope, true
				}
			}
		}
		if seen[colScope] && (seen[colTerm] || seen[colPermanent]) {
			return i, cols
		}
	}
	return -1, nil
}

func headingOf(cell string) column {
	s := archive.Squeeze(archive.Fold(cell))
	if s == "" || len([]rune(s)) > 16 {
		return colNone
	}
	for _, h := range headings {
		if h.re.MatchString(s) {
			return h.col
		}
	}
	return colNone
}

// tableReader reads one sheet below its headings.
type tableReader struct {
	sheet    Sheet
	cols     map[int]column
	table    *archive.ScheduleTable
	asked    []Question
	category string            // from category rows
	under    map[string]string // scope of rows by number, for their sub-rows
}

func (r *tableReader) read(first int) {
	r.under = make(map[string]string)
	for i := first; i < len(r.sheet.Rows); i++ {
		row, marks := r.cells(r.sheet.Rows[i])
		if row.Scope == "" && row.Category == "" && row.Number == "" {
			continue
		}
		r.take(i, row, marks)
	}
}

// cells sorts a row's cells by column; marks are the ticked term columns.
func (r *tableReader) cells(cells []string) (row archive.ScheduleRow, marks []archive.Retention) {
	for j, cell := range cells {
		s := strings.TrimSpace(cell)
		if s == "" {
			continue
		}
		switch r.cols[j] {
		case colNumber:
			row.Number = archive.Squeeze(archive.Fold(s))
		case colCategory:
			row.Category = s
		case colScope:
			row.Scope = s
		case colTerm:
			row.AsWritten = s
		case colDepartment:
			row.Department = s
		case colRemark:
			row.Remark = s
		case colPermanent:
			marks = append(marks, archive.Permanent)
		case col30:
			marks = append(marks, archive.Years30)
		case col10:
			marks = append(marks, archive.Years10)
		}
	}
	return row, marks
}

func (r *tableReader) take(i int, row archive.ScheduleRow, marks []archive.Retention) {
	ask := func(id string) {
		r.asked = append(r.asked, Question{r.sheet.Name, i + 1, row.Number, row.Scope, archive.Say(id, "row", strconv.Itoa(i+1), "number", row.Number, "scope", row.Scope, "term", row.AsWritten)})
	}
	row.Line = i + 1
	term, known := termOf(row.AsWritten)
	if len(marks) == 1 {
		term, known = marks[0], true
		row.AsWritten = term.String()
	}
	if row.AsWritten == "" && len(marks) == 0 && r.isCategory(i, row) {
		if row.Number != "" && strings.ContainsAny(row.Number, ".0123456789") {
			r.under[row.Number] = row.Scope
		} else {
			r.category = row.Number + row.Scope + row.Category
		}
		return
	}
	r.under[row.Number] = row.Scope
	row.Category = strings.TrimSpace(strings.Join(nonEmpty(r.category, row.Category, r.parent(row.Number)), " / "))
	row.Retention = term
	switch {
	case len(marks) > 1:
		ask("appraise.table.two_terms")
	case row.AsWritten == "":
		ask("appraise.table.no_term")
	case !known:
		ask("appraise.table.term")
	}
	r.table.Rows = append(r.table.Rows, row)
}

func nonEmpty(words ...string) []string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// parent gives the scope of the row that a numbered sub-row stands under: 8.2 for
// 8.2.1.
func (r *tableReader) parent(number string) string {
	for {
		i := strings.LastIndexAny(number, ".-")
		if i < 0 {
			return ""
		}
		number = number[:i]
		if s := r.under[number]; s != "" {
			return s
		}
	}
}

var chapter = regexp.MustCompile(`^[(（]?[一二三四五六七八九十]+[)）、.]?$|^第.+[章节类]$`)

// isCategory tells a heading within the table from a row that lacks its term: it is
// numbered like a chapter, it is the parent of a later row, or it has nothing but
// its name.
func (r *tableReader) isCategory(i int, row archive.ScheduleRow) bool {
	if chapter.MatchString(row.Number) || row.Number == "" && row.Department == "" && row.Remark == "" {
		return true
	}
	for _, later := range r.sheet.Rows[i+1:] {
		next, _ := r.cells(later)
		if row.Number != "" && strings.HasPrefix(next.Number, row.Number+".") {
			return true
		}
	}
	return false
}

var termNoise = strings.NewReplacer("保管", "", "期限", "", "(Y)", "", "(D30)", "", "(D10)", "", ":", "", "定期(", "", ")", "")

// termOf reads a term as tables write it. 长期 and 短期 are of the rules before 2006
// and need a person's word.
func termOf(s string) (archive.Retention, bool) {
	v, err := archive.ParseRetention(termNoise.Replace(archive.Squeeze(archive.Fold(s))))
	return v, err == nil && v != archive.RetentionUnset
}

// Contradictions finds rows of the same wording with different terms.
func Contradictions(t archive.ScheduleTable) []Question {
	seen := make(map[string]archive.ScheduleRow)
	var asked []Question
	for _, row := range t.Rows {
		key := row.Category + "\x1f" + archive.Squeeze(row.Scope) + "\x1f" + row.Department
		first, twice := seen[key]
		if twice && first.Retention != row.Retention {
			asked = append(asked, Question{Row: row.Line, Number: row.Number, Scope: row.Scope, What: archive.Say("appraise.table.contradicts",
				"number", row.Number, "scope", row.Scope, "other", first.Number, "term", row.AsWritten, "other_term", first.AsWritten)})
		}
		if !twice {
			seen[key] = row
		}
	}
	return asked
}

// ExportTable gives the table back as rows with headings, to be imported again.
func ExportTable(t archive.ScheduleTable) [][]string {
	out := [][]string{{"序号", "类别", "归档范围", "保管期限", "责任部门", "备注"}}
	for _, r := range t.Rows {
		term := r.AsWritten
		if r.Retention != archive.RetentionUnset {
			term = r.Retention.String()
		}
		out = append(out, []string{r.Number, r.Category, r.Scope, term, r.Department, r.Remark})
	}
	return out
}
