package bagit

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

var manifestName = regexp.MustCompile(`^(tag)?manifest-([a-z0-9]+)\.txt$`)

// manifestLine takes what the drafts allow: any blanks, and the star of md5sum.
var manifestLine = regexp.MustCompile(`^([0-9A-Fa-f]+)[ \t]+(\*?)(.+)$`)

// tagManifest reports whether a file is a tag manifest, which no other lists.
func tagManifest(name string) bool {
	m := manifestName.FindStringSubmatch(name)
	return m != nil && m[1] == "tag"
}

// ReadManifest reads a manifest that BagIt does not know of, among the tag files:
// digests by path. Errors: a line that is none, a path that leads out of the bag.
func ReadManifest(fsys fs.FS, name string) (map[string]string, error) {
	v := &validator{fsys: fsys, report: &Report{}, major: 1}
	lines, err := v.manifest(name)
	if err != nil {
		return nil, err
	}
	if len(v.report.Errors) > 0 {
		return nil, fmt.Errorf("read %s: %s", name, v.report.Errors[0].Text.ID)
	}
	out := make(map[string]string, len(lines))
	for _, l := range lines {
		out[l.path] = l.digest
	}
	return out, nil
}

// textReader decodes a tag file from the encoding that the declaration names.
func textReader(r io.Reader, name string) (io.Reader, error) {
	if name == "" || strings.EqualFold(name, "UTF-8") {
		return r, nil
	}
	var enc encoding.Encoding
	if strings.EqualFold(name, "UTF-16") {
		enc = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	} else {
		var err error
		if enc, err = ianaindex.IANA.Encoding(name); err != nil || enc == nil {
			return nil, fmt.Errorf("encoding %s is not known", name)
		}
	}
	return transform.NewReader(r, enc.NewDecoder()), nil
}

// entry is one line of a manifest.
type entry struct{ digest, path string }

// manifest reads one manifest, in order, without what leads out of the bag.
func (v *validator) manifest(name string) ([]entry, error) {
	f, err := v.fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	defer f.Close()
	text, err := textReader(f, v.encoding)
	if err != nil {
		v.report.fail("bagit.txt", "bag.encoding", "name", v.encoding)
		return nil, nil
	}
	var out []entry
	sc := bufio.NewScanner(text)
	sc.Buffer(make([]byte, 64<<10), 1<<20)
	for sc.Scan() {
		if e, ok := v.line(name, strings.TrimSuffix(sc.Text(), "\r")); ok {
			out = append(out, e)
		}
	}
	if err := sc.Err(); err != nil {
		v.report.fail(name, "bag.line", "name", name, "line", err.Error())
	}
	return out, nil
}

func (v *validator) line(name, line string) (entry, bool) {
	if strings.TrimSpace(line) == "" {
		return entry{}, false
	}
	m := manifestLine.FindStringSubmatch(line)
	if m == nil {
		v.report.fail(name, "bag.line", "name", name, "line", line)
		return entry{}, false
	}
	p := v.decode(m[3])
	if UnsafePath(p) {
		v.report.fail(name, "bag.unsafe", "name", name, "path", p)
		return entry{}, false
	}
	clean := path.Clean(p)
	if m[2] == "*" {
		v.report.warn(name, "bag.star", "name", name, "path", clean)
	}
	if clean != p {
		v.report.warn(name, "bag.relative", "name", name, "path", p)
	}
	return entry{strings.ToLower(m[1]), clean}, true
}

// Escape writes what a manifest line cannot hold (RFC 8493 2.1.3).
func Escape(p string) string { return escaper.Replace(p) }

var escaper = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")

// decode undoes Escape; the drafts had it for line ends only, and a name may hold
// a percent sign of its own.
func (v *validator) decode(p string) string {
	if !strings.Contains(p, "%") {
		return p
	}
	pairs := []string{"%0D", "\r", "%0d", "\r", "%0A", "\n", "%0a", "\n"}
	if v.strict() {
		pairs = append(pairs, "%25", "%")
	}
	return strings.NewReplacer(pairs...).Replace(p)
}

var drive = regexp.MustCompile(`^(?:[A-Za-z]:|%[A-Za-z_()]+%)`)

// UnsafePath reports whether a path leads out of the bag on any system:
// absolute, home folders, drives, variables, network shares, parents.
func UnsafePath(p string) bool {
	if p == "" || strings.HasPrefix(p, "/") || strings.HasPrefix(p, "~") || strings.HasPrefix(p, `\`) || drive.MatchString(p) {
		return true
	}
	clean := path.Clean(strings.ReplaceAll(p, `\`, "/"))
	return clean == "." || clean == ".." || strings.HasPrefix(clean, "../") || !fs.ValidPath(path.Clean(p))
}
