package format

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/richardlehane/siegfried/pkg/core"
	"github.com/richardlehane/siegfried/pkg/static"

	"niandang/archive/ofd"
)

// identifier is what is used of siegfried.
type identifier interface {
	Identify(r io.Reader, name, mime string) ([]core.Identification, error)
	Label(id core.Identification) [][2]string
}

func loadSignatures() identifier { return static.New() }

// Identify says what a file is, by its bytes first and its extension where bytes
// do not tell. A file that nobody knows has the family unknown. The error is of
// opening or reading.
func (r *Reader) Identify(ctx context.Context, in Input) (Format, error) {
	if err := ctx.Err(); err != nil {
		return Format{}, err
	}
	f, err := os.Open(in.Path)
	if err != nil {
		return Format{}, fmt.Errorf("identify %s: %w", in.Name, err)
	}
	defer f.Close()
	if in.Size == 0 {
		return Format{Family: Unknown}, nil
	}
	head := make([]byte, 4096)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.ErrUnexpectedEOF {
		return Format{}, fmt.Errorf("identify %s: %w", in.Name, err)
	}
	head = head[:n]
	ext := Ext(in.Name)
	if closed, ok := closedFormat(head, ext); ok {
		return closed, nil
	}
	if bytes.HasPrefix(head, []byte("PK")) && ofd.Known(f, in.Size) {
		return Format{Name: "OFD", MIME: "application/ofd", Family: OFD}, nil
	}
	got := r.pronom(f, in.Name)
	if got.Family == Unknown {
		got = sniff(got, head, ext)
	}
	return refine(got, head, ext), nil
}

// Ext gives the extension in lower case with its dot.
func Ext(name string) string { return strings.ToLower(strings.TrimSpace(filepath.Ext(name))) }

// pronom asks siegfried. Its name is handed on, as some formats are told apart
// by extension only.
func (r *Reader) pronom(f *os.File, name string) (got Format) {
	got = Format{Family: Unknown}
	defer func() {
		if recover() != nil {
			got = Format{Family: Unknown}
		}
	}()
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return got
	}
	sf := r.signatures()
	ids, _ := sf.Identify(f, "x"+Ext(name), "")
	for _, id := range ids {
		if !id.Known() {
			continue
		}
		l := map[string]string{}
		for _, kv := range sf.Label(id) {
			l[kv[0]] = kv[1]
		}
		got.PUID, got.MIME = l["id"], strings.TrimSpace(strings.Split(l["mime"], ",")[0])
		got.Name = strings.TrimSpace(l["format"] + " " + l["version"])
		got.Family = familyOf(got.MIME, got.PUID)
		return got
	}
	return got
}

// families by MIME type.
var families = map[string]Family{
	"application/pdf":    PDF,
	"application/msword": DOC,
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   DOCX,
	"application/vnd.openxmlformats-officedocument.wordprocessingml.template":   DOCX,
	"application/vnd.ms-word.document.macroEnabled.12":                          DOCX,
	"application/vnd.ms-excel":                                                  XLS,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         XLSX,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.template":      XLSX,
	"application/vnd.ms-excel.sheet.macroEnabled.12":                            XLSX,
	"application/vnd.ms-powerpoint":                                             Office,
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": Office,
	"application/vnd.openxmlformats-officedocument.presentationml.slideshow":    Office,
	"application/vnd.oasis.opendocument.presentation":                           Office,
	"application/vnd.oasis.opendocument.text":                                   ODT,
	"application/vnd.oasis.opendocument.spreadsheet":                            ODS,
	"application/rtf": RTF, "text/rtf": RTF,
	"text/html": HTML, "application/xhtml+xml": HTML,
	"message/rfc822":  EML,
	"application/zip": ZIP,
	"text/plain":      TXT, "text/csv": TXT, "text/xml": TXT, "application/xml": TXT, "application/json": TXT, "text/markdown": TXT,
	"image/jpeg": Image, "image/png": Image, "image/tiff": Image, "image/bmp": Image, "image/gif": Image, "image/webp": Image,
	"application/vnd.ms-works": DOC,
}

// familiesByPUID are those that PRONOM gives no MIME type.
var familiesByPUID = map[string]Family{
	"fmt/278": EML, "fmt/950": EML, "x-fmt/111": TXT, "x-fmt/18": TXT, "fmt/96": HTML,
	"fmt/45": RTF, "fmt/50": RTF, "fmt/53": RTF, "fmt/355": RTF, "fmt/116": Image, "fmt/119": Image, "x-fmt/270": Image,
}

func familyOf(mime, puid string) Family {
	if f, ok := familiesByPUID[puid]; ok {
		return f
	}
	if f, ok := families[mime]; ok {
		return f
	}
	return Unknown
}

// closedFormat recognises the closed formats by their head or extension. A file
// with such an extension that opens as something else is that something.
func closedFormat(head []byte, ext string) (Format, bool) {
	known := map[string]string{".ceb": "CEB", ".cebx": "CEBX", ".gd": "GD", ".sep": "SEP", ".gw": "GW", ".s2": "S2", ".s72": "S72"}
	if bytes.HasPrefix(head, []byte("Founder CEB")) {
		return Format{Name: "CEB", MIME: "application/x-ceb", Family: Unknown}, true
	}
	name, ok := known[ext]
	if !ok || hasMagic(head) {
		return Format{}, false
	}
	return Format{Name: name, MIME: "application/x-" + strings.ToLower(name), Family: Unknown}, true
}

