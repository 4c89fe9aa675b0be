package transfer

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"time"

	"niandang/archive"
	"niandang/archive/fixity"
)

// writeZip writes a folder as one ZIP file (ZIP64 where it must be), stored and
// not packed: what lies in it are documents that hardly get smaller, and a
// receiver reads it faster. One top folder bears the package's name (RFC 8493
// section 4). The same folder gives the same bytes.
func writeZip(ctx context.Context, root, name string, now time.Time) error {
	f, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	z := zip.NewWriter(f)
	top := filepath.Base(root)
	err = fs.WalkDir(os.DirFS(root), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return errors.Join(err, ctx.Err())
		}
		return zipFile(z, filepath.Join(root, filepath.FromSlash(p)), &zip.FileHeader{Name: path.Join(top, p), Method: zip.Store, Modified: now})
	})
	if err := errors.Join(err, z.Close(), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

func zipFile(z *zip.Writer, file string, h *zip.FileHeader) error {
	src, err := os.Open(file)
	if err != nil {
		return err
	}
	defer src.Close()
	w, err := z.CreateHeader(h)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, src)
	return err
}

// writeImage makes an ISO 9660 image with Rock Ridge and Joliet names through
// xorriso; without it the form cannot be had.
func (s *shipment) writeImage(ctx context.Context, c carrier, root, name string) error {
	program, err := s.imager()
	if err != nil {
		return err
	}
	if err := fixity.RemoveTree(name); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	stamp := s.plan.in.Now.UTC().Format("2006010215040500")
	cmd := exec.CommandContext(ctx, program, "-as", "mkisofs", "-quiet", "-iso-level", "3", "-R", "-J", "-joliet-long",
		"-V", volumeLabel(c.name), "--modification-date="+stamp, "-o", name, "-graft-points", "/"+c.name+"="+root)
	if out, err := cmd.CombinedOutput(); err != nil {
		if free, known := freeSpace(s.dir); known && free < carrierSlack { // a helper does not say so in a form for programs
			return archive.Fail(archive.CodeSpace, "no_space", err, "path", s.dir)
		}
		return archive.Fail(archive.CodeHelper, "xorriso_failed", fmt.Errorf("%w: %s", err, out), "path", name)
	}
	return nil
}

// imager gives the program that makes images.
func (s *shipment) imager() (string, error) {
	program, err := exec.LookPath(orElse(s.deps.Xorriso, "xorriso"))
	if err != nil {
		return "", archive.Fail(archive.CodeHelper, "xorriso", err)
	}
	return program, nil
}

// volumeLabel keeps what an ISO 9660 label can hold: 32 letters, digits and _.
func volumeLabel(name string) string {
	out := make([]rune, 0, 32)
	for _, r := range name {
		if len(out) == 32 {
			break
		}
		switch {
		case r >= 'a' && r <= 'z':
			r -= 'a' - 'A'
		case r >= 'A' && r <= 'Z' || r >= '0' && r <= '9':
		default:
			r = '_'
		}
		out = append(out, r)
	}
	return string(out)
}
