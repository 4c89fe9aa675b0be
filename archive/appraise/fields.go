package appraise

import (
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"niandang/archive"
)

// bureaus finds the names of bureaus in a title, so that what a bureau is called is
// not taken for what a document is about (市信访局 is no 信访).
type bureaus struct {
	names map[rune][]string // by first character, the longest first
}

// bodies are what a bureau's name ends with, and places what may stand before it.
var (
	bureauBodies = []string{"管理局", "总局", "局", "厅", "委员会", "委", "部门", "部"}
	bureauPlaces = "省市县区州"
)

func newBureaus(fields []fieldWords) *bureaus {
	b := &bureaus{names: make(map[rune][]string)}
	for _, f := range fields {
		for _, n := range f.Names {
			first := []rune(n)[0]
			b.names[first] = append(b.names[first], n)
		}
	}
	for _, names := range b.names {
		sort.Slice(names, func(i, j int) bool { return len(names[i]) > len(names[j]) })
	}
	return b
}

// mask puts a mark for each bureau's name, with the 市 or 县 before it.
func (b *bureaus) mask(t string) string {
	var out strings.Builder
	from, place := 0, -1 // what is copied up to; where a place word just stood
	for i := 0; i < len(t); {
		r, size := utf8.DecodeRuneInString(t[i:])
		if n := b.at(t[i:], r); n > 0 {
			start := i
			if place >= from && place >= 0 {
				start = place
			}
			out.WriteString(t[from:start])
			out.WriteString(otherMark)
			i += n
			from, place = i, -1
			continue
		}
		place = -1
		if strings.ContainsRune(bureauPlaces, r) {
			place = i
		}
		i += size
	}
	if from == 0 {
		return t
	}
	return out.String() + t[from:]
}

// at gives the length of the bureau's name that a text begins with, 0 for none.
func (b *bureaus) at(t string, first rune) int {
	for _, n := range b.names[first] {
		rest, ok := strings.CutPrefix(t, n)
		if !ok {
			continue
		}
		for _, body := range bureauBodies {
			if strings.HasPrefix(rest, body) {
				return len(n) + len(body)
			}
		}
	}
	return 0
}

// routine names departments whose work is not the organ's own field.
var routine = regexp.MustCompile(`办公室|综合|人事|财务|计财|机关党委|党委|党建|工会|纪检|监察|审计|法规|政策|政工|老干部|秘书|后勤|宣传|信息|督查`)

// departmentTail is what a department's name ends with.
var departmentTail = regexp.MustCompile(`(管理)?[科处室股部]$|中心$`)

// fieldsOf gathers the words of an organ's own field (主管业务): those of the
// profile, the core of its name, the names of its working departments, and the
// words that the data know for such an organ.
func fieldsOf(fields []fieldWords, o archive.Organ) *lexicon {
	lex := newLexicon()
	add := func(w string) {
		if len([]rune(w)) >= 2 {
			_, _ = lex.add(archive.Fold(w)) // a name with a pattern sign in it is not usable as a word
		}
	}
	for _, w := range o.Fields {
		add(w)
	}
	if o.Name == "" {
		return lex
	}
	core := parseName(o.Name, []string{o.Place.Province, o.Place.City, o.Place.County}).core
	add(strings.TrimSuffix(strings.TrimSuffix(core, "管理"), "监督"))
	departmentFields(o, add)
	for _, f := range fields {
		for _, n := range f.Names {
			if strings.Contains(core, n) {
				for _, w := range f.Words {
					add(w)
				}
				break
			}
		}
	}
	return lex
}

func departmentFields(o archive.Organ, add func(string)) {
	for _, d := range o.Departments {
		if routine.MatchString(d.Name) {
			continue
		}
		name := []rune(departmentTail.ReplaceAllString(d.Name, ""))
		add(string(name))
		if len(name) >= 4 { // 公共机构节能: its last word says it as well
			add(string(name[len(name)-2:]))
		}
	}
}
