package bind

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"niandang/archive"
	"niandang/archive/pdf"
)

// FormNames are the printed forms whose sizes are data, and the two lists of words
// beside them.
var FormNames = []string{"stamp", "volume", "catalogue", "spine", "boxcover", "notesheet", formSubjects, formCaptions}

const (
	formSubjects = "subjects" // heading of the subject index to the words that lead to it
	formCaptions = "captions" // what is printed: words of this package by their ID without "bind."
	wordPrefix   = "bind."
)

// Forms gives all forms as they are in force, by name: those of fsys, and over
// them what the organ has of its own (archive.Settings.Forms), merged key by key
// (RFC 7396). It fails with CodeInvalid, which names the form, where a form has a
// name that does not exist or a size that cannot be.
func Forms(fsys fs.FS, own archive.Forms, words archive.Words) (archive.Forms, error) {
	out := make(archive.Forms, len(FormNames))
	for name := range own {
		if !slices.Contains(FormNames, name) {
			return nil, badForm(name, "bind_form_unknown", "names", strings.Join(FormNames, "、"))
		}
	}
	for _, name := range FormNames {
		base, err := shipped(fsys, name, words)
		if err != nil {
			return nil, unreadableForm(name, err)
		}
		out[name] = merge(base, own[name])
	}
	f, err := readForms(out)
	if err != nil {
		return nil, err
	}
	for _, name := range FormNames {
		if err := checkSizes(name, "", out[name]); err != nil {
			return nil, err
		}
	}
	if err := checkCaptions(out, words); err != nil {
		return nil, err
	}
	return out, f.check()
}

// badForm is the error of a form that cannot be used.
func badForm(name, id string, pairs ...string) error {
	return archive.Fail(archive.CodeInvalid, id, fmt.Errorf("form %s: %q", name, pairs), append(pairs, "form", name)...)
}

// unreadableForm tells of a name that the form does not have, or of a value of
// another kind than its own.
func unreadableForm(name string, err error) error {
	if _, field, ok := strings.Cut(err.Error(), "unknown field "); ok {
		return badForm(name, "bind_form_field", "field", strings.Trim(field, `"`))
	}
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return badForm(name, "bind_form_value", "field", kind.Field, "value", kind.Value)
	}
	return archive.Fail(archive.CodeInvalid, "bind_form", fmt.Errorf("read form %s: %w", name, err), "file", name)
}

// shipped gives a form as it comes with the program.
func shipped(fsys fs.FS, name string, words archive.Words) (any, error) {
	switch name {
	case formCaptions:
		captions := make(map[string]any)
		for id, s := range words {
			if key, ok := strings.CutPrefix(id, wordPrefix); ok {
				captions[key] = s
			}
		}
		return captions, nil
	case formSubjects:
		b, err := fs.ReadFile(fsys, "subjects.txt")
		return subjectTree(string(b)), err
	}
	b, err := fs.ReadFile(fsys, name+".json")
	if err != nil {
		return nil, err
	}
	var tree any
	return tree, json.Unmarshal(b, &tree)
}

// merge lays a patch over a value: objects key by key, null takes a key away,
// anything else replaces (RFC 7396).
func merge(base, patch any) any {
	if patch == nil {
		return base
	}
	p, ok := patch.(map[string]any)
	if !ok {
		return patch
	}
	b, _ := base.(map[string]any)
	out := maps.Clone(b)
	if out == nil {
		out = make(map[string]any, len(p))
	}
	for k, v := range p {
		if v == nil {
			delete(out, k)
		} else {
			out[k] = merge(out[k], v)
		}
	}
	return out
}

// readForms takes trees as forms; a name that no form knows is an error, so that a
// slip of the pen in an organ's own form is seen at once.
func readForms(all archive.Forms) (*forms, error) {
	f := &forms{sums: make(map[string]string)}
	into := map[string]any{
		"stamp": &f.stamp, "volume": &f.volume, "catalogue": &f.catalogue,
		"spine": &f.spine, "boxcover": &f.boxCover, "notesheet": &f.note,
	}
	for _, name := range FormNames {
		b, err := json.Marshal(all[name])
		if err != nil {
			return nil, unreadableForm(name, err)
		}
		sum := sha256.Sum256(b)
		f.sums[name] = hex.EncodeToString(sum[:])
		if into[name] == nil {
			continue
		}
		d := json.NewDecoder(bytes.NewReader(b))
		d.DisallowUnknownFields()
		if err := d.Decode(into[name]); err != nil {
			return nil, unreadableForm(name, err)
		}
	}
	var err error
	f.subjects, err = subjectsOf(all[formSubjects])
	return f, err
}

// greatest is the largest size that a form may have, in mm or points.
const greatest = 1000

// checkSizes refuses a size below zero, or one that no paper and no type has; path
// is where in the form v stands.
func checkSizes(form, path string, v any) error {
	switch v := v.(type) {
	case float64:
		if v < 0 || v > greatest {
			return badForm(form, "bind_form_value", "field", path, "value", strconv.FormatFloat(v, 'f', -1, 64))
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if err := checkSizes(form, strings.TrimPrefix(path+"."+key, "."), v[key]); err != nil {
				return err
			}
		}
	}
	return nil
}

