package store

import (
	"math/bits"
	"strconv"
)

// set is a set of document numbers, a bit for each.
type set []uint64

// parseSet reads numbers with commas between them.
func parseSet(numbers string) set {
	var s set
	n := int64(0)
	for i := range len(numbers) {
		if c := numbers[i]; c != ',' {
			n = n*10 + int64(c-'0')
			continue
		}
		s.add(n)
		n = 0
	}
	if numbers != "" {
		s.add(n)
	}
	return s
}

func (s *set) add(n int64) {
	for int64(len(*s)) <= n>>6 {
		*s = append(*s, make([]uint64, max(16, len(*s)))...)
	}
	(*s)[n>>6] |= 1 << (n & 63)
}

func (s set) remove(n int64) { s[n>>6] &^= 1 << (n & 63) }

func (s set) has(n int64) bool { return n>>6 < int64(len(s)) && s[n>>6]&(1<<(n&63)) != 0 }

func (s set) count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// and, or and without change s where they can, as its maker does not need it any
// more.
func (s set) and(o set) set {
	s = s[:min(len(s), len(o))]
	for i := range s {
		s[i] &= o[i]
	}
	return s
}

func (s set) or(o set) set {
	if len(s) < len(o) {
		s = append(s, make(set, len(o)-len(s))...)
	}
	for i := range o {
		s[i] |= o[i]
	}
	return s
}

func (s set) without(o set) set {
	for i := range min(len(s), len(o)) {
		s[i] &^= o[i]
	}
	return s
}

// json gives the numbers as a JSON list.
func (s set) json() string {
	b := []byte("[")
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			b = strconv.AppendInt(b, int64(i)<<6|int64(bits.TrailingZeros64(w)), 10)
			b = append(b, ',')
		}
	}
	if len(b) > 1 {
		b = b[:len(b)-1]
	}
	return string(append(b, ']'))
}