// magics are the beginnings by which a damaged file is still known.
var magics = []struct {
	head   string
	family Family
	mime   string
	name   string
}{
	{"%PDF-", PDF, "application/pdf", "PDF"},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Office, "application/x-ole-storage", "OLE2"},
	{"PK\x03\x04", ZIP, "application/zip", "ZIP"},
	{"\xFF\xD8\xFF", Image, "image/jpeg", "JPEG"},
	{"\x89PNG\r\n\x1a\n", Image, "image/png", "PNG"},
	{"II*\x00", Image, "image/tiff", "TIFF"},
	{"MM\x00*", Image, "image/tiff", "TIFF"},
	{"BM", Image, "image/bmp", "BMP"},
	{"GIF8", Image, "image/gif", "GIF"},
	{`{\rtf`, RTF, "application/rtf", "RTF"},
}

func hasMagic(head []byte) bool {
	for _, m := range magics {
		if len(m.head) > 3 && bytes.HasPrefix(head, []byte(m.head)) {
			return true
		}
	}
	return false
}

// sniff names what siegfried did not: files that are cut off lack the end that
// its signatures ask for.
func sniff(f Format, head []byte, ext string) Format {
	for _, m := range magics {
		if !bytes.HasPrefix(head, []byte(m.head)) || m.head == "BM" && ext != ".bmp" {
			continue
		}
		if m.family == Office && byExtension[ext] == "" {
			m.family = Unknown // OLE2 holds much else: thumbnails, mail folders, installers
		}
		return Format{PUID: f.PUID, Name: m.name, MIME: m.mime, Family: m.family}
	}
	if i := bytes.Index(head, []byte("%PDF-")); i >= 0 && i < 1024 {
		return Format{Name: "PDF", MIME: "application/pdf", Family: PDF}
	}
	if f.PUID != "" {
		return f
	}
	switch {
	case ext == ".eml" && looksLikeMail(head):
		return Format{PUID: "fmt/278", Name: "Internet Message Format", MIME: "message/rfc822", Family: EML}
	case looksLikeHTML(head):
		return Format{PUID: "fmt/96", Name: "HTML", MIME: "text/html", Family: HTML}
	case looksLikeText(head):
		return Format{PUID: "x-fmt/111", Name: "Plain Text File", MIME: "text/plain", Family: TXT}
	}
	return f
}

// refine tells apart what shares its outer shape: OLE2 by extension, ZIP that
// should be an office file, mail and pages that look like plain text.
func refine(f Format, head []byte, ext string) Format {
	ole := bytes.HasPrefix(head, []byte(magics[1].head))
	switch {
	case f.Family == TXT && ext == ".eml" && looksLikeMail(head):
		f.Family, f.MIME = EML, "message/rfc822"
	case f.Family == TXT && looksLikeHTML(head):
		f.Family, f.MIME = HTML, "text/html"
	case ole && (f.Family == Unknown || f.Family == Office):
		if by := byExtension[ext]; by == DOC || by == XLS || by == Office {
			f.Family = by
		} else if by == DOCX || by == XLSX {
			f.Family = by // an encrypted one; its reader says so
		}
	}
	return f
}

// byExtension gives the family that an extension promises.
var byExtension = map[string]Family{
	".pdf": PDF, ".docx": DOCX, ".docm": DOCX, ".dotx": DOCX, ".dotm": DOCX,
	".doc": DOC, ".dot": DOC, ".wps": DOC, ".wpt": DOC,
	".xlsx": XLSX, ".xlsm": XLSX, ".xltx": XLSX, ".xls": XLS, ".xlt": XLS, ".et": XLS, ".ett": XLS,
	".ppt": Office, ".pptx": Office, ".pps": Office, ".ppsx": Office, ".dps": Office, ".dpt": Office, ".odp": Office,
	".odt": ODT, ".ott": ODT, ".ods": ODS, ".ots": ODS, ".ofd": OFD, ".eml": EML, ".zip": ZIP, ".rtf": RTF,
	".html": HTML, ".htm": HTML, ".txt": TXT,
	".jpg": Image, ".jpeg": Image, ".jpe": Image, ".jfif": Image, ".png": Image, ".tif": Image, ".tiff": Image, ".bmp": Image, ".gif": Image, ".webp": Image,
}

// imageTypes gives the MIME type that an image's extension promises.
var imageTypes = map[string]string{
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".jpe": "image/jpeg", ".jfif": "image/jpeg", ".png": "image/png",
	".tif": "image/tiff", ".tiff": "image/tiff", ".bmp": "image/bmp", ".gif": "image/gif", ".webp": "image/webp",
}

// mayCarry are the pairs of promise and content that are no wrong name: files of
// WPS in the newer shape, and the ZIP or text that is left of a damaged file.
var mayCarry = map[[2]Family]bool{
	{DOCX, ZIP}: true, {XLSX, ZIP}: true, {ODT, ZIP}: true, {ODS, ZIP}: true, {OFD, ZIP}: true, {Office, ZIP}: true,
	{HTML, TXT}: true, {EML, TXT}: true, {RTF, TXT}: true,
}

// openXMLByWPS are the extensions under which WPS saves in the newer shape too.
var openXMLByWPS = map[string]Family{".wps": DOCX, ".wpt": DOCX, ".et": XLSX, ".ett": XLSX}

// wrongExtension reports whether an extension promises something else than the
// bytes are. Where bytes are unknown it is no matter of names.
func wrongExtension(f Format, ext string) bool {
	promised, known := byExtension[ext]
	switch {
	case !known || f.Family == Unknown || mayCarry[[2]Family{promised, f.Family}]:
		return false
	case f.Family == Image && promised == Image:
		return f.MIME != imageTypes[ext]
	case openXMLByWPS[ext] == f.Family:
		return false
	}
	return promised != f.Family
}
