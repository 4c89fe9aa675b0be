package format

import (
	"path"
	"strconv"
	"strings"

	"niandang/archive"
	"niandang/archive/ofd/xmltree"
	"niandang/archive/page"
)

// flow is what a text format without fixed lines gives.
type flow struct {
	doc     page.Doc
	pages   int  // as the maker counted them, 0 where it did not
	tracked bool // holds tracked changes
	fault   error
	links   []archive.Embedded
}

// docx reads a Word file (ECMA-376) part by part.
type docx struct {
	c       *container
	styles  *styles
	numbers *numbering
	rels    map[string]string
	main    string
	out     flow
	page    page.Page
	broken  bool // a page break comes before the next line
	depth   int
}

// readDOCX gives the text of a DOCX with its looks: paragraphs in the order of
// the file, headers before and footers and notes after them. Tracked insertions
// are taken and deletions left out, as Word shows them in its final view.
func readDOCX(name string, lim archive.LimitSettings) (flow, error) {
	c, err := openContainer(name, lim)
	if err != nil {
		return flow{}, err
	}
	defer c.Close()
	return docxFlow(c)
}

func docxFlow(c *container) (flow, error) {
	d := &docx{c: c, main: mainPart(c)}
	root, err := c.xml(d.main)
	if root == nil {
		return flow{}, err
	}
	d.out.fault = err
	dir := path.Dir(d.main)
	d.rels = relations(c, d.main)
	st, _ := c.xml(dir + "/styles.xml")
	d.styles = newStyles(st)
	nums, _ := c.xml(dir + "/numbering.xml")
	d.numbers = newNumbering(nums)
	d.page = page.Page{Number: 1, Width: 595.3, Height: 841.9}
	body := root.Kid("body")
	d.setPage(lastSection(body))
	d.parts(body, "headerReference", dir)
	d.blocks(body, false)
	d.notes(dir + "/footnotes.xml")
	d.notes(dir + "/endnotes.xml")
	d.parts(body, "footerReference", dir)
	d.properties()
	d.out.doc.Pages, d.out.doc.Flow = []page.Page{d.page}, true
	return d.out, nil
}

// mainPart finds the document part, which strict and odd makers name otherwise.
func mainPart(c *container) string {
	for _, target := range relationsOfType(c, "", "/officeDocument") {
		return target
	}
	return "word/document.xml"
}

// relations gives the targets of a part's relations by ID.
func relations(c *container, part string) map[string]string {
	out := map[string]string{}
	for id, r := range relationNodes(c, part) {
		out[id] = r.target
	}
	return out
}

type relation struct{ kind, target string }

func relationNodes(c *container, part string) map[string]relation {
	dir, file := path.Split(part)
	n, _ := c.xml(dir + "_rels/" + file + ".rels")
	out := map[string]relation{}
	for _, r := range n.All("Relationship") {
		if strings.EqualFold(r.Attr("TargetMode"), "External") {
			continue
		}
		target := r.Attr("Target")
		if strings.HasPrefix(target, "/") {
			target = strings.TrimPrefix(path.Clean(target), "/")
		} else {
			target = strings.TrimPrefix(path.Join("/"+dir, target), "/")
		}
		out[r.Attr("Id")] = relation{r.Attr("Type"), target}
	}
	return out
}

func relationsOfType(c *container, part, suffix string) []string {
	var out []string
	for _, r := range relationNodes(c, part) {
		if strings.HasSuffix(r.kind, suffix) {
			out = append(out, r.target)
		}
	}
	return out
}

func lastSection(body *xmltree.Node) *xmltree.Node {
	if s := body.Kid("sectPr"); s != nil {
		return s
	}
	return body.Find("sectPr")
}

func (d *docx) setPage(sect *xmltree.Node) {
	size := sect.Kid("pgSz")
	if w := twips(size.Attr("w")); w > 50 {
		d.page.Width = w
	}
	if h := twips(size.Attr("h")); h > 50 {
		d.page.Height = h
	}
}

// twips takes twentieths of a point to points; 0 for what is no number.
func twips(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v > 1e6 || v < -1e6 {
		return 0
	}
	return v / 20
}

// parts reads the headers or footers, each part once.
func (d *docx) parts(body *xmltree.Node, kind, dir string) {
	seen := map[string]bool{}
	var sections []*xmltree.Node
	findAll(body, "sectPr", &sections)
	for _, s := range sections {
		for _, ref := range s.All(kind) {
			part := d.rels[ref.Attr("id")]
			if part == "" || seen[part] {
				continue
			}
			seen[part] = true
			if n, _ := d.c.xml(part); n != nil {
				d.blocks(n, false)
			}
		}
	}
}

