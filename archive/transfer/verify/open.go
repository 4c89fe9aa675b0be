package verify

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"niandang/archive"
)

// source is an open package.
type source struct {
	fsys  fs.FS
	form  string
	dir   string // on disk, for a folder
	after []func() error
}

func (s source) close() {
	for _, f := range s.after {
		_ = f() // read only: nothing is lost
	}
}

// open opens a folder, a ZIP file or an image.
func open(ctx context.Context, name string, o Options) (source, error) {
	st, err := os.Stat(name)
	if err != nil {
		return source{}, archive.Fail(archive.CodeNotFound, "package", err, "path", name)
	}
	switch ext := extOf(filepath.ToSlash(name)); {
	case st.IsDir():
		return source{fsys: os.DirFS(name), form: "folder", dir: name}, nil
	case ext == ".zip":
		return openZip(name)
	case ext == ".iso":
		return openImage(ctx, name, o)
	}
	return source{}, archive.Fail(archive.CodeUnsupported, "package_form", nil, "path", name)
}

// What a ZIP file may cost: packages are stored, so a large ratio is a bomb.
const (
	zipEntries = 2_000_000
	zipRatio   = 100
	zipSlack   = 64 << 20 // small packages may pack well
)

func openZip(name string) (source, error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return source{}, archive.Fail(archive.CodeDamaged, "package_zip", err, "path", name)
	}
	src := source{fsys: z, form: "zip", after: []func() error{z.Close}}
	if why := safeZip(z.File); why != "" {
		src.close()
		return source{}, archive.Fail(archive.CodeUnsupported, why, nil, "path", name)
	}
	if src.fsys, err = topFolder(z); err != nil {
		src.close()
		return source{}, archive.Fail(archive.CodeDamaged, "package_zip", err, "path", name)
	}
	return src, nil
}

