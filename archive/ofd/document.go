package ofd

import (
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"niandang/archive/ofd/xmltree"
)

// Document is an open OFD package. A package may hold several documents; their
// pages follow one another.
type Document struct {
	Title, Author, Creator string
	Version, Type          string // of the format: 1.0, OFD or OFD-A

	c           *container
	pages       []pageRef
	attachments []Attachment
	depth       int // packages within packages: a seal's picture may be one
}

// pageRef says where a page's content lies.
type pageRef struct {
	body *body
	id   string
	file string // "" where the package lacks it
}

// body is one document of a package (DocBody).
type body struct {
	dir       string
	area      box
	templates map[string]template
	res       *resources
	annots    map[string][]string // page ID to annotation files
	seals     map[string][]seal   // page ID to seals
}

type template struct{ file, zOrder string }

// Open reads the structure of a package: what documents and pages it has. Pages
// themselves are read when asked for. The error is ErrNotOFD where r is no OFD.
func Open(r io.ReaderAt, size int64) (*Document, error) {
	return OpenWith(r, size, defaultLimits)
}

// OpenWith is Open with other limits; a limit of 0 is the default one.
func OpenWith(r io.ReaderAt, size int64, lim Limits) (*Document, error) {
	if lim.Entries <= 0 {
		lim.Entries = defaultLimits.Entries
	}
	if lim.Bytes <= 0 {
		lim.Bytes = defaultLimits.Bytes
	}
	if lim.Pages <= 0 {
		lim.Pages = defaultLimits.Pages
	}
	c, err := openContainer(r, size, lim)
	if err != nil {
		return nil, err
	}
	root, err := c.xml(packageFile)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotOFD, err)
	}
	d := &Document{c: c, Version: root.Attr("Version"), Type: root.Attr("DocType")}
	for _, b := range root.All("DocBody") {
		if err := d.addBody(b, lim); err != nil {
			return nil, err
		}
	}
	if len(d.pages) == 0 {
		return nil, fmt.Errorf("%w: no page", ErrNotOFD)
	}
	return d, nil
}

// Known reports whether a ZIP is an OFD package, by its OFD.xml and that file's
// root element. The namespace is not asked for: real files have others.
func Known(r io.ReaderAt, size int64) bool {
	c, err := openContainer(r, size, defaultLimits)
	if err != nil {
		return false
	}
	root, err := c.xml(packageFile)
	return err == nil && root.Name == "OFD" && root.Kid("DocBody") != nil
}

func (d *Document) addBody(n *xmltree.Node, lim Limits) error {
	d.describe(n.Kid("DocInfo"))
	loc := strings.TrimSpace(n.Kid("DocRoot").Text())
	file, ok := d.c.resolve(loc)
	if !ok {
		return fmt.Errorf("%w: document %q is missing", ErrNotOFD, loc)
	}
	root, err := d.c.xml(file)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotOFD, err)
	}
	b := &body{dir: path.Dir(file), templates: map[string]template{}, area: box{0, 0, 210, 297}}
	common := root.Kid("CommonData")
	b.area = areaOf(common.Kid("PageArea"), b.area)
	b.res = newResources(d.c, b.dir)
	for _, kind := range []string{"PublicRes", "DocumentRes"} {
		for _, r := range common.All(kind) {
			b.res.add(strings.TrimSpace(r.Text()), b.dir)
		}
	}
	for _, t := range common.All("TemplatePage") {
		if f, ok := d.c.resolve(location(t, "BaseLoc"), b.dir); ok {
			b.templates[t.Attr("ID")] = template{f, t.Attr("ZOrder")}
		}
	}
	b.annots = d.annotations(b, root)
	b.seals = d.signatures(b, strings.TrimSpace(n.Kid("Signatures").Text()))
	d.addAttachments(b, root)
	return d.addPages(b, root, lim)
}

func (d *Document) describe(info *xmltree.Node) {
	first := func(s *string, name string) {
		if *s == "" {
			*s = strings.TrimSpace(info.Kid(name).Text())
		}
	}
	first(&d.Title, "Title")
	first(&d.Author, "Author")
	first(&d.Creator, "Creator")
}

func (d *Document) addPages(b *body, root *xmltree.Node, lim Limits) error {
	for _, p := range root.Kid("Pages").All("Page") {
		if len(d.pages) >= lim.Pages {
			return fmt.Errorf("read pages: %w", ErrTooLarge)
		}
		file, _ := d.c.resolve(location(p, "BaseLoc"), b.dir)
		d.pages = append(d.pages, pageRef{body: b, id: p.Attr("ID"), file: file})
	}
	return nil
}

// annotations gives the files of annotations by page ID (GB/T 33190-2016, 15).
func (d *Document) annotations(b *body, root *xmltree.Node) map[string][]string {
	file, ok := d.c.resolve(strings.TrimSpace(root.Kid("Annotations").Text()), b.dir)
	if !ok {
		return nil
	}
	n, err := d.c.xml(file)
	if err != nil {
		return nil
	}
	out := map[string][]string{}
	for _, p := range n.All("Page") {
		if f, ok := d.c.resolve(location(p, "FileLoc"), path.Dir(file), b.dir); ok {
			out[p.Attr("PageID")] = append(out[p.Attr("PageID")], f)
		}
	}
	return out
}

// location gives a path that stands as an attribute or as a child element.
func location(n *xmltree.Node, name string) string {
	if v, ok := n.Has(name); ok {
		return strings.TrimSpace(v)
	}
	return strings.TrimSpace(n.Kid(name).Text())
}

// Pages gives the number of pages.
func (d *Document) Pages() int { return len(d.pages) }

// box is x, y, width, height in millimetres.
type box struct{ x, y, w, h float64 }

// parseBox reads four numbers; false when there are fewer or the box is empty.
func parseBox(s string) (box, bool) {
	v := numbers(s)
	if len(v) < 4 {
		return box{}, false
	}
	return box{v[0], v[1], v[2], v[3]}, true
}

// areaOf reads a page area; otherwise is for pages that name none.
func areaOf(n *xmltree.Node, otherwise box) box {
	for _, name := range []string{"PhysicalBox", "ApplicationBox", "ContentBox"} {
		if b, ok := parseBox(n.Kid(name).Text()); ok && b.w > 1 && b.h > 1 && b.w < 1e5 && b.h < 1e5 {
			return b
		}
	}
	return otherwise
}

// numbers reads all numbers of a list, at most a million; a word that is none is
// passed over.
func numbers(s string) []float64 {
	fields := strings.Fields(strings.ReplaceAll(s, ",", " "))
	out := make([]float64, 0, min(len(fields), maxNumbers))
	for _, f := range fields {
		if v, ok := number(f); ok && len(out) < maxNumbers {
			out = append(out, v)
		}
	}
	return out
}

const maxNumbers = 1_000_000

// number reads one finite number of reasonable size.
func number(s string) (float64, bool) {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || v != v || v > 1e9 || v < -1e9 {
		return 0, false
	}
	return v, true
}

// numberOr reads one number, or gives another.
func numberOr(s string, otherwise float64) float64 {
	if v, ok := number(s); ok {
		return v
	}
	return otherwise
}
