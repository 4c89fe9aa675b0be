package format

import (
	"strconv"
	"strings"

	"niandang/archive"
	"niandang/archive/ofd/xmltree"
	"niandang/archive/page"
)

// odf reads an OpenDocument text or spreadsheet (ISO/IEC 26300, GB/T 33190 apart
// the only open office format that offices hand in).
type odf struct {
	styles map[string]*xmltree.Node
	done   map[string]look
	out    flow
	page   page.Page
	cells  int
}

func readODF(name string, lim archive.LimitSettings) (flow, error) {
	c, err := openContainer(name, lim)
	if err != nil {
		return flow{}, err
	}
	defer c.Close()
	if m, _ := c.xml("META-INF/manifest.xml"); m.Find("encryption-data") != nil {
		return flow{}, errEncrypted
	}
	root, err := c.xml("content.xml")
	if root == nil {
		return flow{}, err
	}
	o := &odf{styles: map[string]*xmltree.Node{}, done: map[string]look{}, out: flow{fault: err}}
	st, _ := c.xml("styles.xml")
	for _, group := range []*xmltree.Node{st.Kid("styles"), st.Kid("automatic-styles"), root.Kid("automatic-styles")} {
		o.addStyles(group)
	}
	o.page = page.Page{Number: 1, Width: 595.3, Height: 841.9}
	o.setPage(st)
	body := root.Kid("body")
	if s := body.Kid("spreadsheet"); s != nil {
		o.out.doc.Tables = o.sheets(s)
		d := sheetDoc(o.out.doc.Tables)
		o.out.doc.Pages, o.out.doc.Flow = d.Pages, true
	} else {
		o.master(st, "header")
		o.blocks(body.Kid("text"), false, 0)
		o.master(st, "footer")
		o.out.doc.Pages, o.out.doc.Flow = []page.Page{o.page}, true
	}
	o.properties(c)
	return o.out, nil
}

func (o *odf) addStyles(group *xmltree.Node) {
	if group == nil {
		return
	}
	for _, n := range group.Kids {
		switch n.Name {
		case "style":
			o.styles[n.Attr("name")] = n
		case "default-style":
			if n.Attr("family") == "paragraph" {
				o.styles[""] = n
			}
		}
	}
}

func (o *odf) setPage(st *xmltree.Node) {
	p := st.Kid("automatic-styles").Path("page-layout", "page-layout-properties")
	if w := length(p.Attr("page-width")); w > 50 {
		o.page.Width = w
	}
	if h := length(p.Attr("page-height")); h > 50 {
		o.page.Height = h
	}
}

