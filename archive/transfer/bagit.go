package transfer

import (
	"bufio"
	"context"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"path"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/emmansun/gmsm/sm3"

	"niandang/archive"
)

// Algorithms that a manifest may use.
var algorithms = map[string]func() hash.Hash{
	"md5": md5.New, "sha1": sha1.New, "sha256": sha256.New, "sha512": sha512.New, "sm3": sm3.New,
}

// bagReport is what validating a bag showed.
type bagReport struct {
	Version string
	Errors  []archive.Text
	Warns   []archive.Text
	Files   int
	Bytes   int64
}

func (r *bagReport) err(id string, pairs ...string) {
	r.Errors = append(r.Errors, archive.Say(id, pairs...))
}
func (r *bagReport) warn(id string, pairs ...string) {
	r.Warns = append(r.Warns, archive.Say(id, pairs...))
}

var declaration = regexp.MustCompile(`^BagIt-Version: (\d+\.\d+)\r?\n(?:Tag-File-Character-Encoding: (\S+))\r?\n?$`)

// isBag reports whether fsys holds a bag's declaration.
func isBag(fsys fs.FS) bool {
	_, err := fs.Stat(fsys, "bagit.txt")
	return err == nil
}

// validateBag validates a bag completely: declaration, manifests, payload, tag
// files (RFC 8493 section 3). It never fetches.
func validateBag(ctx context.Context, fsys fs.FS, progress archive.Progress) (bagReport, error) {
	var r bagReport
	b, err := fs.ReadFile(fsys, "bagit.txt")
	if err != nil {
		return r, archive.Fail(archive.CodeInvalid, "not_a_bag", err)
	}
	m := declaration.FindSubmatch(b)
	if m == nil {
		r.err("bag.declaration")
		return r, nil
	}
	r.Version = string(m[1])
	v := &bagValidator{fsys: fsys, report: &r, progress: progress, digests: make(map[string]map[string]string)}
	if err := v.validate(ctx); err != nil {
		return r, err
	}
	return r, nil
}

type bagValidator struct {
	fsys     fs.FS
	report   *bagReport
	progress archive.Progress
	names    []string                     // every file, in order
	digests  map[string]map[string]string // file, algorithm, digest expected
	payloads []map[string]string          // of each payload manifest
}

func (v *bagValidator) validate(ctx context.Context) error {
	if err := v.list(); err != nil {
		return err
	}
	if err := v.manifests(); err != nil {
		return err
	}
	v.complete()
	v.info()
	v.progress.Total(len(v.digests))
	return v.verify(ctx)
}

func (v *bagValidator) list() error {
	return fs.WalkDir(v.fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !d.IsDir() {
			v.names = append(v.names, p)
		}
		return nil
	})
}

var manifestName = regexp.MustCompile(`^(tag)?manifest-([a-z0-9]+)\.txt$`)

// manifests reads all payload and tag manifests.
func (v *bagValidator) manifests() error {
	for _, n := range v.names {
		m := manifestName.FindStringSubmatch(n)
		if m == nil {
			continue
		}
		entries, err := v.manifest(n)
		if err != nil {
			return err
		}
		if _, known := algorithms[m[2]]; !known {
			v.report.warn("bag.algorithm", "name", n)
			if m[1] == "" {
				v.payloads = append(v.payloads, entries)
			}
			continue
		}
		for p, digest := range entries {
			if v.digests[p] == nil {
				v.digests[p] = make(map[string]string)
			}
			v.digests[p][m[2]] = digest
		}
		if m[1] == "" {
			v.payloads = append(v.payloads, entries)
		}
	}
	if len(v.payloads) == 0 {
		v.report.err("bag.no_manifest")
	}
	return nil
}

var manifestLine = regexp.MustCompile(`^([0-9A-Fa-f]+)[ \t]+\*?(.+)$`)

