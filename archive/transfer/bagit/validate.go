package bagit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"niandang/archive"
)

// Options of Validate.
type Options struct {
	Progress archive.Progress // nil: nobody is told
	// Skip names algorithms that are not computed where another one is known.
	Skip []string
	// Also names algorithms that are computed for every payload file beside those
	// of the manifests; what they give is shown to See.
	Also []string
	// See is shown every file as it is read, payload and tag files; from one
	// goroutine at a time.
	See func(Seen)
}

// declaration is exact (RFC 8493 2.1.1); drafts were read with CRLF and without
// the last line end.
var declaration = regexp.MustCompile(`^BagIt-Version: (\d+)\.(\d+)\r?\nTag-File-Character-Encoding: ([^\s]+)[ \t]*(?:\r?\n)*$`)

// Is reports whether fsys holds a bag's declaration.
func Is(fsys fs.FS) bool {
	_, err := fs.Stat(fsys, "bagit.txt")
	return err == nil
}

// Validate checks a bag completely (RFC 8493 section 3). It never fetches. The
// error says that the check could not run; what is wrong with the bag is in the
// Report.
func Validate(ctx context.Context, fsys fs.FS, o Options) (Report, error) {
	if o.Progress == nil {
		o.Progress = archive.NoProgress{}
	}
	var r Report
	b, err := readSmall(fsys, "bagit.txt")
	if err != nil {
		r.fail("bagit.txt", "bag.no_declaration")
		return r, nil
	}
	m := declaration.FindSubmatch(b)
	if m == nil {
		r.fail("bagit.txt", "bag.declaration")
		return r, nil
	}
	v := &validator{fsys: fsys, o: o, report: &r, files: make(map[string]*expected), encoding: string(m[3])}
	v.major, _ = strconv.Atoi(string(m[1]))
	r.Version = string(m[1]) + "." + string(m[2])
	return r, v.run(ctx)
}

// maxTag bounds the tag files that are read whole.
const maxTag = 16 << 20

// readSmall reads a tag file whole, as far as tag files reach.
func readSmall(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxTag+1))
	if err == nil && len(b) > maxTag {
		err = errors.New("the file is too large")
	}
	return b, err
}

// expected is a file that a manifest lists.
type expected struct {
	digests []digest
	as      string // the name on disk, when it is another form of the listed one
	failed  bool
}

type digest struct{ algorithm, want string }

type validator struct {
	fsys     fs.FS
	o        Options
	report   *Report
	major    int
	encoding string
	names    []string             // every file, in order
	files    map[string]*expected // by path
	payloads []payloadManifest
	system   int // files of the desktop that are listed and gone, or there unlisted
}

type payloadManifest struct {
	name  string
	lists map[string]bool
}

// strict: version 1.0 forbids what the drafts let pass.
func (v *validator) strict() bool { return v.major >= 1 }

func (v *validator) run(ctx context.Context) error {
	if err := v.list(); err != nil {
		return err
	}
	if err := v.manifests(); err != nil {
		return err
	}
	if err := v.fetch(); err != nil {
		return err
	}
	v.complete()
	v.collisions()
	if err := v.verify(ctx); err != nil {
		return err
	}
	return v.info()
}

