package appraise

import (
	"regexp"
	"sort"
	"strings"

	"niandang/archive"
)

// organNames makes one expression for the names of bureaus, so that what a bureau
// is called is not taken for what a document is about (市信访局 is no 信访).
func organNames(fields []fieldWords) *regexp.Regexp {
	var names []string
	for _, f := range fields {
		for _, n := range f.Names {
			names = append(names, regexp.QuoteMeta(n))
		}
	}
	if len(names) == 0 {
		return regexp.MustCompile(`\z.`)
	}
	sort.Slice(names, func(i, j int) bool { return len(names[i]) > len(names[j]) })
	return regexp.MustCompile(`(?:国家|[省市县区州])?(?:` + strings.Join(names, "|") + `)(?:管理局|总局|局|厅|委员会|委|部(?:门)?)`)
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
