package transfer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"sort"

	"niandang/archive"
	"niandang/archive/fixity"
	"niandang/archive/pdf"
)

// Content opens the bytes that go into a package, by their SHA-256.
type Content interface {
	OpenObject(sha256 string) (archive.Object, error)
}

// Deps are what packing needs.
type Deps struct {
	Content Content
	Engine  pdf.Engine    // sets the forms
	Type    pdf.Type      // measures them
	Paper   archive.Words // the words of the forms
	Words   archive.Words // of the report for people
}

// Report says what was packed.
type Report struct {
	Where   string // the package
	Form    string // the registration form, beside it
	Verdict string // the verification report, beside it
	Items   int
	Files   int
	Bytes   int64
	Digest  string // SHA-256 of the package's tag manifest
	Result  Verdict
}

// planMark is the file by which an interrupted package knows its plan.
const planMark = ".plan"

// Pack writes the package into dir: aside first, then read back and verified,
// then renamed. An interrupted call goes on where it stopped when called again
// with the same plan. A package that is there already is never overwritten
// (CodeExists).
func (p *Plan) Pack(ctx context.Context, dir string, d Deps, progress archive.Progress) (Report, error) {
	final := filepath.Join(dir, p.Name)
	if _, err := os.Lstat(final); err == nil {
		return Report{}, archive.Fail(archive.CodeExists, "package_exists", nil, "path", final)
	}
	w := &packer{plan: p, deps: d, progress: progress, root: filepath.Join(dir, "."+p.Name+fixity.Partial)}
	if err := w.begin(); err != nil {
		return Report{}, err
	}
	if err := w.content(ctx); err != nil {
		return Report{}, err
	}
	if err := w.tags(ctx); err != nil {
		return Report{}, err
	}
	if p.in.Options.Wrap == "bag" {
		if err := w.bag(); err != nil {
			return Report{}, err
		}
	}
	return w.finish(ctx, dir, final)
}

// packer writes one package.
type packer struct {
	plan     *Plan
	deps     Deps
	progress archive.Progress
	root     string // of the partial package
	files    []written
	bytes    int64
}

// payload gives the folder that holds the profile's layout.
func (w *packer) payload() string {
	if w.plan.in.Options.Wrap == "bag" {
		return filepath.Join(w.root, "data")
	}
	return w.root
}

// begin opens the partial package, or throws away one of another plan.
func (w *packer) begin() error {
	mark := filepath.Join(w.root, planMark)
	digest := w.plan.Digest()
	if b, err := os.ReadFile(mark); err == nil && string(b) == digest {
		return nil
	}
	if err := os.RemoveAll(w.root); err != nil {
		return fmt.Errorf("begin package: %w", err)
	}
	if err := os.MkdirAll(w.payload(), 0o755); err != nil {
		return archive.Fail(archive.CodeSpace, "cannot_write", err, "path", w.root)
	}
	if _, err := fixity.WriteFile(mark, func(f io.Writer) error { _, err := io.WriteString(f, digest); return err }); err != nil {
		return fmt.Errorf("begin package: %w", err)
	}
	return nil
}

// content copies every content file and writes each item's metadata.
func (w *packer) content(ctx context.Context) error {
	for _, it := range w.plan.Items {
		w.progress.Total(len(it.Entries))
	}
	for _, it := range w.plan.Items {
		var files []written
		for _, e := range it.Entries {
			w.progress.Note(e.Name)
			f, err := w.copy(ctx, path.Join(it.Folder, e.Name), e)
			if err != nil {
				return err
			}
			files = append(files, f)
			w.progress.Add(1)
		}
		meta := w.plan.metadata(it, files)
		if err := w.own(path.Join(it.Folder, metadataName), func(f io.Writer) error { return writeXML(f, meta) }); err != nil {
			return err
		}
		w.files = append(w.files, files...)
	}
	return nil
}

// copy copies one object in one pass over its bytes, unless an earlier run did
// and the copy still has the digest that it must have.
func (w *packer) copy(ctx context.Context, name string, e Entry) (written, error) {
	out := written{Entry: e, Path: name}
	full := filepath.Join(w.payload(), filepath.FromSlash(name))
	if sums, err := digestFile(ctx, full); err == nil && sums.SHA256 == e.SHA256 {
		return w.record(out, sums), nil
	}
	src, err := w.deps.Content.OpenObject(e.SHA256)
	if err != nil {
		return out, fmt.Errorf("pack %s: %w", name, err)
	}
	defer src.Close()
	sums, err := createFile(ctx, full, src)
	if err != nil {
		return out, fmt.Errorf("pack %s: %w", name, err)
	}
	if sums.SHA256 != e.SHA256 {
		return out, archive.Fail(archive.CodeDamaged, "object_damaged", nil, "path", e.Part.Path)
	}
	return w.record(out, sums), nil
}

