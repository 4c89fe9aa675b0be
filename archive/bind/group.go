package bind

import (
	"slices"
	"strings"
)

// grouping gathers the names of items under what is said of them, in the order of
// first mention.
type grouping struct {
	said  []string
	names map[string][]named
}

type named struct {
	at   int // place in the row of items; names of neighbours are drawn together
	name string
}

// apart is the place of a name that is never drawn together with another.
const apart = -1

func (g *grouping) add(said string, at int, name string) {
	if g.names == nil {
		g.names = make(map[string][]named)
	}
	if !slices.Contains(g.said, said) {
		g.said = append(g.said, said)
	}
	g.names[said] = append(g.names[said], named{at, name})
}

// lines gives a line for each thing said.
func (p *Plan) lines(g grouping, line func(said, list string) string) []string {
	var out []string
	for _, s := range g.said {
		out = append(out, line(s, p.listed(g.names[s])))
	}
	return out
}

// listed writes names one after the other; three neighbours or more as the first
// and the last: 0001、0003至0007.
func (p *Plan) listed(names []named) string {
	var out []string
	for i := 0; i < len(names); {
		j := i
		for j+1 < len(names) && names[i].at != apart && names[j+1].at == names[j].at+1 {
			j++
		}
		if j-i >= 2 {
			out = append(out, p.in.say("span", "first", names[i].name, "last", names[j].name))
		} else {
			for _, n := range names[i : j+1] {
				out = append(out, n.name)
			}
		}
		i = j + 1
	}
	return strings.Join(out, "、")
}
