package year

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"niandang/archive"
)

// Find gives a document by its ID, by the ID or code of its item, by the start
// of its ID, or by its number.
func (y *Year) Find(ctx context.Context, name string) (archive.Document, error) {
	if d, err := y.Store.Document(ctx, name); err == nil || !notFound(err) {
		return d, err
	}
	if it, err := y.Store.Item(ctx, name); err == nil {
		return y.Store.Document(ctx, it.Document)
	}
	if codeLike.MatchString(name) {
		if it, err := y.FindItem(ctx, name); err == nil {
			return y.Store.Document(ctx, it.Document)
		}
	}
	number, _ := archive.ParseNumber(name)
	var hits []archive.Document
	for d, err := range y.Store.Documents(ctx, archive.Filter{}) {
		if err != nil {
			return archive.Document{}, err
		}
		if !number.IsZero() && d.Number == number.String() || len(name) >= 8 && strings.HasPrefix(d.ID, name) {
			hits = append(hits, d)
		}
	}
	switch len(hits) {
	case 1:
		return hits[0], nil
	case 0:
		return archive.Document{}, archive.Fail(archive.CodeNotFound, "document", nil, "name", name)
	}
	return archive.Document{}, archive.Fail(archive.CodeInvalid, "document_ambiguous", nil, "name", name, "n", fmt.Sprint(len(hits)))
}

// FindItem gives an item by its ID or code.
func (y *Year) FindItem(ctx context.Context, name string) (archive.Item, error) {
	if it, err := y.Store.Item(ctx, name); err == nil || !notFound(err) {
		return it, err
	}
	for it, err := range y.Store.Items(ctx, archive.Filter{}) {
		if err != nil {
			return archive.Item{}, err
		}
		if it.Code == name {
			return it, nil
		}
	}
	return archive.Item{}, archive.Fail(archive.CodeNotFound, "item", nil, "name", name)
}

// Edit sets elements of a document by a person's word. Lists are separated by 、
// or ;. The elements' names are those of `nd list documents`.
func (y *Year) Edit(ctx context.Context, document string, values map[string]string, why string) (archive.Event, error) {
	if len(values) == 0 {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "nothing_to_edit", nil)
	}
	d, err := y.Find(ctx, document)
	if err != nil {
		return archive.Event{}, err
	}
	if d.Destroyed != nil {
		return archive.Event{}, destroyed(d.Destroyed, d.Title)
	}
	if d.Trusts == nil {
		d.Trusts = make(map[string]archive.Trust)
	} else {
		d.Trusts = cloneTrusts(d.Trusts)
	}
	for name, v := range values {
		if err := setElement(&d, name, v); err != nil {
			return archive.Event{}, err
		}
		d.Trusts[name] = archive.Trust{Source: archive.FromPerson, Confidence: 1}
		d.Review = slices.DeleteFunc(slices.Clone(d.Review), func(s string) bool { return s == name })
	}
	return y.person(ctx, "edit", d.ID, why, d)
}

func cloneTrusts(m map[string]archive.Trust) map[string]archive.Trust {
	out := make(map[string]archive.Trust, len(m)+1)
	for k, v := range m {
		out[k] = v
	}
	return out
}

