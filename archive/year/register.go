package year

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"niandang/archive"
	"niandang/archive/format"
	"niandang/archive/register"
)

// importRegister reads the register's rows and puts them in the place of the
// year's earlier ones. The columns' meaning is remembered by their headings.
func (y *Year) importRegister(ctx context.Context, path string, year int) error {
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return err
	}
	tables, err := y.Reader.Table(ctx, format.Input{Name: filepath.Base(path), Path: path})
	if err != nil {
		return archive.Fail(archive.CodeInvalid, "register", err, "path", path)
	}
	rows, used, findings := register.Import(tables, s.Mappings, year)
	if len(rows) == 0 {
		return archive.Fail(archive.CodeInvalid, "register_empty", nil, "path", path)
	}
	before, err := all(y.Store.Rows(ctx, archive.Filter{Year: year}))
	if err != nil {
		return err
	}
	findings = append(findings, notUnderstood(used, path)...)
	if !s.Classified {
		for i, r := range rows {
			if secretMarks[r.Security] {
				rows[i] = permittedRow(r)
			}
		}
	}
	ch := archive.Change{What: "register", On: filepath.Base(path), Year: year, Who: y.Who}
	ch.Rows, ch.Remove, err = renewRows(rows, before)
	if err != nil {
		return err
	}
	s.Mappings = remember(s.Mappings, used)
	ch.Settings = &s
	ch.Findings = []archive.FindingSet{{Step: "register", Year: year, Findings: stamp(findings, "register", year)}}
	if _, err := y.Store.Apply(ctx, ch); err != nil {
		return fmt.Errorf("import the register: %w", err)
	}
	return nil
}

// notUnderstood names the sheets whose columns were not recognised.
func notUnderstood(used []archive.Mapping, path string) []archive.Finding {
	var out []archive.Finding
	for _, m := range used {
		if len(m.Columns) == 0 {
			f := archive.NewFinding(archive.FSheetNotUnderstood, filepath.Base(path))
			f.Sheet = m.Sheet
			out = append(out, f)
		}
	}
	return out
}

// renewRows gives the rows their earlier IDs, by sheet and row, and names those
// that are gone.
func renewRows(rows, before []archive.Row) ([]archive.Row, []archive.Ref, error) {
	place := func(r archive.Row) string { return fmt.Sprintf("%s\x00%d", r.Sheet, r.Row) }
	old := byID(before, place)
	for i, r := range rows {
		if o, ok := old[place(r)]; ok {
			rows[i].ID, rows[i].Document = o.ID, o.Document
			delete(old, place(r))
			continue
		}
		id, err := newID()
		if err != nil {
			return nil, nil, err
		}
		rows[i].ID = id
	}
	var gone []archive.Ref
	for _, r := range old {
		gone = append(gone, archive.Ref{Table: "row", ID: r.ID})
	}
	return rows, gone, nil
}

// remember puts newly used mappings in the place of earlier ones with the same
// headings; a mapping that a person confirmed stays.
func remember(known, used []archive.Mapping) []archive.Mapping {
	out := slices.Clone(known)
	for _, u := range used {
		i := slices.IndexFunc(out, func(m archive.Mapping) bool {
			return m.Sheet == u.Sheet && slices.Equal(m.Headings, u.Headings)
		})
		switch {
		case i < 0:
			out = append(out, u)
		case !out[i].Person:
			out[i] = u
		}
	}
	return out
}
