package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"niandang/archive"
	"niandang/archive/fixity"
	"niandang/archive/pdf"
	"niandang/archive/transfer"
	"niandang/archive/transfer/verify"
	"niandang/cmd/internal/library"
)

type verifyCmd struct {
	Package []string `arg:"" type:"path" help:"${help_verify_package}"`
	Report  string   `type:"path" help:"${help_verify_report}" placeholder:"FILE"`
	Receipt string   `type:"path" help:"${help_verify_receipt}" placeholder:"FILE"`
	Against string   `type:"path" help:"${help_verify_against}" placeholder:"PACKAGE"`
	SM3     bool     `name:"sm3" help:"${help_verify_sm3}"`
	JSON    bool     `help:"${help_json}"`
}

// Run ends with status 0 when all packages are accepted, 1 when one is rejected,
// 2 when one could not be read.
func (c *verifyCmd) Run(e *env) error {
	m, end := e.meter("step.verify")
	all, err := verify.Packages(e.ctx, c.Package, verify.Options{Progress: m, SM3: c.SM3, Against: c.Against})
	end()
	if err != nil {
		return err
	}
	if err := c.show(e, all); err != nil {
		return err
	}
	if err := c.files(e, all); err != nil {
		return err
	}
	differs := false
	for _, v := range all {
		if v.Broken != nil {
			return v.Broken
		}
		differs = differs || !v.Accepted
	}
	if differs {
		return errFindings
	}
	return nil
}

func (c *verifyCmd) show(e *env, all []verify.Verdict) error {
	for _, v := range all {
		if c.JSON {
			if err := v.WriteJSON(e.out, e.words); err != nil {
				return err
			}
			continue
		}
		for _, l := range v.Lines(e.words) {
			fmt.Fprintln(e.out, l)
		}
		fmt.Fprintln(e.out, v.Heading(e.words))
	}
	if len(all) > 1 && !c.JSON {
		for _, l := range verify.Table(all, e.words) {
			fmt.Fprintln(e.out, l)
		}
	}
	return nil
}

// files writes the report and the receipts that were asked for.
func (c *verifyCmd) files(e *env, all []verify.Verdict) error {
	if c.Report != "" {
		if err := e.save(c.Report, func(w io.Writer, d transfer.Deps) error {
			return saveReport(e, w, d, reportOf{filepath.Ext(c.Report), all})
		}); err != nil {
			return err
		}
	}
	if c.Receipt == "" {
		return nil
	}
	for i, v := range all {
		if v.Broken != nil {
			continue // there is nothing that a receipt could be bound to
		}
		r := verify.NewReceipt(v, e.options().Who, time.Now())
		name := numbered(c.Receipt, i, len(all))
		if err := e.save(name, func(w io.Writer, d transfer.Deps) error {
			if isPDF(name) {
				return transfer.WriteReceiptPDF(e.ctx, w, r, d)
			}
			return verify.WriteReceipt(w, r, e.words)
		}); err != nil {
			return err
		}
		if beside := strings.TrimSuffix(name, filepath.Ext(name)); !isPDF(name) {
			if err := e.save(beside+".pdf", func(w io.Writer, d transfer.Deps) error { return transfer.WriteReceiptPDF(e.ctx, w, r, d) }); err != nil {
				return err
			}
		}
	}
	return nil
}

func isPDF(name string) bool { return strings.EqualFold(filepath.Ext(name), ".pdf") }

// numbered gives each of several packages a receipt of its own.
func numbered(name string, i, n int) string {
	if n == 1 {
		return name
	}
	ext := filepath.Ext(name)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), i+1, ext)
}

type reportOf struct {
	ext string
	all []verify.Verdict
}

func saveReport(e *env, w io.Writer, d transfer.Deps, r reportOf) error {
	switch strings.ToLower(r.ext) {
	case ".pdf":
		return transfer.WriteReportPDF(e.ctx, w, r.all, d)
	case ".html", ".htm":
		return transfer.WriteReportHTML(w, r.all, e.words)
	case ".txt":
		return verify.WriteText(w, r.all, e.words)
	}
	if len(r.all) == 1 {
		return r.all[0].WriteJSON(w, e.words)
	}
	return verify.WriteJSONs(w, r.all, e.words)
}

// save writes a file whole, with an engine for its type when it is a PDF.
func (e *env) save(name string, write func(io.Writer, transfer.Deps) error) error {
	var d transfer.Deps
	if isPDF(name) {
		engine, err := library.Engine(archive.DefaultSettings())
		if err != nil {
			return err
		}
		defer engine.Close()
		if d.Type, err = pdf.NewType(library.Fonts()); err != nil {
			return err
		}
		d.Engine, d.Paper, d.Words = engine, e.words, e.words
	}
	_, err := fixity.WriteFile(name, func(w io.Writer) error { return write(w, d) })
	return err
}

type receiptCmd struct {
	File string `arg:"" type:"path" help:"${help_receipt_file}"`
}

func (c *receiptCmd) Run(e *env) error {
	f, err := os.Open(c.File)
	if err != nil {
		return archive.Fail(archive.CodeNotFound, "file", err, "path", c.File)
	}
	defer f.Close()
	r, err := verify.ReadReceipt(f)
	if err != nil {
		return err
	}
	return e.with(func(l *library.Library) error {
		t, err := l.Receipt(e.ctx, r)
		if err != nil {
			return err
		}
		e.print("cli.receipt", "state", e.say("receipt."+t.State), "items", fmt.Sprint(t.Items))
		return nil
	})
}
