package verify

import (
	"io/fs"
	"path"
	"strconv"
	"strings"

	"niandang/archive"
	"niandang/archive/transfer/bagit"
)

// judge compares what the package says of itself with what is there.
func (v *verifier) judge() {
	v.judgeBag()
	v.judgeSM3()
	v.judgeNames()
	v.judgeFiles()
	v.judgeOthers()
	v.judgeRows()
	v.judgeCounts()
	v.judgeSurplus()
	for i := range v.items {
		v.judgeFields(&v.items[i])
	}
	v.judgeOpening()
	v.board.Hand("GD-3-2", archive.Say("verify.by_hand.GD-3-2"))
	if v.notice["软硬件环境"] == "" && v.verdict.Profile != EARK {
		v.board.Warn("GD-3-6", On("", NoticeName, "verify.notice_key", "name", "软硬件环境"))
	}
}

// judgeBag puts what the bag's check found into GD-1-14 (and GD-1-1: the digests
// are the proof that nothing changed).
func (v *verifier) judgeBag() {
	v.board.Remark("GD-1-1", archive.Say("verify.no_signature"))
	if !v.verdict.Bag {
		v.board.Remark("GD-1-14", archive.Say("verify.no_bag"))
		v.judgeDigests()
		return
	}
	for _, n := range v.bag.Errors {
		v.board.Fail("GD-1-14", v.bagNote(n))
		if n.Text.ID == "bag.changed" {
			v.board.Fail("GD-1-1", v.bagNote(n))
		}
	}
	for _, n := range v.bag.Warnings {
		v.board.Warn("GD-1-14", v.bagNote(n))
	}
	for _, p := range v.bag.Unfetched {
		v.board.Fail("GD-1-14", On("", p, "bag.missing", "path", p))
	}
	for _, p := range v.bag.Unlisted {
		if isFile(v.src.fsys, "tagmanifest-sha256.txt") {
			v.board.Fail("GD-4-3", On("", p, "bag.unlisted", "path", p))
		}
	}
}

// listing is a list of digests that a package tells beside those of a bag.
type listing struct {
	name, algorithm string
	root            string              // below which its paths lie
	digest          func(*seen) string  // what was computed, "" where it was not
	lacks           string              // the text for a file that it does not list
	claims          func(*seen, string) // takes what it says of a file; nil: nothing
}

// judgeDigests compares the digests that a package without a bag tells of all its
// files; where it tells none, those in the metadata must do.
func (v *verifier) judgeDigests() {
	v.judgeListing(v.payload, listing{name: DigestsName, algorithm: "SHA-256", root: v.root, digest: func(s *seen) string { return s.sha256 }, lacks: "bag.extra"})
}

// sm3Manifest is where our bags have the national digests of their payload.
const sm3Manifest = "metadata/manifest-sm3.txt"

// judgeSM3 compares the SM3 digests of the tag files with the payload: which files
// they name always, the digests themselves where they were computed; the metadata
// are held against them in any case.
func (v *verifier) judgeSM3() {
	if !v.verdict.Bag {
		return
	}
	there := v.judgeListing(v.src.fsys, listing{
		name: sm3Manifest, algorithm: "SM3", digest: func(s *seen) string { return s.sm3 }, lacks: "verify.sm3_lacks",
		claims: func(s *seen, want string) {
			if s.sm3 == "" {
				s.sm3 = want
			}
		},
	})
	if there && !v.o.SM3 {
		v.board.Remark("GD-1-1", archive.Say("verify.sm3_not_computed"))
	}
}

// judgeListing holds a list of digests against the files; there: the package has
// it. A list does not list itself, nor, in a bag, what is no payload.
func (v *verifier) judgeListing(fsys fs.FS, l listing) (there bool) {
	if !isFile(fsys, l.name) {
		return false
	}
	listed, err := bagit.ReadManifest(fsys, l.name)
	if err != nil {
		v.board.Fail("GD-1-14", On("", l.name, "verify.no_text", "path", l.name, "detail", err.Error()))
		return true
	}
	for _, p := range sortedKeys(v.seen) {
		rel, inside := strings.CutPrefix(p, l.root)
		s := v.seen[p]
		if !inside || s.inner || rel == l.name || v.verdict.Bag && !strings.HasPrefix(p, "data/") {
			continue
		}
		want, told := listed[rel]
		delete(listed, rel)
		switch {
		case !told:
			v.board.Fail("GD-1-14", On(v.codeOf(p), p, l.lacks, "path", rel))
		case differ(want, l.digest(s)):
			v.board.Fail("GD-1-1", On(v.codeOf(p), p, "bag.changed", "path", rel, "algorithm", l.algorithm))
		case l.claims != nil:
			l.claims(s, want)
		}
	}
	for _, rel := range sortedKeys(listed) {
		v.board.Fail("GD-1-14", On(v.codeOf(l.root+rel), l.root+rel, "bag.missing", "path", rel))
	}
	return true
}

