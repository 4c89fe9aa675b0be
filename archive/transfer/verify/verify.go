package verify

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"niandang/archive"
	"niandang/archive/transfer/bagit"
)

// Verdict is what checking a package by itself showed.
type Verdict struct {
	Package  string // its path or name
	Accepted bool
	Profile  string // dat93, dat2012, eep, eark
	Form     string // folder, zip, iso, set
	Bag      bool
	Items    int
	Files    int
	Bytes    int64
	Digest   string // binds a receipt to the package: see digest.go
	From     string // 移交单位
	First    string // first and last code
	Last     string
	Checks   []Check
	Parts    []Verdict // of a set
	Broken   error     // see Packages: the package could not be read at all
}

// Options of Package.
type Options struct {
	Progress archive.Progress // nil: nobody is told
	Formats  []string         // endings that the archives take as they are; nil: the usual ones
	SM3      bool             // compute SM3 too, where SHA-256 is there as well
	Xorriso  string           // the helper for ISO images, "": look for one
	TempDir  string           // where an image is unpacked, "": the system's
	Against  string           // the package that was sent, "": not compared
}

// Package checks one package: a folder, a ZIP file, an ISO image or a folder with
// the parts of a set. Errors: CodeNotFound; CodeUnsupported for what is no
// package's form; CodeHelper when an image needs a program that is not there;
// CodeDamaged for a file that cannot be opened at all. Whatever is wrong with a
// package that can be read is in the Verdict.
func Package(ctx context.Context, path string, o Options) (Verdict, error) {
	if o.Progress == nil {
		o.Progress = archive.NoProgress{}
	}
	if o.Formats == nil {
		o.Formats = archive.DefaultSettings().Transfer.Formats
	}
	path = filepath.Clean(path)
	v, err := check(ctx, path, o)
	if err == nil && o.Against != "" {
		err = v.against(ctx, o)
	}
	return v, err
}

func check(ctx context.Context, path string, o Options) (Verdict, error) {
	src, err := open(ctx, path, o)
	if err != nil {
		return Verdict{}, err
	}
	defer src.close()
	if parts, _ := src.parts(); len(parts) > 0 {
		return checkSet(ctx, src, parts, o)
	}
	v := &verifier{o: o, src: src, board: NewBoard("opening"), verdict: Verdict{Package: path, Form: src.form}}
	if err := v.run(ctx); err != nil {
		return v.verdict, err
	}
	return v.verdict, nil
}

// Packages checks many packages, one after the other. What cannot be read at all
// does not stop the others: its Verdict is Broken. The error is ctx's.
func Packages(ctx context.Context, paths []string, o Options) ([]Verdict, error) {
	out := make([]Verdict, 0, len(paths))
	for _, p := range paths {
		v, err := Package(ctx, p, o)
		if ctx.Err() != nil {
			return out, ctx.Err()
		}
		if err != nil {
			v = Verdict{Package: p, Broken: err}
		}
		out = append(out, v)
	}
	return out, nil
}

// FS checks a package that lies in a file system.
func FS(ctx context.Context, fsys fs.FS, name string, o Options) (Verdict, error) {
	if o.Progress == nil {
		o.Progress = archive.NoProgress{}
	}
	if o.Formats == nil {
		o.Formats = archive.DefaultSettings().Transfer.Formats
	}
	v := &verifier{o: o, src: source{fsys: fsys, form: "folder"}, board: NewBoard("opening"), verdict: Verdict{Package: name, Form: "folder"}}
	err := v.run(ctx)
	return v.verdict, err
}

type verifier struct {
	o       Options
	src     source
	board   *Board
	verdict Verdict
	bag     bagit.Report
	root    string // of the layout within the package, "data/" and the like
	payload fs.FS
	seen    map[string]*seen // by path in the package
	notice  map[string]string
	rows    []row
	items   []item
	byCode  map[string]*item
}

func (v *verifier) run(ctx context.Context) error {
	if err := v.scan(ctx); err != nil {
		return err
	}
	if err := v.locate(); err != nil {
		return err
	}
	v.read(ctx)
	v.openContents(ctx)
	v.judge()
	v.verdict.Checks = v.board.Checks()
	v.verdict.Accepted = v.board.Accepted()
	v.verdict.Items = len(v.items)
	if len(v.rows) > len(v.items) {
		v.verdict.Items = len(v.rows)
	}
	v.verdict.From = v.notice["移交单位"]
	v.span()
	return ctx.Err()
}

