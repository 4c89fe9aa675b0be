package pdf

import (
	"encoding/xml"
	"fmt"
	"strings"
	"time"
	"unicode"
)

// customNamespace is that of the properties of Meta.Custom.
const customNamespace = "urn:niandang:archive:1.0#"

// metadata writes the XMP packet (ISO 16684-1), uncompressed as archives like it,
// equal to the document information.
func (a *assembly) metadata() int {
	num := a.w.reserve()
	a.w.putStream(num, []byte("/Type/Metadata/Subtype/XML"), []byte(a.packet()))
	return num
}

func (a *assembly) packet() string {
	m := a.job.Meta
	x := &strings.Builder{}
	x.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n")
	core := property("dc:format", "application/pdf") + alternative("dc:title", m.Title) +
		sequence("dc:creator", m.Author) + alternative("dc:description", m.Subject)
	block(x, "dc", "http://purl.org/dc/elements/1.1/", core)
	block(x, "pdf", "http://ns.adobe.com/pdf/1.3/",
		property("pdf:Producer", producer)+property("pdf:Keywords", strings.Join(m.Keywords, "; ")))
	block(x, "xmp", "http://ns.adobe.com/xap/1.0/", property("xmp:CreatorTool", m.Creator)+dates(m.Created))
	if a.job.PDFA {
		part := "2"
		if len(a.job.Attach) > 0 {
			part = "3" // only part 3 allows files of any kind inside
		}
		block(x, "pdfaid", "http://www.aiim.org/pdfa/ns/id/", property("pdfaid:part", part)+property("pdfaid:conformance", "B"))
	}
	custom(x, m)
	x.WriteString("</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
	return x.String()
}

func block(x *strings.Builder, prefix, namespace, body string) {
	if body != "" {
		fmt.Fprintf(x, "<rdf:Description rdf:about=\"\" xmlns:%s=\"%s\">%s</rdf:Description>\n", prefix, namespace, body)
	}
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return b.String()
}

func property(name, value string) string {
	if value == "" {
		return ""
	}
	return "<" + name + ">" + escaped(value) + "</" + name + ">"
}

func alternative(name, value string) string {
	if value == "" {
		return ""
	}
	return "<" + name + `><rdf:Alt><rdf:li xml:lang="x-default">` + escaped(value) + "</rdf:li></rdf:Alt></" + name + ">"
}

func sequence(name, value string) string {
	if value == "" {
		return ""
	}
	return "<" + name + "><rdf:Seq><rdf:li>" + escaped(value) + "</rdf:li></rdf:Seq></" + name + ">"
}

func dates(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	s := t.Format("2006-01-02T15:04:05-07:00")
	return property("xmp:CreateDate", s) + property("xmp:ModifyDate", s) + property("xmp:MetadataDate", s)
}

// custom writes the properties of our own, and the description of their schema
// that ISO 19005-2, 6.6.2.3.3 asks for.
func custom(x *strings.Builder, m Meta) {
	keys := m.customKeys()
	if len(keys) == 0 {
		return
	}
	values, descriptions := "", ""
	for _, k := range keys {
		values += property("nd:"+k, m.Custom[k])
		descriptions += `<rdf:li rdf:parseType="Resource">` + property("pdfaProperty:name", k) +
			property("pdfaProperty:valueType", "Text") + property("pdfaProperty:category", "external") +
			property("pdfaProperty:description", k) + "</rdf:li>"
	}
	block(x, "nd", customNamespace, values)
	x.WriteString(`<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"` +
		` xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">` +
		`<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">` +
		property("pdfaSchema:schema", "Archival description") + property("pdfaSchema:namespaceURI", customNamespace) +
		property("pdfaSchema:prefix", "nd") + "<pdfaSchema:property><rdf:Seq>" + descriptions +
		"</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\n")
}

// xmlName reports whether s can be the name of an XML element.
func xmlName(s string) bool {
	for i, r := range s {
		if unicode.IsLetter(r) || r == '_' || i > 0 && (unicode.IsDigit(r) || r == '-' || r == '.') {
			continue
		}
		return false
	}
	return s != ""
}
