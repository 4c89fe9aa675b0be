package collect

import (
	"context"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/task"
)

// Sheet is a sheet of the register as the mapping table shows it.
type Sheet struct {
	Name    string
	Rows    int
	Columns []Column
}

// Column is one column: its heading, what it is taken for, and some values.
type Column struct {
	Heading string
	Meaning string // a label among Meanings
	Samples string
}

// meanings are the labels of what a column can mean, in the order of
// year.RegisterFields.
func (p *presenter) meanings() []string {
	out := make([]string, len(year.RegisterFields))
	for i, f := range year.RegisterFields {
		out[i] = p.meaning(f)
	}
	return out
}

func (p *presenter) meaning(field string) string {
	if field == "" {
		return p.desk.Say("ui.field.none")
	}
	return p.desk.Say("ui.field." + field)
}

// setRegister chooses a register and reads its columns.
func (p *presenter) setRegister(file string) {
	p.register = file
	y := p.desk.Year()
	task.Ask(p.desk.Runner(), &p.columns, func(ctx context.Context) ([]year.RegisterSheet, error) {
		return p.lib.RegisterSheets(ctx, file, y)
	}, func(sheets []year.RegisterSheet, err error) {
		if err != nil {
			p.register, p.sheets = "", nil
			p.desk.Fail(err)
		} else {
			p.sheets = sheets
		}
		p.draw()
	})
}

func (p *presenter) sheetsShown() []Sheet {
	out := make([]Sheet, 0, len(p.sheets))
	for _, s := range p.sheets {
		sheet := Sheet{Name: s.Mapping.Sheet, Rows: s.Rows}
		for i, h := range s.Mapping.Headings {
			if h != "" {
				sheet.Columns = append(sheet.Columns, Column{Heading: h, Meaning: p.meaning(s.Mapping.Columns[h]), Samples: strings.Join(s.Samples[i], "　")})
			}
		}
		out = append(out, sheet)
	}
	return out
}

// setMeaning keeps a person's word on a column, and reads the register anew.
func (p *presenter) setMeaning(sheet int, heading, label string) {
	i := slices.Index(p.meanings(), label)
	if i < 0 || sheet >= len(p.sheets) || p.sheets[sheet].Mapping.Columns[heading] == year.RegisterFields[i] {
		return
	}
	m := p.sheets[sheet].Mapping
	m.Columns = maps.Clone(m.Columns)
	if m.Columns == nil {
		m.Columns = map[string]string{}
	}
	m.Columns[heading] = year.RegisterFields[i]
	p.desk.Change(func(ctx context.Context) (archive.Text, error) {
		_, err := p.lib.SetMapping(ctx, m)
		return archive.Say("ui.collect.mapped", "heading", heading, "meaning", label), err
	}, func(error) { p.setRegister(p.register) })
}

// onDisk gives where a file lies in its source; a member of a container lies
// nowhere.
func onDisk(f archive.File) string {
	if strings.Contains(f.Path, "!/") || strings.Contains(f.Path, "#page=") || f.Status == archive.Secret {
		return ""
	}
	if path.Base(f.Path) == filepath.Base(f.Source) && !strings.Contains(f.Path, "/") {
		return f.Source
	}
	return filepath.Join(f.Source, filepath.FromSlash(f.Path))
}

// trim leaves one decimal to small numbers.
func trim(v float64) string {
	if v < 10 {
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.0f", v)
}

// size says a number of bytes as a person would.
func size(n int64) string {
	switch {
	case n >= 1<<20:
		return trim(float64(n)/(1<<20)) + " MB"
	case n >= 1<<10:
		return trim(float64(n)/(1<<10)) + " KB"
	case n > 0:
		return "1 KB"
	}
	return "0"
}
