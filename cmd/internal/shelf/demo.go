package shelf

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"niandang/archive"
	"niandang/archive/fixity"
	"niandang/archive/year"
	"niandang/assets/demo"
	"niandang/ui"
)

// Demo puts the demo year's files into a folder beside a new library, as the
// departments of the made-up bureau left them.
func (s *Shelf) Demo(ctx context.Context, dir string) (ui.Library, ui.Sample, error) {
	sample := ui.Sample{Year: demo.Year, Source: filepath.Join(dir, "来源"), Register: filepath.Join(dir, "收发文登记簿.xlsx")}
	set := archive.DefaultSettings()
	if err := json.Unmarshal(demo.Organ, &set.Organ); err != nil {
		return nil, sample, fmt.Errorf("demo: %w", err)
	}
	if err := unpack(demo.Source, sample.Source); err != nil {
		return nil, sample, fmt.Errorf("demo: %w", err)
	}
	write := func(w io.Writer) error { _, err := w.Write(demo.Register); return err }
	if _, err := fixity.WriteFile(sample.Register, write); err != nil {
		return nil, sample, err
	}
	l, err := s.Create(ctx, filepath.Join(dir, "馆藏"), set)
	return l, sample, err
}

// unpack writes the files of a zip into a folder.
func unpack(b []byte, dir string) error {
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return err
	}
	for _, f := range r.File {
		name := filepath.FromSlash(f.Name)
		if f.FileInfo().IsDir() || !filepath.IsLocal(name) {
			continue
		}
		if err := unpackFile(f, filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

func unpackFile(f *zip.File, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	src, err := f.Open()
	if err != nil {
		return err
	}
	defer src.Close()
	_, err = fixity.WriteFile(path, func(w io.Writer) error { _, err := io.Copy(w, src); return err })
	return err
}

// Work does the machine's part of the demo year: collect, propose, arrange.
func Work(ctx context.Context, l ui.Library, s ui.Sample) error {
	o := l.(*opened)
	if _, err := o.Collect(ctx, year.CollectOptions{Year: s.Year, Sources: []string{s.Source}, Register: s.Register}, archive.NoProgress{}); err != nil {
		return err
	}
	if _, err := o.Appraise(ctx, s.Year, archive.NoProgress{}); err != nil {
		return err
	}
	_, err := o.Arrange(ctx, s.Year, archive.NoProgress{})
	return err
}