// safeZip gives the reason why a ZIP file is refused, "" for none.
func safeZip(files []*zip.File) string {
	if len(files) > zipEntries {
		return "package_zip_bomb"
	}
	var packed, plain uint64
	names := make(map[string]bool, len(files))
	for _, f := range files {
		n := strings.TrimSuffix(f.Name, "/")
		if !fs.ValidPath(n) || strings.Contains(n, `\`) || f.Mode()&fs.ModeSymlink != 0 {
			return "package_zip_path"
		}
		if names[n] {
			return "package_zip_twice"
		}
		names[n] = true
		if f.Flags&1 != 0 {
			return "package_zip_locked"
		}
		packed += f.CompressedSize64
		plain += f.UncompressedSize64
	}
	if plain > zipSlack && plain/zipRatio > packed {
		return "package_zip_bomb"
	}
	return ""
}

// topFolder goes into the one folder that a serialised bag has at its top (RFC
// 8493 section 4).
func topFolder(fsys fs.FS) (fs.FS, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("read archive: %w", err)
	}
	if len(entries) == 1 && entries[0].IsDir() {
		return fs.Sub(fsys, entries[0].Name())
	}
	return fsys, nil
}

// openImage unpacks an image with a helper program; there is no reader of our own
// for ISO 9660 with its extensions.
func openImage(ctx context.Context, name string, o Options) (source, error) {
	dir, err := os.MkdirTemp(o.TempDir, "image-*")
	if err != nil {
		return source{}, archive.Fail(archive.CodeSpace, "cannot_write", err, "path", o.TempDir)
	}
	src := source{form: "iso", after: []func() error{func() error { return removeAll(dir) }}}
	args := imageHelper(name, dir, o.Xorriso)
	if args == nil {
		src.close()
		return source{}, archive.Fail(archive.CodeHelper, "package_iso", nil, "path", name)
	}
	out, err := exec.CommandContext(ctx, args[0], args[1:]...).CombinedOutput()
	if err != nil {
		src.close()
		return source{}, archive.Fail(archive.CodeDamaged, "package_image", errors.Join(err, errors.New(string(out))), "path", name)
	}
	if src.fsys, err = topFolder(os.DirFS(dir)); err != nil {
		src.close()
		return source{}, archive.Fail(archive.CodeDamaged, "package_image", err, "path", name)
	}
	return src, nil
}

// imageHelper gives the command that unpacks an image into a folder; nil when
// there is no program for it.
func imageHelper(image, dir, xorriso string) []string {
	if xorriso == "" {
		xorriso = "xorriso"
	}
	if p, err := exec.LookPath(xorriso); err == nil {
		return []string{p, "-osirrox", "on", "-indev", image, "-extract", "/", dir}
	}
	for _, name := range []string{"7z", "7zz"} {
		if p, err := exec.LookPath(name); err == nil {
			return []string{p, "x", "-y", "-o" + dir, image}
		}
	}
	return nil
}

// removeAll removes a tree whose folders may have come read-only from a disc.
func removeAll(dir string) error {
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			return os.Chmod(p, 0o700)
		}
		return err
	})
	return errors.Join(err, os.RemoveAll(dir))
}

// parts gives the packages of a set that lie in a folder; nil when the folder is
// a package itself.
func (s source) parts() []string {
	if s.dir == "" || isFile(s.fsys, "bagit.txt") || isFile(s.fsys, METSName) || isFile(s.fsys, NoticeName) ||
		isFile(s.fsys, CatalogueName) || isFile(s.fsys, CatalogueName2012) || isFolder(s.fsys, RecordsFolder) {
		return nil
	}
	entries, err := fs.ReadDir(s.fsys, ".")
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		ext := extOf(e.Name())
		if e.IsDir() && s.isPackage(e.Name()) || !e.IsDir() && (ext == ".zip" || ext == ".iso") {
			out = append(out, filepath.Join(s.dir, e.Name()))
		}
	}
	return out
}

func (s source) isPackage(folder string) bool {
	for _, n := range []string{"bagit.txt", METSName, NoticeName, CatalogueName, CatalogueName2012} {
		if isFile(s.fsys, path.Join(folder, n)) {
			return true
		}
	}
	return false
}

// set checks every part, and that all parts are there.
func set(ctx context.Context, name string, parts []string, o Options) (Verdict, error) {
	out := Verdict{Package: name, Form: "set", Accepted: true}
	board := NewBoard("set")
	digests, groups := make(map[string]string), make(map[string]int)
	for _, p := range parts {
		v, count, err := part(ctx, p, o)
		if err != nil {
			return out, err
		}
		out.add(v)
		digests[filepath.Base(p)] = v.Digest
		groups[count]++
		merge(board, v)
	}
	out.Digest = linesDigest(digests)
	for count := range groups {
		if want, err := strconv.Atoi(count); err == nil && want > 1 && want != len(parts) {
			board.Fail("set", Note{Text: archive.Say("verify.set_count", "want", count, "got", strconv.Itoa(len(parts)))})
		}
	}
	out.Checks, out.Accepted = board.Checks(), board.Accepted()
	return out, nil
}

// part checks one part and tells how many parts it says there are.
func part(ctx context.Context, name string, o Options) (v Verdict, count string, err error) {
	src, err := open(ctx, name, o)
	if err != nil {
		return v, "", err
	}
	defer src.close()
	w := &verifier{o: o, src: src, board: NewBoard("opening"), verdict: Verdict{Package: filepath.Base(name), Form: src.form}}
	if err := w.run(ctx); err != nil {
		return w.verdict, "", err
	}
	_, count, _ = strings.Cut(w.bag.Get("Bag-Count"), " of ")
	if count == "" {
		count = w.notice["载体数量"]
	}
	return w.verdict, count, nil
}

func (v *Verdict) add(p Verdict) {
	v.Parts = append(v.Parts, p)
	v.Profile, v.Bag, v.From = p.Profile, p.Bag, p.From
	v.Items += p.Items
	v.Files += p.Files
	v.Bytes += p.Bytes
	if v.First == "" || p.First != "" && p.First < v.First {
		v.First = p.First
	}
	v.Last = max(v.Last, p.Last)
}

// merge takes what a part's check found into the rows of the set.
func merge(b *Board, v Verdict) {
	for _, c := range v.Checks {
		for _, n := range c.Notes {
			if n.Remark {
				continue
			}
			n.Path = path.Join(v.Package, n.Path)
			switch c.Result {
			case Failed:
				b.Fail(c.Code, n)
			case Warning:
				b.Warn(c.Code, n)
			}
		}
	}
}
