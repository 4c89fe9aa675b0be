package bind

import (
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// writeCSV writes the catalogue as UTF-8 with a byte order mark, which old
// spreadsheets need to see Han.
func writeCSV(w io.Writer, heads []string, rows [][]string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("write catalogue: %w", err)
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	for _, row := range append([][]string{heads}, rows...) {
		safe := make([]string, len(row))
		for i, s := range row {
			safe[i] = inert(s)
		}
		if err := c.Write(safe); err != nil {
			return fmt.Errorf("write catalogue: %w", err)
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("write catalogue: %w", err)
	}
	return nil
}

// inert keeps a spreadsheet from running a cell as a formula.
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(s)[0]) {
		return "'" + s
	}
	return s
}

type xmlCatalogue struct {
	XMLName xml.Name `xml:"归档文件目录"`
	Items   []xmlItem
}

type xmlItem struct {
	XMLName xml.Name `xml:"文件"`
	Fields  []xmlField
}

type xmlField struct {
	XMLName xml.Name
	Value   string `xml:",chardata"`
}

// writeXML writes the catalogue as XML, an element for each column named by its
// heading.
func writeXML(w io.Writer, heads []string, rows [][]string) error {
	c := xmlCatalogue{Items: make([]xmlItem, len(rows))}
	for i, row := range rows {
		for j, s := range row {
			c.Items[i].Fields = append(c.Items[i].Fields, xmlField{XMLName: xml.Name{Local: heads[j]}, Value: s})
		}
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write catalogue: %w", err)
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(c); err != nil {
		return fmt.Errorf("write catalogue: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// columnWidths in characters, by field.
var columnWidths = map[string]float64{
	"seq": 6, "code": 28, "number": 24, "issuers": 28, "title": 52, "date": 11, "security": 7, "pages": 7, "note": 14,
	"fonds": 8, "year": 7, "retention": 9, "department": 16, "item_number": 8, "box": 8,
}

// book is a catalogue as a workbook shows it: headings, the fields they stand for,
// rows of cells.
type book struct {
	title       string
	heads, keys []string
	rows        [][]string
}

// writeXLSX writes the catalogue as a workbook: every cell is text, so that codes
// keep their zeros and nothing is run as a formula; the head repeats in print.
func (b book) writeXLSX(w io.Writer) error {
	f := excelize.NewFile()
	defer f.Close()
	sheet := sheetName(b.title)
	steps := []func() error{
		func() error { return f.SetSheetName("Sheet1", sheet) },
		func() error { return pageSetup(f, sheet, len(b.rows)+1, len(b.heads)) },
		func() error { return fillXLSX(f, sheet, b.keys, append([][]string{b.heads}, b.rows...)) },
		func() error { return stampTimes(f) },
		func() error { return f.Write(w, excelize.Options{RawCellValue: true}) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return fmt.Errorf("write workbook: %w", err)
		}
	}
	return nil
}

// sheetName keeps to what a spreadsheet allows: 31 characters, no : \ / ? * [ ].
func sheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return '-'
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 31 {
		s = string(r[:31])
	}
	return s
}

// stampTimes takes the time of making out of the workbook: the same catalogue
// gives the same bytes.
func stampTimes(f *excelize.File) error {
	at := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Format(time.RFC3339)
	return f.SetDocProps(&excelize.DocProperties{Created: at, Modified: at, Creator: "Niandang"})
}

func pageSetup(f *excelize.File, sheet string, rows, columns int) error {
	landscape, a4, one, none := "landscape", 9, 1, 0
	if err := f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &one, FitToHeight: &none}); err != nil {
		return err
	}
	yes := true
	if err := f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	last, err := excelize.ColumnNumberToName(columns)
	if err != nil {
		return err
	}
	q := "'" + sheet + "'"
	if err := f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: q + "!$1:$1", Scope: sheet}); err != nil {
		return err
	}
	if err := f.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&C第 &P 页 共 &N 页"}); err != nil {
		return err
	}
	if err := f.AutoFilter(sheet, fmt.Sprintf("A1:%s%d", last, max(rows, 2)), nil); err != nil {
		return err
	}
	return f.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

func fillXLSX(f *excelize.File, sheet string, keys []string, rows [][]string) error {
	sw, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	for i, k := range keys {
		width := columnWidths[k]
		if width == 0 {
			width = 12
		}
		if err := sw.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	head, body, err := cellStyles(f)
	if err != nil {
		return err
	}
	for i, row := range rows {
		st := body
		if i == 0 {
			st = head
		}
		cells := make([]any, len(row))
		for j, s := range row {
			cells[j] = excelize.Cell{StyleID: st, Value: s}
		}
		if err := sw.SetRow(fmt.Sprintf("A%d", i+1), cells); err != nil {
			return err
		}
	}
	return sw.Flush()
}

func cellStyles(f *excelize.File) (head, body int, err error) {
	const text = 49 // the number format @
	border := []excelize.Border{
		{Type: "left", Color: "000000", Style: 1}, {Type: "right", Color: "000000", Style: 1},
		{Type: "top", Color: "000000", Style: 1}, {Type: "bottom", Color: "000000", Style: 1},
	}
	font := func(bold bool) *excelize.Font { return &excelize.Font{Family: "宋体", Size: 10.5, Bold: bold} }
	head, err = f.NewStyle(&excelize.Style{NumFmt: text, Border: border, Font: font(true), Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}})
	if err != nil {
		return 0, 0, err
	}
	body, err = f.NewStyle(&excelize.Style{NumFmt: text, Border: border, Font: font(false), Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}})
	return head, body, err
}
