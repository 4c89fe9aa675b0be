package transfer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"niandang/archive"
	"niandang/archive/fixity"
	"niandang/archive/pdf"
	"niandang/archive/transfer/verify"
)

// Content opens the bytes that go into a package, by their SHA-256.
type Content interface {
	OpenObject(sha256 string) (archive.Object, error)
}

// Deps are what packing needs.
type Deps struct {
	Content Content
	Engine  pdf.Engine    // sets the forms and cuts scans
	Type    pdf.Type      // measures them
	Paper   archive.Words // the words of the forms
	Words   archive.Words // of the report for people
	Schemas []fs.FS       // XML schemas that go along with an E-ARK package; of one name the last counts
	Xorriso string        // the helper for images, "": look for it
}

// Report says what was packed.
type Report struct {
	Where   string // the package
	Form    string // the registration form, beside it
	Deed    string // the hand-over deed, beside it
	Verdict string // the verification report, beside it
	Items   int
	Files   int
	Bytes   int64
	Digest  string // binds a receipt to the package
	Result  verify.Verdict
}

// planMark is the file by which an interrupted package knows its plan.
const planMark = ".plan"

// Place gives where Pack lets the package appear.
func (p *Plan) Place(dir string) string {
	name := p.Name
	if len(p.carriers) == 1 {
		name += map[string]string{"zip": ".zip", "iso": ".iso"}[p.in.Options.Form]
	}
	return filepath.Join(dir, name)
}

// Pack writes the package into dir: aside first, then read back and verified,
// then renamed. An interrupted call goes on where it stopped when called again
// with the same plan. A package that is there already is never overwritten
// (CodeExists). A full disk (CodeSpace) leaves nothing behind.
func (p *Plan) Pack(ctx context.Context, dir string, d Deps, progress archive.Progress) (Report, error) {
	final := p.Place(dir)
	if _, err := os.Lstat(final); err == nil {
		return Report{}, archive.Fail(archive.CodeExists, "package_exists", nil, "path", final)
	}
	d.Engine = &serial{Engine: d.Engine}
	s := &shipment{plan: p, deps: d, progress: progress, dir: dir, final: final, aside: filepath.Join(dir, "."+p.Name+fixity.Partial)}
	r, err := s.run(ctx)
	if noSpace(err) {
		err = archive.Fail(archive.CodeSpace, "no_space", err, "path", dir)
	}
	if archive.ErrorCode(err) == archive.CodeSpace {
		err = errors.Join(err, fixity.RemoveTree(s.aside))
	}
	return r, err
}

// shipment writes all carriers of a plan and lets them appear together.
type shipment struct {
	plan     *Plan
	deps     Deps
	progress archive.Progress
	dir      string
	final    string
	aside    string // the partial folder
	resumed  bool   // which an earlier run began to fill
}

// serial is an engine that assembles one job at a time: scans are cut and papers set
// side by side, and an engine need not take several.
type serial struct {
	pdf.Engine
	mu sync.Mutex
}

func (s *serial) Assemble(ctx context.Context, w io.Writer, job pdf.Job) (pdf.Report, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Engine.Assemble(ctx, w, job)
}

func (s *shipment) run(ctx context.Context) (Report, error) {
	if err := s.begin(); err != nil {
		return Report{}, err
	}
	files := 0
	for _, it := range s.plan.Items {
		files += len(it.Entries)
	}
	s.progress.Total(files)
	for _, c := range s.plan.carriers {
		w := &packer{shipment: s, c: c, root: filepath.Join(s.home(), c.name), sums: make(map[string]fixity.Sums)}
		if err := w.run(ctx); err != nil {
			return Report{}, err
		}
		if err := w.fits(); err != nil {
			return Report{}, err
		}
		if err := s.wrap(ctx, c); err != nil {
			return Report{}, err
		}
	}
	return s.finish(ctx)
}

// begin opens the partial folder, or throws away one of another plan.
func (s *shipment) begin() error {
	if s.plan.in.Options.Form == "iso" { // found missing now and not when all is written
		if _, err := s.imager(); err != nil {
			return err
		}
	}
	mark := filepath.Join(s.aside, planMark)
	digest := s.plan.Digest()
	if b, err := os.ReadFile(mark); err == nil && string(b) == digest {
		s.resumed = true
		return nil
	}
	if err := fixity.RemoveTree(s.aside); err != nil {
		return fmt.Errorf("begin package: %w", err)
	}
	if err := s.room(); err != nil {
		return err
	}
	if err := os.MkdirAll(s.home(), 0o755); err != nil {
		return archive.Fail(archive.CodeSpace, "cannot_write", err, "path", s.aside)
	}
	if _, err := fixity.WriteFile(mark, func(f io.Writer) error { _, err := io.WriteString(f, digest); return err }); err != nil {
		return fmt.Errorf("begin package: %w", err)
	}
	return nil
}

