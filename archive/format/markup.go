package format

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// blockTags end a line.
var blockTags = map[string]bool{
	"p": true, "div": true, "br": true, "tr": true, "li": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true,
	"h6": true, "table": true, "ul": true, "ol": true, "title": true, "blockquote": true, "pre": true, "section": true, "article": true,
}

// htmlText gives the text of a page, a line for each block.
func htmlText(b []byte) string {
	if !utf8.Valid(b) {
		if _, name, certain := charset.DetermineEncoding(b, ""); certain || name != "windows-1252" {
			if r, err := charset.NewReader(bytes.NewReader(b), "text/html"); err == nil {
				var buf bytes.Buffer
				buf.ReadFrom(r)
				b = buf.Bytes()
			}
		} else if s, enc := decodeText(b); enc != "" {
			b = []byte(s)
		}
	}
	var out strings.Builder
	z := html.NewTokenizer(bytes.NewReader(b))
	skip := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			if skip == "" {
				out.WriteString(foldSpace(string(z.Text())))
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			skip = htmlTag(z, skip, &out)
		}
	}
}

// htmlTag takes a tag in and gives the element whose text is being skipped.
func htmlTag(z *html.Tokenizer, skip string, out *strings.Builder) string {
	tok := z.Token()
	name := tok.Data
	switch {
	case skip != "":
		if tok.Type == html.EndTagToken && name == skip {
			return ""
		}
		return skip
	case tok.Type == html.StartTagToken && (name == "script" || name == "style"):
		return name
	case name == "td" || name == "th":
		out.WriteByte('\t')
	case blockTags[name]:
		out.WriteByte('\n')
	}
	return ""
}

// foldSpace makes runs of white space that markup means as one space so.
func foldSpace(s string) string {
	f := strings.FieldsFunc(html.UnescapeString(s), func(r rune) bool { return r == '\n' || r == '\r' || r == '\t' })
	return strings.Join(f, "")
}

// rtf reads the text of Rich Text Format. It knows groups, Unicode escapes, the
// code page and what ends a line, and passes over all else.
type rtf struct {
	b     []byte
	i     int
	out   strings.Builder
	raw   []byte // bytes in the code page that wait to be decoded
	skip  int    // depth of the group being skipped, 0 for none
	depth int
	uc    []int // characters that follow a \u for old readers, per group
	eat   int
	high  uint16 // first half of a surrogate pair
}

// silent are the destinations that hold no text of the document.
var silent = map[string]bool{
	"fonttbl": true, "colortbl": true, "stylesheet": true, "info": true, "pict": true, "object": true, "themedata": true,
	"colorschememapping": true, "latentstyles": true, "datastore": true, "listtable": true, "listoverridetable": true,
	"rsidtbl": true, "generator": true, "xmlnstbl": true, "fldinst": true, "header": true, "footer": true, "pgdsctbl": true, "nonshppict": true,
}

// rtfText gives the text of an RTF file.
func rtfText(b []byte) string {
	r := &rtf{b: b, uc: []int{1}}
	for r.i < len(r.b) {
		r.step()
	}
	r.flush()
	return r.out.String()
}

func (r *rtf) step() {
	c := r.b[r.i]
	r.i++
	switch c {
	case '{':
		r.flush()
		r.depth++
		if len(r.uc) < 1000 {
			r.uc = append(r.uc, r.uc[len(r.uc)-1])
		}
	case '}':
		r.flush()
		if r.skip == r.depth {
			r.skip = 0
		}
		r.depth = max(r.depth-1, 0)
		if len(r.uc) > 1 {
			r.uc = r.uc[:len(r.uc)-1]
		}
	case '\\':
		r.control()
	case '\r', '\n':
	default:
		r.char(c)
	}
}

// char takes a byte of text.
func (r *rtf) char(c byte) {
	switch {
	case r.eat > 0:
		r.eat--
	case r.skip == 0:
		r.raw = append(r.raw, c)
	}
}

// control reads what follows a backslash.
func (r *rtf) control() {
	if r.i >= len(r.b) {
		return
	}
	c := r.b[r.i]
	if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
		r.word()
		return
	}
	r.i++
	switch c {
	case '\'':
		if r.i+2 <= len(r.b) {
			if v, err := strconv.ParseUint(string(r.b[r.i:r.i+2]), 16, 8); err == nil {
				r.char(byte(v))
			}
			r.i += 2
		}
	case '*':
		if r.skip == 0 {
			r.skip = r.depth
		}
	case '~':
		r.char(' ')
	case '\\', '{', '}':
		r.char(c)
	}
}

// word reads a control word with its number.
func (r *rtf) word() {
	start := r.i
	for r.i < len(r.b) && (r.b[r.i]|0x20 >= 'a' && r.b[r.i]|0x20 <= 'z') {
		r.i++
	}
	name := string(r.b[start:r.i])
	start = r.i
	for r.i < len(r.b) && r.i-start < 12 && (r.b[r.i] == '-' && r.i == start || r.b[r.i] >= '0' && r.b[r.i] <= '9') {
		r.i++
	}
	num, _ := strconv.Atoi(string(r.b[start:r.i]))
	if r.i < len(r.b) && r.b[r.i] == ' ' {
		r.i++
	}
	switch {
	case name == "bin":
		r.i = min(len(r.b), r.i+max(num, 0))
	case r.skip > 0:
	case silent[name]:
		r.skip = r.depth
	default:
		r.text(name, num)
	}
}

func (r *rtf) text(name string, num int) {
	switch name {
	case "par", "line", "row", "sect":
		r.flush()
		r.out.WriteByte('\n')
	case "page":
		r.flush()
		r.out.WriteByte('\f')
	case "tab", "cell":
		r.flush()
		r.out.WriteByte('\t')
	case "uc":
		r.uc[len(r.uc)-1] = min(max(num, 0), 10)
	case "u":
		r.flush()
		r.unicode(uint16(num))
		r.eat = r.uc[len(r.uc)-1]
	}
}

func (r *rtf) unicode(u uint16) {
	switch {
	case utf16.IsSurrogate(rune(u)) && u < 0xDC00:
		r.high = u
		return
	case utf16.IsSurrogate(rune(u)):
		r.out.WriteRune(utf16.DecodeRune(rune(r.high), rune(u)))
	default:
		r.out.WriteRune(rune(u))
	}
	r.high = 0
}

// flush decodes what waits: Chinese makers write code page 936.
func (r *rtf) flush() {
	if len(r.raw) == 0 {
		return
	}
	if s, err := simplifiedchinese.GB18030.NewDecoder().Bytes(r.raw); err == nil {
		r.out.Write(s)
	}
	r.raw = r.raw[:0]
}
