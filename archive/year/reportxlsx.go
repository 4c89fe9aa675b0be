package year

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"
)

// figures are the columns that hold numbers, so that they can be summed; all other
// cells are text, so that codes and dates stay as they are.
var figures = map[string]bool{
	"seq": true, "pages": true, "due": true, "q1": true, "q2": true, "q3": true, "q4": true, "undated": true, "total": true,
}

// writeSheets writes a workbook that can be printed as it is: A4 landscape, the
// headings on every page, the list's title and fonds in the page's head.
func (y *Year) writeSheets(w io.Writer, sheets []sheet, h heading) error {
	f := excelize.NewFile()
	defer f.Close()
	style, err := stylesOf(f)
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	for i, s := range sheets {
		name := y.say("list.sheet." + s.id)
		if i == 0 {
			err = f.SetSheetName(f.GetSheetName(0), name)
		} else {
			_, err = f.NewSheet(name)
		}
		if err == nil {
			err = y.writeSheet(sheetWriter{f, name, style}, s)
		}
		if err == nil {
			err = printed(f, name, h.below(s.count()))
		}
		if err != nil {
			return fmt.Errorf("report: %w", err)
		}
	}
	return f.Write(w)
}

// styles of a list's cells.
type styles struct{ head, text, figure int }

func stylesOf(f *excelize.File) (s styles, err error) {
	line := []excelize.Border{}
	for _, side := range []string{"left", "right", "top", "bottom"} {
		line = append(line, excelize.Border{Type: side, Color: "999999", Style: 1})
	}
	base := excelize.Style{Border: line, Font: &excelize.Font{Family: "宋体", Size: 10}, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}, NumFmt: 49}
	if s.text, err = f.NewStyle(&base); err != nil {
		return s, err
	}
	base.NumFmt, base.Alignment = 1, &excelize.Alignment{Vertical: "center", Horizontal: "center"}
	if s.figure, err = f.NewStyle(&base); err != nil {
		return s, err
	}
	base.NumFmt, base.Font = 49, &excelize.Font{Family: "宋体", Size: 10, Bold: true}
	base.Alignment = &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true}
	base.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"EDEDED"}}
	s.head, err = f.NewStyle(&base)
	return s, err
}

// sheetWriter writes one sheet of a workbook.
type sheetWriter struct {
	f     *excelize.File
	name  string
	style styles
}

func (y *Year) writeSheet(w sheetWriter, s sheet) error {
	head := make([]string, 0, len(s.headings))
	for _, h := range s.headings {
		head = append(head, y.say("list."+h))
	}
	if err := w.row(1, head, func(int) int { return w.style.head }, nil); err != nil {
		return err
	}
	for i, r := range s.rows {
		style := func(col int) int {
			switch {
			case figures[s.headings[col]]:
				return w.style.figure
			case s.sum && i == len(s.rows)-1:
				return w.style.head
			}
			return w.style.text
		}
		if err := w.row(i+2, r, style, s.headings); err != nil {
			return err
		}
	}
	return w.widths(head, s.rows)
}

// row writes the cells of one row; figures become numbers.
func (w sheetWriter) row(n int, cells []string, style func(col int) int, headings []string) error {
	for i, c := range cells {
		at, err := excelize.CoordinatesToCellName(i+1, n)
		if err != nil {
			return err
		}
		var value any = c
		if headings != nil && figures[headings[i]] {
			if v, err := strconv.Atoi(c); err == nil {
				value = v
			}
		}
		if err := w.f.SetCellValue(w.name, at, value); err != nil {
			return err
		}
		if err := w.f.SetCellStyle(w.name, at, at, style(i)); err != nil {
			return err
		}
	}
	return nil
}

// widths makes columns as wide as what stands in them, within bounds, and rows as
// high as what is wrapped in them.
func (w sheetWriter) widths(head []string, rows [][]string) error {
	const least, most, room = 6, 46, 2
	wide := make([]int, len(head))
	for i, h := range head {
		width := signsOf(h)
		for _, r := range rows {
			if i < len(r) {
				width = max(width, signsOf(r[i]))
			}
		}
		col, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		wide[i] = min(max(width+room, least), most)
		if err := w.f.SetColWidth(w.name, col, col, float64(wide[i])); err != nil {
			return err
		}
	}
	for n, r := range rows {
		if err := w.height(n+2, r, wide); err != nil {
			return err
		}
	}
	return nil
}

// height makes a row as high as its longest cell needs, in points.
func (w sheetWriter) height(n int, cells []string, wide []int) error {
	const line, least, most = 14, 18, 400
	lines := 1
	for i, c := range cells {
		here := 0
		for _, part := range strings.Split(c, "\n") {
			here += 1 + signsOf(part)/max(wide[i]-1, 1)
		}
		lines = max(lines, here)
	}
	return w.f.SetRowHeight(w.name, n, float64(min(max(lines*line+4, least), most)))
}

// signsOf counts a text's columns: a Han character takes two.
func signsOf(s string) int {
	n := 0
	for _, r := range s {
		n++
		if unicode.In(r, unicode.Han) || r > 0xFF00 || r >= 0x3000 && r < 0x3040 {
			n++
		}
	}
	return n
}

// printed sets how a sheet is printed, and keeps its headings in sight.
func printed(f *excelize.File, name, under string) error {
	landscape, a4, one, many, fit := "landscape", 9, 1, 0, true
	if err := f.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &one, FitToHeight: &many}); err != nil {
		return err
	}
	if err := f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{
		OddHeader: "&C&\"宋体,Bold\"&16" + name + "\n&\"宋体,Regular\"&10" + under, OddFooter: "&C&P / &N",
	}); err != nil {
		return err
	}
	top, head, edge := 1.1, 0.35, 0.5
	if err := f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Top: &top, Header: &head, Left: &edge, Right: &edge}); err != nil {
		return err
	}
	if err := f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + name + "'!$1:$1", Scope: name}); err != nil {
		return err
	}
	return f.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}
