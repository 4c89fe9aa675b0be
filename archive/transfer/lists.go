package transfer

import (
	"context"
	"encoding/csv"
	"io"
	"maps"
	"path"
	"strconv"
	"strings"

	"niandang/archive/transfer/verify"
)

// others completes 其他: the papers to sign, what the person adds, and, where no
// bag does so, the digests of all files.
func (w *packer) others(ctx context.Context) error {
	if err := w.writePapers(w.signed(ctx)); err != nil {
		return err
	}
	if err := w.with(ctx, verify.OtherFolder); err != nil || w.bagged() {
		return err
	}
	names, sums := sortedKeys(w.sums), maps.Clone(w.sums)
	return w.own(verify.DigestsName, func(f io.Writer) error { return writeManifest(f, "", names, sha256Of(sums)) })
}

// paperFile is a file that the program makes itself.
type paperFile struct {
	name  string
	write func(io.Writer) error
}

// otherPlace gives the place of a paper in the layouts of the archives: 其他.
func otherPlace(_ *packer, name string) string { return path.Join(verify.OtherFolder, name) }

// writePapers writes papers to their place in the layout.
func (w *packer) writePapers(papers []paperFile) error {
	for _, f := range papers {
		if w.plan.layout.lasting && path.Ext(f.name) != ".pdf" {
			continue
		}
		if err := w.own(w.plan.layout.paper(w, f.name), f.write); err != nil {
			return err
		}
	}
	return nil
}

// signed are the papers that both sides sign; they tell how large the content is.
func (w *packer) signed(ctx context.Context) []paperFile {
	return []paperFile{
		{formName, func(f io.Writer) error { return w.form(ctx, f) }},
		{deedName, func(f io.Writer) error { return w.deed(ctx, f) }},
	}
}

// papers are the files that accompany every package and follow from the plan
// alone: the note on the arrangement, the lists as PDF and CSV, the pre-flight
// report.
func (w *packer) papers(ctx context.Context) []paperFile {
	out := []paperFile{
		{noteName, func(f io.Writer) error { return w.note(ctx, f) }},
		{checkName + ".json", func(f io.Writer) error { return w.plan.WriteJSON(f, w.deps.Paper) }},
		{checkName + ".html", func(f io.Writer) error { return w.plan.WriteHTML(f, w.deps.Paper) }},
		{checkName + ".pdf", func(f io.Writer) error { return w.plan.WritePDF(ctx, f, w.deps) }},
	}
	all := []list{w.transferList(), w.boxList()}
	if len(w.plan.Held) > 0 {
		all = append(all, w.heldList())
	}
	for _, l := range all {
		out = append(out,
			paperFile{l.name + ".csv", l.csv},
			paperFile{l.name + ".pdf", func(f io.Writer) error { return w.listPDF(ctx, f, l) }})
	}
	return out
}

// list is a table that is written as PDF and as CSV.
type list struct {
	name, title, note string
	cols              []column
	rows              [][]string
}

// csv writes the list so that spreadsheets take it for UTF-8, and no cell for a
// formula.
func (l list) csv(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	head := make([]string, len(l.cols))
	for i, col := range l.cols {
		head[i] = col.head
	}
	rows := append([][]string{head}, l.rows...)
	for _, r := range rows {
		safe := make([]string, len(r))
		for i, s := range r {
			safe[i] = harmless(s)
		}
		if err := c.Write(safe); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// harmless keeps a spreadsheet from reading a text as a formula.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@", rune(s[0])) {
		return "'" + s
	}
	return s
}

func (w *packer) listPDF(ctx context.Context, out io.Writer, l list) error {
	p := w.paper().broad()
	p.title(l.title)
	p.small(l.note)
	p.table(l.cols, lines(l.rows))
	return w.set(ctx, out, p, l.title)
}

func (w *packer) heading(id string) string {
	return w.plan.say(id, "organ", w.plan.organ(), "year", strconv.Itoa(w.plan.in.Year))
}

// transferList is the list of what is handed over (移交目录), with the opening
// opinion, disclosure and term of each item.
func (w *packer) transferList() list {
	say := w.plan.say
	l := list{name: listName, title: w.heading("roll.title"), note: say("roll.note", "n", strconv.Itoa(len(w.c.items)), "package", w.c.name)}
	l.cols = []column{
		{head: say("roll.seq"), middle: true, whole: true}, {head: say("roll.code"), whole: true}, {head: say("roll.number"), whole: true},
		{head: say("roll.issuer"), w: 28}, {head: say("roll.name"), w: 60}, {head: say("roll.date"), middle: true, whole: true},
		{head: say("roll.term"), middle: true, whole: true}, {head: say("roll.pages"), middle: true, whole: true},
		{head: say("roll.opening"), middle: true, whole: true}, {head: say("roll.disclosure"), middle: true, whole: true},
	}
	for i, it := range w.c.items {
		d := it.Document
		l.rows = append(l.rows, []string{
			strconv.Itoa(i + 1), it.Item.Code, d.Number, strings.Join(d.Issuers, "；"), it.Item.Title, dense(d.Date),
			it.Item.Retention.String(), strconv.Itoa(it.Item.Pages), opening(d), d.Disclosure,
		})
	}
	return l
}

// boxList is the list of the boxes that the paper documents lie in.
func (w *packer) boxList() list {
	say := w.plan.say
	l := list{name: boxName, title: w.heading("boxes.title"), note: say("boxes.note", "n", strconv.Itoa(len(w.plan.in.Boxes)))}
	l.cols = []column{
		{head: say("boxes.number"), w: 20, middle: true}, {head: say("boxes.class"), w: 50}, {head: say("boxes.first"), w: 22, middle: true},
		{head: say("boxes.last"), w: 22, middle: true}, {head: say("boxes.items"), w: 18, middle: true}, {head: say("boxes.pages"), w: 18, middle: true},
		{head: say("boxes.thickness"), w: 24, middle: true},
	}
	names := make(map[string]string)
	for _, it := range w.plan.in.Items {
		names[it.Class] = w.className(it)
	}
	for _, b := range w.plan.in.Boxes {
		l.rows = append(l.rows, []string{
			b.Number, orElse(names[b.Class], b.Class), b.First, b.Last, strconv.Itoa(b.Items), strconv.Itoa(b.Pages), strconv.FormatFloat(b.ThicknessMM, 'f', 1, 64),
		})
	}
	return l
}

// heldList is the list of the items that are held back (缓交清单) with the reasons.
func (w *packer) heldList() list {
	say := w.plan.say
	l := list{name: heldName, title: w.heading("held.title"), note: say("held.note", "n", strconv.Itoa(len(w.plan.Held)))}
	l.cols = []column{
		{head: say("roll.seq"), middle: true, whole: true}, {head: say("roll.code"), whole: true}, {head: say("roll.name"), w: 60}, {head: say("held.why"), w: 80},
	}
	for i, h := range w.plan.Held {
		l.rows = append(l.rows, []string{strconv.Itoa(i + 1), h.Item.Code, w.plan.heldTitle(h), w.plan.in.Paper.SayAll(h.Reasons, "；")})
	}
	return l
}

// heldTitle hides the title of a secret item: the package leaves the house.
func (p *Plan) heldTitle(h Held) string {
	if len(p.secret(h.Item)) > 0 {
		return p.say("held.secret")
	}
	return h.Item.Title
}
