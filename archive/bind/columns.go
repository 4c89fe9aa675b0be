package bind

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode"

	"niandang/archive"
	"niandang/archive/page"
)

// headingRows is how far down a sheet its headings may stand: a title and the names of
// organ and year come before them.
const headingRows = 15

// ColumnsOf takes the columns of the item catalogue from the archives' own sheet: its
// headings in their order, each with the field that it means. A heading that is not
// known gives a column that stays empty; unknown names these. It fails with
// CodeInvalid where no row looks like headings.
func ColumnsOf(fsys fs.FS, tables []page.Table) (columns []archive.CatalogueColumn, unknown []string, err error) {
	meaning, err := readHeadings(fsys)
	if err != nil {
		return nil, nil, err
	}
	best, most := []string(nil), 1
	for _, t := range tables {
		for _, row := range t.Rows[:min(len(t.Rows), headingRows)] {
			known := 0
			for _, cell := range row {
				if meaning[bareHeading(cell)] != "" {
					known++
				}
			}
			if known > most {
				best, most = row, known
			}
		}
	}
	if best == nil {
		return nil, nil, archive.Fail(archive.CodeInvalid, "columns_none", nil)
	}
	for _, cell := range best {
		heading := strings.TrimSpace(cell)
		if heading == "" {
			continue
		}
		field := meaning[bareHeading(cell)]
		if field == "" {
			unknown = append(unknown, heading)
		}
		columns = append(columns, archive.CatalogueColumn{Heading: strings.Join(strings.Fields(heading), ""), Field: field})
	}
	return columns, unknown, nil
}

// bareHeading takes spaces, line ends and a mark of what is optional out.
func bareHeading(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '*' || r == '＊' {
			return -1
		}
		return r
	}, s)
}

// readHeadings gives the field that each known heading means.
func readHeadings(fsys fs.FS) (map[string]string, error) {
	b, err := fs.ReadFile(fsys, "headings.txt")
	if err != nil {
		return nil, archive.Fail(archive.CodeInvalid, "bind_form", fmt.Errorf("read headings: %w", err), "file", "headings.txt")
	}
	out := make(map[string]string)
	for line := range strings.Lines(string(b)) {
		words := strings.Fields(line)
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		for _, w := range words[1:] {
			out[w] = words[0]
		}
	}
	return out, nil
}