func (v *validator) list() error {
	err := fs.WalkDir(v.fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch {
		case d.IsDir():
		case d.Type().IsRegular():
			v.names = append(v.names, p)
		default:
			v.report.fail(p, "bag.irregular", "path", p)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("list bag: %w", err)
	}
	return nil
}

// manifests reads all payload and tag manifests.
func (v *validator) manifests() error {
	for _, n := range v.names {
		m := manifestName.FindStringSubmatch(n)
		if m == nil {
			continue
		}
		lines, err := v.manifest(n)
		if err != nil {
			return err
		}
		if m[1] == "" {
			v.payloads = append(v.payloads, payloadManifest{n, make(map[string]bool, len(lines))})
		}
		if !Known(m[2]) {
			v.report.warn(n, "bag.algorithm", "name", n)
		}
		for _, e := range lines {
			v.expect(n, m, e)
		}
	}
	if len(v.payloads) == 0 {
		v.report.fail("", "bag.no_manifest")
	}
	return nil
}

func (v *validator) expect(name string, m []string, e entry) {
	payload := m[1] == ""
	if payload {
		if !strings.HasPrefix(e.path, "data/") {
			v.report.fail(name, "bag.unsafe", "name", name, "path", e.path)
			return
		}
		v.payloads[len(v.payloads)-1].lists[e.path] = true
	}
	x := v.files[e.path]
	if x == nil {
		x = &expected{}
		v.files[e.path] = x
	}
	for _, d := range x.digests {
		if d.algorithm == m[2] {
			v.twice(name, e, d)
			return
		}
	}
	x.digests = append(x.digests, digest{m[2], e.digest})
}

func (v *validator) twice(name string, e entry, d digest) {
	if v.strict() || d.want != e.digest {
		v.report.fail(name, "bag.twice", "name", name, "path", e.path)
		return
	}
	v.report.warn(name, "bag.twice", "name", name, "path", e.path)
}

// fetch reads fetch.txt: files still to come make a bag incomplete, paths that
// lead out of it make it invalid.
func (v *validator) fetch() error {
	if !v.has("fetch.txt") {
		return nil
	}
	b, err := readSmall(v.fsys, "fetch.txt")
	if err != nil {
		v.report.fail("fetch.txt", "bag.unreadable", "path", "fetch.txt")
		return nil
	}
	for _, line := range strings.Split(strings.ReplaceAll(string(b), "\r\n", "\n"), "\n") {
		fields := strings.SplitN(strings.TrimSpace(line), " ", 3)
		if len(fields) < 3 {
			continue
		}
		p := v.decode(strings.TrimSpace(fields[2]))
		switch {
		case UnsafePath(p) || !strings.HasPrefix(path.Clean(p), "data/"):
			v.report.fail("fetch.txt", "bag.unsafe", "name", "fetch.txt", "path", p)
		case !v.has(path.Clean(p)):
			v.report.Unfetched = append(v.report.Unfetched, path.Clean(p))
		}
	}
	if len(v.report.Unfetched) > 0 {
		v.report.warn("fetch.txt", "bag.fetch", "n", strconv.Itoa(len(v.report.Unfetched)))
	}
	return nil
}

// has reports whether a file is there; names are in the order of the walk, which
// is not that of the strings, so the file system is asked.
func (v *validator) has(name string) bool {
	st, err := fs.Stat(v.fsys, name)
	return err == nil && !st.IsDir()
}

// complete compares what the manifests list with what is there.
func (v *validator) complete() {
	there := make(map[string]bool, len(v.names))
	var forms map[string]string // made when the first name is missing
	for _, n := range v.names {
		there[n] = true
	}
	for _, p := range sortedKeys(v.files) {
		if there[p] {
			continue
		}
		if forms == nil {
			forms = likeness(v.names)
		}
		v.missing(p, forms)
	}
	for _, n := range v.names {
		switch {
		case strings.HasPrefix(n, "data/"):
			v.report.Files++
			v.listed(n)
		case v.files[n] == nil && !tagManifest(n):
			v.report.Unlisted = append(v.report.Unlisted, n)
		}
	}
	if st, err := fs.Stat(v.fsys, "data"); err != nil || !st.IsDir() {
		v.report.fail("data", "bag.no_payload")
	}
}

// likeness maps the folded form of each name to the name.
func likeness(names []string) map[string]string {
	out := make(map[string]string, len(names))
	for _, n := range names {
		out[fold(n)] = n
	}
	return out
}

func fold(name string) string { return strings.ToLower(norm.NFC.String(name)) }

func (v *validator) missing(p string, forms map[string]string) {
	x := v.files[p]
	other, alike := forms[fold(p)]
	switch {
	case desktop(p):
		v.system++
		v.report.warn(p, "bag.system_file", "path", p)
	case alike && norm.NFC.String(other) == norm.NFC.String(p):
		x.as = other
		v.report.warn(p, "bag.normalization", "path", p)
		return
	case alike && !v.strict() && v.files[other] != nil:
		v.report.warn(p, "bag.case", "path", p, "other", other)
	case slices.Contains(v.report.Unfetched, p):
	default:
		v.report.fail(p, "bag.missing", "path", p)
	}
	x.failed = true
}

// desktop reports whether a file is one that desktops make and remove by
// themselves.
func desktop(p string) bool {
	switch strings.ToLower(path.Base(p)) {
	case ".ds_store", "thumbs.db", "desktop.ini":
		return true
	}
	return false
}

// listed looks for a payload file in the payload manifests: all of them from
// version 1.0 on, one of them before.
func (v *validator) listed(n string) {
	in, form := 0, false
	for _, m := range v.payloads {
		switch {
		case m.lists[n]:
			in++
		case v.listedAs(m, n):
			in++
			form = true
		}
	}
	if in == len(v.payloads) || in > 0 && !v.strict() {
		return
	}
	if desktop(n) && !form {
		v.system++
		v.report.warn(n, "bag.system_file", "path", n)
		return
	}
	v.report.fail(n, "bag.extra", "path", n)
}

// listedAs looks for a file under another normalization form of its name.
func (v *validator) listedAs(m payloadManifest, n string) bool {
	for _, form := range []string{norm.NFC.String(n), norm.NFD.String(n)} {
		if form != n && m.lists[form] && v.files[form].as == n {
			return true
		}
	}
	return false
}

// collisions warns of payload names that another system cannot tell apart or keep.
func (v *validator) collisions() {
	seen := make(map[string]string)
	for _, p := range sortedKeys(v.files) {
		if desktop(p) {
			v.report.warn(p, "bag.system_file", "path", p)
		}
		if old, ok := seen[fold(p)]; ok && v.files[p].as == "" && !v.files[p].failed {
			v.report.warn(p, "bag.case", "path", p, "other", old)
		}
		seen[fold(p)] = p
	}
}
