package transfer

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"niandang/archive"
	"niandang/archive/pdf"
	"niandang/archive/transfer/verify"
)

// Names of the papers.
const (
	formName  = "电子档案移交与接收登记表.pdf"
	deedName  = "档案交接文据.pdf"
	listName  = "移交目录"
	noteName  = "归档文件整理说明.pdf"
	boxName   = "归档文件盒目录"
	heldName  = "缓交清单"
	checkName = "移交前检测报告"
)

func (w *packer) paper() *paper { return newPaper(w.deps) }

// set writes a paper with its title and author.
func (w *packer) set(ctx context.Context, out io.Writer, p *paper, title string) error {
	return p.write(ctx, out, w.deps, paperOptions{meta: w.meta(title)})
}

func (w *packer) meta(title string) pdf.Meta {
	return pdf.Meta{Title: title, Author: w.plan.organ(), Creator: w.plan.in.Software, Created: w.plan.in.Now}
}

// copies of the papers that both sides sign.
func (w *packer) copies() int {
	if n := w.plan.in.Settings.Transfer.Copies; n > 0 {
		return n
	}
	return archive.DefaultSettings().Transfer.Copies
}

// form sets the registration form of 档发〔2012〕7号: what is handed over, the
// checks of both sides, and the lines to sign.
func (w *packer) form(ctx context.Context, out io.Writer) error {
	p := w.paper()
	p.title(p.say("form.title"))
	s := w.plan.in.Settings
	first, last := span(w.c.items)
	for _, r := range [][2]string{
		{"form.work", p.say("form.work_value", "organ", s.Organ.Name, "year", strconv.Itoa(w.plan.in.Year), "n", strconv.Itoa(w.plan.in.Sequence))},
		{"form.content", p.say("form.content_value", "year", strconv.Itoa(w.plan.in.Year), "first", first, "last", last, "profile", p.say("profile."+w.plan.Profile()))},
		{"form.count", p.say("form.count_value", "n", strconv.Itoa(len(w.c.items)))},
		{"form.size", gigabytes(w.bytes)},
		{"form.carrier", w.carrierNames()},
		{"form.carrier_type", ""},
	} {
		p.row(11, cell{w: 45, s: p.say(r[0]), label: true}, cell{w: 115, s: r[1]})
	}
	p.row(10, cell{w: 45, s: p.say("form.checks"), label: true}, cell{w: 57.5, s: p.say("form.sender"), label: true}, cell{w: 57.5, s: p.say("form.receiver"), label: true})
	for _, id := range []string{"true", "whole", "usable", "safe", "surface"} {
		p.row(10.5, cell{w: 45, s: p.say("form." + id), label: true}, cell{w: 57.5, s: w.plan.tally(id), middle: true, whole: true}, cell{w: 57.5})
	}
	for _, id := range []string{"form.filled", "form.reviewed", "form.seal"} {
		v := p.say("form.date")
		p.row(17, cell{w: 45, s: p.say(id), label: true}, cell{w: 57.5, s: v}, cell{w: 57.5, s: v})
	}
	p.digestAnnex(w)
	return p.write(ctx, out, w.deps, paperOptions{copies: w.copies(), meta: w.meta(p.say("form.title"))})
}

// tally says in one line how the checks of one property came out before the
// package was made; a person still signs for it.
func (p *Plan) tally(property string) string {
	counts := make(map[verify.Result]int)
	for _, c := range p.Checks {
		if verify.Property(c.Code) == property {
			counts[c.Result]++
		}
	}
	var out []string
	for _, r := range []verify.Result{verify.Pass, verify.Warning, verify.Failed, verify.ByHand} {
		if n := counts[r]; n > 0 {
			out = append(out, p.say("form.tally", "result", p.say("result."+string(r)), "n", strconv.Itoa(n)))
		}
	}
	return strings.Join(out, p.say("form.tally_and"))
}

// digestAnnex names the digest that binds the form to the package, once it is
// known: the form inside the package cannot bear it.
func (p *paper) digestAnnex(w *packer) {
	p.row(11, cell{w: 45, s: p.say("form.digest"), label: true}, cell{w: 115, s: p.say("form.digest_value", "digest", orElse(grouped(w.digest), p.say("form.digest_in")))})
	p.gap(1)
	p.small(p.say("form.note", "copies", strconv.Itoa(w.copies())))
}

func (w *packer) carrierNames() string {
	cs := w.plan.carriers
	if w.c.of > 1 && w.c.name == w.plan.Name {
		return cs[0].name + " — " + cs[len(cs)-1].name
	}
	return w.c.name
}

