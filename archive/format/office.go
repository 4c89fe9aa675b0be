package format

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"niandang/archive"
	"niandang/archive/page"
)

// batch is how many files go to the office program in one run: its start takes
// longer than a file, and one that makes it fail costs the others a second try.
const batch = 25

// perFile is added to the time limit for each file of a batch.
const perFile = 10

// ConvertAll makes a PDF of each office file, in as few runs of the helper as
// possible, as dir/<sha256>.pdf. What a run leaves undone is tried again by
// itself. The map has what was made, by SHA-256; the findings say where the helper
// is missing or failed.
func (r *Reader) ConvertAll(ctx context.Context, dir string, ins []Input) (map[string]Rendition, []archive.Finding) {
	made := map[string]Rendition{}
	state := r.found.officeState(ctx)
	if !state.Found {
		return made, each(ins, archive.FHelperMissing, "helper", "LibreOffice")
	}
	todo := r.convertible(ctx, ins)
	var findings []archive.Finding
	r.office.Lock()
	defer r.office.Unlock()
	if err := r.convert(ctx, &conversion{r: r, out: dir, to: "pdf", made: made}, todo); err != nil {
		return made, each(todo, archive.FConversionFailed, "reason", err.Error())
	}
	for _, in := range todo {
		m, ok := made[in.SHA256]
		if ok {
			m.Maker = state.Version + m.Maker
			if info, err := pdfInfo(ctx, r.pdf, m.Path); err == nil {
				m.Pages = info.Pages
			}
			made[in.SHA256] = m
			continue
		}
		if ctx.Err() == nil {
			findings = append(findings, archive.NewFinding(archive.FConversionFailed, in.Name, "helper", state.Version))
		}
	}
	return made, findings
}

func each(ins []Input, kind string, pairs ...string) []archive.Finding {
	out := make([]archive.Finding, len(ins))
	for i, in := range ins {
		out[i] = archive.NewFinding(kind, in.Name, pairs...)
	}
	return out
}

// convertible leaves out what the helper cannot open: it would ask for a password
// and wait. Read says of such files that they are encrypted or unreadable, so no
// second finding is made here.
func (r *Reader) convertible(ctx context.Context, ins []Input) (todo []Input) {
	seen := map[string]bool{}
	for _, in := range ins {
		if seen[in.SHA256] {
			continue
		}
		seen[in.SHA256] = true
		f, err := r.Identify(ctx, in)
		if err == nil && f.Family != Unknown && !encryptedOffice(in.Path, f.Family) {
			todo = append(todo, in)
		}
	}
	return todo
}

// convert takes files to another format, in batches, then one by one.
func (r *Reader) convert(ctx context.Context, c *conversion, ins []Input) error {
	stage, wipe, err := r.tempDir()
	if err != nil {
		return fmt.Errorf("make temporary folder: %w", err)
	}
	defer wipe()
	c.stage, c.fit = stage, make(map[string]bool)
	if err := c.prepare(); err != nil {
		return err
	}
	for len(ins) > 0 && ctx.Err() == nil {
		n := min(batch, len(ins))
		if r.ownCommand() {
			n = 1
		}
		if err := c.run(ctx, ins[:n]); err != nil {
			return err
		}
		if n > 1 {
			for _, in := range ins[:n] {
				if _, ok := c.made[in.SHA256]; !ok && ctx.Err() == nil {
					c.profile++
					if err := c.run(ctx, []Input{in}); err != nil {
						return err
					}
				}
			}
		}
		ins = ins[n:]
	}
	return nil
}

func (r *Reader) ownCommand() bool { return len(r.helpers.OfficeCmd) > 0 && r.helpers.Office == "" }

// conversion is one use of the office program.
type conversion struct {
	r          *Reader
	stage, out string
	to         string
	profile    int             // a run that failed may leave its profile locked
	fit        map[string]bool // by SHA-256: workbooks whose staged copy was fitted
	made       map[string]Rendition
}

func (c *conversion) prepare() error {
	for _, d := range []string{c.dir("in"), c.dir("out"), c.out} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			return fmt.Errorf("make temporary folder: %w", err)
		}
	}
	return nil
}

