package year

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/collect"
	"niandang/archive/format"
	"niandang/archive/page"
	"niandang/archive/register"
)

// Kinds of what a preview sees, by name alone: nothing is opened.
const (
	SeenDocument  = "document"  // text documents: PDF, OFD, office
	SeenPicture   = "picture"   // scans and photographs
	SeenSheet     = "sheet"     // spreadsheets
	SeenContainer = "container" // archives and e-mail, to be opened
	SeenOther     = "other"     // formats that reading will tell
	SeenJunk      = "junk"      // not taken in: system and temporary files, links
)

// SeenKinds are the kinds in the order to be shown.
var SeenKinds = []string{SeenDocument, SeenPicture, SeenSheet, SeenContainer, SeenOther, SeenJunk}

// Seen is a file that a preview saw.
type Seen struct {
	Source, Path string
	Kind         string
	Size         int64
	Known        bool // taken in earlier and unchanged: will not be read again
}

// Preview is what would come in.
type Preview struct {
	Files    []Seen
	Register string // a spreadsheet named as a register, "" for none
}

// Preview looks at what sources hold without opening a file.
func (y *Year) Preview(ctx context.Context, o CollectOptions, p archive.Progress) (Preview, error) {
	c, err := y.newCollector(ctx, o, p)
	if err != nil {
		return Preview{}, err
	}
	var out Preview
	for _, root := range o.Sources {
		abs, err := filepath.Abs(root)
		if err != nil {
			return out, fmt.Errorf("preview %s: %w", root, err)
		}
		for e, err := range collect.Walk(ctx, abs, c.settings.Limits) {
			if err != nil {
				return out, canceled(err)
			}
			p.Add(1)
			before, known := c.known[abs+"\x00"+e.Path]
			known = known && before.Size == e.Size && sameTime(before.ModTime, e.ModTime)
			out.Files = append(out.Files, Seen{Source: abs, Path: e.Path, Size: e.Size, Kind: seenKind(e), Known: known})
		}
	}
	out.Register = registerAmong(out.Files)
	return out, nil
}

// kindsByExt tell kinds by the ending of a name.
var kindsByExt = map[string]string{
	".pdf": SeenDocument, ".ofd": SeenDocument, ".doc": SeenDocument, ".docx": SeenDocument, ".wps": SeenDocument, ".odt": SeenDocument, ".rtf": SeenDocument,
	".txt": SeenDocument, ".htm": SeenDocument, ".html": SeenDocument, ".jpg": SeenPicture, ".jpeg": SeenPicture, ".png": SeenPicture, ".tif": SeenPicture,
	".tiff": SeenPicture, ".bmp": SeenPicture, ".xls": SeenSheet, ".xlsx": SeenSheet, ".et": SeenSheet, ".ods": SeenSheet, ".csv": SeenSheet,
	".zip": SeenContainer, ".rar": SeenContainer, ".7z": SeenContainer, ".eml": SeenContainer, ".msg": SeenContainer,
}

func seenKind(e collect.Entry) string {
	if _, junk := collect.JunkName(e.Path); junk || e.Kind != collect.Plain {
		return SeenJunk
	}
	if k, ok := kindsByExt[strings.ToLower(path.Ext(e.Path))]; ok {
		return k
	}
	return SeenOther
}

// registerAmong finds the spreadsheet that is named as a register, the shortest
// name first: 收发文登记簿 before 2023年收文登记簿（旧）.
func registerAmong(files []Seen) string {
	var found []Seen
	for _, f := range files {
		name := path.Base(f.Path)
		if f.Kind == SeenSheet && (strings.Contains(name, "登记") || strings.Contains(name, "台账") || strings.Contains(name, "台帐")) &&
			(strings.Contains(name, "文") || strings.Contains(name, "件")) {
			found = append(found, f)
		}
	}
	if len(found) == 0 {
		return ""
	}
	best := slices.MinFunc(found, func(a, b Seen) int { return len(path.Base(a.Path)) - len(path.Base(b.Path)) })
	if filepath.Base(best.Source) == best.Path {
		return best.Source // the spreadsheet itself was the source
	}
	return filepath.Join(best.Source, filepath.FromSlash(best.Path))
}

