package archive

import (
	"sort"
	"strings"
)

// Text is something to be said to a person: the ID of an entry in the
// translation files and the values of its placeholders.
type Text struct {
	ID   string            `json:"id"`
	Args map[string]string `json:"args,omitempty"`
}

// Say builds a Text from an ID and pairs of placeholder name and value. A name
// without a value is left out.
func Say(id string, pairs ...string) Text {
	t := Text{ID: id}
	for i := 0; i+1 < len(pairs); i += 2 {
		if t.Args == nil {
			t.Args = make(map[string]string, len(pairs)/2)
		}
		t.Args[pairs[i]] = pairs[i+1]
	}
	return t
}

// IsZero reports whether the text says nothing.
func (t Text) IsZero() bool { return t.ID == "" }

// Words are the entries of one language: ID to sentence, in which {name} stands
// for the value of the placeholder name.
type Words map[string]string

// Say gives the sentence for t. An ID that the language lacks is shown with its
// values, so that nothing is swallowed.
func (w Words) Say(t Text) string {
	if t.ID == "" {
		return ""
	}
	s, ok := w[t.ID]
	if !ok {
		return t.ID + fallbackArgs(t.Args)
	}
	if len(t.Args) == 0 {
		return s
	}
	pairs := make([]string, 0, 2*len(t.Args))
	for k, v := range t.Args {
		pairs = append(pairs, "{"+k+"}", v)
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

// SayID gives the sentence of an entry without values.
func (w Words) SayID(id string) string { return w.Say(Text{ID: id}) }

// SayAll says several texts, joined by sep.
func (w Words) SayAll(ts []Text, sep string) string {
	said := make([]string, 0, len(ts))
	for _, t := range ts {
		if s := w.Say(t); s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, sep)
}

func fallbackArgs(args map[string]string) string {
	keys := make([]string, 0, len(args))
	for k := range args {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var b strings.Builder
	for _, k := range keys {
		b.WriteString(" " + k + "=" + args[k])
	}
	return b.String()
}
