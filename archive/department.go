package archive

import "strings"

// Department finds a department by name, alias or code, or by what people call it
// for short where only one department can be meant: 人秘科 for 人事秘书科.
func (o Organ) Department(name string) (Department, bool) {
	if name == "" {
		return Department{}, false
	}
	for _, d := range o.Departments {
		if d.Name == name || d.Code == name {
			return d, true
		}
		for _, a := range d.Aliases {
			if a == name {
				return d, true
			}
		}
	}
	return o.abbreviated(name)
}

// abbreviated finds the one department whose name has the characters of a short
// one in their order, the first and the kind of department (科, 处, 部 …) in their
// places.
func (o Organ) abbreviated(short string) (found Department, ok bool) {
	stem, end := departmentStem(short)
	if len(stem) < 2 {
		return Department{}, false
	}
	for _, d := range o.Departments {
		for _, n := range append([]string{d.Name}, d.Aliases...) {
			whole, kind := departmentStem(n)
			if kind != end || len(whole) <= len(stem) || whole[0] != stem[0] || !InOrder(stem, whole) {
				continue
			}
			if ok && found.Name != d.Name {
				return Department{}, false
			}
			found, ok = d, true
		}
	}
	return found, ok
}

// departmentStem parts a department's name from the word for what it is, "" where
// it has none.
func departmentStem(name string) (stem []rune, end string) {
	for _, e := range []string{"委员会", "办公室", "科", "处", "股", "室", "部", "办", "委"} {
		if s, ok := strings.CutSuffix(name, e); ok {
			end = map[string]string{"委员会": "委", "办公室": "办", "室": "办"}[e]
			if end == "" {
				end = e
			}
			return []rune(s), end
		}
	}
	return nil, ""
}

// InOrder tells whether all characters of a stand in b in their order, as those of a
// short name do in the whole one.
func InOrder(a, b []rune) bool {
	for _, r := range b {
		if len(a) > 0 && a[0] == r {
			a = a[1:]
		}
	}
	return len(a) == 0
}
