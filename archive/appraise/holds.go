package appraise

import (
	"slices"
	"strings"

	"niandang/archive"
)

// holds reports whether all conditions of a rule hold; cheap ones are asked first.
func (f *facts) holds(r *compiled) bool {
	return f.isOf(r) && oneOf(r.Period, string(f.period)) && oneOf(r.Part, string(f.Part)) &&
		oneOf(r.Importance, f.importance) && oneOf(r.Field, f.field) &&
		oneOf(r.Issuer, string(f.class)) && oneOf(r.Level, f.Organ.Level) &&
		is(r.Joint, f.joint) && is(r.Own, f.own) && is(r.To, len(f.Recipients) > 0) && f.measures(r) && f.sender(r.Sender) && f.says(r)
}

// isOf asks whose paper it is and of what genre.
func (f *facts) isOf(r *compiled) bool {
	return oneOf(r.Kind, string(f.Kind)) && oneOf(r.Relation, string(f.Relation)) && oneOf(r.Genre, f.Genre) && oneOf(r.Direction, f.Direction)
}

// oneOf reports whether a value is among those wanted; no wish is always met.
func oneOf(want []string, have string) bool {
	return len(want) == 0 || slices.Contains(want, have)
}

func is(want *bool, have bool) bool { return want == nil || *want == have }

func (f *facts) measures(r *compiled) bool {
	return (r.Amount == nil || r.Amount.holds(f.amount)) && (r.Valid == nil || r.Valid.holds(float64(f.valid)))
}

func (f *facts) sender(want []string) bool {
	if len(want) == 0 {
		return true
	}
	d, ok := f.Organ.Department(f.Department)
	return slices.Contains(want, f.Department) || ok && slices.Contains(want, d.Name)
}

func (f *facts) says(r *compiled) bool {
	for _, c := range r.all {
		if f.word(c) == "" {
			return false
		}
	}
	for _, c := range r.none {
		if f.word(c) != "" {
			return false
		}
	}
	for _, c := range r.text {
		if f.anywhere(c) == "" {
			return false
		}
	}
	return true
}

// because tells which conditions held, one text each.
func (f *facts) because(r *compiled) []archive.Text {
	var why []archive.Text
	say := func(id, value string) {
		if value != "" {
			why = append(why, archive.Say("appraise.held."+id, "value", value))
		}
	}
	if len(r.Kind) > 0 {
		say("kind", string(f.Kind))
	}
	if len(r.Relation) > 0 {
		say("relation", string(f.Relation))
	}
	if len(r.Genre) > 0 {
		say("genre", f.Genre)
	}
	var words []string
	for _, c := range slices.Concat(r.all, r.text) {
		words = append(words, f.anywhere(c))
	}
	say("words", strings.Join(words, "、"))
	if len(r.Importance) > 0 {
		say("importance", f.importance)
	}
	if len(r.Period) > 0 {
		say("period", string(f.period))
	}
	if len(r.Part) > 0 {
		say("part", string(f.Part))
	}
	if len(r.Field) > 0 {
		say("field", f.field)
	}
	if len(r.Issuer) > 0 {
		say("issuer", string(f.class))
	}
	if r.Own != nil && f.own {
		why = append(why, archive.Say("appraise.held.own"))
	}
	return why
}
