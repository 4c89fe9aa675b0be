package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"strconv"
	"unicode/utf16"
)

// writer sends out the objects of a PDF file one after the other and remembers
// only where each begins. The first error stays and stops it.
type writer struct {
	out io.Writer
	at  int64
	off []int64 // by object number
	sum hash.Hash
	err error
	zip *zlib.Writer
}

func newWriter(out io.Writer) *writer {
	w := &writer{out: out, off: []int64{0}, sum: sha256.New()}
	w.write([]byte("%PDF-1.7\n%\xE5\xB9\xB4\xE6\xA1\xA3\n")) // ISO 19005-2, 6.1.2: four bytes above 127
	return w
}

func (w *writer) write(b []byte) {
	if w.err != nil {
		return
	}
	n, err := w.out.Write(b)
	w.sum.Write(b[:n])
	w.at += int64(n)
	w.err = err
}

// reserve gives an object number that is to be written later.
func (w *writer) reserve() int {
	w.off = append(w.off, 0)
	return len(w.off) - 1
}

// put writes an object.
func (w *writer) put(num int, body []byte) {
	w.off[num] = w.at
	b := make([]byte, 0, len(body)+32)
	b = strconv.AppendInt(b, int64(num), 10)
	b = append(b, " 0 obj\n"...)
	b = append(b, body...)
	w.write(append(b, "\nendobj\n"...))
}

// add writes a new object and gives its number.
func (w *writer) add(body []byte) int {
	n := w.reserve()
	w.put(n, body)
	return n
}

// putStream writes a stream whose dictionary has the given entries.
func (w *writer) putStream(num int, entries, data []byte) {
	w.off[num] = w.at
	w.write(fmt.Appendf(nil, "%d 0 obj\n<<%s/Length %d>>\nstream\n", num, entries, len(data)))
	w.write(data)
	w.write([]byte("\nendstream\nendobj\n"))
}

// addPacked writes a new stream, compressed, and gives its number.
func (w *writer) addPacked(entries string, data []byte) int {
	n := w.reserve()
	w.putStream(n, []byte(entries+"/Filter/FlateDecode"), w.pack(data))
	return n
}

func (w *writer) pack(data []byte) []byte {
	var b bytes.Buffer
	if w.zip == nil {
		w.zip = zlib.NewWriter(&b)
	} else {
		w.zip.Reset(&b)
	}
	_, err := w.zip.Write(data)
	if err == nil {
		err = w.zip.Close()
	}
	if err != nil && w.err == nil {
		w.err = err
	}
	return b.Bytes()
}

// finish writes the cross-reference table and the trailer. Numbers that were
// reserved and never written become null. The file's identifier is the digest of
// all that stands before it, so that the same content has the same identifier.
func (w *writer) finish(root, info int) error {
	for num := 1; num < len(w.off); num++ {
		if w.off[num] == 0 {
			w.put(num, []byte("null"))
		}
	}
	start := w.at
	b := fmt.Appendf(nil, "xref\n0 %d\n0000000000 65535 f \n", len(w.off))
	for _, off := range w.off[1:] {
		b = fmt.Appendf(b, "%010d 00000 n \n", off)
	}
	w.write(b)
	id := w.sum.Sum(nil)[:16]
	w.write(fmt.Appendf(nil, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%X><%X>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(w.off), root, info, id, id, start))
	return w.err
}

func ref(num int) string { return strconv.Itoa(num) + " 0 R" }

// number writes a length with four decimals at most, as short as it goes.
func number(b []byte, v float64) []byte {
	b = strconv.AppendFloat(b, v, 'f', 4, 64)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	if n := len(b); n >= 2 && b[n-2] == '-' && b[n-1] == '0' && (n == 2 || b[n-3] == ' ') {
		return append(b[:n-2], '0')
	}
	return b
}

// nums writes numbers apart by spaces.
func nums(b []byte, vs ...float64) []byte {
	for _, v := range vs {
		b = append(number(b, v), ' ')
	}
	return b
}

// textString writes a string of text: plain where ASCII does, else UTF-16.
func textString(s string) string {
	plain := true
	for _, r := range s {
		plain = plain && r >= 0x20 && r < 0x7F
	}
	if plain {
		return literal(s)
	}
	b := []byte("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		b = fmt.Appendf(b, "%04X", u)
	}
	return string(append(b, '>'))
}

func literal(s string) string {
	b := []byte{'('}
	for i := range len(s) {
		if c := s[i]; c == '(' || c == ')' || c == '\\' {
			b = append(b, '\\')
		}
		b = append(b, s[i])
	}
	return string(append(b, ')'))
}

// nameObject writes a name; bytes outside of plain ASCII are escaped.
func nameObject(b []byte, s string) []byte {
	b = append(b, '/')
	for i := range len(s) {
		c := s[i]
		if c <= ' ' || c >= 0x7F || c == '#' || isDelimiter(c) {
			b = fmt.Appendf(b, "#%02X", c)
			continue
		}
		b = append(b, c)
	}
	return b
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}
