package format

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"niandang/archive"
	"niandang/archive/page"
)

// The bounds of one spreadsheet.
const (
	maxRows  = 200_000
	maxCells = 4_000_000
	xmlLimit = 16 << 20 // beyond it excelize works on disk
)

// ReadTable reads a spreadsheet or CSV at path as its cells are shown: dates as
// text, one table a sheet. The name's extension decides where the bytes do not.
// An .xls is to be taken through a helper first ([Reader.Table]).
func ReadTable(ctx context.Context, path, name string) ([]page.Table, error) {
	b, err := headOf(path)
	if err != nil {
		return nil, archive.Fail(archive.CodeNotFound, "table_unreadable", err, "path", name)
	}
	lim := withDefaults(archive.LimitSettings{})
	tables, err := guard(ctx, secs(lim.Seconds), func(ctx context.Context) ([]page.Table, error) {
		if bytes.HasPrefix(b, []byte("PK")) {
			if Ext(name) == ".ods" {
				f, err := readODF(path, lim)
				return f.doc.Tables, err
			}
			return readSheets(ctx, path, lim)
		}
		if bytes.HasPrefix(b, []byte(magics[1].head)) {
			return nil, archive.Fail(archive.CodeUnsupported, "table_old", nil, "path", name)
		}
		return readCSV(ctx, path, name, lim)
	})
	if err != nil && archive.ErrorCode(err) == archive.CodeInternal && ctx.Err() == nil {
		err = archive.Fail(archive.CodeDamaged, "table_unreadable", err, "path", name)
	}
	return tables, err
}

func headOf(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b := make([]byte, 8)
	n, err := io.ReadFull(f, b)
	if err == io.ErrUnexpectedEOF || err == io.EOF {
		err = nil
	}
	return b[:n], err
}

// readSheets reads an XLSX.
func readSheets(ctx context.Context, path string, lim archive.LimitSettings) ([]page.Table, error) {
	if err := soundWorkbook(path, lim); err != nil {
		return nil, err
	}
	f, err := excelize.OpenFile(path, excelize.Options{
		UnzipSizeLimit: lim.MemoryBytes, UnzipXMLSizeLimit: xmlLimit,
		ShortDatePattern: "yyyy/m/d", LongDatePattern: "yyyy年m月d日", LongTimePattern: "h:mm:ss", CultureInfo: excelize.CultureNameZhCN,
	})
	if err != nil {
		return nil, fmt.Errorf("open workbook: %w", err)
	}
	defer f.Close()
	var out []page.Table
	cells := 0
	for _, name := range f.GetSheetList() {
		t, err := readSheet(ctx, f, name, &cells)
		if err != nil {
			return out, err
		}
		out = append(out, t)
	}
	return out, nil
}

// soundWorkbook refuses bombs before excelize unpacks anything.
func soundWorkbook(path string, lim archive.LimitSettings) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		return fmt.Errorf("open workbook: %w", err)
	}
	defer z.Close()
	var total uint64
	for _, e := range z.File {
		total += e.UncompressedSize64
	}
	if len(z.File) > lim.ZipEntries || total > uint64(lim.MemoryBytes) {
		return errTooLarge
	}
	return nil
}

func readSheet(ctx context.Context, f *excelize.File, name string, cells *int) (page.Table, error) {
	t := page.Table{Name: name}
	rows, err := f.Rows(name)
	if err != nil {
		return t, nil // a chart sheet has no rows
	}
	defer rows.Close()
	for rows.Next() {
		if err := ctx.Err(); err != nil {
			return t, err
		}
		row, err := rows.Columns()
		if err != nil {
			return t, fmt.Errorf("sheet %s: %w", name, err)
		}
		t.Rows = append(t.Rows, trimRow(row))
		*cells += len(row)
		if len(t.Rows) > maxRows || *cells > maxCells {
			return t, errTooLarge
		}
	}
	for len(t.Rows) > 0 && len(t.Rows[len(t.Rows)-1]) == 0 {
		t.Rows = t.Rows[:len(t.Rows)-1]
	}
	return t, nil
}

// trimRow takes empty cells off a row's end and spaces off its cells.
func trimRow(row []string) []string {
	last := 0
	for i, c := range row {
		row[i] = strings.Trim(c, " \u00a0\u3000\t\r\n")
		if row[i] != "" {
			last = i + 1
		}
	}
	return row[:last]
}

// readCSV reads comma or tab separated text in any encoding of decodeText.
func readCSV(ctx context.Context, path, name string, lim archive.LimitSettings) ([]page.Table, error) {
	b, err := readFile(path, lim)
	if err != nil {
		return nil, err
	}
	text, enc := decodeText(b)
	if enc == "" {
		return nil, archive.Fail(archive.CodeUnsupported, "table_unreadable", nil, "path", name)
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes, r.Comma = -1, true, separator(text)
	t := page.Table{Name: strings.TrimSuffix(baseName(name), Ext(name))}
	for len(t.Rows) < maxRows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return []page.Table{t}, fmt.Errorf("row %d: %w", len(t.Rows)+1, err)
		}
		t.Rows = append(t.Rows, trimRow(row))
	}
	return []page.Table{t}, nil
}

// separator is what most of the first line's cells are divided by.
func separator(text string) rune {
	line, _, _ := strings.Cut(text, "\n")
	best, most := ',', strings.Count(line, ",")
	for _, r := range "\t;，" {
		if n := strings.Count(line, string(r)); n > most {
			best, most = r, n
		}
	}
	return best
}

func baseName(name string) string {
	return name[strings.LastIndexAny(name, `/\`)+1:]
}

// sheetDoc makes pages of tables, one a sheet, so that search and the reader of
// elements see the text.
func sheetDoc(tables []page.Table) page.Doc {
	d := page.Doc{Tables: tables, Flow: true}
	for i, t := range tables {
		p := page.Page{Number: i + 1}
		for _, row := range t.Rows {
			l := page.Line{Flow: true, Cell: true}
			for _, c := range row {
				if c != "" {
					l.Spans = append(l.Spans, page.Span{Text: strings.Join(strings.Fields(c), " "), Conf: 1})
				}
			}
			if len(l.Spans) > 0 {
				l.Cell = len(l.Spans) > 1
				p.Lines = append(p.Lines, l)
			}
		}
		d.Pages = append(d.Pages, p)
	}
	return d
}

// sheetPages estimates printed pages: some forty rows fit on one.
func sheetPages(tables []page.Table) int {
	n := 0
	for _, t := range tables {
		if len(t.Rows) > 0 {
			n += (len(t.Rows) + 39) / 40
		}
	}
	return max(n, 1)
}

func workbookProperties(path string, lim archive.LimitSettings) (title, author string) {
	c, err := openContainer(path, lim)
	if err != nil {
		return "", ""
	}
	defer c.Close()
	n, _ := c.xml("docProps/core.xml")
	return strings.TrimSpace(n.Kid("title").Text()), strings.TrimSpace(n.Kid("creator").Text())
}

// repeat reads a repetition count of ODS, bounded.
func repeat(s string, limit int) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return 1
	}
	return min(n, limit)
}
