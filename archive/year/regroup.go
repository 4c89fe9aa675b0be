package year

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/appraise"
	"niandang/archive/arrange"
	"niandang/archive/collect"
	"niandang/archive/gongwen"
	"niandang/archive/register"
)

// gathered is everything that forming documents looks at.
type gathered struct {
	year     int
	settings archive.Settings
	files    []archive.File
	stored   []archive.File // as the library has them
	readings map[string]archive.Reading
	rows     []archive.Row
	prior    map[string]archive.Document // by main file
	priorAll []archive.Document
	gone     []archive.Document // destroyed: they stand in the register and are not formed anew
}

// key gives the key of a file's reading.
func key(f archive.File) string { return collect.ReadingKey(f) }

// Regroup forms the year's documents anew from all files that were read and the
// register: roles, duplicates, attachments, pairs, who is who, years, gaps. What a
// person decided stays.
func (y *Year) Regroup(ctx context.Context, year int, p archive.Progress) error {
	g, err := y.gather(ctx, year)
	if err != nil {
		return err
	}
	clean := y.secretsKept(g)
	res := collect.Group(collect.Input{
		Files: g.files, Readings: g.readings, Prior: g.prior, Settings: g.settings, Year: year, Rows: g.rows,
		Names: gongwen.FromName,
	})
	docs := append(keepDecisions(res.Documents, g.priorAll), g.gone...)
	faces := res.Faces
	for i := range docs {
		docs[i].Text = faces[docs[i].ID].Opening // a row may find what a poor scan's title does not
	}
	rows, docs, findings := register.Match(g.rows, docs)
	who := appraise.NewPlacer(g.settings.Organ)
	for i := range docs {
		docs[i] = collect.Wanting(who.Place(docs[i]), g.settings.Organ)
		docs[i].Text = "" // it served the matching; documents are compared with what is stored
	}
	docs = collect.Pair(docs, faces)
	if g.settings.Arrange.PairAsOne {
		docs = collect.JoinPairs(docs)
	}
	setPairRoles(docs, res.Files)
	docs, years := arrange.Years(docs, year)
	findings = append(findings, years...)
	findings = append(findings, res.Findings...)
	findings = append(findings, notedFindings(res.Files, g.readings)...)
	findings = append(findings, appraise.Secrecy(docs, rows, g.settings)...)
	findings = append(findings, register.Gaps(docs, rows, g.settings.Organ, year)...)
	docs, findings = g.withoutGone(docs, findings)
	if err := y.saveGroups(ctx, g, grouped{res.Files, docs, rows, stamp(findings, "collect", year)}); err != nil {
		return err
	}
	return y.purge(ctx, clean)
}

func (y *Year) gather(ctx context.Context, year int) (*gathered, error) {
	g := &gathered{year: year, readings: make(map[string]archive.Reading), prior: make(map[string]archive.Document)}
	var err error
	if g.settings, err = y.Store.Settings(ctx); err != nil {
		return nil, err
	}
	if g.files, err = y.files(ctx, year); err != nil {
		return nil, err
	}
	g.files = slices.DeleteFunc(g.files, func(f archive.File) bool { return f.Status == archive.Gone })
	g.stored = slices.Clone(g.files)
	slices.SortFunc(g.files, func(a, b archive.File) int {
		return strings.Compare(a.Source+"\x00"+a.Path, b.Source+"\x00"+b.Path)
	})
	if g.rows, err = all(y.Store.Rows(ctx, archive.Filter{Year: year})); err != nil {
		return nil, err
	}
	docs, err := y.documents(ctx, year)
	if err != nil {
		return nil, err
	}
	for _, d := range docs {
		if d.Destroyed != nil {
			g.gone = append(g.gone, d)
			continue
		}
		g.priorAll = append(g.priorAll, d)
	}
	for _, d := range g.priorAll {
		g.prior[d.FileID] = d
	}
	for r, err := range y.Store.Readings(ctx, archive.Filter{Year: year}) {
		if err != nil {
			return nil, err
		}
		r.Head = nil // it serves the stamp
		g.readings[key(archive.File{SHA256: r.SHA256, Path: "x" + r.Ext})] = r
	}
	return g, nil
}

// withoutGone takes the destroyed documents out again, and what was found about
// them: nobody can act on it.
func (g *gathered) withoutGone(docs []archive.Document, findings []archive.Finding) ([]archive.Document, []archive.Finding) {
	gone := byID(g.gone, documentID)
	docs = slices.DeleteFunc(docs, func(d archive.Document) bool { return d.Destroyed != nil })
	findings = slices.DeleteFunc(findings, func(f archive.Finding) bool { return gone[f.Document].ID != "" && f.Document != "" })
	return docs, findings
}

// secretsKept finds what was kept before its mark was known: a copy under a plain
// name, or a register that came later. From here on these files are secret; the
// permitted readings by which their content is to be replaced are returned.
func (y *Year) secretsKept(g *gathered) []archive.Reading {
	if g.settings.Classified {
		return nil
	}
	rows := secretRowsOf(g.rows)
	marks := make(map[string]archive.Face)
	for _, f := range g.files {
		face := g.readings[key(f)].Face
		if row, ok := rows.find(face.Number, face.Title); ok && f.Status != archive.Secret {
			if face.Security != row.Security {
				face.Security, face.SecurityTerm = row.Security, row.SecurityTerm
				byRegister(&face)
			}
			marks[f.SHA256] = face
		}
		if f.Status == archive.Secret {
			marks[f.SHA256] = face
		}
	}
	var clean []archive.Reading
	for i, f := range g.files {
		face, secret := marks[f.SHA256]
		if !secret || f.SHA256 == "" {
			continue
		}
		g.files[i].Status = archive.Secret
		r := g.readings[key(f)]
		r.Face.Security, r.Face.SecurityTerm, r.Face.Trusts = face.Security, face.SecurityTerm, face.Trusts
		r = permitted(r)
		g.readings[key(f)] = r
		if y.Store.HasObject(f.SHA256) {
			clean = append(clean, r)
		}
	}
	return clean
}

