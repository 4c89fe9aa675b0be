package appraise

import (
	"regexp"
	"slices"
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

// plainWork is what a department's name may end with and any title may say.
var plainWork = regexp.MustCompile(`(工作|事务|业务|综合|协调|组织|指导|发展)$`)

// fieldsOf gathers the words of an organ's own field (主管业务): those of the
// profile, the core of its name, the names of its working departments, and the
// words that the data know for such an organ; and the words of all other fields.
// told reports whether the profile says more than the name does.
func fieldsOf(fields []fieldWords, o archive.Organ) (own, others *lexicon, told bool) {
	own, others = newLexicon(), newLexicon()
	put := func(lex *lexicon, w string) {
		if len([]rune(w)) >= 2 {
			_, _ = lex.add(archive.Fold(w)) // a name with a pattern sign in it is not usable as a word
		}
	}
	add := func(w string) { put(own, w) }
	for _, w := range o.Fields {
		add(w)
	}
	self := parseName(o.Name, []string{o.Place.Province, o.Place.City, o.Place.County})
	if o.Name != "" {
		add(strings.TrimSuffix(strings.TrimSuffix(self.core, "管理"), "监督"))
		told = departmentFields(o, self.core, add)
	}
	for _, f := range fields {
		into := others
		if f.of(self) {
			into = own
		}
		for _, w := range f.Words {
			put(into, w)
		}
	}
	return own, others, told || len(o.Fields) > 0
}

// of reports whether a name says this field of work.
func (f *fieldWords) of(n parsedName) bool {
	return slices.ContainsFunc(f.Names, func(w string) bool { return strings.Contains(n.league+n.rest, w) })
}

// departmentFields adds what the working departments are called, and reports whether
// there are any. What the organ itself is for (审计 of an audit bureau) is no routine
// there.
func departmentFields(o archive.Organ, core string, add func(string)) bool {
	any := false
	for _, d := range o.Departments {
		if routine.MatchString(strings.ReplaceAll(d.Name, core, "")) {
			continue
		}
		any = true
		name := []rune(departmentTail.ReplaceAllString(d.Name, ""))
		add(string(name))
		if len(name) >= 4 && !plainWork.MatchString(string(name)) { // 公共机构节能: its last word says it as well
			add(string(name[len(name)-2:]))
		}
	}
	return any
}