// scan reads every file once: against the bag's manifests where it is one.
func (v *verifier) scan(ctx context.Context) error {
	v.seen = make(map[string]*seen)
	v.verdict.Bag = bagit.Is(v.src.fsys)
	if v.verdict.Bag {
		return v.scanBag(ctx)
	}
	jobs, err := v.jobs()
	if err != nil {
		return err
	}
	if err := bagit.Scan(ctx, v.src.fsys, jobs, v.o.Progress, func(s bagit.Seen) {
		v.see(s)
		if s.Err != nil {
			v.board.Fail("GD-3-5", On("", s.Path, "bag.unreadable", "path", s.Path))
			return
		}
		v.verdict.Files++
		v.verdict.Bytes += s.Size
	}); err != nil {
		return err
	}
	v.verdict.Digest = listDigest(v.seen)
	return nil
}

func (v *verifier) scanBag(ctx context.Context) error {
	// the metadata of the items bear SHA-256, whatever the bag's own digests are
	var skip, also = []string{"sm3"}, []string{"sha256"}
	if v.o.SM3 {
		skip, also = nil, []string{"sha256", "sm3"}
	}
	var err error
	if v.bag, err = bagit.Validate(ctx, v.src.fsys, bagit.Options{Progress: v.o.Progress, Skip: skip, Also: also, See: v.see}); err != nil {
		return err
	}
	v.verdict.Files, v.verdict.Bytes = v.bag.Files, v.bag.Bytes
	v.verdict.Digest, err = bagDigest(v.src.fsys)
	return err
}

func (v *verifier) jobs() ([]bagit.Job, error) {
	algorithms := []string{"sha256"}
	if v.o.SM3 {
		algorithms = append(algorithms, "sm3")
	}
	var jobs []bagit.Job
	err := fs.WalkDir(v.src.fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch {
		case d.IsDir():
		case d.Type().IsRegular():
			jobs = append(jobs, bagit.Job{Path: p, Algorithms: algorithms})
		default:
			v.board.Fail("GD-4-3", On("", p, "bag.irregular", "path", p))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list package: %w", err)
	}
	return jobs, nil
}

func (v *verifier) see(s bagit.Seen) {
	v.seen[s.Path] = &seen{size: s.Size, sha256: s.Digests["sha256"], sm3: s.Digests["sm3"], look: sniff(s.Head, s.Tail)}
}

// locate finds the payload and its layout.
func (v *verifier) locate() error {
	payload, prefix := v.src.fsys, ""
	if v.verdict.Bag {
		sub, err := fs.Sub(v.src.fsys, "data")
		if err != nil {
			return fmt.Errorf("verify: %w", err)
		}
		payload, prefix = sub, "data/"
	}
	profile, root := detect(payload)
	v.verdict.Profile = profile
	if root != "." {
		sub, err := fs.Sub(payload, root)
		if err != nil {
			return fmt.Errorf("verify: %w", err)
		}
		payload, prefix = sub, prefix+root+"/"
	}
	v.payload, v.root = payload, prefix
	return nil
}

// read takes the layout's own description of the items in.
func (v *verifier) read(ctx context.Context) {
	switch v.verdict.Profile {
	case EARK:
		v.readEARK()
	case EEP:
		v.readNotice()
		v.readCatalogue(CatalogueName2012)
		v.readEEP(ctx)
	case DAT2012:
		v.readNotice()
		v.readCatalogue(CatalogueName2012)
		v.readFolders(RecordsFolder)
	default:
		v.readNotice()
		v.readCatalogue(CatalogueName)
		v.readFolders(".")
	}
	v.byCode = make(map[string]*item, len(v.items))
	for i := range v.items {
		v.byCode[v.items[i].code] = &v.items[i]
	}
}

// file gives what was seen at a path of the payload.
func (v *verifier) file(p string) *seen { return v.seen[v.root+strings.TrimPrefix(p, "./")] }

// codeOf gives the code of the item in whose folder a path of the package lies.
func (v *verifier) codeOf(p string) string {
	rel, ok := strings.CutPrefix(p, v.root)
	if !ok {
		return ""
	}
	for dir := rel; dir != ""; {
		i := strings.LastIndexByte(dir, '/')
		if i < 0 {
			break
		}
		dir = dir[:i]
		if it := v.byCode[dir[strings.LastIndexByte(dir, '/')+1:]]; it != nil {
			return it.code
		}
	}
	base := strings.TrimSuffix(rel[strings.LastIndexByte(rel, '/')+1:], extOf(rel))
	if v.byCode[base] != nil {
		return base
	}
	return ""
}

func (v *verifier) span() {
	for _, it := range v.items {
		if v.verdict.First == "" || it.code < v.verdict.First {
			v.verdict.First = it.code
		}
		v.verdict.Last = max(v.verdict.Last, it.code)
	}
}
