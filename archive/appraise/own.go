package appraise

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"niandang/archive"
)

// Mapped says by what the program finds the documents of a row of the organ's own
// table.
type Mapped struct {
	Row    int // index in the table
	How    string
	Clause string   // of the national model, for HowLike
	Words  []string // for HowWords
}

// The ways a row finds its documents.
const (
	HowPerson = "person" // a person named words or a clause of the model
	HowLike   = "like"   // its wording is that of a row of the model
	HowWords  = "words"  // by the words of its wording
	HowNone   = "none"   // a person must say
)

// How alike a row's wording and the model's must be.
const likeModel = 0.5

// With gives a schedule in which the organ's own table stands before the national
// model, and says how each row was mapped. Rows without a term decide nothing.
func (s *Schedule) With(t archive.ScheduleTable) (*Schedule, []Mapped, error) {
	own, err := build(s.src)
	if err != nil {
		return nil, nil, fmt.Errorf("put %s before the model: %w", t.Name, err)
	}
	own.table = strings.TrimSpace(t.Name + " " + strconv.Itoa(t.From))
	model := modelPairs(s.src.table.Rows)
	maps := make([]Mapped, 0, len(t.Rows))
	for i, r := range t.Rows {
		rules, m := mapRow(s.src.table.Rows, model, r)
		m.Row = i
		maps = append(maps, m)
		if r.Retention == archive.RetentionUnset {
			continue
		}
		if err := own.addOwn(r, rules); err != nil {
			return nil, nil, fmt.Errorf("put %s before the model: %w", t.Name, err)
		}
	}
	return own, maps, nil
}

func (s *Schedule) addOwn(r archive.ScheduleRow, rules []Rule) error {
	at := len(s.rows)
	s.rows = append(s.rows, Row{Clause: strings.TrimSpace(r.Number + " " + short(r.Scope)), Wording: r.Scope, Term: r.Retention, Grade: "A", Source: s.table, Rules: rules})
	for _, rule := range rules {
		if r.Department != "" && len(rule.Sender) == 0 {
			rule.Rank++ // of two rows alike, the department's own wins; it does not exclude
		}
		c, err := s.voc.compile(rule, at)
		if err != nil {
			return fmt.Errorf("row %s: %w", r.Number, err)
		}
		c.own = true
		s.rules = append(s.rules, c)
	}
	return nil
}

func short(scope string) string {
	rs := []rune(archive.Squeeze(scope))
	if len(rs) <= 16 {
		return string(rs)
	}
	return string(rs[:16]) + "…"
}

func modelPairs(rows []Row) []pairs {
	out := make([]pairs, len(rows))
	for i, r := range rows {
		out[i] = pairsOf(modelWording(r.Wording))
	}
	return out
}

// mapRow finds conditions for a row: what a person said, else those of the model's
// row with the likest wording, else the words of its own.
func mapRow(rows []Row, model []pairs, r archive.ScheduleRow) ([]Rule, Mapped) {
	if r.Like != "" {
		if i := slices.IndexFunc(rows, func(m Row) bool { return m.Clause == r.Like }); i >= 0 {
			return inherit(rows[i]), Mapped{How: HowPerson, Clause: r.Like}
		}
	}
	if len(r.Words) > 0 {
		return []Rule{{Rank: 105, All: []string{strings.Join(r.Words, "|")}, Sure: 0.9}}, Mapped{How: HowPerson, Words: r.Words}
	}
	if i, likeness := likest(model, r); likeness >= likeModel {
		return inherit(rows[i]), Mapped{How: HowLike, Clause: rows[i].Clause}
	}
	rule, words := ruleOfWording(r)
	if len(words) == 0 {
		return nil, Mapped{How: HowNone}
	}
	return []Rule{rule}, Mapped{How: HowWords, Words: words}
}