func (v *verifier) bagNote(n bagit.Note) Note {
	return Note{Text: n.Text, Path: n.Path, Code: v.codeOf(n.Path)}
}

// judgeFiles compares each described file with the one that is there.
func (v *verifier) judgeFiles() {
	for i := range v.items {
		it := &v.items[i]
		if it.parsed && len(it.files) == 0 {
			v.board.Fail("GD-2-11", On(it.code, it.folder, "verify.empty", "path", it.folder))
		}
		for j := range it.files {
			v.judgeFile(it, &it.files[j])
		}
	}
}

func (v *verifier) judgeFile(it *item, f *file) {
	s := v.file(f.path)
	if s == nil {
		f.missing = true
		v.board.Fail("GD-2-11", On(it.code, f.path, "verify.no_file", "path", f.path))
		v.board.Fail("GD-1-11", On(it.code, f.path, "verify.no_file", "path", f.path))
		return
	}
	s.used = true
	if f.size >= 0 && s.size != f.size {
		v.board.Fail("GD-1-10", On(it.code, f.path, "verify.size", "path", f.path, "want", strconv.FormatInt(f.size, 10), "got", strconv.FormatInt(s.size, 10)))
	}
	if differ(f.sha256, s.sha256) || differ(f.sm3, s.sm3) {
		v.board.Fail("GD-1-1", On(it.code, f.path, "verify.digest", "path", f.path))
	}
	v.judgeFormat(it, f, s)
}

// differ compares two digests where both are known.
func differ(a, b string) bool { return a != "" && b != "" && !strings.EqualFold(a, b) }

// judgeFormat looks at how a content file begins and ends, and whether it opened.
func (v *verifier) judgeFormat(it *item, f *file, s *seen) {
	v.tell(judge(s.look, s.opened, f.name, f.path), it.code, f.path)
	if !v.accepts(extOf(f.name)) && !it.rendered(f.name) {
		v.board.Fail("GD-3-3", On(it.code, f.path, "verify.format", "path", f.path))
	}
}

func (v *verifier) tell(j Judgement, code, p string) {
	switch {
	case j.Row == "":
	case j.Fails:
		v.board.Fail(j.Row, Note{Text: j.Text, Code: code, Path: p})
	default:
		v.board.Warn(j.Row, Note{Text: j.Text, Code: code, Path: p})
	}
}

// judgeOthers looks at what lies beside the items for people to read.
func (v *verifier) judgeOthers() {
	for _, p := range sortedKeys(v.seen) {
		s := v.seen[p]
		if rel, inside := strings.CutPrefix(p, v.root); inside && (strings.HasPrefix(rel, OtherFolder+"/") || strings.HasPrefix(rel, noticeFolder+"/")) {
			v.tell(judge(s.look, s.opened, p, p), "", p)
		}
	}
}

func (v *verifier) accepts(ext string) bool {
	for _, f := range v.o.Formats {
		if f == ext {
			return true
		}
	}
	return false
}

// rendered reports whether a file has a rendition beside it.
func (it *item) rendered(name string) bool {
	for _, f := range it.files {
		if f.of == name {
			return true
		}
	}
	return false
}

// judgeRows compares the catalogue with the items.
func (v *verifier) judgeRows() {
	if v.verdict.Profile == EARK {
		return
	}
	listed := make(map[string]bool, len(v.rows))
	for i, r := range v.rows {
		if listed[r.Code] {
			v.board.Fail("GD-1-8", On(r.Code, "", "verify.row_twice", "code", r.Code))
		}
		listed[r.Code] = true
		if r.Order != strconv.Itoa(i+1) {
			v.board.Warn("GD-2-6", On(r.Code, "", "verify.order", "code", r.Code, "want", strconv.Itoa(i+1), "got", r.Order))
		}
		v.judgeRow(r)
	}
	for i := range v.items {
		if it := &v.items[i]; !listed[it.code] {
			v.board.Fail("GD-1-13", On(it.code, it.folder, "verify.folder_without_row", "path", it.folder))
		}
	}
	v.judgeRepeats()
}