// setters put a value into an element; they refuse what it cannot be.
var setters = map[string]func(*archive.Document, string) error{
	archive.ElNumber:  setNumber,
	archive.ElTitle:   func(d *archive.Document, v string) error { d.Title = v; return required(v, archive.ElTitle) },
	archive.ElIssuers: func(d *archive.Document, v string) error { d.Issuers = list(v); return nil },
	archive.ElDate:    setDate,
	archive.ElGenre:   func(d *archive.Document, v string) error { d.Genre = v; return nil },
	archive.ElDirection: func(d *archive.Document, v string) error {
		d.Direction = v
		return oneOf(v, "", "上行", "下行", "平行", "内部")
	},
	archive.ElRecipients: func(d *archive.Document, v string) error { d.Recipients = list(v); return nil },
	archive.ElCC:         func(d *archive.Document, v string) error { d.CC = list(v); return nil },
	archive.ElSecurity: func(d *archive.Document, v string) error {
		d.Security = v
		return oneOf(v, "", "绝密", "机密", "秘密", "内部")
	},
	archive.ElSecurityTerm: func(d *archive.Document, v string) error { d.SecurityTerm = v; return nil },
	archive.ElUrgency:      func(d *archive.Document, v string) error { d.Urgency = v; return nil },
	archive.ElCopyNo:       func(d *archive.Document, v string) error { d.CopyNo = v; return nil },
	archive.ElSigners:      func(d *archive.Document, v string) error { d.Signers = list(v); return nil },
	archive.ElDisclosure: func(d *archive.Document, v string) error {
		d.Disclosure = v
		return oneOf(v, "", "主动公开", "依申请公开", "不予公开")
	},
	archive.ElDepartment:  func(d *archive.Document, v string) error { d.Department = v; return nil },
	archive.ElAttachments: func(d *archive.Document, v string) error { d.Attachments = list(v); return nil },
}

func setElement(d *archive.Document, name, v string) error {
	set, ok := setters[name]
	if !ok {
		return archive.Fail(archive.CodeInvalid, "element", nil, "name", name)
	}
	return set(d, strings.TrimSpace(v))
}

func setNumber(d *archive.Document, v string) error {
	if n, ok := archive.ParseNumber(v); ok {
		v = n.String()
	}
	d.Number = v
	return nil
}

func setDate(d *archive.Document, v string) error {
	iso, ok := archive.ParseDate(v)
	if !ok && v != "" {
		return archive.Fail(archive.CodeInvalid, "date", nil, "value", v)
	}
	d.Date = iso
	return nil
}

func required(v, name string) error {
	if v == "" {
		return archive.Fail(archive.CodeInvalid, "element_empty", nil, "name", name)
	}
	return nil
}

func oneOf(v string, allowed ...string) error {
	if slices.Contains(allowed, v) {
		return nil
	}
	return archive.Fail(archive.CodeInvalid, "value", nil, "value", v, "allowed", strings.Join(allowed[1:], "、"))
}

func list(v string) []string {
	return strings.FieldsFunc(v, func(r rune) bool { return r == '、' || r == ';' || r == '；' || r == '，' || r == ',' })
}

// Opinions are the values of the opening opinion (档案法 art. 30; DA/T 18-2022).
var Opinions = []string{"开放", "控制", "延期开放"}

// Open records the opening opinion of an item's documents.
func (y *Year) Open(ctx context.Context, item, opinion, why string) (archive.Event, error) {
	if err := oneOf(opinion, append([]string{""}, Opinions...)...); err != nil || opinion == "" {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "value", err, "value", opinion, "allowed", strings.Join(Opinions, "、"))
	}
	it, err := y.FindItem(ctx, item)
	if err != nil {
		return archive.Event{}, err
	}
	var docs []archive.Document
	for _, id := range it.Documents {
		d, err := y.Store.Document(ctx, id)
		if err != nil {
			return archive.Event{}, err
		}
		d.Opening = opinion
		docs = append(docs, d)
	}
	return y.person(ctx, "opening", it.ID, why, docs...)
}

// Resolve puts a person's word on a finding, named by its short key.
func (y *Year) Resolve(ctx context.Context, year int, name, why string) (archive.Event, error) {
	if why == "" {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "why", nil)
	}
	for f, err := range y.Store.Findings(ctx, archive.Filter{Year: year}) {
		if err != nil {
			return archive.Event{}, err
		}
		if FindingID(f) != name {
			continue
		}
		return y.Store.Apply(ctx, archive.Change{
			What: "resolve", On: f.Key(), Why: why, Who: y.Who, Year: f.Year, Person: true,
			Resolve: []archive.Resolve{{Key: f.Key(), Resolution: &archive.Resolution{Who: y.Who, Why: why, At: y.Now()}}},
		})
	}
	return archive.Event{}, archive.Fail(archive.CodeNotFound, "finding", nil, "name", name)
}
