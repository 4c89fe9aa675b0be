package appraise

import (
	"fmt"
	"strings"

	"niandang/archive"
)

// Grade says how sure a row is: A wording and term seen, B seen in a summary, C
// from memory (corpus grades, standards.md 0).
type Grade string

// Row is a row of a schedule as the data files hold it.
type Row struct {
	Clause  string            `json:"clause"`
	Wording string            `json:"wording"`
	Term    archive.Retention `json:"term"`
	Accept  []string          `json:"accept,omitempty"` // other terms that can be defended
	Grade   Grade             `json:"grade"`
	Source  string            `json:"source,omitempty"`
	Rules   []Rule            `json:"rules"`
}

// Rule is one set of conditions under which a row applies; all that are given must
// hold. Words name vocabularies (@表彰), literal words or patterns, with | between
// alternatives; see lexicon.
type Rule struct {
	Rank       int      `json:"rank"` // how special: a higher rank wins
	Kind       []string `json:"kind,omitempty"`
	Relation   []string `json:"relation,omitempty"`
	Genre      []string `json:"genre,omitempty"`
	Direction  []string `json:"direction,omitempty"`
	All        []string `json:"all,omitempty"`  // each must stand in the title
	None       []string `json:"none,omitempty"` // none may stand in the title
	Text       []string `json:"text,omitempty"` // each must stand in the title or the text
	Importance []string `json:"importance,omitempty"`
	Period     []string `json:"period,omitempty"`
	Part       []string `json:"part,omitempty"`    // 主办, 协办
	Joint      *bool    `json:"joint,omitempty"`   // several issuers, or a title that says so
	Own        *bool    `json:"own,omitempty"`     // it concerns the organ itself
	To         *bool    `json:"to,omitempty"`      // its recipients are known
	Copy       *bool    `json:"copy,omitempty"`    // sent to others, to the organ for information only
	Field      []string `json:"field,omitempty"`   // 主管, 其他
	Issuer     []string `json:"issuer,omitempty"`  // classes: 党委, 政府, 部门 …
	Level      []string `json:"level,omitempty"`   // of the organ: 省, 市, 县
	Self       []string `json:"self,omitempty"`    // classes of the organ itself
	Amount     *span    `json:"amount,omitempty"`  // yuan
	Valid      *span    `json:"valid,omitempty"`   // years; only for titles that name them
	Sender     []string `json:"dept,omitempty"`    // department, name or alias
	Sure       float64  `json:"sure,omitempty"`    // 0 to 1; default by the row's grade
	Review     bool     `json:"review,omitempty"`  // a person must look
	Because    string   `json:"because,omitempty"` // text ID: why a person must look
}

// span is a range of numbers, Below not included; 0 leaves a side open.
type span struct {
	From  float64 `json:"from,omitempty"`
	Below float64 `json:"below,omitempty"`
}

func (s *span) holds(n float64) bool {
	return n > 0 && n >= s.From && (s.Below == 0 || n < s.Below)
}

// compiled is a rule whose words are concepts.
type compiled struct {
	Rule
	row  int
	own  bool // of the organ's own table
	all  []int
	none []int
	text []int
}

var gradeSure = map[Grade]float64{"A": 0.93, "B": 0.88, "C": 0.6}

func (r *Row) check() error {
	if r.Clause == "" || r.Wording == "" || r.Term == archive.RetentionUnset {
		return fmt.Errorf("row %q lacks clause, wording or term", r.Clause)
	}
	if _, ok := gradeSure[r.Grade]; !ok {
		return fmt.Errorf("row %q: grade %q", r.Clause, r.Grade)
	}
	for _, a := range r.Accept {
		if _, err := archive.ParseRetention(a); err != nil {
			return fmt.Errorf("row %q: %w", r.Clause, err)
		}
	}
	return nil
}

// vocabulary holds the named word sets of a schedule.
type vocabulary struct {
	lex      *lexicon
	concepts []concept
	byName   map[string]int
	users    map[int][]int // concepts by pattern
}

// wordSet is a vocabulary entry in the data: any of these words, unless inside one
// of but.
type wordSet struct {
	Any []string `json:"any"`
	But []string `json:"but,omitempty"`
}

func newVocabulary(sets map[string]wordSet) (*vocabulary, error) {
	v := &vocabulary{lex: newLexicon(), byName: make(map[string]int), users: make(map[int][]int)}
	for name := range sets { // number all first, so that sets may name each other
		v.byName[name] = len(v.concepts)
		v.concepts = append(v.concepts, concept{name: name})
	}
	for name, set := range sets {
		if err := v.fill(v.byName[name], set); err != nil {
			return nil, fmt.Errorf("vocabulary %q: %w", name, err)
		}
	}
	return v, nil
}

func (v *vocabulary) fill(at int, set wordSet) error {
	for _, w := range set.Any {
		if sub, ok := strings.CutPrefix(w, "@"); ok {
			id, known := v.byName[sub]
			if !known {
				return fmt.Errorf("no vocabulary %q", sub)
			}
			v.concepts[at].sub = append(v.concepts[at].sub, id)
			v.concepts[at].slow = true
			continue
		}
		id, err := v.lex.add(w)
		if err != nil {
			return err
		}
		v.concepts[at].any = append(v.concepts[at].any, id)
		v.concepts[at].slow = v.concepts[at].slow || v.lex.patterns[id].re != nil
		v.users[id] = append(v.users[id], at)
	}
	for _, w := range set.But {
		id, err := v.lex.add(w)
		if err != nil {
			return err
		}
		v.concepts[at].but = append(v.concepts[at].but, id)
	}
	return nil
}

// concept gives the concept for a condition such as "@表彰|授予".
func (v *vocabulary) concept(expr string) (int, error) {
	if id, ok := v.byName[expr]; ok {
		return id, nil
	}
	if name, ok := strings.CutPrefix(expr, "@"); ok && !strings.Contains(expr, "|") {
		if id, known := v.byName[name]; known {
			return id, nil
		}
	}
	id := len(v.concepts)
	v.concepts = append(v.concepts, concept{name: expr})
	v.byName[expr] = id
	return id, v.fill(id, wordSet{Any: strings.Split(expr, "|")})
}

func (v *vocabulary) compile(r Rule, row int) (compiled, error) {
	c := compiled{Rule: r, row: row}
	for _, part := range []struct {
		words []string
		into  *[]int
	}{{r.All, &c.all}, {r.None, &c.none}, {r.Text, &c.text}} {
		for _, expr := range part.words {
			id, err := v.concept(expr)
			if err != nil {
				return c, err
			}
			*part.into = append(*part.into, id)
		}
	}
	return c, nil
}
