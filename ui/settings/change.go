package settings

import (
	"context"
	"encoding/json"
	"strings"

	"niandang/archive"
)

// set changes one setting to what a person wrote.
func (p *presenter) set(it Item, written string) {
	if written == it.Value {
		return
	}
	value, err := p.stored(it, written)
	if err != nil {
		p.desk.Fail(err)
		p.view.draw(p.state())
		return
	}
	p.desk.Change(func(ctx context.Context) (archive.Text, error) {
		_, err := p.lib.Set(ctx, it.Key, value)
		return archive.Say("ui.set.done", "label", it.Label), err
	}, func(error) { p.show() })
}

// stored gives the value as the settings keep it: text as it stands, all else as
// JSON.
func (p *presenter) stored(it Item, written string) (string, error) {
	written = strings.TrimSpace(written)
	switch it.Kind {
	case Choice:
		for _, s := range sections() {
			for _, f := range s.fields {
				for _, c := range f.choices {
					if f.key == it.Key && p.choiceLabel(f.key, c) == written {
						return c, nil
					}
				}
			}
		}
		return written, nil
	case List:
		return asJSON(split(written)), nil
	case Numbers:
		return "[" + strings.Join(split(written), ",") + "]", nil
	case Departments:
		d, err := readDepartments(written)
		return asJSON(d), err
	}
	return written, nil
}

func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return "null"
	}
	return string(b)
}

// split takes a list apart at 、 and the like.
func split(s string) []string {
	out := []string{}
	for _, v := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、;；,，\n", r) }) {
		if v = strings.TrimSpace(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}

// addForms adds the sizes and captions of the printed forms as they are in force.
func (p *presenter) addForms(values map[string]string) {
	pairs, err := p.lib.FormPairs(p.settings)
	if err != nil {
		p.desk.Fail(err)
		return
	}
	for _, pair := range pairs {
		values[pair.Key] = pair.Value
	}
}