// manifest reads one manifest: path to digest.
func (v *bagValidator) manifest(name string) (map[string]string, error) {
	f, err := v.fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	defer f.Close()
	out := make(map[string]string)
	sc := bufio.NewScanner(f)
	sc.Buffer(make([]byte, 64<<10), 1<<20)
	for sc.Scan() {
		line := strings.TrimSuffix(sc.Text(), "\r")
		if line == "" {
			continue
		}
		m := manifestLine.FindStringSubmatch(line)
		if m == nil {
			v.report.err("bag.line", "name", name, "line", line)
			continue
		}
		p := decodePath(m[2])
		if unsafePath(p) {
			v.report.err("bag.unsafe", "name", name, "path", p)
			continue
		}
		p = path.Clean(p)
		if old, twice := out[p]; twice && !strings.EqualFold(old, m[1]) {
			v.report.err("bag.twice", "name", name, "path", p)
		} else if twice {
			v.report.warn("bag.twice", "name", name, "path", p)
		}
		out[p] = strings.ToLower(m[1])
	}
	if err := sc.Err(); err != nil {
		v.report.err("bag.line", "name", name, "line", err.Error())
	}
	return out, nil
}

var pathDecoder = strings.NewReplacer("%0D", "\r", "%0d", "\r", "%0A", "\n", "%0a", "\n", "%25", "%")

func decodePath(s string) string { return pathDecoder.Replace(s) }

// unsafePath refuses what leads out of the bag.
func unsafePath(p string) bool {
	return p == "" || strings.HasPrefix(p, "/") || strings.HasPrefix(p, "~") || strings.Contains(p, "\\") ||
		len(p) > 1 && p[1] == ':' || strings.HasPrefix(path.Clean(p), "..")
}

// complete compares what the manifests list with what is there.
func (v *bagValidator) complete() {
	there := make(map[string]bool, len(v.names))
	for _, n := range v.names {
		there[n] = true
	}
	if there["fetch.txt"] {
		v.report.warn("bag.fetch")
	}
	for _, p := range sortedKeys(v.digests) {
		if !there[p] {
			v.report.err("bag.missing", "path", p)
			delete(v.digests, p)
		}
	}
	for _, n := range v.names {
		if !strings.HasPrefix(n, "data/") {
			continue
		}
		v.report.Files++
		for _, m := range v.payloads {
			if _, listed := m[n]; !listed {
				v.report.err("bag.extra", "path", n)
				break
			}
		}
	}
	if _, err := fs.Stat(v.fsys, "data"); err != nil {
		v.report.err("bag.no_payload")
	}
}

// info checks bag-info.txt: Payload-Oxum against the payload.
func (v *bagValidator) info() {
	b, err := fs.ReadFile(v.fsys, "bag-info.txt")
	if err != nil {
		return
	}
	for _, line := range strings.Split(strings.ReplaceAll(string(b), "\r\n", "\n"), "\n") {
		key, value, ok := strings.Cut(line, ":")
		if !ok || !strings.EqualFold(strings.TrimSpace(key), "Payload-Oxum") {
			continue
		}
		v.oxum(strings.TrimSpace(value))
	}
}

func (v *bagValidator) oxum(value string) {
	var octets int64
	streams := 0
	for _, n := range v.names {
		if !strings.HasPrefix(n, "data/") {
			continue
		}
		if st, err := fs.Stat(v.fsys, n); err == nil {
			octets += st.Size()
			streams++
		}
	}
	v.report.Bytes = octets
	got := strconv.FormatInt(octets, 10) + "." + strconv.Itoa(streams)
	if got != value {
		v.report.err("bag.oxum", "want", value, "got", got)
	}
}

// verify reads every listed file once and compares all its digests.
func (v *bagValidator) verify(ctx context.Context) error {
	for _, p := range sortedKeys(v.digests) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := v.file(p); err != nil {
			return err
		}
		v.progress.Add(1)
	}
	return nil
}

func (v *bagValidator) file(p string) error {
	f, err := v.fsys.Open(p)
	if err != nil {
		v.report.err("bag.unreadable", "path", p)
		return nil
	}
	defer f.Close()
	hashes := make(map[string]hash.Hash)
	var ws []io.Writer
	for alg := range v.digests[p] {
		hashes[alg] = algorithms[alg]()
		ws = append(ws, hashes[alg])
	}
	if _, err := io.Copy(io.MultiWriter(ws...), f); err != nil {
		if errors.Is(err, context.Canceled) {
			return err
		}
		v.report.err("bag.unreadable", "path", p)
		return nil
	}
	for alg, h := range hashes {
		if hex.EncodeToString(h.Sum(nil)) != v.digests[p][alg] {
			v.report.err("bag.changed", "path", p, "algorithm", alg)
			return nil
		}
	}
	return nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
