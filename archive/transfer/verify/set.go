package verify

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"niandang/archive"
)

// parts gives the packages of a set that lie in a folder, and what lies there
// beside them; none when the folder is a package itself.
func (s source) parts() (packages, others []string) {
	if s.dir == "" || isFile(s.fsys, "bagit.txt") || isFile(s.fsys, METSName) || isFile(s.fsys, NoticeName) ||
		isFile(s.fsys, CatalogueName) || isFile(s.fsys, CatalogueName2012) || isFolder(s.fsys, RecordsFolder) {
		return nil, nil
	}
	entries, err := fs.ReadDir(s.fsys, ".")
	if err != nil {
		return nil, nil
	}
	for _, e := range entries {
		ext := extOf(e.Name())
		if e.IsDir() && s.isPackage(e.Name()) || e.Type().IsRegular() && (ext == ".zip" || ext == ".iso") {
			packages = append(packages, filepath.Join(s.dir, e.Name()))
			continue
		}
		others = append(others, e.Name())
	}
	return packages, others
}

func (s source) isPackage(folder string) bool {
	for _, n := range []string{"bagit.txt", METSName, NoticeName, CatalogueName, CatalogueName2012} {
		if isFile(s.fsys, path.Join(folder, n)) {
			return true
		}
	}
	return false
}

// set is the parts of one transfer as they are checked.
type set struct {
	verdict Verdict
	board   *Board
	digests map[string]string // by the part's name
	numbers map[int]string    // which part bears a number
	codes   map[string]string // which part holds an item
	groups  map[string]bool   // to which transfer parts say they belong
	want    int               // how many there are to be, 0: not said
}

// checkSet checks every part, that all parts are there, once and of one transfer,
// and that nothing else is.
func checkSet(ctx context.Context, src source, packages []string, o Options) (Verdict, error) {
	s := &set{
		verdict: Verdict{Package: src.dir, Form: "set"}, board: NewBoard("opening", "set"), digests: make(map[string]string),
		numbers: make(map[int]string), codes: make(map[string]string), groups: make(map[string]bool),
	}
	for _, p := range packages {
		if err := s.part(ctx, p, o); err != nil {
			return s.verdict, err
		}
	}
	_, others := src.parts()
	for _, name := range others {
		s.board.Fail("GD-4-3", On("", name, "verify.surplus", "path", name))
	}
	s.complete(len(packages))
	s.verdict.Digest = linesDigest(s.digests)
	s.verdict.Checks, s.verdict.Accepted = s.board.Checks(), s.board.Accepted()
	return s.verdict, nil
}

// part checks one part.
func (s *set) part(ctx context.Context, name string, o Options) error {
	src, err := open(ctx, name, o)
	if err != nil {
		return s.broken(name, err)
	}
	defer src.close()
	w := &verifier{o: o, src: src, board: NewBoard("opening"), verdict: Verdict{Package: filepath.Base(name), Form: src.form}}
	if err := w.run(ctx); err != nil {
		return err
	}
	s.verdict.add(w.verdict)
	s.digests[w.verdict.Package] = w.verdict.Digest
	merge(s.board, w.verdict)
	s.number(w)
	for i := range w.items {
		code := w.items[i].code
		if other, twice := s.codes[code]; twice && other != w.verdict.Package {
			s.board.Fail("GD-1-8", On(code, path.Join(w.verdict.Package, w.items[i].folder), "verify.item_in_parts", "code", code, "part", w.verdict.Package, "other", other))
		}
		s.codes[code] = w.verdict.Package
	}
	return nil
}

// broken takes a part that cannot be opened for one that is not right; an image
// without a program to open it says nothing about the part.
func (s *set) broken(name string, err error) error {
	var e *archive.Error
	if !errors.As(err, &e) || e.Code != archive.CodeDamaged && e.Code != archive.CodeUnsupported {
		return err
	}
	part := filepath.Base(name)
	s.board.Fail("GD-3-5", Note{Text: e.What, Path: part})
	s.verdict.add(Verdict{Package: part, Broken: err})
	return nil
}

// number takes in what a part says of itself: a bag by Bag-Count and
// Bag-Group-Identifier, other layouts by the explanation file.
func (s *set) number(w *verifier) {
	n, count, _ := strings.Cut(w.bag.Get("Bag-Count"), " of ")
	group := w.bag.Get("Bag-Group-Identifier")
	if count == "" {
		count = w.notice["载体数量"]
		group, n = cutNumber(w.notice["载体编号"])
	}
	if want, err := strconv.Atoi(strings.TrimSpace(count)); err == nil {
		if s.want != 0 && want != s.want {
			s.board.Fail("set", On("", w.verdict.Package, "verify.set_differs", "part", w.verdict.Package))
		}
		s.want = want
	}
	s.groups[group] = true
	if i, err := strconv.Atoi(strings.TrimSpace(n)); err == nil {
		if other, twice := s.numbers[i]; twice {
			s.board.Fail("set", On("", w.verdict.Package, "verify.set_twice", "n", n, "part", w.verdict.Package, "other", other))
		}
		s.numbers[i] = w.verdict.Package
	}
}

// cutNumber parts a carrier's name from its number: 包-02.
func cutNumber(name string) (group, n string) {
	i := strings.LastIndexByte(name, '-')
	if i < 0 {
		return name, ""
	}
	return name[:i], name[i+1:]
}

// complete looks for parts that are missing and for those of another transfer.
func (s *set) complete(got int) {
	if s.want > 0 && s.want != got {
		s.board.Fail("set", Note{Text: archive.Say("verify.set_count", "want", strconv.Itoa(s.want), "got", strconv.Itoa(got))})
	}
	if len(s.groups) > 1 {
		s.board.Fail("set", Note{Text: archive.Say("verify.set_mixed", "names", strings.Join(sortedKeys(s.groups), "、"))})
	}
	for i := 1; i <= s.want && len(s.numbers) > 0; i++ {
		if s.numbers[i] == "" {
			s.board.Fail("set", Note{Text: archive.Say("verify.set_missing", "n", fmt.Sprint(i))})
		}
	}
	if s.want == 0 {
		s.board.Warn("set", Note{Text: archive.Say("verify.set_unknown")})
	}
}

func (v *Verdict) add(p Verdict) {
	v.Parts = append(v.Parts, p)
	if p.Broken == nil {
		v.Profile, v.Bag, v.From = p.Profile, p.Bag, p.From
	}
	v.Items += p.Items
	v.Files += p.Files
	v.Bytes += p.Bytes
	if v.First == "" || p.First != "" && p.First < v.First {
		v.First = p.First
	}
	v.Last = max(v.Last, p.Last)
}

// merge takes what a part's check found into the rows of the set.
func merge(b *Board, v Verdict) {
	for _, c := range v.Checks {
		for _, n := range c.Notes {
			if n.Remark {
				continue
			}
			n.Path = path.Join(v.Package, n.Path)
			switch c.Result {
			case Failed:
				b.Fail(c.Code, n)
			case Warning:
				b.Warn(c.Code, n)
			}
		}
	}
}
