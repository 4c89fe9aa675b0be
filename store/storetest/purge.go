package storetest

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"

	"niandang/archive"
)

var purgeCases = []testcase{
	{"purged content is nowhere in the library", purgeNowhere},
	{"what is permitted stays, and the library checks clean", purgeClean},
	{"other documents keep their index and undo", purgeOthers},
	{"a purge can be repeated and needs an object's name", purgeTwice},
}

// secretPhrase stands in no other test text.
const secretPhrase = "蓝鲸号演练方案"

// purgeable makes a kept, read, indexed and edited document that turns out to be
// secret; it returns the object.
func purgeable(l library) string {
	l.Helper()
	library2021(l)
	sha := l.keep([]byte("原件" + secretPhrase))
	pdf := l.keep([]byte("转换件" + secretPhrase))
	d := aDocument("s1")
	d.Title, d.SHA256 = secretPhrase, sha
	l.apply(archive.Change{
		What: "collect", Documents: []archive.Document{d},
		Files:      []archive.File{{ID: "sf", Document: "s1", SHA256: sha, Status: archive.Kept, Role: archive.RoleMain, Path: "s.doc"}},
		Readings:   []archive.Reading{{SHA256: sha, Ext: ".doc", Face: archive.Face{Opening: secretPhrase}}},
		Renditions: []archive.Rendition{{Of: sha, SHA256: pdf, Kind: "pdf"}},
		Pages:      []archive.PageText{{SHA256: sha, Page: 1, Text: "为做好" + secretPhrase + "准备"}},
	})
	l.must("Index", l.Index(ctx, []string{"s1"}))
	l.same("found before", l.found(archive.Query{Text: "蓝鲸"}), "s1")
	edited := d
	edited.Department = "应急科"
	l.apply(archive.Change{What: "edit", Person: true, Documents: []archive.Document{edited}})
	return sha
}

// purge writes what is permitted of the document and purges its object.
func purge(l library, sha string) {
	l.Helper()
	d := aDocument("s1")
	d.Title, d.Path, d.SHA256, d.Secret = "〔涉密文件〕", "〔涉密文件〕", sha, true
	l.apply(archive.Change{
		What: "secret", Person: true, Documents: []archive.Document{d},
		Files: []archive.File{{ID: "sf", Document: "s1", SHA256: sha, Status: archive.Secret, Path: "〔涉密文件〕"}},
	})
	l.must("Purge", l.Purge(ctx, sha, archive.Reading{SHA256: sha, Ext: ".doc", Pages: 1}))
}

func purgeNowhere(l library) {
	sha := purgeable(l)
	purge(l, sha)
	l.same("found", l.found(archive.Query{Text: "蓝鲸"}), "")
	l.nowhere(secretPhrase, "蓝鲸", "鲸号", "号演")
}

// nowhere closes the library and looks for traces of a text in all its files.
func (l library) nowhere(traces ...string) {
	l.Helper()
	dir := l.Dir()
	l.must("Close", l.Close())
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, trace := range traces {
			if bytes.Contains(b, []byte(trace)) {
				l.Errorf("%s still holds %s", path, trace)
			}
		}
		return err
	})
	l.must("walk", err)
}

func purgeClean(l library) {
	sha := purgeable(l)
	purge(l, sha)
	if l.HasObject(sha) {
		l.Error("the object is still there")
	}
	r, err := l.Reading(ctx, sha, ".doc")
	equal(l, r, archive.Reading{SHA256: sha, Ext: ".doc", Pages: 1}, err)
	pages, err := l.PageTexts(ctx, sha)
	if err != nil || len(pages) != 0 {
		l.Errorf("pages: %v, %v", pages, err)
	}
	_, err = l.Rendition(ctx, sha, "pdf")
	l.refuses("Rendition", err, archive.CodeNotFound)
	d, err := l.Document(ctx, "s1")
	if err != nil || d.Title != "〔涉密文件〕" {
		l.Errorf("document %+v, %v", d, err)
	}
	damaged, err := l.Check(ctx, archive.NoProgress{})
	l.must("Check", err)
	for _, x := range damaged {
		if x.What == "event" || x.What == "database" {
			l.Errorf("damage %+v", x)
		}
	}
	_, err = l.Undo(ctx, "", "")
	l.refuses("Undo of what was purged", err, archive.CodeInvalid)
}

func purgeOthers(l library) {
	sha := purgeable(l)
	e := edit(l, "d9", "别的")
	purge(l, sha)
	l.same("found", l.found(archive.Query{Text: "防汛值班"}), "flood")
	l.undo(e.ID)
	l.same("undone", title(l, "d9"), "(none)")
}

func purgeTwice(l library) {
	sha := purgeable(l)
	purge(l, sha)
	l.must("Purge again", l.Purge(ctx, sha, archive.Reading{}))
	l.refuses("Purge of no digest", l.Purge(ctx, "../archive.db", archive.Reading{}), archive.CodeInvalid)
	_, err := l.Reading(ctx, sha, ".doc")
	l.refuses("Reading with nothing permitted", err, archive.CodeNotFound)
}