// length reads a length with its unit, in points.
func length(s string) float64 {
	units := map[string]float64{"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72, "pt": 1, "pc": 12, "px": 0.75}
	s = strings.TrimSpace(s)
	if len(s) < 3 {
		return 0
	}
	v, err := strconv.ParseFloat(s[:len(s)-2], 64)
	if err != nil || v > 1e5 || v < -1e5 {
		return 0
	}
	return v * units[s[len(s)-2:]]
}

func (o *odf) style(name string, depth int) look {
	if l, ok := o.done[name]; ok {
		return l
	}
	n := o.styles[name]
	if n == nil || depth > maxBlockDepth {
		if name != "" {
			return o.style("", depth+1)
		}
		return look{size: 12}
	}
	l := odfLook(n)
	l.name = n.Attr("display-name")
	if l.name == "" {
		l.name = name
	}
	if name != "" {
		l = l.over(o.style(n.Attr("parent-style-name"), depth+1))
	}
	o.done[name] = l
	return l
}

func odfLook(n *xmltree.Node) look {
	var l look
	p := n.Kid("paragraph-properties")
	l.align = alignments[p.Attr("text-align")]
	if v, ok := p.Has("text-indent"); ok {
		l.indent, l.hasIndent = indent{points: length(v) + length(p.Attr("margin-left"))}, true
	}
	if p.Attr("break-before") == "page" {
		l.pageBreak = yes
	}
	t := n.Kid("text-properties")
	if l.size = length(t.Attr("font-size-asian")); l.size == 0 {
		l.size = length(t.Attr("font-size"))
	}
	for _, a := range []string{"font-weight-asian", "font-weight"} {
		if v := t.Attr(a); v != "" && l.bold == unset {
			l.bold = no
			if v == "bold" || v >= "600" && v <= "900" {
				l.bold = yes
			}
		}
	}
	l.red = redness(t.Attr("color"))
	l.font = t.Attr("font-name-asian")
	if t.Attr("display") == "none" {
		l.hidden = yes
	}
	return l
}

// master reads the header or footer of the first master page.
func (o *odf) master(st *xmltree.Node, part string) {
	if n := st.Path("master-styles", "master-page", part); n != nil {
		o.blocks(n, false, 0)
	}
}

func (o *odf) blocks(n *xmltree.Node, cell bool, depth int) {
	if n == nil || depth > maxBlockDepth {
		return
	}
	for _, k := range n.Kids {
		switch k.Name {
		case "p", "h":
			o.page.Lines = append(o.page.Lines, o.paragraph(k, cell)...)
		case "table":
			o.table(k, depth)
		case "tracked-changes":
			o.out.tracked = o.out.tracked || len(k.Kids) > 0
		case "list", "list-item", "list-header", "section", "index-body", "frame", "text-box", "table-of-content":
			o.blocks(k, cell, depth+1)
		}
	}
}

func (o *odf) table(n *xmltree.Node, depth int) {
	var rows []*xmltree.Node
	odfRows(n, &rows, 0)
	for _, r := range rows {
		var cells [][]page.Line
		most := 0
		for _, c := range r.Kids {
			if c.Name != "table-cell" {
				continue
			}
			outer := o.page.Lines
			o.page.Lines = nil
			o.blocks(c, true, depth+1)
			lines := o.page.Lines
			o.page.Lines = outer
			cells, most = append(cells, lines), max(most, len(lines))
		}
		for i := range most {
			o.page.Lines = append(o.page.Lines, sideBySide(cells, i))
		}
	}
}

func odfRows(n *xmltree.Node, out *[]*xmltree.Node, depth int) {
	if depth > 6 {
		return
	}
	for _, k := range n.Kids {
		switch k.Name {
		case "table-row":
			*out = append(*out, k)
		case "table-header-rows", "table-rows", "table-row-group":
			odfRows(k, out, depth+1)
		}
	}
}

// odfText collects a paragraph's text by runs.
type odfText struct {
	o     *odf
	p     paragraph
	boxes []page.Line
}

func (o *odf) paragraph(n *xmltree.Node, cell bool) []page.Line {
	base := o.style(n.Attr("style-name"), 0)
	t := &odfText{o: o, p: paragraph{base: base, brk: base.pageBreak == yes, first: true}}
	t.inline(n, base, 0)
	t.p.endLine()
	out := append(t.boxes, t.p.own...)
	for i := range out {
		out[i].Cell = cell
	}
	return out
}

func (t *odfText) inline(n *xmltree.Node, l look, depth int) {
	if depth > maxBlockDepth {
		return
	}
	for _, k := range n.Kids {
		switch k.Name {
		case "":
			t.p.write(strings.Join(strings.FieldsFunc(k.Value, func(r rune) bool { return r == '\n' || r == '\r' }), ""), l)
		case "s":
			t.p.write(strings.Repeat(" ", repeat(k.Attr("c"), 200)), l)
		case "tab":
			t.p.write("\t", l)
		case "line-break":
			t.p.endLine()
		case "soft-page-break", "note", "annotation":
		case "frame", "custom-shape", "g":
			t.float(k, depth)
		default:
			inner := l
			if s := k.Attr("style-name"); s != "" && k.Name == "span" {
				if own := t.o.styles[s]; own != nil {
					inner = odfLook(own).over(l)
				}
			}
			t.inline(k, inner, depth+1)
		}
	}
}

// float reads what hangs on a paragraph: text boxes and pictures.
func (t *odfText) float(n *xmltree.Node, depth int) {
	if n.Kid("image") != nil {
		t.o.page.Pictures = append(t.o.page.Pictures, page.Picture{Box: page.Box{X1: length(n.Attr("width")), Y1: length(n.Attr("height"))}})
	}
	outer := t.o.page.Lines
	t.o.page.Lines = nil
	t.o.blocks(n, false, depth+1)
	t.boxes = append(t.boxes, t.o.page.Lines...)
	t.o.page.Lines = outer
}

// sheets reads the tables of a spreadsheet as shown.
func (o *odf) sheets(n *xmltree.Node) []page.Table {
	var out []page.Table
	for _, tbl := range n.All("table") {
		t := page.Table{Name: tbl.Attr("name")}
		var rows []*xmltree.Node
		odfRows(tbl, &rows, 0)
		for _, r := range rows {
			row := o.sheetRow(r)
			times := 1
			if len(row) > 0 {
				times = repeat(r.Attr("number-rows-repeated"), 1000)
			}
			for range times {
				if len(t.Rows) < maxRows && o.cells < maxCells {
					t.Rows = append(t.Rows, row)
					o.cells += len(row) + 1
				}
			}
		}
		for len(t.Rows) > 0 && len(t.Rows[len(t.Rows)-1]) == 0 {
			t.Rows = t.Rows[:len(t.Rows)-1]
		}
		out = append(out, t)
	}
	return out
}

func (o *odf) sheetRow(r *xmltree.Node) []string {
	var row []string
	for _, c := range r.Kids {
		if c.Name != "table-cell" && c.Name != "covered-table-cell" {
			continue
		}
		var s []string
		for _, p := range c.All("p") {
			s = append(s, plainText(p, 0))
		}
		text := strings.Join(s, " ")
		for range repeat(c.Attr("number-columns-repeated"), 1024) {
			row = append(row, text)
		}
	}
	return trimRow(row)
}

func plainText(n *xmltree.Node, depth int) string {
	if n.Name == "" {
		return n.Value
	}
	if depth > maxBlockDepth || n.Name == "annotation" {
		return ""
	}
	var b strings.Builder
	if n.Name == "s" {
		b.WriteString(" ")
	}
	for _, k := range n.Kids {
		b.WriteString(plainText(k, depth+1))
	}
	return b.String()
}

func (o *odf) properties(c *container) {
	n, _ := c.xml("meta.xml")
	meta := n.Kid("meta")
	o.out.doc.Title = strings.TrimSpace(meta.Kid("title").Text())
	o.out.doc.Author = strings.TrimSpace(meta.Kid("creator").Text())
	o.out.pages, _ = strconv.Atoi(meta.Kid("document-statistic").Attr("page-count"))
}
