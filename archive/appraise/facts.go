package appraise

import (
	"slices"
	"strings"

	"niandang/archive"
)

// The fields of work a matter may belong to; "" for an organ without a profile.
const (
	ownField   = "主管"
	otherField = "其他"
	someField  = "不明" // neither the profile nor the title tells
	allFields  = "综合" // of a government or party committee: all matters of the place are its own
)

// The importance of a matter.
const (
	important = "重要"
	ordinary  = "一般"
	undecided = "不明"
)

// facts are what the rules ask of a case; costly ones are found when first asked.
type facts struct {
	Case
	s      *Schedule
	p      *subject
	body   *scan
	text   *scan
	words  []asked // by concept
	issuer string  // the first
	class  class
	kin    bool

	period     Period
	own        bool
	joint      bool
	field      string
	importance string
	amount     float64
	valid      int
}

// asked is the answer to whether a concept holds.
type asked struct {
	word string
	done bool
}

func (s *Schedule) factsOf(c Case) *facts {
	f := &facts{Case: c, s: s, p: s.subjectOf(c.Organ), words: make([]asked, len(s.voc.concepts))}
	issuers, rest := c.Issuers, ""
	if head, tail := splitHead(c.Title); len(head) > 0 {
		rest = tail
		if f.p.isBody(head[0]) {
			rest = head[0] + tail // 股东会关于…的决议 is a meeting's paper
		}
		if len(issuers) == 0 {
			issuers = head
		}
	} else {
		title, others := f.p.ofCongress(c.Title, issuers)
		rest = cutIssuers(archive.Fold(title), others)
	}
	f.setIssuers(issuers)
	body := f.mask(archive.Squeeze(rest))
	f.body = s.voc.lex.scan(body)
	f.body.mark(s.voc)
	f.body.core = len(bareTail(body))
	if f.Genre == "" {
		f.Genre = archive.GenreOf(body)
	}
	f.period = PeriodOf(body)
	f.amount, f.valid = amountOf(body), validOf(body)
	f.own = strings.Contains(body, selfMark) || f.addressed()
	f.setPart(issuers, body)
	f.setField(body)
	f.importance = f.weighUp()
	return f
}

// cutIssuers takes known issuers off the head of a title.
func cutIssuers(title string, issuers []string) string {
	t := strings.TrimSpace(title)
	for _, n := range issuers {
		t = strings.TrimLeft(strings.TrimPrefix(t, n), " 、,")
	}
	if t == "" {
		return title
	}
	return t
}

func (f *facts) setIssuers(issuers []string) {
	if len(issuers) == 0 {
		return
	}
	f.issuer = issuers[0]
	st := f.p.standingOf(f.issuer)
	f.class, f.kin = st.class, st.kin && f.Relation != archive.Own
	if f.Relation == "" {
		f.Relation = st.relation
	}
}

// addressed reports whether the organ is the only one the document is sent to.
func (f *facts) addressed() bool {
	return len(f.Recipients) == 1 && f.p.isOwn(f.Recipients[0])
}

// copied reports whether the document is sent to others and only copied to the organ
// (抄送, 抄报). A recipient that stands for many may be the organ.
func (f *facts) copied() bool {
	if len(f.Recipients) == 0 || !slices.ContainsFunc(f.CC, f.p.isOwn) {
		return false
	}
	return !slices.ContainsFunc(f.Recipients, func(r string) bool { return f.p.isOwn(r) || forMany(r) })
}

// forMany reports whether a recipient stands for many organs: 各乡镇, 市直各单位.
func forMany(recipient string) bool {
	return strings.HasPrefix(recipient, "各") || strings.Contains(recipient, "直各")
}

// subordinate gives a body below the organ that the title names, "" for none: what a
// superior decides of its people may be the organ's own business.
func (f *facts) subordinate() string {
	for _, full := range f.p.lower {
		name := archive.Squeeze(full)
		if tail, _ := tailOf(name); strings.Contains(f.body.text, name) || tail != "" && strings.Contains(f.body.text, tail) {
			return full
		}
	}
	return ""
}

func (f *facts) setPart(issuers []string, body string) {
	at := f.p.among(issuers)
	f.joint = len(issuers) > 1 && at >= 0 || f.Part != ""
	if f.Part != "" {
		return
	}
	lead, part := says(body, "主办", "牵头", "承办"), says(body, "协办", "会办", "参与")
	switch {
	case lead:
		f.Part = Leads
	case part:
		f.Part = TakesPart
	case f.joint && at == 0:
		f.Part = Leads
	case f.joint:
		f.Part = TakesPart
	}
	f.joint = f.joint || lead || part
}

// says reports whether a title says that the organ does one of these.
func says(body string, deeds ...string) bool {
	for _, d := range deeds {
		if strings.Contains(body, selfMark+d) {
			return true
		}
	}
	return false
}

// setField asks whether the matter is the organ's own business. That it is another's
// is said only when the profile tells what the organ does, or the title what the
// other is.
func (f *facts) setField(body string) {
	switch {
	case f.kin || len(f.p.fields.scan(body).hits) > 0:
		f.field = ownField
	case f.p.general():
		f.field = allFields
	case f.p.told || len(f.p.others.scan(body).hits) > 0:
		f.field = otherField
	case f.p.self.core != "":
		f.field = someField
	}
}

// weighUp adds up the words that make a matter weighty or slight. Light words
// alone never make it weighty.
func (f *facts) weighUp() string {
	sum, most, any := 0, 0, false
	for _, w := range f.s.weigh {
		if f.word(w.concept) != "" {
			sum += w.points
			most, any = max(most, w.points), true
		}
	}
	for _, r := range f.Recipients {
		if forMany(r) {
			sum++
			break
		}
	}
	switch {
	case sum >= 2 && most >= 2:
		return important
	case sum < 0 && any:
		return ordinary
	}
	return undecided
}

// word gives the word of the title by which a concept holds, "" when it does not.
func (f *facts) word(c int) string {
	a := &f.words[c]
	if !a.done {
		a.word, a.done = f.body.word(f.s.voc.concepts, c), true
	}
	return a.word
}

// anywhere is word over the title and the beginning of the text.
func (f *facts) anywhere(c int) string {
	if w := f.word(c); w != "" || f.Text == "" {
		return w
	}
	if f.text == nil {
		text := f.mask(archive.Squeeze(archive.Fold(f.Text)))
		f.text = f.s.voc.lex.scan(text)
		f.text.mark(f.s.voc)
		f.text.core = len(text)
	}
	return f.text.word(f.s.voc.concepts, c)
}
