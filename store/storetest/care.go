package storetest

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"niandang/archive"
)

var careCases = []testcase{
	{"a whole library checks clean", checkClean},
	{"a flipped byte is found and named", checkFlipped},
	{"a missing object is found and named", checkMissing},
	{"what does not belong among the objects is found", checkStray},
	{"objects are counted while they are checked", checkProgress},
	{"a backup is a file outside the library", backupOutside},
	{"a backup of a damaged library is refused", backupDamaged},
}

// furnish gives a library a file with its bytes and returns their SHA-256.
func furnish(l library) string {
	l.Helper()
	sha := l.keep([]byte("关于防汛的通知"))
	l.apply(archive.Change{What: "collect", Files: []archive.File{{ID: "f1", Path: "通知.txt", Status: archive.Kept, SHA256: sha}}})
	return sha
}

// damage checks the library and joins what was found.
func damage(l library) string {
	l.Helper()
	found, err := l.Check(ctx, archive.NoProgress{})
	l.must("Check", err)
	for _, d := range found {
		if d.Text.IsZero() {
			l.Errorf("damage without a sentence: %+v", d)
		}
	}
	return names(found, func(d archive.Damage) string { return d.What + ":" + d.On })
}

func checkClean(l library) {
	furnish(l)
	edit(l, "d1", "一")
	l.undo("")
	l.same("damage", damage(l), "")
}

func checkFlipped(l library) {
	sha := furnish(l)
	path := l.ObjectPath(sha)
	b, err := os.ReadFile(path)
	l.must("read", err)
	b[3] ^= 1
	l.must("chmod", os.Chmod(path, 0o600))
	l.must("write", os.WriteFile(path, b, 0o600))
	l.same("damage", damage(l), "object:"+sha)
}

func checkMissing(l library) {
	sha := furnish(l)
	l.must("remove", os.Remove(l.ObjectPath(sha)))
	l.same("damage", damage(l), "missing_object:"+sha)
	l.keep([]byte("关于防汛的通知"))
	l.same("kept again", damage(l), "")
	l.apply(archive.Change{What: "x", Files: []archive.File{{ID: "f2", Status: archive.Kept, SHA256: strings.Repeat("ab", 32)}}})
	l.same("never an object", damage(l), "missing_object:"+strings.Repeat("ab", 32))
}

func checkStray(l library) {
	sha := furnish(l)
	dir := filepath.Dir(l.ObjectPath(sha))
	l.must("write", os.WriteFile(filepath.Join(dir, "Thumbs.db"), nil, 0o600))
	l.must("write", os.WriteFile(filepath.Join(filepath.Dir(dir), "readme.txt"), nil, 0o600))
	l.same("damage", damage(l), "object:objects/"+sha[:2]+"/Thumbs.db object:objects/readme.txt")
}

type counter struct{ total, done atomic.Int64 }

func (c *counter) Total(n int) { c.total.Store(int64(n)) }
func (c *counter) Add(n int)   { c.done.Add(int64(n)) }
func (c *counter) Note(string) {}

func checkProgress(l library) {
	furnish(l)
	var c counter
	_, err := l.Check(ctx, &c)
	l.must("Check", err)
	if c.total.Load() != 1 || c.done.Load() != 1 {
		l.Errorf("%d of %d", c.done.Load(), c.total.Load())
	}
}

func backupOutside(l library) {
	furnish(l)
	dir := l.TempDirOutside()
	path := filepath.Join(dir, "备份.zip")
	l.must("Backup", l.Backup(ctx, path, archive.NoProgress{}))
	l.must("Backup over it", l.Backup(ctx, path, archive.NoProgress{}))
	b, err := os.ReadFile(path)
	if err != nil || !bytes.Contains(b, []byte("关于防汛的通知")) {
		l.Errorf("backup of %d bytes, %v", len(b), err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		l.Errorf("left beside the backup: %v", entries)
	}
	err = l.Backup(ctx, filepath.Join(l.Dir(), "backup", "x.zip"), archive.NoProgress{})
	l.refuses("inside the library", err, archive.CodeInvalid)
}

func backupDamaged(l library) {
	sha := furnish(l)
	l.must("remove", os.Remove(l.ObjectPath(sha)))
	dir := l.TempDirOutside()
	err := l.Backup(ctx, filepath.Join(dir, "b.zip"), archive.NoProgress{})
	l.refuses("Backup", err, archive.CodeDamaged)
	if entries, _ := os.ReadDir(dir); len(entries) != 0 {
		l.Errorf("left behind: %v", entries)
	}
}
