package appraise

import (
	"fmt"
	"regexp"
	"strings"

	"niandang/archive"
)

// maxGap bounds, in bytes, what the … of a pattern may stand for.
const maxGap = 90

// pattern is one entry of a vocabulary. Its source form is a word; 甲…乙 for words
// in that order; ^甲 at the head, 甲$ at the end of the text; /…/ a regular
// expression.
type pattern struct {
	source string
	parts  []string // words in order; the first stands in the lexicon
	head   bool
	tail   bool
	re     *regexp.Regexp
	needs  string // a word without which the expression cannot match
}

func parsePattern(source string) (pattern, error) {
	p := pattern{source: source}
	s := source
	needs, expr, guarded := strings.Cut(s, ":/")
	if !guarded && strings.HasPrefix(s, "/") {
		needs, expr, guarded = "", s[1:], true
	}
	if expr, ok := strings.CutSuffix(expr, "/"); guarded && ok {
		re, err := regexp.Compile(expr)
		p.re, p.needs = re, needs
		return p, err
	}
	if t, ok := strings.CutPrefix(s, "^"); ok {
		p.head, s = true, t
	}
	if t, ok := strings.CutSuffix(s, "$"); ok {
		p.tail, s = true, t
	}
	p.parts = strings.Split(archive.Fold(s), "…")
	for _, w := range p.parts {
		if w == "" {
			return p, fmt.Errorf("pattern %q has an empty word", source)
		}
	}
	return p, nil
}

// match tries the pattern with its first word at start and gives where it ends.
func (p *pattern) match(text string, start int) (end int, ok bool) {
	if p.head && start > 0 {
		return 0, false
	}
	end = start + len(p.parts[0])
	for _, w := range p.parts[1:] {
		i := strings.Index(text[end:], w)
		if i < 0 || i > maxGap {
			return 0, false
		}
		end += i + len(w)
	}
	return end, true
}

// hit is a pattern found in a text, as byte offsets.
type hit struct{ start, end int }

// lexicon finds many patterns in one pass over a text: words are filed under
// their first character, so that each place looks at a handful only.
type lexicon struct {
	patterns []pattern
	ids      map[string]int
	byFirst  map[rune][]int
}

func newLexicon() *lexicon {
	return &lexicon{ids: make(map[string]int), byFirst: make(map[rune][]int)}
}

// add files a pattern and gives its number; the same source gives the same number.
func (l *lexicon) add(source string) (int, error) {
	if id, ok := l.ids[source]; ok {
		return id, nil
	}
	p, err := parsePattern(source)
	if err != nil {
		return 0, fmt.Errorf("read pattern %q: %w", source, err)
	}
	id := len(l.patterns)
	l.patterns = append(l.patterns, p)
	l.ids[source] = id
	if p.re == nil {
		for _, first := range p.parts[0] {
			l.byFirst[first] = append(l.byFirst[first], id)
			break
		}
	}
	return id, nil
}

// scan is a text with the patterns found in it.
type scan struct {
	lex  *lexicon
	text string
	core int // where the text ends for 甲$: before trailing brackets
	hits map[int][]hit
	done map[int]bool // regular expressions that were tried
	seen []bool       // by concept: one of its own words stands in the text
}

func (l *lexicon) scan(text string) *scan {
	s := &scan{lex: l, text: text, core: len(text), hits: make(map[int][]hit, 32), done: make(map[int]bool)}
	for i, r := range text {
		for _, id := range l.byFirst[r] {
			p := &l.patterns[id]
			if !strings.HasPrefix(text[i:], p.parts[0]) {
				continue
			}
			if end, ok := p.match(text, i); ok {
				s.hits[id] = append(s.hits[id], hit{i, end})
			}
		}
	}
	return s
}

// find gives where a pattern stands; regular expressions are run when first asked.
func (s *scan) find(id int) []hit {
	p := &s.lex.patterns[id]
	if p.re != nil && !s.done[id] {
		s.done[id] = true
		if !strings.Contains(s.text, p.needs) {
			return nil
		}
		for _, m := range p.re.FindAllStringIndex(s.text, -1) {
			s.hits[id] = append(s.hits[id], hit{m[0], m[1]})
		}
	}
	if p.tail {
		for _, h := range s.hits[id] {
			if h.end == s.core || h.end == len(s.text) {
				return []hit{h}
			}
		}
		return nil
	}
	return s.hits[id]
}

// concept is a set of patterns that mean one thing. An occurrence that lies
// inside a but-pattern does not count: 会议 within 会议室 is no meeting.
type concept struct {
	name string
	any  []int
	but  []int
	sub  []int // other concepts, any of which will do
	slow bool  // has regular expressions or other concepts: ask it itself
}

// mark notes which concepts have a word in the text, so that the many others are
// answered at once.
func (s *scan) mark(v *vocabulary) {
	s.seen = make([]bool, len(v.concepts))
	for id := range s.hits {
		for _, c := range v.users[id] {
			s.seen[c] = true
		}
	}
}

// word gives the first occurrence that counts, "" when there is none.
func (s *scan) word(all []concept, c int) string {
	k := &all[c]
	if !k.slow && s.seen != nil && !s.seen[c] {
		return ""
	}
	for _, id := range k.any {
		for _, h := range s.find(id) {
			if !s.covered(k.but, h) {
				return s.text[h.start:h.end]
			}
		}
	}
	for _, sub := range k.sub {
		if w := s.word(all, sub); w != "" {
			return w
		}
	}
	return ""
}

func (s *scan) covered(but []int, h hit) bool {
	for _, id := range but {
		for _, b := range s.find(id) {
			if b.start <= h.start && h.end <= b.end {
				return true
			}
		}
	}
	return false
}