func (w *packer) record(f written, sums fixity.Sums) written {
	f.SHA256, f.SM3, f.Size = sums.SHA256, sums.SM3, sums.Size
	w.bytes += sums.Size
	return f
}

// own writes a file that the program makes itself.
func (w *packer) own(name string, write func(io.Writer) error) error {
	full := filepath.Join(w.payload(), filepath.FromSlash(name))
	return writeOwn(full, write)
}

func writeOwn(full string, write func(io.Writer) error) error {
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return fmt.Errorf("pack %s: %w", full, err)
	}
	f, err := os.Create(full)
	if err != nil {
		return fmt.Errorf("pack %s: %w", full, err)
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return fmt.Errorf("pack %s: %w", full, err)
	}
	return nil
}

// tags writes the profile's own files and what else goes into 其他.
func (w *packer) tags(ctx context.Context) error {
	for _, t := range w.plan.layout() {
		if err := w.own(t.path, t.write); err != nil {
			return err
		}
	}
	if err := w.own(path.Join(otherFolder, formName), func(f io.Writer) error { return w.form(ctx, f) }); err != nil {
		return err
	}
	for _, with := range w.plan.in.Options.With {
		if err := w.with(ctx, with); err != nil {
			return err
		}
	}
	return nil
}

func (w *packer) with(ctx context.Context, file string) error {
	src, err := os.Open(file)
	if err != nil {
		return archive.Fail(archive.CodeNotFound, "file", err, "path", file)
	}
	defer src.Close()
	_, err = createFile(ctx, filepath.Join(w.payload(), otherFolder, filepath.Base(file)), src)
	return err
}

// finish makes the package durable, reads it back, and lets it appear.
func (w *packer) finish(ctx context.Context, dir, final string) (Report, error) {
	if err := os.Remove(filepath.Join(w.root, planMark)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return Report{}, fmt.Errorf("finish package: %w", err)
	}
	if err := fixity.SyncTree(w.root); err != nil {
		return Report{}, fmt.Errorf("finish package: %w", err)
	}
	verdict, err := Verify(ctx, w.root, archive.NoProgress{})
	if err != nil {
		return Report{}, fmt.Errorf("verify package: %w", err)
	}
	if !verdict.Accepted {
		return Report{Result: verdict}, archive.Fail(archive.CodeDamaged, "package_not_verified", nil, "path", w.root)
	}
	r := w.plan.report(dir, verdict)
	verdict.Package = w.plan.Name
	if err := w.beside(ctx, r, verdict); err != nil {
		return Report{}, err
	}
	if err := os.Rename(w.root, final); err != nil {
		return Report{}, fmt.Errorf("finish package: %w", err)
	}
	return r, fixity.SyncDir(dir)
}

// Adopt takes up a package of this plan that an earlier run had finished when it
// was stopped: it is verified again and reported as if packed now.
func (p *Plan) Adopt(ctx context.Context, dir string, progress archive.Progress) (Report, error) {
	final := filepath.Join(dir, p.Name)
	v, err := Verify(ctx, final, progress)
	if err != nil {
		return Report{}, err
	}
	if !v.Accepted || v.Items != len(p.Items) {
		return Report{Result: v}, archive.Fail(archive.CodeDamaged, "package_not_verified", nil, "path", final)
	}
	return p.report(dir, v), nil
}

func (p *Plan) report(dir string, v Verdict) Report {
	return Report{
		Where: filepath.Join(dir, p.Name), Form: filepath.Join(dir, p.Name+"-"+formName), Verdict: filepath.Join(dir, p.Name+"-检验报告.json"),
		Items: len(p.Items), Files: v.Files, Bytes: v.Bytes, Digest: v.Digest, Result: v,
	}
}

// beside writes the form and the report next to the package.
func (w *packer) beside(ctx context.Context, r Report, v Verdict) error {
	if _, err := fixity.WriteFile(r.Form, func(f io.Writer) error { return w.form(ctx, f) }); err != nil {
		return err
	}
	_, err := fixity.WriteFile(r.Verdict, func(f io.Writer) error { return v.WriteJSON(f, w.deps.Words) })
	return err
}

// createFile copies src to a new file, digesting in the same pass.
func createFile(ctx context.Context, full string, src io.Reader) (fixity.Sums, error) {
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return fixity.Sums{}, err
	}
	f, err := os.Create(full)
	if err != nil {
		return fixity.Sums{}, err
	}
	sums, err := fixity.Copy(ctx, f, src)
	return sums, errors.Join(err, f.Close())
}

func digestFile(ctx context.Context, full string) (fixity.Sums, error) {
	f, err := os.Open(full)
	if err != nil {
		return fixity.Sums{}, err
	}
	defer f.Close()
	return fixity.Digest(ctx, f)
}

// walk lists the files below a folder, relative to it, with /, in order.
func walk(root string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return nil
		}
		rel, err := filepath.Rel(root, p)
		out = append(out, filepath.ToSlash(rel))
		return err
	})
	sort.Strings(out)
	return out, err
}
