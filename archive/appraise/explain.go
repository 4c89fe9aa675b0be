package appraise

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"niandang/archive"
)

// reasons gathers what spoke for a decision, one sentence each, so that a person
// can check them one by one.
type reasons struct{ why []archive.Text }

func (r *reasons) say(id string, pairs ...string) {
	r.why = append(r.why, archive.Say("appraise.held."+id, pairs...))
}

// because tells which conditions of a rule held.
func (f *facts) because(r *compiled) []archive.Text {
	var out reasons
	if len(r.Kind) > 0 || len(r.Relation) > 0 {
		f.tellWhose(&out)
	}
	if len(r.Genre) > 0 && f.Genre != "" {
		out.say("genre", "value", f.Genre)
	}
	f.tellWords(&out, r)
	if len(r.Importance) > 0 {
		f.tellWeight(&out)
	}
	if id := periodIDs[f.period]; len(r.Period) > 0 && id != "" {
		out.say("period." + id)
	}
	if len(r.Part) > 0 {
		out.say(map[Part]string{Leads: "leads", TakesPart: "takes_part"}[f.Part])
	}
	if len(r.Field) > 0 {
		f.tellField(&out)
	}
	if len(r.Issuer) > 0 {
		out.say("issuer", "value", string(f.class))
	}
	f.tellMeasures(&out, r)
	return out.why
}

// relationIDs are the text IDs of relations.
var relationIDs = map[archive.Relation]string{
	archive.Superior: "superior", archive.Subordinate: "subordinate", archive.Peer: "peer", archive.Unrelated: "unrelated",
}

// periodIDs are the text IDs of spans of time.
var periodIDs = map[Period]string{Years: "years", Year: "year", HalfYear: "half", Quarter: "quarter", Month: "month", Week: "week"}

// tellWhose tells whose paper it is.
func (f *facts) tellWhose(out *reasons) {
	id := relationIDs[f.Relation]
	switch {
	case f.Kind == archive.Outgoing:
		out.say("sent")
	case f.Kind == archive.Internal:
		out.say("inner")
	case id != "" && f.issuer != "":
		out.say("from."+id, "issuer", f.issuer)
	case id != "":
		out.say("received." + id)
	}
}

func (f *facts) tellWords(out *reasons, r *compiled) {
	var words []string
	for _, c := range r.all {
		words = append(words, f.word(c))
	}
	if v := f.quoted(words); v != "" {
		out.say("words", "value", v)
	}
	words = nil
	for _, c := range r.text {
		words = append(words, f.anywhere(c))
	}
	if v := f.quoted(words); v != "" {
		out.say("text", "value", v)
	}
}

// quoted puts words of the masked title as they stand in the title; what a
// longer one says already is left out.
func (f *facts) quoted(words []string) string {
	var out strings.Builder
	var seen []string
	for _, w := range words {
		w = strings.ReplaceAll(w, localMark+f.p.self.place, f.p.self.place)
		if w == localMark {
			w = f.p.self.place
		}
		if w == "" || w == otherMark || slices.ContainsFunc(seen, func(s string) bool { return strings.Contains(s, w) }) {
			continue
		}
		seen = append(seen, w)
		out.WriteString("“" + w + "”")
	}
	return out.String()
}

// weighty is how many of the words that made a matter weighty or slight are told.
const weighty = 3

// tellWeight tells by which words a matter is important or ordinary.
func (f *facts) tellWeight(out *reasons) {
	id, sign := "important", 1
	switch f.importance {
	case ordinary:
		id, sign = "ordinary", -1
	case undecided:
		return
	}
	type counted struct {
		word   string
		points int
	}
	var found []counted
	for _, w := range f.s.weigh {
		if word := f.word(w.concept); word != "" && w.points*sign > 0 {
			found = append(found, counted{word, w.points * sign})
		}
	}
	slices.SortFunc(found, func(a, b counted) int {
		return cmp.Or(cmp.Compare(b.points, a.points), strings.Compare(a.word, b.word))
	})
	var words []string
	for _, c := range found[:min(len(found), weighty)] {
		words = append(words, c.word)
	}
	if v := f.quoted(words); v != "" {
		out.say(id, "value", v)
	}
}

func (f *facts) tellField(out *reasons) {
	switch f.field {
	case ownField:
		if word := f.fieldWord(f.p.fields); word != "" {
			out.say("field.word", "value", f.quoted([]string{word}))
		} else {
			out.say("field.kin")
		}
	case otherField:
		out.say("field.other")
	case allFields:
		out.say("field.all")
	}
}

// fieldWord gives the longest word of a field that stands in the title.
func (f *facts) fieldWord(field *lexicon) string {
	word := ""
	for _, hits := range field.scan(f.body.text).hits {
		for _, h := range hits {
			w := f.body.text[h.start:h.end]
			if len(w) > len(word) || len(w) == len(word) && w < word {
				word = w
			}
		}
	}
	return word
}

func (f *facts) tellMeasures(out *reasons, r *compiled) {
	switch {
	case r.Own != nil && f.own:
		out.say("own")
	case r.Own != nil:
		out.say("not_own")
	}
	if r.Copy != nil && f.copied() {
		out.say("copied")
	}
	if r.Amount != nil {
		out.say("amount", "value", grouped(f.amount))
	}
	if r.Valid != nil {
		out.say("valid", "value", strconv.Itoa(f.valid))
	}
}

// grouped writes a sum with commas between thousands.
func grouped(n float64) string {
	s, rest, _ := strings.Cut(strconv.FormatFloat(n, 'f', -1, 64), ".")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if rest != "" {
		s += "." + rest
	}
	return s
}
