package transfer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"niandang/archive"
	"niandang/archive/transfer/verify"
)

// extra is a further file that a person adds to the package.
type extra struct {
	path string // on disk
	name string // in the package
	size int64
}

// withFiles looks at the further files before anything is written: each must be a
// file that the archives can open. Two of one name get different ones.
func withFiles(paths []string) ([]extra, error) {
	used := make(map[string]bool)
	for _, name := range ownNames() {
		used[fold(name)] = true
	}
	var out []extra
	for _, p := range paths {
		size, err := sizeOf(p)
		if err != nil {
			return nil, err
		}
		out = append(out, extra{p, free(used, safeName(filepath.Base(p))), size})
	}
	return out, nil
}

// ownNames are the names in 其他 that are ours.
func ownNames() []string {
	out := []string{formName, deedName, noteName, checkName + ".json", checkName + ".html", checkName + ".pdf", verify.NoticeName}
	for _, l := range []string{listName, boxName, heldName} {
		out = append(out, l+".csv", l+".pdf")
	}
	return out
}

func sizeOf(p string) (int64, error) {
	f, err := os.Open(p)
	if err != nil {
		return 0, archive.Fail(archive.CodeNotFound, "file", err, "path", p)
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil || !st.Mode().IsRegular() {
		return 0, archive.Fail(archive.CodeInvalid, "no_file", err, "path", p)
	}
	if j := verify.Content(f, st.Size(), filepath.ToSlash(p), p); j.Fails {
		return 0, &archive.Error{Code: archive.CodeBlocked, What: j.Text, Hint: archive.Say("error.with.hint")}
	}
	return st.Size(), nil
}

// free gives a name that is not used yet on any system, and uses it.
func free(used map[string]bool, name string) string {
	ext := path.Ext(name)
	stem, try := strings.TrimSuffix(name, ext), name
	for n := 2; used[fold(try)]; n++ {
		try = fmt.Sprintf("%s-%d%s", stem, n, ext)
	}
	used[fold(try)] = true
	return try
}

// with copies the further files into a folder.
func (w *packer) with(ctx context.Context, folder string) error {
	c := &copier{packer: w}
	for _, x := range w.plan.with {
		src, err := os.Open(x.path)
		if err != nil {
			return archive.Fail(archive.CodeNotFound, "file", err, "path", x.path)
		}
		name := path.Join(folder, x.name)
		sums, err := c.copyTo(ctx, w.file(name), src, Entry{})
		if err := errors.Join(err, src.Close()); err != nil {
			return fmt.Errorf("pack %s: %w", name, err)
		}
		w.record(name, sums)
	}
	return nil
}