// check refuses sizes with which nothing could be set.
func (f *forms) check() error {
	v, c, n := f.volume, f.catalogue, f.note
	room := n.Height - n.Margin.Top - n.Margin.Bottom - n.SignHeight - 2*n.Inside
	for _, x := range []struct {
		form  string
		sizes map[string]float64
	}{
		{"stamp", map[string]float64{"width": f.stamp.Width, "height": f.stamp.Height, "value_pt": f.stamp.ValuePt, "value_min_pt": f.stamp.ValueMinPt, "step": f.stamp.Step}},
		{"volume", map[string]float64{"grid": v.Grid, "body.pt": v.Body.Pt, "copy.pt": v.Copy.Pt, "copy.line": v.Copy.Line, "index.line": v.Index.Line,
			"index.columns": float64(v.Index.Columns), "contents.line": v.Contents.Line, "slip.row": v.Slip.Row}},
		{"catalogue", map[string]float64{"width": c.Width, "height": c.Height, "table.line": c.Table.Line, "cover.field_row": c.Cover.Row}},
		{"spine", map[string]float64{"height": f.spine.Height, "sheet_width": f.spine.SheetWidth, "sheet_height": f.spine.SheetHeight, "value_min_pt": f.spine.ValueMinPt}},
		{"boxcover", map[string]float64{"width": f.boxCover.Width, "height": f.boxCover.Height, "field_row": f.boxCover.Row}},
		{"notesheet", map[string]float64{"width": n.Width, "height": n.Height, "line": n.Line, "sign_height": room}},
	} {
		for _, key := range slices.Sorted(maps.Keys(x.sizes)) {
			if x.sizes[key] <= 0 {
				return badForm(x.form, "bind_form_size", "field", key)
			}
		}
	}
	if _, ok := parseColor(f.stamp.Color); !ok {
		return badForm("stamp", "bind_form_color", "value", f.stamp.Color)
	}
	return f.checkTables()
}

// checkTables refuses a column or cell without a size, and a table that is wider
// than the type area of its sheet.
func (f *forms) checkTables() error {
	v, c := f.volume, f.catalogue
	for _, t := range []struct {
		name  string
		table tableForm
		room  float64
	}{
		{"volume", v.Contents, v.Margin.frame(pdf.A4Width, pdf.A4Height).w}, {"catalogue", c.Table, c.Margin.frame(c.Width, c.Height).w},
		{"spine", tableForm{Columns: f.spine.Cells, Widths: f.spine.Heights}, f.spine.SheetHeight},
	} {
		for _, key := range t.table.Columns {
			if t.table.Widths[key] <= 2*t.table.Side {
				return badForm(t.name, "bind_form_size", "field", key)
			}
		}
		if w := t.table.width(); len(t.table.Columns) == 0 || w > t.room+0.01 {
			return badForm(t.name, "bind_form_wide", "mm", fmt.Sprintf("%.1f", w), "room", fmt.Sprintf("%.0f", t.room))
		}
	}
	return nil
}

var placeholder = regexp.MustCompile(`\{[a-z_0-9]+\}`)

// checkCaptions refuses a caption that does not exist, and a placeholder that
// nothing is put into.
func checkCaptions(all archive.Forms, words archive.Words) error {
	captions, ok := all[formCaptions].(map[string]any)
	if !ok {
		return badForm(formCaptions, "bind_form_value", "field", formCaptions, "value", fmt.Sprint(all[formCaptions]))
	}
	for key, v := range captions {
		s, isText := v.(string)
		shipped, known := words[wordPrefix+key]
		if !known || !isText {
			return badForm(formCaptions, "bind_form_field", "field", key)
		}
		for _, p := range placeholder.FindAllString(s, -1) {
			if !strings.Contains(shipped, p) {
				return badForm(formCaptions, "bind_form_slot", "field", key, "slot", p)
			}
		}
	}
	return nil
}

// captioned gives the words with the organ's own captions in place.
func captioned(words archive.Words, own archive.Forms) archive.Words {
	captions, _ := own[formCaptions].(map[string]any)
	if len(captions) == 0 {
		return words
	}
	out := maps.Clone(words)
	for key, v := range captions {
		if s, ok := v.(string); ok {
			out[wordPrefix+key] = s
		}
	}
	return out
}

// subject is a heading of the subject index and the words that lead to it.
type subject struct {
	head  string
	words []string
}

// subjectTree reads the list of subjects: on each line a heading, then other words
// that lead to it.
func subjectTree(s string) map[string]any {
	out := make(map[string]any)
	for line := range strings.Lines(s) {
		words := strings.Fields(line)
		if len(words) > 0 && !strings.HasPrefix(words[0], "#") {
			out[words[0]] = strings.Join(words[1:], " ")
		}
	}
	return out
}

func subjectsOf(tree any) ([]subject, error) {
	m, ok := tree.(map[string]any)
	if !ok {
		return nil, badForm(formSubjects, "bind_form_value", "field", formSubjects, "value", fmt.Sprint(tree))
	}
	var out []subject
	for _, head := range slices.Sorted(maps.Keys(m)) {
		words, ok := m[head].(string)
		if !ok {
			return nil, badForm(formSubjects, "bind_form_value", "field", head, "value", fmt.Sprint(m[head]))
		}
		out = append(out, subject{head: head, words: append([]string{head}, strings.Fields(words)...)})
	}
	return out, nil
}
