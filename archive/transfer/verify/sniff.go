package verify

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// look is what the first and last bytes of a file tell.
type look struct {
	kind   string // pdf, zip, ole, jpeg, png, tiff, xml, text, packed, empty, unknown
	whole  bool   // its end is where it should be
	locked bool   // encrypted
}

// signature is how a kind of file begins.
type signature struct {
	magic string
	kind  string
}

var signatures = []signature{
	{"%PDF-", "pdf"}, {"PK\x03\x04", "zip"}, {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "ole"}, {"\xFF\xD8\xFF", "jpeg"},
	{"\x89PNG\r\n\x1a\n", "png"}, {"II*\x00", "tiff"}, {"MM\x00*", "tiff"}, {"Rar!\x1a\x07", "packed"},
	{"7z\xBC\xAF\x27\x1C", "packed"}, {"\x1f\x8b", "packed"}, {"BZh", "packed"},
}

// endings are what must stand in the last bytes of a whole file.
var endings = map[string]string{"pdf": "%%EOF", "zip": "PK\x05\x06", "jpeg": "\xFF\xD9", "png": "IEND"}

// sniff tells what a file is from its first and last 4 KiB. It opens no format:
// it finds what was cut off, renamed, encrypted or packed.
func sniff(head, tail []byte) look {
	if len(head) == 0 {
		return look{kind: "empty"}
	}
	l := look{kind: kindOf(head), whole: true}
	if end, ok := endings[l.kind]; ok {
		l.whole = bytes.Contains(tail, []byte(end))
	}
	switch l.kind {
	case "pdf":
		l.locked = bytes.Contains(tail, []byte("/Encrypt")) || bytes.Contains(head, []byte("/Encrypt"))
	case "zip":
		l.locked = len(head) > 6 && head[6]&1 == 1
	}
	return l
}

func kindOf(head []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return s.kind
		}
	}
	if bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) {
		return "pdf"
	}
	text := bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff")))
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return "text" // UTF-16
	case bytes.HasPrefix(text, []byte("<")):
		return "xml"
	case plain(head):
		return "text"
	}
	return "unknown"
}

// plain reports whether bytes are text in UTF-8 or GB18030; a character may be
// cut at the end.
func plain(b []byte) bool {
	if bytes.IndexByte(b, 0) >= 0 {
		return false
	}
	for cut := 0; cut < 4 && cut < len(b); cut++ {
		if utf8.Valid(b[:len(b)-cut]) {
			return true
		}
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	return err == nil && bytes.Count(out, []byte("\ufffd")) <= 1
}

// kindsOf says as what a file with an ending may begin.
var kindsOf = map[string][]string{
	".pdf": {"pdf"}, ".ofd": {"zip"}, ".docx": {"zip"}, ".xlsx": {"zip"}, ".pptx": {"zip"}, ".odt": {"zip"}, ".ods": {"zip"},
	".doc": {"ole", "text", "xml"}, ".xls": {"ole", "text", "xml"}, ".ppt": {"ole"}, ".wps": {"ole", "zip"}, ".et": {"ole", "zip"},
	".jpg": {"jpeg"}, ".jpeg": {"jpeg"}, ".png": {"png"}, ".tif": {"tiff"}, ".tiff": {"tiff"},
	".txt": {"text", "xml"}, ".xml": {"xml"}, ".htm": {"xml", "text"}, ".html": {"xml", "text"},
}

// suits reports whether a file begins as its ending says; an ending that is not
// known suits everything.
func (l look) suits(ext string) bool {
	kinds, ok := kindsOf[ext]
	if !ok {
		return true
	}
	for _, k := range kinds {
		if k == l.kind {
			return true
		}
	}
	return false
}

// packed are the endings of compressed containers, which the rules of transfer
// forbid (decompress before transfer).
var packed = map[string]bool{".zip": true, ".rar": true, ".7z": true, ".gz": true, ".tar": true, ".bz2": true, ".tgz": true}
