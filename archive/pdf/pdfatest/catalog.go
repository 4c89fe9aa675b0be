package pdfatest

import (
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// catalog looks at what the catalogue leads to.
func (f *file) catalog() {
	root := f.dict(f.trailer["Root"])
	f.intent(root)
	f.pages(root["Pages"], 0)
	f.outline(f.dict(f.dict(root["Outlines"])["First"]), 0)
	attached := f.attachments(root)
	f.metadata(root, attached)
	if root["AcroForm"] != nil {
		f.fault("the file has a form (6.4.1)")
	}
}

// intent wants one output intent with an RGB profile for a monitor or printer
// (6.2.3): DeviceRGB and DeviceGray, and transparency, may be used then.
func (f *file) intent(root dict) {
	list := f.array(root["OutputIntents"])
	if len(list) != 1 {
		f.fault("%d output intents (6.2.3)", len(list))
		return
	}
	o := f.dict(list[0])
	d, icc := f.stream(o["DestOutputProfile"])
	if o["S"] != name("GTS_PDFA1") || d["N"] != 3.0 || len(icc) < 128 || int(binary.BigEndian.Uint32(icc)) != len(icc) ||
		string(icc[36:40]) != "acsp" || !slices.Contains([]string{"mntr", "prtr"}, string(icc[12:16])) || string(icc[16:20]) != "RGB " {
		f.fault("the output intent is not that of an RGB profile (6.2.3)")
	}
}

func (f *file) pages(v any, depth int) {
	d := f.dict(v)
	if d["Type"] != name("Page") {
		for _, k := range f.array(d["Kids"]) {
			if depth < 50 {
				f.pages(k, depth+1)
			}
		}
		return
	}
	what := fmt.Sprintf("page %v", v)
	if _, ok := f.get(d["Resources"]).(dict); !ok {
		f.fault("%s has no resources of its own (6.2.2)", what)
	}
	for _, key := range []string{"MediaBox", "CropBox"} {
		if b := f.array(d[key]); b != nil {
			w, h := number(b, 2)-number(b, 0), number(b, 3)-number(b, 1)
			if w < 3 || h < 3 || w > 14400 || h > 14400 {
				f.fault("%s is %v x %v units (6.1.13)", what, w, h)
			}
		}
	}
	f.content(what, d["Contents"], f.dict(d["Resources"]), 0)
	for _, a := range f.array(d["Annots"]) {
		f.link(what, f.dict(a))
	}
}

func number(a array, i int) float64 {
	if i >= len(a) {
		return 0
	}
	v, _ := a[i].(float64)
	return v
}

// link: our pages have no other annotations, and theirs lead within the file.
func (f *file) link(what string, a dict) {
	flags, _ := a["F"].(float64)
	act := f.dict(a["A"])
	if a["Subtype"] != name("Link") || int(flags)&4 == 0 || int(flags)&^4 != 0 {
		f.fault("%s has an annotation of type %v with flags %v (6.3.2)", what, a["Subtype"], flags)
	}
	if dest := f.array(act["D"]); act["S"] != name("GoTo") || len(dest) == 0 || f.dict(dest[0])["Type"] != name("Page") {
		f.fault("%s has a link that does not lead to a page (6.5.1)", what)
	}
}

func (f *file) outline(d dict, depth int) {
	for n := 0; d != nil && n < 100000 && depth < 50; n++ {
		if dest := f.array(d["Dest"]); d["A"] != nil || len(dest) == 0 || f.dict(dest[0])["Type"] != name("Page") {
			f.fault("bookmark %s does not lead to a page (6.5.1)", plainText(asText(d["Title"])))
		}
		f.outline(f.dict(d["First"]), depth+1)
		d = f.dict(d["Next"])
	}
}

// attachments tells whether files are attached; each has a name and says how it
// belongs to the file (ISO 19005-3, 6.8).
func (f *file) attachments(root dict) bool {
	list := f.array(f.dict(f.dict(root["Names"])["EmbeddedFiles"])["Names"])
	for i := 1; i < len(list); i += 2 {
		d := f.dict(list[i])
		e, _ := f.stream(f.dict(d["EF"])["F"])
		if d["F"] == nil || d["UF"] == nil || d["AFRelationship"] == nil || e["Subtype"] == nil {
			f.fault("an attachment lacks its name, its kind or its relation (6.8)")
		}
	}
	if len(list) > 0 && len(f.array(root["AF"])) == 0 {
		f.fault("the attachments are not associated with the file (6.8)")
	}
	return len(list) > 0
}

// same are the entries of the document information and where XMP has the same
// (6.6.3).
var same = map[string]string{
	"Title": "dc:title", "Author": "dc:creator", "Subject": "dc:description", "Keywords": "pdf:Keywords", "Creator": "xmp:CreatorTool", "Producer": "pdf:Producer",
}

func (f *file) metadata(root dict, attached bool) {
	d, packet := f.stream(root["Metadata"])
	if d["Type"] != name("Metadata") || d["Subtype"] != name("XML") || d["Filter"] != nil || !utf8.Valid(packet) {
		f.fault("the metadata stream is %v (6.6.2.1)", d)
		return
	}
	s := string(packet)
	if head, _, _ := strings.Cut(s, "\n"); strings.Contains(head, "bytes=") || strings.Contains(head, "encoding=") {
		f.fault("the header of the packet is %q (6.6.2.1)", head)
	}
	part := "2"
	if attached {
		part = "3"
	}
	for _, want := range []string{"<pdfaid:part>" + part + "</pdfaid:part>", "<pdfaid:conformance>B</pdfaid:conformance>"} {
		if !strings.Contains(s, want) {
			f.fault("the packet lacks %s (6.6.4)", want)
		}
	}
	f.infoAgrees(s)
	f.extensions(s)
}

// infoAgrees wants the document information in XMP too.
func (f *file) infoAgrees(packet string) {
	info := f.dict(f.trailer["Info"])
	for key, tag := range same {
		v := asText(info[key])
		if len(v) == 0 {
			continue
		}
		_, rest, ok := strings.Cut(packet, "<"+tag+">")
		said, _, _ := strings.Cut(rest, "</"+tag+">")
		var b strings.Builder
		if xml.EscapeText(&b, []byte(plainText(v))) != nil || !ok || !strings.Contains(said, b.String()) {
			f.fault("%s is %q in the information and %q in XMP (6.6.3)", key, plainText(v), said)
		}
	}
}

// extensions wants well-formed XML, and a description of every property that is not
// of a schema of the standard (6.6.2.3).
func (f *file) extensions(packet string) {
	described := map[string]bool{}
	for _, part := range strings.Split(packet, "<pdfaProperty:name>")[1:] {
		n, _, _ := strings.Cut(part, "<")
		described[n] = true
	}
	dec := xml.NewDecoder(strings.NewReader(packet))
	for {
		tok, err := dec.RawToken()
		if err == io.EOF {
			return
		}
		if err != nil {
			f.fault("the packet is no XML: %v (6.6.2.1)", err)
			return
		}
		if e, ok := tok.(xml.StartElement); ok && e.Name.Space == "nd" && !described[e.Name.Local] {
			f.fault("the property %s is not described (6.6.2.3.2)", e.Name.Local)
		}
	}
}

// plainText decodes a text string.
func plainText(s text) string {
	if len(s) < 2 || s[0] != 0xFE || s[1] != 0xFF {
		return string(s)
	}
	var u []uint16
	for i := 2; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(u))
}