// modelWords makes wordings comparable: what the organ calls itself, and fillers.
var modelWords = strings.NewReplacer("本局", "本机关", "本单位", "本机关", "上级机关", "上级", "下级机关", "下级", "同级机关", "同级",
	"文件材料", "", "材料", "", "业务问题", "", "的", "", "、", "", "，", "", "：", "", "；", "", "（", "", "）", "", " ", "")

func modelWording(s string) string { return modelWords.Replace(archive.Squeeze(s)) }

// likest gives the model's row that is likest in wording, with the row's category
// and without: a sub-row (重要的) says little by itself.
func likest(model []pairs, r archive.ScheduleRow) (at int, likeness float64) {
	parent := r.Category[strings.LastIndex(r.Category, "/")+1:]
	scope, whole := pairsOf(modelWording(r.Scope)), pairsOf(modelWording(parent+r.Scope))
	for i, m := range model {
		if l := max(scope.like(m), whole.like(m)); l > likeness {
			at, likeness = i, l
		}
	}
	return at, likeness
}

// inherit takes a model row's conditions. The organ's table was approved, so a
// doubt about the model's term falls away; a doubt about the matter stays.
func inherit(r Row) []Rule {
	out := make([]Rule, 0, len(r.Rules))
	for _, rule := range r.Rules {
		if rule.Because == "" || rule.Because == "appraise.review.award" || rule.Because == "appraise.review.general" {
			rule.Review = false
			rule.Sure = max(rule.Sure, 0.85)
		}
		out = append(out, rule)
	}
	return out
}

var (
	phraseCut  = regexp.MustCompile(`[、，；。：:,;()（）/和及与或\s]+|以及`)
	phraseHead = regexp.MustCompile(`^(关于|本局|本机关|本单位|上级|下级|同级|有关|各类|各种|相关|其他|属于|印发|形成|制发|的)+`)
	phraseTail = regexp.MustCompile(`(等)?(工作)?(的)?(文件材料|文件|材料|资料|档案|等)+$|的$`)
	tooPlain   = regexp.MustCompile(`^(重要|一般|主办|协办|永久|上级|下级|同级|通知|报告|意见|决定|请示|批复|函|文件|材料|工作|其他|业务|问题|情况|管理|方面|年度|活动|主要|相关|单位|部门|重要的|一般的|有关)$`)
)

// ruleOfWording makes a rule of a row's own words.
func ruleOfWording(r archive.ScheduleRow) (Rule, []string) {
	var words []string
	for _, p := range phraseCut.Split(archive.Fold(r.Scope), -1) {
		p = phraseTail.ReplaceAllString(phraseHead.ReplaceAllString(p, ""), "")
		n := len([]rune(p))
		if n >= 2 && n <= 14 && !tooPlain.MatchString(p) && !slices.Contains(words, p) && !strings.ContainsAny(p, "@|/^$…") {
			words = append(words, p)
		}
	}
	rule := Rule{Rank: 102, Sure: 0.8}
	if len(words) == 0 {
		return rule, nil
	}
	rule.All = []string{strings.Join(words, "|")}
	narrow(&rule, r.Category+r.Scope)
	return rule, words
}

// narrow adds what a wording says of issuer, part and importance.
func narrow(rule *Rule, wording string) {
	has := func(w string) bool { return strings.Contains(wording, w) }
	switch {
	case has("上级"):
		rule.Kind, rule.Relation = []string{"收文"}, []string{"上级"}
	case has("下级") || has("所属单位报送"):
		rule.Kind, rule.Relation = []string{"收文"}, []string{"下级"}
	case has("同级") || has("平级"):
		rule.Kind, rule.Relation = []string{"收文"}, []string{"同级", "非隶属"}
	}
	switch {
	case has("协办"):
		rule.Part = []string{string(TakesPart)}
	case has("主办"):
		rule.Part = []string{string(Leads)}
	}
	switch {
	case has("重要") && !has("一般"):
		rule.Importance = []string{important}
	case has("一般") && !has("重要"):
		rule.Importance = []string{ordinary, undecided}
	}
}
