package collect

import (
	"maps"
	"regexp"
	"strings"
	"unicode"

	"niandang/archive"
)

// soundCopy finds the document of a file that cannot be read: by its name in the
// same folder, by the number in its face or name, by its title, by the number
// without its year that clerks write, and last by a title that its name shortens.
func (g *grouping) soundCopy(p *piece) *piece {
	fits := func(d *piece) bool { return d != p && !d.damaged() && !d.shut() && !d.dropped() && !d.attached() }
	if doc := g.sentAgain(p, fits); doc != nil {
		return doc
	}
	read := numbersInName(p.f.Path)
	if n, ok := archive.ParseNumber(numberKey(p.number())); ok {
		read = append(read, n)
	}
	for _, r := range read {
		for _, d := range g.serials[serial{r.Year, r.Serial}] {
			if own, ok := archive.ParseNumber(numberKey(d.number())); ok && nearNumber(r, own) > 0.9 && fits(d) {
				return d
			}
		}
	}
	if len(read) > 0 {
		return nil
	}
	if doc, _ := g.byTitle(wordings(p.named.Title, p.stem), 0.8, fits); doc != nil {
		return doc
	}
	if doc := g.byShortNumber(p, fits); doc != nil {
		return doc
	}
	return g.shortened(p, fits)
}

// againMark is what a name bears when its file was sent or saved a second time.
var againMark = regexp.MustCompile(`[\s_(\[-]*(重传|重发|补传|再传|重扫|重新(上传|发送|下载|导出|扫描)|副本|复制)(版|件)?\d*[)\]]?$|\(\d{1,2}\)$`)

// sentAgain finds the one document in a file's folder whose name differs in
// nothing but such a mark.
func (g *grouping) sentAgain(p *piece, fits func(*piece) bool) *piece {
	once := func(p *piece) string { return strings.TrimSpace(againMark.ReplaceAllString(words(bareName(p)), "")) }
	var found *piece
	name := once(p)
	for _, d := range g.folders[dirOf(p.f.Path)] {
		if name == "" || !fits(d) || once(d) != name {
			continue
		}
		if found != nil {
			return nil
		}
		found = d
	}
	return found
}

// shut reports a file of a format that nobody here can look into.
func (p *piece) shut() bool {
	return p.has(archive.FUnsupportedFormat) && p.r.Chars == 0 && !isArchive(p)
}

// shortNumber finds a number without its year: 水发19, 云水发第5号.
var shortNumber = regexp.MustCompile(`(\p{Han}{2,10})\s*第?0*(\d{1,3})(号|$|[^\d\p{Han}.年月日])`)

// byShortNumber finds the one document of the year whose number has this serial
// and a prefix that ends alike.
func (g *grouping) byShortNumber(p *piece, fits func(*piece) bool) *piece {
	var found *piece
	for _, m := range shortNumber.FindAllStringSubmatch(nameOf(p), -1) {
		for _, d := range g.serials[serial{g.in.Year, atoi(m[2])}] {
			own, ok := fullNumber(d.number())
			if !ok || d == found || !fits(d) || !strings.HasSuffix(own.Prefix, m[1]) && !strings.HasSuffix(m[1], own.Prefix) {
				continue
			}
			if found != nil {
				return nil
			}
			found = d
		}
	}
	return found
}

// leastShort is how many characters a shortened title has at least.
const leastShort = 5

// shortened finds the one document whose title a file's name shortens: all its
// characters stand there in this order, half of them side by side. Where the name
// has a date or a serial, the document must have it too if any does.
func (g *grouping) shortened(p *piece, fits func(*piece) bool) *piece {
	name := []rune(hanOnly(p.stem))
	if len(name) < leastShort {
		return nil
	}
	var found []*piece
	for _, d := range g.titled {
		if fits(d) && (shortens(name, d.title()) || shortens(name, d.stem)) {
			found = append(found, d)
		}
	}
	found = narrowed(found, func(d *piece) bool { return p.named.Date != "" && d.date() == p.named.Date })
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// sureRow is how sure number and title are that the register tells of a file that
// cannot be read: its name only shortens them.
const sureRow = 0.5

// tellByRegister takes number and title of a file that cannot be read, and whose
// name has no number, from the one row that the name shortens and that no other
// file answers. A person confirms them.
func (g *grouping) tellByRegister(p *piece) {
	name := []rune(hanOnly(p.stem))
	if p.number() != "" || len(name) < leastShort {
		return
	}
	var found []archive.Row
	for _, r := range g.in.Rows {
		n, ok := fullNumber(r.Number)
		if ok && !r.Void && shortens(name, r.Title) && serialFits(p, n.Serial) && len(g.numbers[numberKey(r.Number)]) == 0 && !g.answered(r.Title) {
			found = append(found, r)
		}
	}
	if len(found) != 1 {
		return
	}
	t := archive.Trust{Source: archive.FromRegister, Confidence: sureRow}
	p.named.Number, p.named.Title = found[0].Number, found[0].Title
	p.named.Trusts = maps.Clone(p.named.Trusts)
	if p.named.Trusts == nil {
		p.named.Trusts = make(map[string]archive.Trust)
	}
	p.named.Trusts[archive.ElNumber], p.named.Trusts[archive.ElTitle] = t, t
	p.heading, p.called = nil, nil
	p.f.Why = append(p.f.Why, archive.Say("collect.why.by_register"))
}

// serialFits reports that the serial in a name, where there is one, is n.
func serialFits(p *piece, n int) bool {
	m := serialPart.FindStringSubmatch(nameOf(p))
	return m == nil || atoi(m[1]) == n
}

// answered reports that a document of this title is at hand.
func (g *grouping) answered(title string) bool {
	doc, _ := g.byTitle(wordings(title), 0.9, func(d *piece) bool { return !d.damaged() })
	return doc != nil
}

// narrowed gives those that a clue speaks for, all where it speaks for none.
func narrowed(all []*piece, clue func(*piece) bool) []*piece {
	var out []*piece
	for _, p := range all {
		if clue(p) {
			out = append(out, p)
		}
	}
	if len(out) == 0 {
		return all
	}
	return out
}

// shortens reports that a name leaves out parts of a title and adds nothing.
func shortens(name []rune, title string) bool {
	t := []rune(hanOnly(title))
	i, last, beside := 0, -2, 0
	for at := 0; at < len(t) && i < len(name); at++ {
		if t[at] != name[i] {
			continue
		}
		if at == last+1 {
			beside++
		}
		last, i = at, i+1
	}
	return i == len(name) && 2*beside >= len(name)-1
}

// hanOnly gives the Han characters of a name, 号 behind a number left out. 商函 is
// short for 关于商请…的函.
func hanOnly(s string) string {
	s = strings.ReplaceAll(s, "商函", "函")
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Han, r) {
			return r
		}
		return -1
	}, serialPart.ReplaceAllString(archive.Fold(s), ""))
}

var serialPart = regexp.MustCompile(`第?0*(\d{1,4})号`)