// RegisterFields are what a register's column can mean, in the order to be
// offered; "" is a column that is not used.
var RegisterFields = []string{
	"", archive.ElNumber, archive.ElTitle, archive.ElDate, archive.ElIssuers, archive.ElRecipients, archive.ElDepartment, archive.ElSecurity,
	archive.ElSecurityTerm, archive.ElDisclosure, archive.ElUrgency, archive.ElGenre, archive.ElSigners, archive.ElCC, archive.ElCopyNo,
	register.FieldSerial, register.FieldReceived, register.FieldIssued, register.FieldRemark, register.FieldKind, register.FieldPrefix,
	register.FieldYear, register.FieldMonth, register.FieldDay,
}

// RegisterSheet is a sheet of a register: what its columns are taken for, and
// what stands in them.
type RegisterSheet struct {
	Mapping archive.Mapping
	Rows    int
	Samples [][]string // by heading, up to three values
}

// samples is how many values of a column are shown.
const samples = 3

// RegisterSheets reads a register to show its columns; nothing is taken in.
func (y *Year) RegisterSheets(ctx context.Context, file string, year int) ([]RegisterSheet, error) {
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return nil, err
	}
	tables, err := y.Reader.Table(ctx, format.Input{Name: filepath.Base(file), Path: file})
	if err != nil {
		return nil, archive.Fail(archive.CodeInvalid, "register", err, "path", file)
	}
	rows, used, _ := register.Import(tables, s.Mappings, year)
	count := map[string]int{}
	for _, r := range rows {
		count[r.Sheet]++
	}
	out := make([]RegisterSheet, 0, len(used))
	for _, m := range used {
		out = append(out, RegisterSheet{Mapping: m, Rows: count[m.Sheet], Samples: sampleCells(tableNamed(tables, m.Sheet), m.Headings)})
	}
	return out, nil
}

func tableNamed(tables []page.Table, name string) page.Table {
	for _, t := range tables {
		if t.Name == name {
			return t
		}
	}
	return page.Table{}
}

// sampleCells gives the last filled cells of each column: the first rows may be
// titles and headings.
func sampleCells(t page.Table, headings []string) [][]string {
	out := make([][]string, len(headings))
	for c := range headings {
		for r := len(t.Rows) - 1; r > 0 && len(out[c]) < samples; r-- {
			if c < len(t.Rows[r]) && strings.TrimSpace(t.Rows[r][c]) != "" && archive.Squeeze(t.Rows[r][c]) != headings[c] {
				out[c] = append(out[c], strings.TrimSpace(t.Rows[r][c]))
			}
		}
		slices.Reverse(out[c])
	}
	return out
}

// SetMapping keeps a person's word on what the columns of a register mean: for
// every register with these headings, from the next import on.
func (y *Year) SetMapping(ctx context.Context, m archive.Mapping) (archive.Event, error) {
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return archive.Event{}, err
	}
	m.Person = true
	s.Mappings = slices.DeleteFunc(slices.Clone(s.Mappings), func(old archive.Mapping) bool { return slices.Equal(old.Headings, m.Headings) })
	s.Mappings = append(s.Mappings, m)
	ev, err := y.Store.Apply(ctx, archive.Change{What: "settings", On: "mappings", Why: m.Sheet, Who: y.Who, Person: true, Settings: &s})
	if err != nil {
		return ev, fmt.Errorf("remember the columns: %w", err)
	}
	return ev, nil
}

// HelperState says whether a helper program was found, where, and which version.
type HelperState = format.HelperState

// Helpers tells which helper programs were found.
func (y *Year) Helpers(ctx context.Context) []HelperState { return y.Reader.Helpers(ctx) }
