package pdf

import (
	"sort"
	"unicode/utf16"
)

// unicodeMap is a ToUnicode CMap: codes of size bytes to text.
type unicodeMap struct {
	text map[uint32][]rune
	runs []unicodeRun // sorted by their first code
}

// unicodeRun maps codes to characters that count up in the last place. Runs stay
// runs: some writers map all 65,536 codes by one.
type unicodeRun struct {
	from, to uint32
	text     []rune
}

func (m *unicodeMap) empty() bool { return len(m.text) == 0 && len(m.runs) == 0 }

// lookup gives the text of a code.
func (m *unicodeMap) lookup(code uint32) ([]rune, bool) {
	if t, ok := m.text[code]; ok {
		return t, len(t) > 0
	}
	i := sort.Search(len(m.runs), func(i int) bool { return m.runs[i].from > code }) - 1
	if i < 0 || m.runs[i].to < code {
		return nil, false
	}
	text := append([]rune(nil), m.runs[i].text...)
	text[len(text)-1] += rune(code - m.runs[i].from)
	return text, true
}

// maxRange bounds a range of a CMap: codes have two bytes at most.
const maxRange = 1 << 16

// parseToUnicode reads a ToUnicode CMap (ISO 32000-1, 9.10.3). Like the content
// reader it passes over what it does not understand.
func parseToUnicode(data []byte) *unicodeMap {
	m := &unicodeMap{text: map[uint32][]rune{}}
	l := lexer{data: data}
	var args []token
	for {
		t := l.next()
		switch t.kind {
		case endOfData:
			sort.SliceStable(m.runs, func(i, j int) bool { return m.runs[i].from < m.runs[j].from })
			return m
		case operator:
			m.operator(string(t.text), args)
			args = args[:0]
		default:
			if len(args) < 3*maxRange {
				args = append(args, t)
			}
		}
	}
}

func (m *unicodeMap) operator(op string, args []token) {
	switch op {
	case "endbfchar":
		for i := 0; i+1 < len(args); i += 2 {
			m.set(args[i].text, args[i+1].text)
		}
	case "endbfrange":
		m.ranges(args)
	}
}

func (m *unicodeMap) set(code, text []byte) {
	if len(code) >= 1 && len(code) <= 4 && len(text) > 0 {
		m.text[codeOf(code)] = utf16Text(text)
	}
}

func (m *unicodeMap) ranges(args []token) {
	for i := 0; i+2 < len(args); {
		from, to := codeOf(args[i].text), codeOf(args[i+1].text)
		to = min(to, from+maxRange)
		if args[i+2].kind != arrayOpen {
			m.run(from, to, utf16Text(args[i+2].text))
			i += 3
			continue
		}
		i += 3
		for c := from; i < len(args) && args[i].kind != arrayClose; i++ {
			if c <= to {
				m.text[c] = utf16Text(args[i].text)
			}
			c++
		}
		i++
	}
}

func (m *unicodeMap) run(from, to uint32, first []rune) {
	if len(first) > 0 && from <= to {
		m.runs = append(m.runs, unicodeRun{from, to, first})
	}
}

func codeOf(b []byte) uint32 {
	var v uint32
	for _, c := range b {
		v = v<<8 | uint32(c)
	}
	return v
}

func utf16Text(b []byte) []rune {
	if len(b) == 1 {
		return []rune{rune(b[0])}
	}
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return utf16.Decode(u)
}