// room finds a disk that is too small before anything is written.
func (s *shipment) room() error {
	need := int64(carrierSlack)
	for _, x := range s.plan.with {
		need += x.size
	}
	for _, it := range s.plan.Items {
		need += s.plan.itemSize(it)
	}
	need *= map[string]int64{"folder": 1, "zip": 2, "iso": 3}[s.plan.in.Options.Form]
	free, known := freeSpace(s.dir)
	if known && free < need {
		return archive.Fail(archive.CodeSpace, "no_room", nil, "path", s.dir, "need", strconv.FormatInt(need, 10), "free", strconv.FormatInt(free, 10))
	}
	return nil
}

// wrap turns a written carrier into the form that is asked for.
func (s *shipment) wrap(ctx context.Context, c carrier) error {
	root := filepath.Join(s.home(), c.name)
	var err error
	switch s.plan.in.Options.Form {
	case "zip":
		err = writeZip(ctx, root, root+".zip", s.plan.in.Now)
	case "iso":
		err = s.writeImage(ctx, c, root, root+".iso")
	default:
		return nil
	}
	if err != nil {
		return err
	}
	return fixity.RemoveTree(root)
}

// home gives where the carriers are written: one in the partial folder, the parts
// of a set in a folder that will appear as it is.
func (s *shipment) home() string {
	if len(s.plan.carriers) > 1 {
		return filepath.Join(s.aside, s.plan.Name)
	}
	return s.aside
}

// whole gives what is going to appear, in the partial folder.
func (s *shipment) whole() string {
	if len(s.plan.carriers) > 1 {
		return s.home()
	}
	return filepath.Join(s.aside, filepath.Base(s.final))
}

// finish makes everything durable, reads it back, and lets it appear.
func (s *shipment) finish(ctx context.Context) (Report, error) {
	if err := fixity.SyncTree(s.aside); err != nil {
		return Report{}, fmt.Errorf("finish package: %w", err)
	}
	whole := s.whole()
	v, err := verify.Package(ctx, whole, s.plan.verifying(s.deps))
	if err != nil {
		return Report{}, fmt.Errorf("verify package: %w", err)
	}
	v.Package = filepath.Base(s.final)
	if !v.Accepted || v.Items != len(s.plan.Items) {
		return Report{Result: v}, archive.Fail(archive.CodeDamaged, "package_not_verified", nil, "path", whole)
	}
	r := s.plan.report(s.dir, v)
	if err := s.beside(ctx, r); err != nil {
		return Report{}, err
	}
	return r, s.appear(whole)
}

// appear renames the package to its place.
func (s *shipment) appear(whole string) error {
	if err := os.Rename(whole, s.final); err != nil {
		return fmt.Errorf("finish package: %w", err)
	}
	if err := fixity.RemoveTree(s.aside); err != nil {
		return fmt.Errorf("finish package: %w", err)
	}
	return fixity.SyncDir(s.dir)
}

// verifying are the options with which a package of this plan is read back.
func (p *Plan) verifying(d Deps) verify.Options {
	return verify.Options{Formats: p.in.Settings.Transfer.Formats, Xorriso: d.Xorriso}
}

// Adopt takes up a package of this plan that an earlier run had finished when it
// was stopped: it is verified again and reported as if packed now.
func (p *Plan) Adopt(ctx context.Context, dir string, progress archive.Progress) (Report, error) {
	o := p.verifying(Deps{})
	o.Progress = progress
	v, err := verify.Package(ctx, p.Place(dir), o)
	if err != nil {
		return Report{}, err
	}
	if !v.Accepted || v.Items != len(p.Items) {
		return Report{Result: v}, archive.Fail(archive.CodeDamaged, "package_not_verified", nil, "path", p.Place(dir))
	}
	return p.report(dir, v), nil
}

func (p *Plan) report(dir string, v verify.Verdict) Report {
	beside := func(name string) string { return filepath.Join(dir, p.Name+"-"+name) }
	return Report{
		Where: p.Place(dir), Form: beside(formName), Deed: beside(deedName), Verdict: beside("检验报告.json"),
		Items: len(p.Items), Files: v.Files, Bytes: v.Bytes, Digest: v.Digest, Result: v,
	}
}

// beside writes the papers to sign and the report next to the package.
func (s *shipment) beside(ctx context.Context, r Report) error {
	whole := carrier{name: s.plan.Name, n: 1, of: len(s.plan.carriers), items: s.plan.Items}
	w := &packer{shipment: s, c: whole, bytes: r.Bytes, digest: r.Digest}
	base := r.Verdict[:len(r.Verdict)-len(".json")]
	for name, write := range map[string]func(io.Writer) error{
		r.Form:         func(f io.Writer) error { return w.form(ctx, f) },
		r.Deed:         func(f io.Writer) error { return w.deed(ctx, f) },
		r.Verdict:      func(f io.Writer) error { return r.Result.WriteJSON(f, s.deps.Words) },
		base + ".html": func(f io.Writer) error { return WriteReportHTML(f, []verify.Verdict{r.Result}, s.deps.Words) },
		base + ".pdf":  func(f io.Writer) error { return WriteReportPDF(ctx, f, []verify.Verdict{r.Result}, s.deps) },
	} {
		if _, err := fixity.WriteFile(name, write); err != nil {
			return err
		}
	}
	return nil
}
