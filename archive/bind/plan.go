package bind

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"niandang/archive"
)

// Input is the year as it stands: arranged items and what they consist of.
type Input struct {
	Items     []archive.Item
	Documents map[string]archive.Document // by ID
	Files     map[string]archive.File     // by ID
	Boxes     []archive.Box
	Findings  []archive.Finding // of the year: gaps in the number series go into the compilation note
	Held      map[string]bool   // items, by ID, that stayed behind when their term was transferred (缓交)
	Settings  archive.Settings
	Year      int
	Words     archive.Words // Chinese: forms are set in the archives' words
}

// Plan says what will be made. It is pure: nothing was read or written.
type Plan struct {
	in      Input
	shipped archive.Words // before the organ's own captions
	Volumes []VolumePlan
	Classes []ClassPlan
	Boxes   []BoxPlan

	missing, void map[string][]string // numbers without a document, by the item they are told of beside
}

// VolumePlan is one volume: whole items, in order.
type VolumePlan struct {
	File   string // relative to the folder that is compiled into, with /
	Title  string
	Class  string // the class's key; the year for a volume set of the whole year
	Number int    // of the volume within its set, from 1
	Pages  int    // of its items, as arranged
	Items  []archive.Item
}

// ClassPlan is one class: the unit of the item catalogue.
type ClassPlan struct {
	Key        string
	Label      string // 2023年 永久 办公室
	Year       int
	Retention  archive.Retention
	Department string // name, "" where the scheme has none
	Items      []archive.Item
}

// BoxPlan is one box with its items.
type BoxPlan struct {
	Box   archive.Box
	Class *ClassPlan
	Items []archive.Item
}

// NewPlan decides which items stand in which volume: by class or the whole year,
// split at the setting's number of pages without breaking an item; an item that
// is larger stands alone. It fails with CodeNotFound when there is nothing to
// bind, and with CodeInvalid when an item names a document that was not handed
// in.
func NewPlan(in Input) (*Plan, error) {
	if len(in.Items) == 0 {
		return nil, archive.Fail(archive.CodeNotFound, "bind_nothing", nil, "year", strconv.Itoa(in.Year))
	}
	for _, it := range in.Items {
		if _, ok := in.Documents[it.Document]; !ok {
			return nil, archive.Fail(archive.CodeInvalid, "bind_document", fmt.Errorf("item %s names document %q", it.ID, it.Document), "item", it.Code)
		}
	}
	p := &Plan{in: in, shipped: in.Words}
	p.in.Words = captioned(in.Words, in.Settings.Forms)
	p.Classes = classes(p.in)
	p.missing, p.void = p.gapHomes()
	p.Volumes = p.volumes()
	p.Boxes = p.boxes()
	return p, nil
}

// classes groups the items, in the order of the scheme: departments as the organ
// lists them, longer terms first.
func classes(in Input) []ClassPlan {
	at := make(map[string]int)
	var out []ClassPlan
	for _, it := range in.Items {
		i, ok := at[it.Class]
		if !ok {
			i = len(out)
			at[it.Class] = i
			out = append(out, newClass(in, it))
		}
		out[i].Items = append(out[i].Items, it)
	}
	for i := range out {
		slices.SortStableFunc(out[i].Items, func(a, b archive.Item) int { return cmp.Compare(a.Number, b.Number) })
	}
	byDepartment := strings.HasPrefix(in.Settings.Arrange.Scheme, "year-department")
	slices.SortStableFunc(out, func(a, b ClassPlan) int {
		d := cmp.Compare(departmentRank(in.Settings.Organ, a.Department), departmentRank(in.Settings.Organ, b.Department))
		r := cmp.Compare(b.Retention, a.Retention)
		if !byDepartment {
			d, r = r, d
		}
		return cmp.Or(cmp.Compare(a.Year, b.Year), d, r, cmp.Compare(a.Key, b.Key))
	})
	return out
}

func newClass(in Input, it archive.Item) ClassPlan {
	c := ClassPlan{Key: it.Class, Year: it.Year, Retention: it.Retention, Department: departmentName(in.Settings.Organ, it.Department)}
	c.Label = in.say("class", "year", strconv.Itoa(c.Year), "retention", c.Retention.String(), "department", c.Department)
	c.Label = strings.TrimSpace(c.Label)
	return c
}

func departmentName(o archive.Organ, code string) string {
	if d, ok := o.Department(code); ok && d.Name != "" {
		return d.Name
	}
	return code
}

func departmentRank(o archive.Organ, name string) int {
	for i, d := range o.Departments {
		if d.Name == name {
			return i
		}
	}
	return len(o.Departments)
}

func (p *Plan) volumes() []VolumePlan {
	if p.in.Settings.Bind.WholeYear {
		var items []archive.Item
		for _, c := range p.Classes {
			items = append(items, c.Items...)
		}
		year := strconv.Itoa(p.in.Year)
		return p.split(items, year, p.in.say("whole_year", "year", year))
	}
	var out []VolumePlan
	for _, c := range p.Classes {
		out = append(out, p.split(c.Items, c.Key, c.Label)...)
	}
	return out
}

// split fills one volume after the other. Volumes before a changed item stay as
// they were, so that only what an added item touches is made again.
func (p *Plan) split(items []archive.Item, class, label string) []VolumePlan {
	limit := p.in.Settings.Bind.VolumePages
	if limit <= 0 {
		limit = archive.DefaultSettings().Bind.VolumePages
	}
	var out []VolumePlan
	for _, it := range items {
		pages := max(it.Pages, 1)
		last := len(out) - 1
		if last < 0 || out[last].Pages+pages > limit {
			out = append(out, p.newVolume(class, label, len(out)+1))
			last++
		}
		out[last].Items = append(out[last].Items, it)
		out[last].Pages += pages
	}
	return out
}

func (p *Plan) newVolume(class, label string, number int) VolumePlan {
	n := strconv.Itoa(number)
	return VolumePlan{
		File:   p.in.say("dir.volumes") + "/" + fileName(p.in.say("file.volume", "class", class, "n", n)) + ".pdf",
		Title:  p.in.say("volume_title", "organ", p.in.Settings.Organ.Name, "class", label, "n", n),
		Class:  class,
		Number: number,
	}
}

func (p *Plan) boxes() []BoxPlan {
	byClass := make(map[string]*ClassPlan, len(p.Classes))
	for i := range p.Classes {
		byClass[p.Classes[i].Key] = &p.Classes[i]
	}
	var out []BoxPlan
	for _, b := range p.in.Boxes {
		c := byClass[b.Class]
		if c == nil {
			continue
		}
		bp := BoxPlan{Box: b, Class: c}
		for _, it := range c.Items {
			if it.Box == b.ID || it.Box == b.Number {
				bp.Items = append(bp.Items, it)
			}
		}
		out = append(out, bp)
	}
	return out
}

// say gives the words of a caption of this package.
func (in Input) say(id string, pairs ...string) string {
	return in.Words.Say(archive.Say(wordPrefix+id, pairs...))
}

// fileName makes a name that every file system takes.
func fileName(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, s)
}
