package verify

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"niandang/archive"
	"niandang/archive/fixity"
	"niandang/archive/transfer/isofs"
)

// openImage opens an image of a disc where it lies.
func openImage(ctx context.Context, name string, o Options) (source, error) {
	f, err := os.Open(name)
	if err != nil {
		return source{}, archive.Fail(archive.CodeDamaged, "package_image", err, "path", name)
	}
	src := source{form: "iso", after: []func() error{f.Close}}
	err = src.image(f)
	if err == nil {
		return src, nil
	}
	src.close()
	if errors.Is(err, isofs.ErrForm) {
		return unpackImage(ctx, name, o)
	}
	return source{}, archive.Fail(archive.CodeDamaged, "package_image", err, "path", name)
}

func (s *source) image(f *os.File) error {
	st, err := f.Stat()
	if err != nil {
		return err
	}
	image, err := isofs.Open(f, st.Size())
	if err != nil {
		return err
	}
	top, err := topFolder(image)
	if err != nil {
		return err
	}
	s.fsys, err = fs.Sub(image, top)
	return err
}

// unpackImage unpacks an image of another form (UDF) with a helper program.
func unpackImage(ctx context.Context, name string, o Options) (source, error) {
	dir, err := os.MkdirTemp(o.TempDir, "image-*")
	if err != nil {
		return source{}, archive.Fail(archive.CodeSpace, "cannot_write", err, "path", o.TempDir)
	}
	src := source{form: "iso", after: []func() error{func() error { return fixity.RemoveTree(dir) }}}
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
	top, err := topFolder(plainFS(dir))
	if err != nil {
		src.close()
		return source{}, archive.Fail(archive.CodeDamaged, "package_image", err, "path", name)
	}
	src.fsys = plainFS(filepath.Join(dir, top))
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
