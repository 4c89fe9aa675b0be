package bagit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// bagOf makes a whole bag of payload files.
func bagOf(files map[string]string) fstest.MapFS {
	m := fstest.MapFS{"bagit.txt": {Data: []byte(Declaration)}, "data": {Mode: 0o755 | 1<<31}}
	var manifest strings.Builder
	size := 0
	for name, text := range files {
		m["data/"+name] = &fstest.MapFile{Data: []byte(text)}
		fmt.Fprintf(&manifest, "%s  %s\n", sum(text), Escape("data/"+name))
		size += len(text)
	}
	m["manifest-sha256.txt"] = &fstest.MapFile{Data: []byte(manifest.String())}
	m["bag-info.txt"] = &fstest.MapFile{Data: []byte("Payload-Oxum: " + Oxum(int64(size), len(files)) + "\n")}
	seal(m)
	return m
}

// seal writes the tag manifest anew.
func seal(m fstest.MapFS) {
	var tags strings.Builder
	for _, n := range []string{"bagit.txt", "bag-info.txt", "manifest-sha256.txt"} {
		if m[n] != nil {
			fmt.Fprintf(&tags, "%s  %s\n", sum(string(m[n].Data)), n)
		}
	}
	m["tagmanifest-sha256.txt"] = &fstest.MapFile{Data: []byte(tags.String())}
}

func sum(s string) string {
	d := sha256.Sum256([]byte(s))
	return hex.EncodeToString(d[:])
}

