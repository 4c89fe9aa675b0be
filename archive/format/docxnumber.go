package format

import (
	"regexp"
	"strconv"
	"strings"

	"niandang/archive/ofd/xmltree"
)

// numbering makes the labels that Word draws in front of numbered paragraphs:
// 一、 （一） 1. stand in no text, and headings read wrong without them.
type numbering struct {
	lists    map[string]*list // by numId
	counters map[*abstract][]int
}

type abstract struct{ levels [9]level }

type list struct {
	*abstract
	starts map[int]int // overrides by level
	begun  bool
}

type level struct {
	format, text string
	start        int
	suffix       string
}

func newNumbering(root *xmltree.Node) *numbering {
	n := &numbering{lists: map[string]*list{}, counters: map[*abstract][]int{}}
	abstracts := map[string]*abstract{}
	for _, a := range root.All("abstractNum") {
		abstracts[a.Attr("abstractNumId")] = readAbstract(a)
	}
	for _, num := range root.All("num") {
		a := abstracts[num.Kid("abstractNumId").Attr("val")]
		if a == nil {
			continue
		}
		l := &list{abstract: a, starts: map[int]int{}}
		for _, o := range num.All("lvlOverride") {
			if v, err := strconv.Atoi(o.Kid("startOverride").Attr("val")); err == nil {
				i, _ := strconv.Atoi(o.Attr("ilvl"))
				l.starts[i] = v
			}
		}
		n.lists[num.Attr("numId")] = l
	}
	return n
}

func readAbstract(n *xmltree.Node) *abstract {
	a := &abstract{}
	for _, l := range n.All("lvl") {
		i, err := strconv.Atoi(l.Attr("ilvl"))
		if err != nil || i < 0 || i >= len(a.levels) {
			continue
		}
		start, err := strconv.Atoi(l.Kid("start").Attr("val"))
		if err != nil {
			start = 1
		}
		a.levels[i] = level{l.Kid("numFmt").Attr("val"), l.Kid("lvlText").Attr("val"), start, l.Kid("suff").Attr("val")}
	}
	return a
}

var placeholder = regexp.MustCompile(`%[1-9]`)

// label counts a paragraph and gives its label, "" where it has none.
func (n *numbering) label(p look) string {
	l := n.lists[p.num]
	if l == nil || p.num == "0" || p.level < 0 || p.level >= len(l.levels) {
		return ""
	}
	c := n.count(l, p.level)
	lv := l.levels[p.level]
	if lv.format == "bullet" || lv.format == "none" {
		return ""
	}
	text := placeholder.ReplaceAllStringFunc(lv.text, func(s string) string {
		i := int(s[1] - '1')
		return numeral(max(c[i], l.levels[i].start), l.levels[i].format)
	})
	if lv.suffix == "space" {
		text += " "
	}
	return text
}

// count takes one more paragraph of a level in; the levels below begin anew.
func (n *numbering) count(l *list, at int) []int {
	c := n.counters[l.abstract]
	if c == nil {
		c = make([]int, len(l.levels))
		l.restart(c, 0)
		n.counters[l.abstract] = c
	}
	if !l.begun {
		l.begun = true
		for i, s := range l.starts {
			if i >= 0 && i < len(c) {
				c[i] = s - 1
			}
		}
	}
	c[at]++
	l.restart(c, at+1)
	return c
}

func (l *list) restart(c []int, from int) {
	for i := from; i < len(c); i++ {
		c[i] = l.levels[i].start - 1
	}
}

// numeral writes a number in a numbering format (ECMA-376 part 1, 17.18.59).
func numeral(v int, format string) string {
	switch {
	case strings.HasPrefix(format, "chinese"), strings.HasPrefix(format, "taiwanese"),
		format == "japaneseCounting", strings.HasPrefix(format, "ideographTraditional"):
		return hanNumeral(v)
	case format == "ideographDigital", format == "koreanDigital2":
		return hanDigits(v)
	}
	switch format {
	case "decimalZero":
		if v < 10 {
			return "0" + strconv.Itoa(v)
		}
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		if v >= 1 && v <= 20 {
			return string(rune('①' + v - 1))
		}
	case "upperLetter", "lowerLetter":
		return letters(v, format == "upperLetter")
	case "upperRoman", "lowerRoman":
		return roman(v, format == "upperRoman")
	case "decimalFullWidth":
		return strings.Map(func(r rune) rune { return r - '0' + '０' }, strconv.Itoa(v))
	}
	return strconv.Itoa(v)
}

const han = "〇一二三四五六七八九"

func hanDigits(v int) string {
	if v < 0 {
		return strconv.Itoa(v)
	}
	r := []rune(han)
	return strings.Map(func(d rune) rune { return r[d-'0'] }, strconv.Itoa(v))
}

func hanNumeral(v int) string {
	if v <= 0 || v >= 1000 {
		return hanDigits(v)
	}
	r := []rune(han)
	var b strings.Builder
	if v >= 100 {
		b.WriteString(string(r[v/100]) + "百")
		if v%100 > 0 && v%100 < 10 {
			b.WriteString("零")
		}
	}
	if t := v / 10 % 10; t > 1 || t == 1 && v >= 100 {
		b.WriteString(string(r[t]) + "十")
	} else if t == 1 {
		b.WriteString("十")
	}
	if v%10 > 0 {
		b.WriteRune(r[v%10])
	}
	return b.String()
}

func letters(v int, upper bool) string {
	if v < 1 || v > 780 {
		return strconv.Itoa(v)
	}
	base := 'a'
	if upper {
		base = 'A'
	}
	return strings.Repeat(string(base+rune((v-1)%26)), (v-1)/26+1)
}

func roman(v int, upper bool) string {
	if v < 1 || v > 3999 {
		return strconv.Itoa(v)
	}
	var b strings.Builder
	for _, s := range []struct {
		n int
		s string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for v >= s.n {
			b.WriteString(s.s)
			v -= s.n
		}
	}
	if upper {
		return strings.ToUpper(b.String())
	}
	return b.String()
}
