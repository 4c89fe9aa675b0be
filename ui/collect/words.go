package collect

import (
	"slices"

	"niandang/archive/year"
)

// shown gives the rows that the filter lets through.
func (p *presenter) shown() []Line {
	all := p.lineup()
	out := make([]Line, 0, len(all))
	for _, l := range all {
		if slices.Contains(l.words, p.filter) {
			out = append(out, l)
		}
	}
	return out
}

func (p *presenter) lineup() []Line {
	if p.preview != nil {
		return p.preview
	}
	return p.all
}

func (p *presenter) count(filter string) (n int) {
	for _, l := range p.lineup() {
		if slices.Contains(l.words, filter) {
			n++
		}
	}
	return n
}

// words are the filters that let something through.
func (p *presenter) words() []Word {
	keys, prefix := filters, "ui.filter."
	if p.preview != nil {
		keys, prefix = append([]string{filterAll}, year.SeenKinds...), "ui.seen."
	}
	if !slices.Contains(keys, p.filter) {
		keys = append(slices.Clone(keys), p.filter) // a kind of finding that another pane asked for
	}
	var out []Word
	for _, k := range keys {
		if n := p.count(k); n > 0 || k == p.filter {
			out = append(out, Word{Key: k, Label: p.label(prefix, k), N: n, Chosen: k == p.filter})
		}
	}
	return out
}

func (p *presenter) label(prefix, key string) string {
	if s, ok := p.desk.Words()[prefix+key]; ok {
		return s
	}
	return p.kind(key)
}
