package gongwen

import (
	"strings"

	"niandang/archive"
)

// known are names from the organ's profile that recognised text is mended by: a
// rare character of a place or an organ is what OCR misses most.
type known struct {
	names    [][]rune // organs, longest first is not needed: each stands for itself
	places   [][]rune
	prefixes []string
}

func knownOf(o archive.Organ) known {
	var k known
	seen := make(map[string]bool)
	add := func(list *[][]rune, least int, names ...string) {
		for _, n := range names {
			if runes(n) >= least && !seen[n] {
				seen[n] = true
				*list = append(*list, []rune(n))
			}
		}
	}
	add(&k.names, 6, o.Name)
	add(&k.names, 6, o.OwnBodies...)
	add(&k.names, 6, o.Superiors...)
	add(&k.names, 6, o.Subordinates...)
	add(&k.names, 6, o.FormerNames...)
	add(&k.places, 3, o.Place.Province, o.Place.City, o.Place.County)
	for _, s := range o.Series {
		k.prefixes = append(k.prefixes, s.Prefix)
	}
	return k
}

// mend puts known names in the place of what is nearly the same.
func (k known) mend(s string) string {
	c := []rune(s)
	for _, n := range k.names {
		c = replaceNear(c, n, len(n)/4)
	}
	for _, p := range k.places {
		c = replaceNear(c, p, 1)
	}
	return string(c)
}

// replaceNear writes name wherever c differs from it in at most few characters,
// the last of which must agree.
func replaceNear(c, name []rune, few int) []rune {
	for i := 0; i+len(name) <= len(c); i++ {
		w := c[i : i+len(name)]
		if w[len(w)-1] != name[len(name)-1] {
			continue
		}
		if m := misses(w, name); m > 0 && m <= few {
			copy(w, name)
		}
	}
	return c
}

// mendPrefix does the same for the letters of a number (机关代字).
func (k known) mendPrefix(number string) string {
	p, rest, ok := strings.Cut(number, "〔")
	if !ok {
		return number
	}
	for _, x := range k.prefixes {
		if x == p {
			return number
		}
	}
	for _, x := range k.prefixes {
		if runes(x) == runes(p) && runes(x) >= 3 && misses([]rune(p), []rune(x)) == 1 {
			return x + "〔" + rest
		}
	}
	return number
}

// mendNames corrects recognised text by the names of the profile.
func (r *reading) mendNames() {
	if !r.ocr() || r.hints.Organ.Name == "" {
		return
	}
	k, f := knownOf(r.hints.Organ), &r.face
	f.Title, f.Number = k.mend(f.Title), k.mendPrefix(f.Number)
	f.Printer = k.mend(f.Printer)
	for _, l := range [][]string{f.Issuers, f.Recipients, f.CC} {
		for i := range l {
			l[i] = k.mend(l[i])
		}
	}
	for i := range f.Quotes {
		f.Quotes[i].Title = k.mend(f.Quotes[i].Title)
	}
}
