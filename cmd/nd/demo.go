package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"niandang/archive"
	"niandang/archive/fixity"
	"niandang/archive/transfer"
	"niandang/archive/year"
	"niandang/assets/demo"
	"niandang/cmd/internal/library"
)

type demoCmd struct {
	Dir string `arg:"" type:"path" help:"${help_demo_dir}"`
}

// Run does the whole year's work on the demo year and says where the results are.
func (c *demoCmd) Run(e *env) error {
	if entries, err := os.ReadDir(c.Dir); err == nil && len(entries) > 0 {
		return archive.Fail(archive.CodeExists, "demo_exists", nil, "path", c.Dir)
	}
	s := archive.DefaultSettings()
	if err := json.Unmarshal(demo.Organ, &s.Organ); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	source, register := filepath.Join(c.Dir, "来源"), filepath.Join(c.Dir, "收发文登记簿.xlsx")
	if err := unpack(demo.Source, source); err != nil {
		return err
	}
	if _, err := fixity.WriteFile(register, func(w io.Writer) error { _, err := w.Write(demo.Register); return err }); err != nil {
		return err
	}
	o := e.options()
	o.Dir = filepath.Join(c.Dir, "馆藏")
	l, err := library.Create(e.ctx, o, s)
	if err != nil {
		return err
	}
	return errors.Join(e.demoYear(l, c.Dir, year.CollectOptions{Year: demo.Year, Sources: []string{source}, Register: register}), l.Close())
}

// demoYear runs the steps.
func (e *env) demoYear(l *library.Library, dir string, o year.CollectOptions) error {
	m, end := e.meter("step.collect")
	defer end()
	if _, err := l.Collect(e.ctx, o, m); err != nil {
		return err
	}
	if _, err := l.Appraise(e.ctx, o.Year, m); err != nil {
		return err
	}
	if _, err := l.Confirm(e.ctx, o.Year, nil); err != nil {
		return err
	}
	if _, err := l.Arrange(e.ctx, o.Year, m); err != nil {
		return err
	}
	bound, err := l.Bind(e.ctx, o.Year, filepath.Join(dir, "成册"), m)
	if err != nil {
		return err
	}
	sent, err := l.Transfer(e.ctx, o.Year, filepath.Join(dir, "移交"), transfer.Options{HoldBack: true, Why: e.say("cli.demo.why")}, m)
	if err != nil {
		return err
	}
	e.print("cli.demo.volumes", "path", filepath.Join(bound.Dir, "汇编册"))
	e.print("cli.demo.catalogue", "path", filepath.Join(bound.Dir, "归档文件目录"))
	e.print("cli.demo.package", "path", sent.Where)
	e.print("cli.demo.report", "path", sent.Verdict)
	e.print("cli.demo.library", "path", l.Store.Dir())
	return nil
}

// unpack writes the demo year's files as a department would have left them.
func unpack(b []byte, dir string) error {
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	for _, f := range r.File {
		if f.FileInfo().IsDir() {
			continue
		}
		if err := unpackFile(f, filepath.Join(dir, filepath.FromSlash(f.Name))); err != nil {
			return fmt.Errorf("demo: %w", err)
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