func validate(t *testing.T, m fstest.MapFS) Report {
	t.Helper()
	r, err := Validate(context.Background(), m, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// said gives "id path" of each note.
func said(notes []Note) []string {
	var out []string
	for _, n := range notes {
		out = append(out, n.Text.ID+" "+n.Path)
	}
	return out
}

func TestDamageIsNamed(t *testing.T) {
	const a, b = "云州市水务局/通知.pdf", "云州市水务局/附件.ofd"
	for name, c := range map[string]struct {
		harm func(fstest.MapFS)
		want string
	}{
		"one byte flipped": {func(m fstest.MapFS) { m["data/"+a].Data[0] ^= 1 }, "bag.changed data/" + a},
		"a file removed":   {func(m fstest.MapFS) { delete(m, "data/"+b) }, "bag.missing data/" + b},
		"a file added":     {func(m fstest.MapFS) { m["data/多.txt"] = &fstest.MapFile{} }, "bag.extra data/多.txt"},
		"a tag file edited": {func(m fstest.MapFS) { m["bag-info.txt"].Data = append(m["bag-info.txt"].Data, "X: y\n"...) },
			"bag.changed bag-info.txt"},
		"a file renamed": {func(m fstest.MapFS) { m["data/新名.pdf"] = m["data/"+a]; delete(m, "data/"+a) }, "bag.missing data/" + a},
		"no declaration": {func(m fstest.MapFS) { delete(m, "bagit.txt") }, "bag.no_declaration bagit.txt"},
		"no manifest":    {func(m fstest.MapFS) { delete(m, "manifest-sha256.txt"); seal(m) }, "bag.no_manifest "},
		"a path that leads out": {func(m fstest.MapFS) {
			m["manifest-sha256.txt"].Data = append(m["manifest-sha256.txt"].Data, sum("x")+"  data/../../x\n"...)
			seal(m)
		}, "bag.unsafe manifest-sha256.txt"},
		"a count that does not fit": {func(m fstest.MapFS) { m["bag-info.txt"].Data = []byte("Payload-Oxum: 1.1\n"); seal(m) }, "bag.oxum bag-info.txt"},
	} {
		t.Run(name, func(t *testing.T) {
			m := bagOf(map[string]string{a: "甲", b: "乙"})
			c.harm(m)
			if got := said(validate(t, m).Errors); !slices.Contains(got, c.want) {
				t.Errorf("found %v, want %q", got, c.want)
			}
		})
	}
}

func TestWholeBagsAreValid(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"empty payload":            {},
		"percent and line end":     {"100%.txt": "x", "a\nb.txt": "y", "50%25.txt": "z"},
		"characters beyond U+FFFF": {"𬭎.txt": "x"},
		"an empty file":            {"空.txt": ""},
	} {
		t.Run(name, func(t *testing.T) {
			if r := validate(t, bagOf(files)); !r.Valid() || len(r.Warnings) > 0 {
				t.Errorf("errors %v, warnings %v", said(r.Errors), said(r.Warnings))
			}
		})
	}
}

// A bag that was written on a system that keeps names decomposed is whole after a
// move to one that keeps them composed, with a warning.
func TestNormalizationIsAWarning(t *testing.T) {
	m := bagOf(map[string]string{"e\u0301.txt": "x"})
	m["data/\u00e9.txt"] = m["data/e\u0301.txt"]
	delete(m, "data/e\u0301.txt")
	r := validate(t, m)
	if !r.Valid() || !slices.Contains(said(r.Warnings), "bag.normalization data/e\u0301.txt") {
		t.Errorf("errors %v, warnings %v", said(r.Errors), said(r.Warnings))
	}
	m["data/\u00e9.txt"].Data = []byte("y")
	if r := validate(t, m); r.Valid() {
		t.Error("a changed file under another form of its name was not found")
	}
}

func TestUnfetchedFilesAreNeverFetched(t *testing.T) {
	m := bagOf(map[string]string{"a.txt": "x", "b.txt": "y"})
	delete(m, "data/b.txt")
	m["fetch.txt"] = &fstest.MapFile{Data: []byte("https://example.org/b - data/b.txt\n")}
	r := validate(t, m)
	if r.Complete() || !slices.Equal(r.Unfetched, []string{"data/b.txt"}) {
		t.Errorf("unfetched %v", r.Unfetched)
	}
}

func TestDeclarationsThatAreNotExactAreRefused(t *testing.T) {
	for _, s := range []string{
		"", "BagIt-Version : 1.0\nTag-File-Character-Encoding : UTF-8\n", "\ufeff" + Declaration,
		"BagIt-Version: .97\nTag-File-Character-Encoding: UTF-8\n", "BagIt-Version: 1.0\n",
		"Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n",
	} {
		m := bagOf(nil)
		m["bagit.txt"].Data = []byte(s)
		seal(m)
		if validate(t, m).Valid() {
			t.Errorf("%q was taken", s)
		}
	}
}

func TestHeadAndTailAreSeen(t *testing.T) {
	long := strings.Repeat("a", 3*edge) + "END"
	m := bagOf(map[string]string{"long": long, "short": "ab"})
	got := make(map[string]string)
	if _, err := Validate(context.Background(), m, Options{See: func(s Seen) {
		got[s.Path] = string(s.Head[:2]) + string(s.Tail[max(0, len(s.Tail)-3):])
	}}); err != nil {
		t.Fatal(err)
	}
	if got["data/long"] != "aaEND" || got["data/short"] != "abab" {
		t.Errorf("seen %v", got)
	}
}

func TestCancelledValidationSaysSo(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Validate(ctx, bagOf(map[string]string{"a": "b"}), Options{}); err == nil {
		t.Error("no error")
	}
}

func FuzzValidate(f *testing.F) {
	f.Add("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", sum("x")+"  data/a\n", "http://x - data/b\n")
	f.Add("BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-16\n", "\xfe\xff\x00a", "x")
	f.Add(Declaration, "zz *%0d%25/../~\n", "- - -\n")
	f.Fuzz(func(t *testing.T, decl, manifest, fetch string) {
		m := fstest.MapFS{
			"bagit.txt": {Data: []byte(decl)}, "manifest-sha256.txt": {Data: []byte(manifest)},
			"fetch.txt": {Data: []byte(fetch)}, "data/a": {Data: []byte("x")},
		}
		r, err := Validate(context.Background(), m, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if r.Valid() && !strings.Contains(decl, "BagIt-Version: ") {
			t.Errorf("valid without a declaration: %q", decl)
		}
	})
}