func (c *conversion) dir(name string) string { return filepath.Join(c.stage, name) }

// run converts some files in one run and takes what came out. A helper that
// fails is no error: the files without a result tell.
func (c *conversion) run(ctx context.Context, ins []Input) error {
	names := make([]string, 0, len(ins))
	for _, in := range ins {
		name, err := c.stageFile(ctx, in)
		if err != nil {
			return err
		}
		names = append(names, name)
	}
	limit, cancel := context.WithTimeout(ctx, secs(c.r.limits.HelperSecs+perFile*(len(ins)-1)))
	defer cancel()
	cmd, err := c.command(names)
	if err != nil {
		return err
	}
	run(limit, cmd)
	for i, in := range ins {
		os.Remove(names[i])
		if err := c.take(in); err != nil {
			return err
		}
	}
	return nil
}

// stageFile copies a file under a plain name with the extension that its content
// asks for: the helper goes by extension, and must never see the original.
func (c *conversion) stageFile(ctx context.Context, in Input) (string, error) {
	f, err := c.r.Identify(ctx, in)
	if err != nil {
		return "", err
	}
	name := filepath.Join(c.dir("in"), in.SHA256+stageExt(f, Ext(in.Name)))
	src, err := os.Open(in.Path)
	if err != nil {
		return "", fmt.Errorf("stage %s: %w", in.Name, err)
	}
	defer src.Close()
	dst, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return "", fmt.Errorf("stage %s: %w", in.Name, err)
	}
	_, err = io.Copy(dst, src)
	if err := errors.Join(err, dst.Close()); err != nil {
		return "", fmt.Errorf("stage %s: %w", in.Name, err)
	}
	if f.Family == XLSX && c.to == "pdf" {
		c.fit[in.SHA256] = fitWidth(name)
	}
	return name, nil
}

func stageExt(f Format, ext string) string {
	switch f.Family {
	case Office:
		switch ext {
		case ".dps", ".dpt":
			return ".ppt"
		case ".ppt", ".pptx", ".pps", ".ppsx", ".odp":
			return ext
		}
		return ".ppt"
	case ODT, ODS, DOC, DOCX, XLS, XLSX, RTF, HTML, TXT:
		return "." + f.Family
	}
	return ext
}

// command builds the helper's call: a profile of its own in the temporary folder,
// macros off, no window.
func (c *conversion) command(names []string) (command, error) {
	if c.r.ownCommand() {
		out := filepath.Join(c.dir("out"), strings.TrimSuffix(filepath.Base(names[0]), filepath.Ext(names[0]))+"."+c.to)
		fill := strings.NewReplacer("{in}", names[0], "{out}", out, "{dir}", c.dir("out"))
		cmd := command{path: c.r.found.office().Path, dir: c.stage}
		for _, a := range c.r.helpers.OfficeCmd[1:] {
			cmd.args = append(cmd.args, fill.Replace(a))
		}
		return cmd, nil
	}
	profile := c.dir(fmt.Sprintf("profile%d", c.profile))
	if err := writeProfile(profile); err != nil {
		return command{}, err
	}
	home := (&url.URL{Scheme: "file", Path: filepath.ToSlash(profile)}).String()
	args := []string{"-env:UserInstallation=" + home, "--headless", "--norestore", "--nologo", "--nofirststartwizard",
		"--nodefault", "--nolockcheck", "--convert-to", c.to, "--outdir", c.dir("out")}
	return command{path: c.r.found.office().Path, args: append(args, names...), dir: c.stage,
		env: []string{"HOME=" + c.stage, "TMPDIR=" + c.stage}}, nil
}

// take moves a result to its place.
func (c *conversion) take(in Input) error {
	got := filepath.Join(c.dir("out"), in.SHA256+"."+c.to)
	st, err := os.Stat(got)
	if err != nil || st.Size() == 0 {
		return nil
	}
	to := filepath.Join(c.out, in.SHA256+"."+c.to)
	if err := moveFile(got, to); err != nil {
		return fmt.Errorf("keep rendition of %s: %w", in.Name, err)
	}
	m := Rendition{Path: to}
	if c.fit[in.SHA256] {
		m.Maker = fitted
	}
	c.made[in.SHA256] = m
	return nil
}

