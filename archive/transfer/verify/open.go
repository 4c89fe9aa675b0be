package verify

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"niandang/archive"
)

// source is an open package.
type source struct {
	fsys  fs.FS
	form  string
	dir   string // on disk, for a folder
	after []func() error
	// stored gives random access to a file where its open form does not; nil: none
	stored func(name string) io.ReaderAt
}

func (s source) close() {
	for _, f := range s.after {
		_ = f() // read only: nothing is lost
	}
}

// plainFS is a folder of which only files and folders are opened: a link could
// lead out of the package, a device or a pipe never ends.
type plainFS string

// Open opens a file or a folder.
func (p plainFS) Open(name string) (fs.File, error) {
	full, err := p.plain("open", name)
	if err != nil {
		return nil, err
	}
	return os.Open(full)
}

// Stat describes a file or a folder.
func (p plainFS) Stat(name string) (fs.FileInfo, error) {
	full, err := p.plain("stat", name)
	if err != nil {
		return nil, err
	}
	return os.Lstat(full)
}

// plain gives the place on disk of what is neither link nor device.
func (p plainFS) plain(op, name string) (string, error) {
	if !fs.ValidPath(name) {
		return "", &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	full := string(p)
	if name == "." { // the package itself may lie behind a link
		return full, nil
	}
	full = filepath.Join(full, filepath.FromSlash(name))
	st, err := os.Lstat(full)
	if err == nil && !st.Mode().IsRegular() && !st.IsDir() {
		err = &fs.PathError{Op: op, Path: name, Err: errors.New("neither file nor folder")}
	}
	return full, err
}

// open opens a folder, a ZIP file or an image.
func open(ctx context.Context, name string, o Options) (source, error) {
	st, err := os.Stat(name)
	if err != nil {
		return source{}, archive.Fail(archive.CodeNotFound, "package", err, "path", name)
	}
	switch ext := extOf(filepath.ToSlash(name)); {
	case st.IsDir():
		return source{fsys: plainFS(name), form: "folder", dir: name}, nil
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
	damaged := func(err error) error { return archive.Fail(archive.CodeDamaged, "package_zip", err, "path", name) }
	f, err := os.Open(name)
	if err != nil {
		return source{}, damaged(err)
	}
	src := source{form: "zip", after: []func() error{f.Close}}
	st, err := f.Stat()
	if err != nil {
		src.close()
		return source{}, damaged(err)
	}
	z, err := zip.NewReader(f, st.Size())
	if err != nil {
		src.close()
		return source{}, damaged(err)
	}
	if why := safeZip(z.File); why != "" {
		src.close()
		return source{}, archive.Fail(archive.CodeUnsupported, why, nil, "path", name)
	}
	top, err := topFolder(z)
	if err != nil {
		src.close()
		return source{}, damaged(err)
	}
	src.fsys = z
	if top != "." {
		if src.fsys, err = fs.Sub(z, top); err != nil {
			src.close()
			return source{}, damaged(err)
		}
	}
	src.stored = storedIn(f, z, top)
	return src, nil
}

// storedIn gives random access to the entries of a ZIP file that are not packed,
// by their path in the package.
func storedIn(f *os.File, z *zip.Reader, top string) func(string) io.ReaderAt {
	entries := make(map[string]*zip.File, len(z.File))
	for _, e := range z.File {
		if e.Method == zip.Store {
			entries[e.Name] = e
		}
	}
	return func(name string) io.ReaderAt {
		e := entries[path.Join(top, name)]
		if e == nil {
			return nil
		}
		at, err := e.DataOffset()
		if err != nil {
			return nil
		}
		return io.NewSectionReader(f, at, int64(e.UncompressedSize64))
	}
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

// topFolder gives the one folder that a serialised bag has at its top (RFC 8493
// section 4), "." where there is not just one.
func topFolder(fsys fs.FS) (string, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return "", fmt.Errorf("read archive: %w", err)
	}
	if len(entries) == 1 && entries[0].IsDir() {
		return entries[0].Name(), nil
	}
	return ".", nil
}
