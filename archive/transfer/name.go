package transfer

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"niandang/archive"
)

// endings gives the true ending of a format by its PRONOM id, where a file's own
// ending may lie.
var endings = map[string]string{
	"fmt/14": ".pdf", "fmt/15": ".pdf", "fmt/16": ".pdf", "fmt/17": ".pdf", "fmt/18": ".pdf", "fmt/19": ".pdf", "fmt/20": ".pdf",
	"fmt/276": ".pdf", "fmt/1129": ".pdf", "fmt/95": ".pdf", "fmt/354": ".pdf", "fmt/476": ".pdf", "fmt/477": ".pdf", "fmt/478": ".pdf",
	"fmt/479": ".pdf", "fmt/480": ".pdf", "fmt/481": ".pdf", "fmt/40": ".doc", "fmt/609": ".doc", "fmt/412": ".docx", "fmt/61": ".xls",
	"fmt/59": ".xls", "fmt/214": ".xlsx", "fmt/126": ".ppt", "fmt/215": ".pptx", "fmt/353": ".tif", "fmt/41": ".jpg", "fmt/42": ".jpg",
	"fmt/43": ".jpg", "fmt/44": ".jpg", "fmt/645": ".jpg", "fmt/11": ".png", "fmt/12": ".png", "fmt/13": ".png", "fmt/278": ".eml",
	"fmt/950": ".eml", "x-fmt/111": ".txt", "fmt/101": ".xml", "x-fmt/263": ".zip", "fmt/136": ".odt", "fmt/290": ".odt", "fmt/291": ".odt",
	"fmt/137": ".ods", "fmt/294": ".ods", "fmt/295": ".ods", "fmt/45": ".rtf", "fmt/50": ".rtf", "fmt/355": ".rtf", "fmt/96": ".html",
}

// mimes does the same by MIME type, for formats without a PRONOM id (OFD) and
// versions that are not listed.
var mimes = map[string]string{
	"application/pdf": ".pdf", "application/ofd": ".ofd", "image/jpeg": ".jpg", "image/png": ".png", "image/tiff": ".tif",
	"text/plain": ".txt", "message/rfc822": ".eml", "application/msword": ".doc", "text/xml": ".xml", "application/xml": ".xml",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":       ".xlsx",
	"application/vnd.oasis.opendocument.text":                                 ".odt",
}

// trueExt gives the ending that a file's bytes deserve: by its identified format,
// else its own. A ZIP by its signature may be a format that is a ZIP inside (OFD
// has no PRONOM id), so there the MIME type and the name speak first.
func trueExt(f archive.File) string {
	own := ownExt(f.Path)
	mime, _, _ := strings.Cut(f.MIME, ";")
	byPUID, byMIME := endings[f.PUID], mimes[strings.TrimSpace(mime)]
	switch {
	case sameKind(own, byPUID), sameKind(own, byMIME):
		return own
	case byPUID == ".zip" || byPUID == ".txt" || byPUID == "":
		return orElse(byMIME, own)
	}
	return byPUID
}

// sameKind reports whether two endings are ways to write one format.
func sameKind(a, b string) bool {
	short := map[string]string{".jpeg": ".jpg", ".tiff": ".tif", ".htm": ".html"}
	return a != "" && orElse(short[a], a) == orElse(short[b], b)
}

// ownExt gives the ending of a path, without the page range of a segment.
func ownExt(p string) string {
	p, _, _ = strings.Cut(p, "#")
	return strings.ToLower(path.Ext(p))
}

// originalName gives the name that the file had where it was collected.
func originalName(f archive.File) string {
	p, _, _ := strings.Cut(f.Path, "#")
	return path.Base(p)
}

// accepted reports whether the archives take the file's true format as it is.
func (p *Plan) accepted(f archive.File) bool {
	formats := p.in.Settings.Transfer.Formats
	return slices.Contains(formats, trueExt(f)) || f.PUID != "" && slices.Contains(formats, f.PUID)
}

// fileName fills the template of content file names.
func (p *Plan) fileName(it archive.Item, part int) string {
	name := strings.NewReplacer("{code}", it.Code, "{part}", fmt.Sprintf("%02d", part), "{title}", safeName(it.Title)).Replace(p.in.Settings.Transfer.FileName)
	return safeName(name)
}

// safeName takes out what a file system of another system cannot keep.
func safeName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x20 || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, s)
	s = strings.TrimRight(s, ". ")
	for len(s) > 180 {
		r := []rune(s)
		s = string(r[:len(r)-1])
	}
	return s
}

// fold gives the form in which two names are one on some system.
func fold(name string) string { return strings.ToLower(norm.NFC.String(name)) }
