package storetest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"niandang/archive"
)

var objectCases = []testcase{
	{"kept bytes are read back", objectKept},
	{"the same bytes are kept once", objectTwice},
	{"wiped bytes are gone", objectWiped},
	{"what is no object is not found", objectMissing},
	{"a temporary folder goes with all that is in it", objectTempDir},
	{"a source that breaks off leaves nothing", objectBroken},
	{"many at once do not disturb one another", objectParallel},
}

// stage stages bytes that must be taken.
func (l library) stage(b []byte) archive.Staged {
	l.Helper()
	f, err := l.Stage(ctx, bytes.NewReader(b))
	l.must("Stage", err)
	return f
}

// keep makes bytes an object and gives its SHA-256.
func (l library) keep(b []byte) string {
	l.Helper()
	f := l.stage(b)
	l.must("Keep", f.Keep(ctx))
	return f.SHA256()
}

func sum(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}

func objectKept(l library) {
	for _, b := range [][]byte{nil, []byte("一份文件"), bytes.Repeat([]byte("云州"), 700_000)} {
		f := l.stage(b)
		if f.SHA256() != sum(b) || f.Size() != int64(len(b)) || len(f.SM3()) != 64 {
			l.Errorf("digests of %d bytes: %s %s %d", len(b), f.SHA256(), f.SM3(), f.Size())
		}
		if l.HasObject(f.SHA256()) {
			l.Error("an object before Keep")
		}
		staged, err := os.ReadFile(f.Path())
		if err != nil || !bytes.Equal(staged, b) {
			l.Errorf("staged bytes differ: %v", err)
		}
		l.must("Keep", f.Keep(ctx))
		l.must("Wipe after Keep", f.Wipe())
		o, err := l.OpenObject(f.SHA256())
		l.must("OpenObject", err)
		got, err := io.ReadAll(o)
		if err != nil || !bytes.Equal(got, b) || o.Size() != int64(len(b)) {
			l.Errorf("object differs: %v", err)
		}
		l.must("Close", o.Close())
		if _, err := os.Stat(l.ObjectPath(f.SHA256())); err != nil || !l.HasObject(f.SHA256()) {
			l.Errorf("no object: %v", err)
		}
	}
}

func objectTwice(l library) {
	a, b := l.stage([]byte("同样")), l.stage([]byte("同样"))
	if a.Path() == b.Path() {
		l.Error("two staged files share a place")
	}
	l.must("Keep", a.Keep(ctx))
	l.must("Keep again", b.Keep(ctx))
	if _, err := os.Stat(b.Path()); !os.IsNotExist(err) {
		l.Errorf("the second copy is still there: %v", err)
	}
}

func objectWiped(l library) {
	f := l.stage([]byte("涉密内容"))
	l.must("Wipe", f.Wipe())
	l.must("Wipe again", f.Wipe())
	if _, err := os.Stat(f.Path()); !os.IsNotExist(err) || l.HasObject(f.SHA256()) {
		l.Errorf("bytes are still there: %v", err)
	}
	if err := f.Keep(ctx); err == nil {
		l.Error("wiped bytes were kept")
	}
}

func objectMissing(l library) {
	for _, name := range []string{"", "ab", "../../../../etc/passwd", strings.Repeat("a", 64), strings.Repeat("A", 64)} {
		_, err := l.OpenObject(name)
		l.refuses("OpenObject "+name, err, archive.CodeNotFound)
		if l.HasObject(name) {
			l.Errorf("HasObject %q", name)
		}
	}
}

func objectTempDir(l library) {
	dir, wipe, err := l.TempDir()
	l.must("TempDir", err)
	inner := filepath.Join(dir, "profile", "cache")
	l.must("mkdir", os.MkdirAll(inner, 0o700))
	l.must("write", os.WriteFile(filepath.Join(inner, "x"), []byte("中间文件"), 0o400))
	l.must("chmod", os.Chmod(inner, 0o500))
	outside := filepath.Join(l.TempDirOutside(), "kept")
	l.must("write", os.WriteFile(outside, []byte("外面"), 0o600))
	l.must("link", os.Symlink(outside, filepath.Join(dir, "link")))
	l.must("wipe", wipe())
	l.must("wipe again", wipe())
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		l.Errorf("the folder is still there: %v", err)
	}
	if b, _ := os.ReadFile(outside); string(b) != "外面" {
		l.Error("wiping followed a link")
	}
}

// TempDirOutside makes a folder that has nothing to do with the library.
func (l library) TempDirOutside() string { return l.T.TempDir() }

func objectBroken(l library) {
	dir, wipe, err := l.TempDir()
	l.must("TempDir", err)
	defer wipe()
	_, err = l.Stage(ctx, io.MultiReader(strings.NewReader("halb"), brokenReader{}))
	if err == nil {
		l.Fatal("a source that broke off was staged")
	}
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil || len(entries) != 1 {
		l.Errorf("staging area holds %v, %v", entries, err)
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, os.ErrDeadlineExceeded }

func objectParallel(l library) {
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 20 {
				f, err := l.Stage(ctx, strings.NewReader(strings.Repeat("x", (i+j)%10)))
				if err == nil {
					err = f.Keep(ctx)
				}
				if err != nil {
					l.Errorf("%d %d: %v", i, j, err)
				}
			}
		})
	}
	wg.Wait()
	l.apply(archive.Change{What: "collect"})
	damage, err := l.Check(ctx, archive.NoProgress{})
	if err != nil || len(damage) != 0 {
		l.Errorf("Check: %v, %v", damage, err)
	}
}
