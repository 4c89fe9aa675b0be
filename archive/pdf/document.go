package pdf

import (
	"crypto/md5"
	"fmt"
	"sort"
	"strings"
	"time"
)

const producer = "Niandang"

// root writes the catalogue.
func (a *assembly) root() {
	b := fmt.Appendf(nil, "<</Type/Catalog/Version/1.7/Pages %s/Metadata %s/Lang(zh-CN)"+
		"/ViewerPreferences<</DisplayDocTitle true>>", ref(a.tree), ref(a.metadata()))
	b = fmt.Appendf(b, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"+
		"/RegistryName(http://www.color.org)/Info(sRGB IEC61966-2.1)/DestOutputProfile %s>>]",
		ref(a.w.addPacked("/N 3", sRGB())))
	if len(a.job.Outline) > 0 {
		b = fmt.Appendf(b, "/Outlines %s/PageMode/UseOutlines", ref(a.outline()))
	}
	b = append(b, a.labels()...)
	b = append(b, a.attachments()...)
	b = append(b, a.layers.entry()...)
	a.w.put(a.catalog, append(b, ">>"...))
}

// outline writes the bookmarks. Their first level is open, the rest is closed.
func (a *assembly) outline() int {
	num := a.w.reserve()
	first, last := a.bookmarks(num, a.job.Outline)
	a.w.put(num, fmt.Appendf(nil, "<</Type/Outlines/First %s/Last %s/Count %d>>", ref(first), ref(last), len(a.job.Outline)))
	return num
}

func (a *assembly) bookmarks(parent int, list []Bookmark) (first, last int) {
	nums := make([]int, len(list))
	for i := range nums {
		nums[i] = a.w.reserve()
	}
	for i, m := range list {
		b := fmt.Appendf(nil, "<</Title%s/Parent %s/Dest[%s/XYZ null null null]",
			textString(m.Title), ref(parent), ref(a.page(max(m.Page, 1)-1)))
		if i > 0 {
			b = append(b, "/Prev "+ref(nums[i-1])...)
		}
		if i+1 < len(nums) {
			b = append(b, "/Next "+ref(nums[i+1])...)
		}
		if len(m.Kids) > 0 {
			f, l := a.bookmarks(nums[i], m.Kids)
			b = fmt.Appendf(b, "/First %s/Last %s/Count %d", ref(f), ref(l), -len(m.Kids))
		}
		a.w.put(nums[i], append(b, ">>"...))
	}
	return nums[0], nums[len(nums)-1]
}

// labels gives the catalogue's /PageLabels (ISO 32000-1, 12.4.2).
func (a *assembly) labels() []byte {
	if len(a.job.Labels) == 0 {
		return nil
	}
	list := append([]Label(nil), a.job.Labels...)
	sort.SliceStable(list, func(i, j int) bool { return list[i].Page < list[j].Page })
	if list[0].Page > 1 { // the tree must begin with the first page
		list = append([]Label{{Page: 1, Style: "D", Start: 1}}, list...)
	}
	b := []byte("/PageLabels<</Nums[")
	for _, l := range list {
		b = fmt.Appendf(b, "%d<<", l.Page-1)
		if l.Style != "" {
			b = fmt.Appendf(b, "/S/%s/St %d", l.Style, max(l.Start, 1))
		}
		if l.Prefix != "" {
			b = append(b, "/P"+textString(l.Prefix)...)
		}
		b = append(b, ">>"...)
	}
	return append(b, "]>>"...)
}

// attachments writes the carried files, sorted by name as a name tree must be.
// PDF/A-3 (ISO 19005-3, 6.8) asks for type, date and relation.
func (a *assembly) attachments() []byte {
	if len(a.job.Attach) == 0 {
		return nil
	}
	list := append([]Attachment(nil), a.job.Attach...)
	sort.SliceStable(list, func(i, j int) bool { return textString(list[i].Name) < textString(list[j].Name) })
	names, refs := []byte(nil), []byte(nil)
	for _, f := range list {
		num := a.w.add(a.fileSpec(f))
		names = append(names, textString(f.Name)+ref(num)+" "...)
		refs = append(refs, ref(num)+" "...)
	}
	return fmt.Appendf(nil, "/Names<</EmbeddedFiles<</Names[%s]>>>>/AF[%s]", names, refs)
}

func (a *assembly) fileSpec(f Attachment) []byte {
	mime := f.MIME
	if mime == "" {
		mime = "application/octet-stream"
	}
	entries := nameObject([]byte("/Type/EmbeddedFile/Subtype"), mime)
	entries = fmt.Appendf(entries, "/Params<</Size %d/CheckSum<%X>", len(f.Data), md5.Sum(f.Data))
	if when := a.job.Meta.Created; !when.IsZero() {
		entries = fmt.Appendf(entries, "/ModDate(%s)", pdfDate(when))
	}
	file := a.w.addPacked(string(entries)+">>", f.Data)
	b := fmt.Appendf(nil, "<</Type/Filespec/F%s/UF%s/AFRelationship/Data/EF<</F %s/UF %s>>",
		textString(f.Name), textString(f.Name), ref(file), ref(file))
	if f.Note != "" {
		b = append(b, "/Desc"+textString(f.Note)...)
	}
	return append(b, ">>"...)
}

// pdfDate writes a date as ISO 32000-1, 7.9.4 has it.
func pdfDate(t time.Time) string {
	zone := t.Format("-07:00")
	return "D:" + t.Format("20060102150405") + zone[:3] + "'" + zone[4:] + "'"
}

// info gives the document information dictionary.
func (a *assembly) info() []byte {
	m := a.job.Meta
	b := []byte("<<")
	add := func(key, value string) {
		if value != "" {
			b = append(nameObject(b, key), textString(value)...)
		}
	}
	add("Title", m.Title)
	add("Author", m.Author)
	add("Subject", m.Subject)
	add("Keywords", strings.Join(m.Keywords, "; "))
	add("Creator", m.Creator)
	add("Producer", producer)
	if !m.Created.IsZero() {
		add("CreationDate", pdfDate(m.Created))
		add("ModDate", pdfDate(m.Created))
	}
	for _, k := range m.customKeys() {
		add(k, m.Custom[k])
	}
	return append(b, ">>"...)
}

// customKeys are those of Custom that can be XML names and are not taken.
func (m Meta) customKeys() []string {
	keys := make([]string, 0, len(m.Custom))
	for k := range m.Custom {
		if xmlName(k) && m.Custom[k] != "" {
			keys = append(keys, k)
		}
	}
	sort.Strings(keys)
	return keys
}