// deed sets the hand-over deed (档案交接文据), to which the list of what is handed
// over belongs.
func (w *packer) deed(ctx context.Context, out io.Writer) error {
	p := w.paper()
	s := w.plan.in.Settings
	first, last := span(w.c.items)
	p.title(p.say("deed.title"))
	pair := func(a, va, b, vb string) {
		p.row(12, cell{w: 32, s: p.say(a), label: true}, cell{w: 48, s: va, middle: true}, cell{w: 32, s: p.say(b), label: true}, cell{w: 48, s: vb, middle: true})
	}
	pair("deed.from", s.Organ.Name, "deed.to", s.Transfer.Archives)
	pair("deed.nature", p.say("deed.nature_value"), "deed.year", strconv.Itoa(w.plan.in.Year))
	pair("deed.class", p.say("deed.class_value"), "deed.count", p.say("form.count_value", "n", strconv.Itoa(len(w.c.items))))
	pair("deed.fonds", s.Organ.Fonds, "deed.terms", w.terms())
	p.row(12, cell{w: 32, s: p.say("deed.aids"), label: true}, cell{w: 128, s: p.say("deed.aids_value")})
	p.row(40, cell{w: 32, s: p.say("deed.statement"), label: true}, cell{w: 128, s: w.statement(first, last)})
	p.row(40, cell{w: 32, s: p.say("deed.opinion"), label: true}, cell{w: 128})
	p.row(10, cell{w: 32}, cell{w: 64, s: p.say("form.sender"), label: true}, cell{w: 64, s: p.say("form.receiver"), label: true})
	for _, id := range []string{"deed.leader", "deed.handler"} {
		p.row(13, cell{w: 32, s: p.say(id), label: true}, cell{w: 64}, cell{w: 64})
	}
	p.row(22, cell{w: 32, s: p.say("deed.seal"), label: true}, cell{w: 64, s: p.say("form.date")}, cell{w: 64, s: p.say("form.date")})
	p.gap(1)
	p.small(p.say("deed.note", "copies", strconv.Itoa(w.copies())))
	return p.write(ctx, out, w.deps, paperOptions{copies: w.copies(), meta: w.meta(p.say("deed.title"))})
}

func (w *packer) statement(first, last string) string {
	id := "deed.statement_value"
	if len(w.plan.Held) > 0 {
		id = "deed.statement_held"
	}
	return w.plan.say(id, "organ", w.plan.organ(), "year", strconv.Itoa(w.plan.in.Year), "n", strconv.Itoa(len(w.c.items)),
		"first", first, "last", last, "size", gigabytes(w.bytes), "held", strconv.Itoa(len(w.plan.Held)))
}

// note sets the statement on how the year was arranged (归档文件整理说明): by which
// rules, how much, in which order, what is missing, who did it.
func (w *packer) note(ctx context.Context, out io.Writer) error {
	p := w.paper()
	s := w.plan.in.Settings
	p.title(p.say("note.title", "year", strconv.Itoa(w.plan.in.Year)))
	first, last := span(w.c.items)
	p.para(p.say("note.scope", "organ", s.Organ.Name, "fonds", s.Organ.Fonds, "year", strconv.Itoa(w.plan.in.Year), "n", strconv.Itoa(len(w.plan.in.Items)),
		"terms", w.termCounts(w.plan.in.Items)))
	p.para(p.say("note.rules", "scheme", p.say("scheme."+s.Arrange.Scheme), "template", w.codeRule()))
	p.para(p.say("note.order"))
	p.para(p.say("note.transfer", "n", strconv.Itoa(len(w.c.items)), "first", first, "last", last, "boxes", strconv.Itoa(len(w.plan.in.Boxes))))
	lacking := "note.lacking"
	if len(w.plan.Held) == 0 {
		lacking = "note.lacking_none_held"
	}
	p.para(p.say(lacking, "held", strconv.Itoa(len(w.plan.Held)), "missing", w.missing()))
	if why := strings.TrimSpace(w.plan.Why()); why != "" {
		p.para(p.say("note.why", "why", why))
	}
	p.gap(6)
	p.table([]column{
		{head: p.say("note.class"), w: 50}, {head: p.say("note.items"), middle: true, whole: true}, {head: p.say("note.pages"), middle: true, whole: true},
		{head: p.say("note.first"), whole: true}, {head: p.say("note.last"), whole: true},
	}, lines(w.classRows()))
	p.gap(5)
	p.right(p.say("note.signed", "arranger", s.Bind.Arranger, "checker", s.Bind.Checker, "date", p.date(w.plan.in.Now)))
	return w.set(ctx, out, p, p.say("note.title", "year", strconv.Itoa(w.plan.in.Year)))
}

// codeRule names the rule by which codes are made, in the archives' words.
func (w *packer) codeRule() string {
	template := w.plan.in.Settings.Arrange.Template
	if said, ok := w.plan.in.Paper["rule."+template]; ok {
		return said
	}
	return w.plan.say("rule.own", "template", template)
}

func (w *packer) termCounts(items []archive.Item) string {
	counts := make(map[archive.Retention]int)
	for _, it := range items {
		counts[it.Retention]++
	}
	var out []string
	for _, t := range []archive.Retention{archive.Permanent, archive.Years30, archive.Years10} {
		if n := counts[t]; n > 0 {
			out = append(out, w.plan.say("note.term", "term", t.String(), "n", strconv.Itoa(n)))
		}
	}
	return strings.Join(out, "、")
}

// missing says what the rules ask for and items lack.
func (w *packer) missing() string {
	n := 0
	for _, it := range w.c.items {
		if len(it.Item.Missing) > 0 {
			n++
		}
	}
	return strconv.Itoa(n)
}

// classRows give items, pages and codes of each class.
func (w *packer) classRows() [][]string {
	type class struct {
		name         string
		items, pages int
		first, last  string
	}
	var order []string
	classes := make(map[string]*class)
	for _, it := range w.c.items {
		c := classes[it.Item.Class]
		if c == nil {
			c = &class{name: w.className(it.Item), first: it.Item.Code}
			classes[it.Item.Class] = c
			order = append(order, it.Item.Class)
		}
		c.items++
		c.pages += it.Item.Pages
		c.last = it.Item.Code
	}
	rows := make([][]string, 0, len(order))
	for _, name := range order {
		c := classes[name]
		rows = append(rows, []string{c.name, fmt.Sprint(c.items), fmt.Sprint(c.pages), c.first, c.last})
	}
	return rows
}

// className says a class in words: department and term.
func (w *packer) className(it archive.Item) string {
	name := orElse(w.plan.names[it.Department], it.Department)
	return strings.TrimSpace(name + " " + it.Retention.String())
}
