package storetest

import (
	"os"
	"path/filepath"

	"niandang/archive"
)

var destroyCases = []testcase{
	{"destroyed content is nowhere in the library, its entry is found", destroyNowhere},
	{"a library after a destruction checks clean and backs up", destroyClean},
	{"bytes that a living file has are not destroyed", destroyLiving},
	{"bytes that another original needs stay", destroyShared},
	{"a destruction can be repeated", destroyTwice},
	{"batches are kept and listed", destroyBatches},
}

// doomedPhrase stands in no other test text.
const doomedPhrase = "柳叶鞭灯会彩排"

// doomed makes a kept, read, indexed and edited document with a rendition and
// gives its object.
func doomed(l library) (archive.Document, archive.File, string) {
	l.Helper()
	library2021(l)
	sha := l.keep([]byte("原件" + doomedPhrase))
	pdf := l.keep([]byte("转换件" + doomedPhrase))
	d := aDocument("g1")
	d.Title, d.Number, d.SHA256 = "关于灯会的函", "云文函〔2011〕7号", sha
	f := archive.File{ID: "gf", Document: "g1", SHA256: sha, Status: archive.Kept, Role: archive.RoleMain, Path: "g.doc"}
	l.apply(archive.Change{
		What: "collect", Documents: []archive.Document{d}, Files: []archive.File{f},
		Readings:   []archive.Reading{{SHA256: sha, Ext: ".doc", Face: archive.Face{Opening: doomedPhrase}}},
		Renditions: []archive.Rendition{{Of: sha, SHA256: pdf, Kind: "pdf"}},
		Pages:      []archive.PageText{{SHA256: sha, Page: 1, Text: "请安排" + doomedPhrase + "一次"}},
	})
	l.must("Index", l.Index(ctx, []string{"g1"}))
	l.same("found by its text", l.found(archive.Query{Text: "柳叶鞭"}), "g1")
	edited := d
	edited.Department = "社文科"
	l.apply(archive.Change{What: "edit", Person: true, Documents: []archive.Document{edited}})
	return edited, f, sha
}

// markGone writes the records as a destruction leaves them.
func markGone(l library, d archive.Document, f archive.File) {
	l.Helper()
	d.Destroyed = &archive.Destroyed{Batch: "XH-2031-001"}
	f.Status = archive.Gone
	l.apply(archive.Change{What: "dispose", Documents: []archive.Document{d}, Files: []archive.File{f}})
}

func destroyNowhere(l library) {
	d, f, sha := doomed(l)
	copied := filepath.Join(l.Dir(), "backup", "archive-v1-20300101T000000.000Z.db")
	l.must("a copy from before a migration", os.WriteFile(copied, []byte(doomedPhrase), 0o600))
	markGone(l, d, f)
	l.must("Destroy", l.Destroy(ctx, "XH-2031-001", []string{sha}, archive.NoProgress{}))
	l.must("Index", l.Index(ctx, []string{"g1"}))
	l.same("found by its text", l.found(archive.Query{Text: "柳叶鞭"}), "")
	for _, q := range []string{"灯会", "云文函〔2011〕7号"} {
		hits, _, err := l.Search(ctx, archive.Query{Text: q})
		if err != nil || len(hits) != 1 || hits[0].Document != "g1" || hits[0].Destroyed == nil || hits[0].Destroyed.Batch != "XH-2031-001" {
			l.Errorf("%s: %+v, %v", q, hits, err)
		}
	}
	l.nowhere(doomedPhrase, "柳叶", "叶鞭", "会彩")
}

func destroyClean(l library) {
	d, f, sha := doomed(l)
	markGone(l, d, f)
	l.must("Destroy", l.Destroy(ctx, "XH-2031-001", []string{sha}, archive.NoProgress{}))
	if l.HasObject(sha) {
		l.Error("the object is still there")
	}
	_, err := l.Reading(ctx, sha, ".doc")
	l.refuses("Reading", err, archive.CodeNotFound)
	got, err := l.Document(ctx, "g1")
	if err != nil || got.Title != d.Title || got.SHA256 != sha || got.Destroyed == nil {
		l.Errorf("the entry is %+v, %v", got, err)
	}
	damaged, err := l.Check(ctx, archive.NoProgress{})
	l.must("Check", err)
	for _, x := range damaged { // the other records of the suite name no real objects
		if x.What == "event" || x.What == "database" || x.On == sha {
			l.Errorf("damage %+v", x)
		}
	}
	l.must("Backup", l.Backup(ctx, filepath.Join(l.T.TempDir(), "b.zip"), archive.NoProgress{}))
	_, err = l.Undo(ctx, "", "")
	l.refuses("Undo of an edit before", err, archive.CodeInvalid)
}

func destroyLiving(l library) {
	_, _, sha := doomed(l)
	l.refuses("Destroy", l.Destroy(ctx, "XH-2031-001", []string{sha}, archive.NoProgress{}), archive.CodeInvalid)
	if !l.HasObject(sha) {
		l.Error("a living file's object is gone")
	}
	l.same("found", l.found(archive.Query{Text: "柳叶鞭"}), "g1")
	l.refuses("Destroy of no digest", l.Destroy(ctx, "x", []string{"../archive.db"}, archive.NoProgress{}), archive.CodeInvalid)
}

func destroyShared(l library) {
	d, f, sha := doomed(l)
	other := l.keep([]byte("别的原件"))
	l.apply(archive.Change{What: "collect", Renditions: []archive.Rendition{{Of: other, SHA256: sha, Kind: "pdf"}}})
	markGone(l, d, f)
	l.must("Destroy", l.Destroy(ctx, "XH-2031-001", []string{sha}, archive.NoProgress{}))
	if !l.HasObject(sha) {
		l.Error("the rendition of another original is gone")
	}
	if pages, err := l.PageTexts(ctx, sha); err != nil || len(pages) != 0 {
		l.Errorf("texts: %v, %v", pages, err)
	}
}

func destroyTwice(l library) {
	d, f, sha := doomed(l)
	markGone(l, d, f)
	for range 2 {
		l.must("Destroy", l.Destroy(ctx, "XH-2031-001", []string{sha}, archive.NoProgress{}))
	}
	n := 0
	for _, e := range all(l, l.Events(ctx, archive.Filter{})) {
		if e.What == "destroy" {
			n++
		}
	}
	if n != 1 {
		l.Errorf("%d events for one destruction", n)
	}
}

func destroyBatches(l library) {
	b := archive.Disposal{ID: "XH-2031-002", Year: 2031, State: archive.Proposed, Entries: []archive.DisposalEntry{{Item: "i", Title: "甲"}}}
	l.apply(archive.Change{What: "propose", Disposals: []archive.Disposal{{ID: "XH-2030-001", Year: 2030}, b}})
	got, err := l.Disposal(ctx, b.ID)
	if err != nil || got.State != archive.Proposed || len(got.Entries) != 1 || got.Entries[0].Title != "甲" {
		l.Errorf("%+v, %v", got, err)
	}
	l.same("of a year", names(all(l, l.Disposals(ctx, archive.Filter{Year: 2031})), func(b archive.Disposal) string { return b.ID }), b.ID)
	_, err = l.Apply(ctx, archive.Change{What: "x", Remove: []archive.Ref{{Table: "disposal", ID: b.ID}}})
	l.refuses("removing a batch", err, archive.CodeInvalid)
}