// purge wipes the content of what turned out to be secret, once no record speaks
// of it any more.
func (y *Year) purge(ctx context.Context, clean []archive.Reading) error {
	for _, r := range clean {
		if err := y.Store.Purge(ctx, r.SHA256, r); err != nil {
			return fmt.Errorf("purge a secret: %w", err)
		}
	}
	return nil
}

// keepDecisions carries over what is not read from files.
func keepDecisions(docs, prior []archive.Document) []archive.Document {
	old := byID(prior, documentID)
	for i, d := range docs {
		if o, ok := old[d.ID]; ok {
			docs[i].Decision, docs[i].Opening, docs[i].Late, docs[i].Hold = o.Decision, o.Opening, o.Late, o.Hold
		}
	}
	return docs
}

// setPairRoles tells request and reply apart on the main files.
func setPairRoles(docs []archive.Document, files []archive.File) {
	roles := collect.PairRoles(docs)
	main := make(map[string]archive.Role, len(roles))
	for _, d := range docs {
		if r, ok := roles[d.ID]; ok {
			main[d.FileID] = r
		}
	}
	for i, f := range files {
		switch r, ok := main[f.ID]; {
		case f.Fixed || !f.Role.Main():
		case ok:
			files[i].Role = r
		default:
			files[i].Role = archive.RoleMain
		}
	}
}

// onlyMain are findings about reading that matter for a main document only: a
// processing form is a picture by nature.
var onlyMain = map[string]bool{archive.FNoTextLayer: true, archive.FPossibleSecret: true}

// notedFindings are what taking files in and reading them showed. A second copy
// of the same bytes says nothing new, nor does a document that is part of a scan:
// what reading showed stands at the scan.
func notedFindings(files []archive.File, readings map[string]archive.Reading) []archive.Finding {
	var out []archive.Finding
	packed := packedAlike(files)
	for _, f := range files {
		for _, n := range f.Noted {
			if n.Path = f.Path; !packed[f.Path+"\x00"+n.Kind] {
				out = append(out, n)
			}
		}
		if f.Status == archive.Duplicate || f.Status == archive.Secret || f.First > 0 {
			continue
		}
		for _, n := range readings[key(f)].Problems {
			if onlyMain[n.Kind] && !f.Role.Main() && f.Status != archive.Container || f.Status == archive.Junk && n.Kind != archive.FZeroByte {
				continue
			}
			n.Path, n.Document = f.Path, f.Document
			out = append(out, n)
		}
	}
	return out
}

// packedAlike finds archives within archives whose names are coded as those of
// the one around them: one finding says it. Keys are path and kind.
func packedAlike(files []archive.File) map[string]bool {
	has := make(map[string]bool)
	for _, f := range files {
		for _, n := range f.Noted {
			if n.Kind == archive.FZipGBK || n.Kind == archive.FZipGBKNested {
				has[f.Path+"\x00"+n.Kind] = true
			}
		}
	}
	out := make(map[string]bool)
	for k := range has {
		path, kind, _ := strings.Cut(k, "\x00")
		for i := strings.LastIndex(path, collect.Inside); i > 0; i = strings.LastIndex(path[:i], collect.Inside) {
			outer := path[:i]
			if has[outer+"\x00"+kind] || has[outer+"\x00"+archive.FZipGBKNested] {
				out[k] = true
			}
		}
	}
	return out
}

type grouped struct {
	files    []archive.File
	docs     []archive.Document
	rows     []archive.Row
	findings []archive.Finding
}

// saveGroups writes what changed in one transaction, and renews the index for it.
func (y *Year) saveGroups(ctx context.Context, g *gathered, now grouped) error {
	ch := archive.Change{What: "collect", On: fmt.Sprint(g.year), Year: g.year, Who: y.Who}
	ch.Files = changed(now.files, g.stored, fileID)
	ch.Documents = changed(now.docs, g.priorAll, documentID)
	ch.Rows = changed(now.rows, g.rows, func(r archive.Row) string { return r.ID })
	ch.Findings = []archive.FindingSet{{Step: "collect", Year: g.year, Findings: now.findings}}
	kept := make(map[string]bool, len(now.docs))
	for _, d := range now.docs {
		kept[d.ID] = true
	}
	for _, d := range g.priorAll {
		if !kept[d.ID] {
			ch.Remove = append(ch.Remove, archive.Ref{Table: "document", ID: d.ID})
		}
	}
	if _, err := y.Store.Apply(ctx, ch); err != nil {
		return fmt.Errorf("form documents: %w", err)
	}
	ids := make([]string, 0, len(ch.Documents))
	for _, d := range ch.Documents {
		ids = append(ids, d.ID)
	}
	return y.Store.Index(ctx, ids)
}

// changed gives the records that are new or differ from what was stored.
func changed[T any](now, before []T, id func(T) string) []T {
	old := make(map[string]int, len(before))
	for i, v := range before {
		old[id(v)] = i
	}
	return slices.DeleteFunc(slices.Clone(now), func(v T) bool {
		i, ok := old[id(v)]
		return ok && reflect.DeepEqual(before[i], v)
	})
}