func findAll(n *xmltree.Node, name string, out *[]*xmltree.Node) {
	if n == nil {
		return
	}
	for _, k := range n.Kids {
		if k.Name == name {
			*out = append(*out, k)
		}
		findAll(k, name, out)
	}
}

// notes reads foot- or endnotes; the separators that Word keeps among them have
// a type.
func (d *docx) notes(part string) {
	n, _ := d.c.xml(part)
	if n == nil {
		return
	}
	for _, k := range n.Kids {
		if (k.Name == "footnote" || k.Name == "endnote") && (k.Attr("type") == "" || k.Attr("type") == "normal") {
			d.blocks(k, false)
		}
	}
}

func (d *docx) properties() {
	if n, _ := d.c.xml("docProps/app.xml"); n != nil {
		d.out.pages, _ = strconv.Atoi(strings.TrimSpace(n.Kid("Pages").Text()))
	}
	if n, _ := d.c.xml("docProps/core.xml"); n != nil {
		d.out.doc.Title = strings.TrimSpace(n.Kid("title").Text())
		d.out.doc.Author = strings.TrimSpace(n.Kid("creator").Text())
	}
}

// maxBlockDepth bounds tables in tables and boxes in boxes.
const maxBlockDepth = 40

// blocks reads the block-level content of a body, a cell, a header or a box.
func (d *docx) blocks(n *xmltree.Node, cell bool) {
	if n == nil || d.depth > maxBlockDepth {
		return
	}
	d.depth++
	defer func() { d.depth-- }()
	for _, k := range n.Kids {
		switch k.Name {
		case "p":
			d.page.Lines = append(d.page.Lines, d.paragraph(k, cell)...)
		case "tbl":
			d.table(k)
		case "sdt":
			d.blocks(k.Kid("sdtContent"), cell)
		case "customXml", "ins", "moveTo", "smartTag":
			d.markTracked(k.Name)
			d.blocks(k, cell)
		case "del", "moveFrom":
			d.markTracked(k.Name)
		case "AlternateContent":
			d.blocks(choice(k), cell)
		}
	}
}

func (d *docx) markTracked(name string) {
	switch name {
	case "ins", "del", "moveTo", "moveFrom":
		d.out.tracked = true
	}
}

// choice gives the branch of an AlternateContent to read: the two say the same.
func choice(n *xmltree.Node) *xmltree.Node {
	if c := n.Kid("Choice"); c != nil && len(c.Kids) > 0 {
		return c
	}
	return n.Kid("Fallback")
}

// table reads a table row by row: what stands side by side in a row becomes one
// line with a span for each cell, as on paper.
func (d *docx) table(n *xmltree.Node) {
	for _, row := range rowsOf(n) {
		if row.Path("trPr", "del") != nil {
			d.out.tracked = true
			continue
		}
		var cells [][]page.Line
		most := 0
		for _, c := range cellsOf(row) {
			lines := d.cell(c)
			cells, most = append(cells, lines), max(most, len(lines))
		}
		for i := range most {
			d.page.Lines = append(d.page.Lines, sideBySide(cells, i))
		}
	}
}

// cell reads a cell aside from the page.
func (d *docx) cell(n *xmltree.Node) []page.Line {
	outer := d.page.Lines
	d.page.Lines = nil
	d.blocks(n, true)
	lines := d.page.Lines
	d.page.Lines = outer
	return lines
}

// sideBySide joins the i-th lines of the cells of a row.
func sideBySide(cells [][]page.Line, i int) page.Line {
	out := page.Line{Flow: true, Cell: true}
	n := 0
	for _, c := range cells {
		if i >= len(c) {
			continue
		}
		if n == 0 {
			out.Align, out.Style, out.Indent = c[i].Align, c[i].Style, c[i].Indent
		} else {
			out.Align = page.AlignUnknown
		}
		n++
		out.Spans = append(out.Spans, c[i].Spans...)
		out.Size = max(out.Size, c[i].Size)
		out.Break = out.Break || c[i].Break
	}
	return out
}

func rowsOf(tbl *xmltree.Node) []*xmltree.Node  { return through(tbl, "tr") }
func cellsOf(row *xmltree.Node) []*xmltree.Node { return through(row, "tc") }

// through gives children of a name, content controls and insertions around them
// seen through.
func through(n *xmltree.Node, name string) []*xmltree.Node {
	var out []*xmltree.Node
	for _, k := range n.Kids {
		switch k.Name {
		case name:
			out = append(out, k)
		case "sdt":
			if c := k.Kid("sdtContent"); c != nil {
				out = append(out, through(c, name)...)
			}
		case "customXml", "ins", "moveTo":
			out = append(out, through(k, name)...)
		}
	}
	return out
}
