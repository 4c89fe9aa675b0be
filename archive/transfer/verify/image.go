package verify

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"

	"niandang/archive"
	"niandang/archive/fixity"
)

// openImage unpacks an image with a helper program; there is no reader of our own
// for ISO 9660 with its extensions.
func openImage(ctx context.Context, name string, o Options) (source, error) {
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