func moveFile(from, to string) error {
	if os.Rename(from, to) == nil {
		return nil
	}
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.WriteFile(to, b, 0o600); err != nil {
		return err
	}
	return os.Remove(from)
}

// safeSettings of LibreOffice: no macros, no links followed, nothing fetched.
var safeSettings = [][3]string{
	{"/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"},
	{"/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"},
	{"/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"},
	{"/org.openoffice.Office.Writer/Content/Update", "Link", "0"},
	{"/org.openoffice.Office.Calc/Content/Update", "Link", "2"},
	{"/org.openoffice.Office.Common/Misc", "FirstRun", "false"},
}

func writeProfile(dir string) error {
	user := filepath.Join(dir, "user")
	name := filepath.Join(user, "registrymodifications.xcu")
	if _, err := os.Stat(name); err == nil {
		return nil
	}
	if err := os.MkdirAll(user, 0o700); err != nil {
		return fmt.Errorf("make profile: %w", err)
	}
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<oor:items xmlns:oor="http://openoffice.org/2001/registry">` + "\n")
	for _, s := range safeSettings {
		fmt.Fprintf(&b, `<item oor:path="%s"><prop oor:name="%s" oor:op="fuse"><value>%s</value></prop></item>`+"\n", s[0], s[1], s[2])
	}
	b.WriteString("</oor:items>\n")
	if err := os.WriteFile(name, []byte(b.String()), 0o600); err != nil {
		return fmt.Errorf("make profile: %w", err)
	}
	return nil
}

// converted reads a format through its PDF rendition.
func (t *task) converted(ctx context.Context) error {
	if encryptedOffice(t.in.Path, t.c.Format.Family) {
		t.find(archive.FEncrypted)
		return nil
	}
	if t.c.Rendition == nil {
		dir, err := t.r.work()
		if err != nil {
			return fmt.Errorf("read %s: %w", t.in.Name, err)
		}
		made, findings := t.r.ConvertAll(ctx, dir, []Input{t.in})
		t.c.Problems = append(t.c.Problems, findings...)
		if m, ok := made[t.in.SHA256]; ok {
			t.c.Rendition = &m
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if t.c.Rendition == nil {
		return nil
	}
	pages, err := t.r.pdfPages(ctx, t.c.Rendition.Path)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		t.find(archive.FConversionFailed, "helper", t.c.Rendition.Maker)
		return nil
	}
	t.c.Doc.Pages, t.c.Pages, t.c.PagesSure = pages, len(pages), true
	return nil
}

// Table reads a spreadsheet of any kind as shown: an .xls goes through the
// helper to XLSX first.
func (r *Reader) Table(ctx context.Context, in Input) ([]page.Table, error) {
	f, err := r.Identify(ctx, in)
	if err != nil || f.Family != XLS {
		if f.Family == ODS {
			in.Name = "x.ods"
		}
		return ReadTable(ctx, in.Path, in.Name)
	}
	if !r.found.officeState(ctx).Found {
		return nil, archive.Fail(archive.CodeHelper, "table_helper", nil, "path", in.Name)
	}
	dir, wipe, err := r.tempDir()
	if err != nil {
		return nil, fmt.Errorf("read table %s: %w", in.Name, err)
	}
	defer wipe()
	if in.SHA256 == "" {
		in.SHA256 = "table"
	}
	made := map[string]Rendition{}
	r.office.Lock()
	err = r.convert(ctx, &conversion{r: r, out: dir, to: "xlsx", made: made}, []Input{in})
	r.office.Unlock()
	if err != nil {
		return nil, fmt.Errorf("read table %s: %w", in.Name, err)
	}
	m, ok := made[in.SHA256]
	if !ok {
		return nil, archive.Fail(archive.CodeHelper, "table_conversion", ctx.Err(), "path", in.Name)
	}
	return ReadTable(ctx, m.Path, in.Name)
}
