package appraise

import "slices"

// holds reports whether all conditions of a rule hold; cheap ones are asked first.
func (f *facts) holds(r *compiled) bool {
	return f.isOf(r) && oneOf(r.Period, string(f.period)) && oneOf(r.Part, string(f.Part)) &&
		oneOf(r.Importance, f.importance) && oneOf(r.Field, f.field) &&
		oneOf(r.Issuer, string(f.class)) && oneOf(r.Level, f.p.level.String()) && oneOf(r.Self, string(f.p.self.class)) &&
		is(r.Joint, f.joint) && is(r.Own, f.own) && is(r.To, len(f.Recipients) > 0) && is(r.Copy, f.copied()) && f.measures(r) && f.sender(r.Sender) && f.says(r)
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
