package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"niandang/archive"
	"niandang/archive/fixity"
	"niandang/archive/transfer/verify"
	"niandang/assets/i18n"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if words, err := i18n.Words(i18n.System()); err == nil {
		pause(archive.Words(words).SayID("ndverify.pause"))
	}
	os.Exit(code)
}

// Exit statuses.
const (
	exitAccepted = 0
	exitRejected = 1
	exitFailed   = 2
)

// clerk is what the receiving clerk asked for.
type clerk struct {
	packages                   []string
	report, receipt, by        string
	against, formats, language string
	sm3, json                  bool
	words                      archive.Words
	out                        io.Writer
}

func run(ctx context.Context, args []string, out, errs io.Writer) int {
	c := &clerk{out: out}
	if err := c.parse(args, errs); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return exitAccepted
		}
		fmt.Fprintln(errs, err)
		return exitFailed
	}
	status, err := c.check(ctx)
	if err != nil {
		message, hint := archive.ErrorMessage(c.words, err)
		fmt.Fprintln(errs, strings.TrimSpace(message+" "+hint))
		return exitFailed
	}
	return status
}

func (c *clerk) parse(args []string, errs io.Writer) error {
	f := flag.NewFlagSet("ndverify", flag.ContinueOnError)
	f.SetOutput(errs)
	language := i18n.System()
	for i, a := range args {
		if strings.TrimLeft(a, "-") == "lang" && i+1 < len(args) {
			language = args[i+1]
		}
	}
	words, err := i18n.Words(language)
	if err != nil {
		return err
	}
	c.words = words
	say := func(id string) string { return c.words.Say(archive.Text{ID: "ndverify." + id}) }
	f.StringVar(&c.language, "lang", language, "zh-Hans, en")
	f.StringVar(&c.report, "report", "", say("report"))
	f.StringVar(&c.receipt, "receipt", "", say("receipt"))
	f.StringVar(&c.by, "by", "", say("by"))
	f.StringVar(&c.against, "against", "", say("against"))
	f.StringVar(&c.formats, "formats", "", say("formats"))
	f.BoolVar(&c.sm3, "sm3", false, say("sm3"))
	f.BoolVar(&c.json, "json", false, say("json"))
	f.Usage = func() { fmt.Fprintln(errs, say("usage")); f.PrintDefaults() }
	if err := f.Parse(args); err != nil {
		return err
	}
	if c.packages = f.Args(); len(c.packages) == 0 {
		f.Usage()
		return errors.New(say("none"))
	}
	return nil
}

func (c *clerk) options() verify.Options {
	o := verify.Options{SM3: c.sm3, Against: c.against}
	for _, s := range strings.FieldsFunc(c.formats, func(r rune) bool { return r == ',' || r == '，' }) {
		o.Formats = append(o.Formats, strings.ToLower(strings.TrimSpace(s)))
	}
	return o
}

// check gives the exit status for all packages: the worst of them.
func (c *clerk) check(ctx context.Context) (status int, err error) {
	all, err := verify.Packages(ctx, c.packages, c.options())
	if err != nil {
		return exitFailed, err
	}
	status = exitAccepted
	for _, v := range all {
		switch {
		case v.Broken != nil:
			status = exitFailed
		case !v.Accepted:
			status = max(status, exitRejected)
		}
	}
	if err := c.show(all); err != nil {
		return exitFailed, err
	}
	return status, c.files(all)
}

func (c *clerk) show(all []verify.Verdict) error {
	if c.json {
		return verify.WriteJSONs(c.out, all, c.words)
	}
	if err := verify.WriteText(c.out, all, c.words); err != nil {
		return err
	}
	if len(all) > 1 {
		fmt.Fprintln(c.out, strings.Join(verify.Table(all, c.words), "\n"))
	}
	return nil
}

// files writes the report and the receipts that were asked for.
func (c *clerk) files(all []verify.Verdict) error {
	if c.report != "" {
		if err := save(c.report, func(w io.Writer) error { return c.writeReport(w, all) }); err != nil {
			return err
		}
	}
	for i, v := range all {
		if c.receipt == "" || v.Broken != nil {
			continue
		}
		name := c.receipt
		if len(all) > 1 {
			ext := filepath.Ext(name)
			name = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), i+1, ext)
		}
		r := verify.NewReceipt(v, c.by, time.Now())
		if err := save(name, func(w io.Writer) error { return verify.WriteReceipt(w, r, c.words) }); err != nil {
			return err
		}
		page := strings.TrimSuffix(name, filepath.Ext(name)) + ".html"
		if err := save(page, func(w io.Writer) error { return verify.WriteReceiptHTML(w, r, c.words) }); err != nil {
			return err
		}
	}
	return nil
}

func (c *clerk) writeReport(w io.Writer, all []verify.Verdict) error {
	switch strings.ToLower(filepath.Ext(c.report)) {
	case ".html", ".htm":
		var sheets []verify.Sheet
		for _, v := range all {
			sheets = append(sheets, v.Sheet(c.words))
		}
		return verify.WriteHTML(w, c.words.Say(archive.Text{ID: "report.title"}), sheets, c.words)
	case ".txt":
		return verify.WriteText(w, all, c.words)
	case ".json":
		return verify.WriteJSONs(w, all, c.words)
	}
	return archive.Fail(archive.CodeUnsupported, "ndverify_report", nil, "path", c.report)
}

// save writes a file whole.
func save(name string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	_, err := fixity.WriteFile(name, func(w io.Writer) error { _, err := w.Write(b.Bytes()); return err })
	return err
}