func (v *verifier) judgeRow(r row) {
	it := v.byCode[r.Code]
	if it == nil {
		v.board.Fail("GD-1-13", On(r.Code, "", "verify.row_without_folder", "code", r.Code, "title", r.Title))
		return
	}
	for name, want := range map[string]string{"题名": r.Title, "责任者": r.Issuer, "日期": r.Date, "保管期限": r.Retention, "页数": r.Pages} {
		got := it.fields[name]
		if it.parsed && want != "" && got != "" && want != got {
			v.board.Fail("GD-1-11", On(r.Code, it.folder, "verify.row_differs", "code", r.Code, "name", name, "row", want, "got", got))
		}
	}
	if s := it.fields["密级"]; it.parsed && r.Security != "" && s != "" && r.Security != s {
		v.board.Fail("GD-1-11", On(r.Code, it.folder, "verify.row_differs", "code", r.Code, "name", "密级", "row", r.Security, "got", s))
	}
	if secret(r.Security) {
		v.board.Fail("GD-4-7", On(r.Code, it.folder, "verify.secret", "code", r.Code, "value", r.Security))
	}
	if r.Note == nil {
		v.board.Warn("GD-1-12", On(r.Code, "", "verify.row_note", "code", r.Code))
	}
}

// judgeRepeats looks for folders and document numbers that stand twice.
func (v *verifier) judgeRepeats() {
	codes, numbers := make(map[string]bool), make(map[string]string)
	for i := range v.items {
		it := &v.items[i]
		if codes[it.code] {
			v.board.Fail("GD-1-8", On(it.code, it.folder, "verify.folder_twice", "code", it.code))
		}
		codes[it.code] = true
		n := it.fields["文件编号"]
		if other := numbers[n]; n != "" && other != "" {
			v.board.Warn("GD-1-8", On(it.code, it.folder, "verify.number_twice", "number", n, "code", it.code, "other", other))
		}
		numbers[n] = it.code
	}
}

// judgeCounts compares the stated counts with those found.
func (v *verifier) judgeCounts() {
	listed := len(v.rows)
	if v.verdict.Profile == EARK {
		listed = len(v.items)
	}
	if want, ok := v.notice["档案数量"]; ok && want != strconv.Itoa(listed) {
		v.board.Fail("GD-2-1", On("", NoticeName, "verify.count", "want", want, "got", strconv.Itoa(listed)))
	}
	if n := len(v.rows); n > 0 {
		span := v.notice["起止档号"]
		if span != "" && (!strings.Contains(span, v.rows[0].Code) || !strings.Contains(span, v.rows[n-1].Code)) {
			v.board.Warn("GD-1-12", On("", NoticeName, "verify.notice_span", "value", span, "first", v.rows[0].Code, "last", v.rows[n-1].Code))
		}
	}
	if len(v.rows) != len(v.items) && v.verdict.Profile != EARK {
		v.board.Fail("GD-2-1", On("", "", "verify.count_items", "want", strconv.Itoa(len(v.rows)), "got", strconv.Itoa(len(v.items))))
	}
	if len(v.items) == 0 {
		v.board.Fail("GD-2-1", On("", "", "verify.no_items"))
	}
	if v.verdict.Bag && v.bag.Get("Payload-Oxum") == "" {
		v.board.Warn("GD-2-2", On("", "bag-info.txt", "verify.no_oxum"))
	}
	for _, n := range v.bag.Errors {
		if n.Text.ID == "bag.oxum" {
			v.board.Fail("GD-2-2", v.bagNote(n))
		}
	}
}

// layoutFile reports whether a file of the package needs no metadata: those in
// 其他, and the tag files of a bag.
func (v *verifier) layoutFile(p string) bool {
	rel, inside := strings.CutPrefix(p, v.root)
	switch {
	case !inside:
		return v.verdict.Bag && !strings.HasPrefix(p, "data/")
	case v.verdict.Profile == EARK:
		return true // METS accounts for files, see readEARK
	}
	return strings.HasPrefix(rel, OtherFolder+"/")
}

// judgeSurplus finds files that nothing describes (载体中多余文件).
func (v *verifier) judgeSurplus() {
	for _, p := range sortedKeys(v.seen) {
		if !v.seen[p].used && !v.layoutFile(p) {
			v.board.Fail("GD-4-3", On(v.codeOf(p), p, "verify.surplus", "path", p))
			if v.codeOf(p) == "" && path.Dir(strings.TrimPrefix(p, v.root)) != "." {
				v.board.Fail("GD-1-13", On("", p, "verify.folder_without_row", "path", path.Dir(p)))
			}
		}
	}
}
