package store_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"niandang/archive"
	"niandang/store"
)

// writer makes up texts: words by Zipf's law, so that some stand in nearly every
// text and most in few.
type writer struct {
	words []string
	zipf  *rand.Zipf
	rnd   *rand.Rand
}

func newWriter() *writer {
	r := rand.New(rand.NewPCG(1, 2))
	w := &writer{rnd: r, zipf: rand.NewZipf(r, 1.07, 4, 19999)}
	w.words = append(w.words, strings.Fields("通知 工作 管理 单位 进行 做好 关于 办法 要求 会议")...)
	for len(w.words) < 20000 {
		var b strings.Builder
		for range 2 + r.IntN(2) {
			b.WriteRune(rune(0x4E00 + min(r.ExpFloat64()*700, 20000)))
		}
		w.words = append(w.words, b.String())
	}
	return w
}

func (w *writer) word() string { return w.words[w.zipf.Uint64()] }

func (w *writer) text(chars int) string {
	var b strings.Builder
	for n := 0; n < chars; {
		s := w.word()
		b.WriteString(s)
		n += len([]rune(s))
		if w.rnd.IntN(6) == 0 {
			b.WriteString("，\n")
		}
	}
	return b.String()
}

// batch makes the records of n documents, as one step of collecting writes them.
func (w *writer) batch(from, n int) archive.Change {
	c := archive.Change{What: "collect", Quiet: true}
	for i := from; i < from+n; i++ {
		id, sha := fmt.Sprintf("%08d-d", i), fmt.Sprintf("%064x", i)
		d := archive.Document{ID: id, FileID: id + "f", Path: id + ".pdf", Year: 2000 + i/5000, SHA256: sha, Department: "办公室"}
		d.Elements = archive.Elements{
			Number: fmt.Sprintf("云水发〔%d〕%d号", d.Year, i%5000+1), Title: "关于" + w.text(12) + "的通知",
			Issuers: []string{"云州市水务局"}, Date: fmt.Sprintf("%d-%02d-%02d", d.Year, i%12+1, i%28+1),
		}
		d.Trusts = map[string]archive.Trust{"number": {Source: archive.FromFace, Confidence: 0.9}, "title": {Source: archive.FromFace, Confidence: 0.9}}
		c.Documents = append(c.Documents, d)
		c.Files = append(c.Files, archive.File{
			ID: id + "f", Year: d.Year, Path: d.Path, Status: archive.Kept, Role: archive.RoleMain, Document: id, SHA256: sha, Pages: 1,
		})
		c.Readings = append(c.Readings, archive.Reading{SHA256: sha, Ext: ".pdf", Pages: 1, Sketch: make([]uint64, 64)})
		c.Pages = append(c.Pages, archive.PageText{SHA256: sha, Page: 1, Text: w.text(800)})
	}
	return c
}

// BenchmarkApply writes 200 files with documents, readings and texts.
func BenchmarkApply(b *testing.B) {
	s := create(b, filepath.Join(b.TempDir(), "library"))
	defer s.Close()
	w, n := newWriter(), 0
	for b.Loop() {
		b.StopTimer()
		c := w.batch(n, 200)
		n += 200
		b.StartTimer()
		if _, err := s.Apply(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkIndex indexes 200 documents of 800 characters in a library of 2,000
// and more.
func BenchmarkIndex(b *testing.B) {
	s := create(b, filepath.Join(b.TempDir(), "library"))
	defer s.Close()
	w, n := newWriter(), 0
	next := func() {
		c := w.batch(n, 200)
		ids := make([]string, 0, 200)
		for _, d := range c.Documents {
			ids = append(ids, d.ID)
		}
		n += 200
		if _, err := s.Apply(b.Context(), c); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if err := s.Index(b.Context(), ids); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
	}
	b.StopTimer()
	for range 10 {
		next()
	}
	b.ResetTimer()
	for range b.N {
		next()
	}
}

// BenchmarkKeep stages and keeps small objects, durably.
func BenchmarkKeep(b *testing.B) {
	s := create(b, filepath.Join(b.TempDir(), "library"))
	defer s.Close()
	n := 0
	for b.Loop() {
		n++
		f, err := s.Stage(b.Context(), strings.NewReader(strings.Repeat("x", 100_000)+fmt.Sprint(n)))
		if err == nil {
			err = f.Keep(b.Context())
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSearch100k measures a library of 100,000 documents of 800 characters.
// It takes minutes to build, so it runs when NIANDANG_BENCH names a folder, in
// which the library stays for the next run.
func BenchmarkSearch100k(b *testing.B) {
	root := os.Getenv("NIANDANG_BENCH")
	if root == "" {
		b.Skip("builds a library of 100,000 documents: set NIANDANG_BENCH to a folder")
	}
	dir := filepath.Join(root, "library-100k")
	if _, err := os.Stat(dir); err != nil {
		build100k(b, dir)
	}
	start := time.Now()
	s, err := store.Open(b.Context(), dir, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	opened := time.Since(start)
	st, err := os.Stat(filepath.Join(dir, "archive.db"))
	if err != nil {
		b.Fatal(err)
	}
	w := newWriter()
	var took []time.Duration
	for b.Loop() {
		took = append(took, search(b, s, w.word()))
	}
	slices.Sort(took)
	b.ReportMetric(float64(opened.Microseconds())/1000, "open-ms")
	b.ReportMetric(float64(st.Size())/1e6, "db-MB")
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
	for _, q := range []string{"通知", "关于做好", "云水发〔2012〕13号", "2012 13", "局", "的", "gyzh", "云州市水务局", "工作 会议 " + w.words[5000], w.words[19000]} {
		search(b, s, q)
		b.Logf("%-24s %v", q, search(b, s, q))
	}
	count(b, s)
}

func search(b *testing.B, s *store.Store, q string) time.Duration {
	b.Helper()
	start := time.Now()
	if _, _, err := s.Search(b.Context(), archive.Query{Text: q, Limit: 20}); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

// count measures what the panes ask for all the time.
func count(b *testing.B, s *store.Store) {
	b.Helper()
	for name, ask := range map[string]func() error{
		"count a year": func() error { _, err := s.Count(b.Context(), "document", archive.Filter{Year: 2010}); return err },
		"count all":    func() error { _, err := s.Count(b.Context(), "file", archive.Filter{}); return err },
		"count for review": func() error {
			_, err := s.Count(b.Context(), "document", archive.Filter{Year: 2010, Review: true})
			return err
		},
		"years": func() error { _, err := s.Years(b.Context()); return err },
		"page of 200": func() error {
			for _, err := range s.Documents(b.Context(), archive.Filter{Year: 2010, After: "00052000-d", Limit: 200}) {
				if err != nil {
					return err
				}
			}
			return nil
		},
	} {
		start := time.Now()
		if err := ask(); err != nil {
			b.Fatal(err)
		}
		b.Logf("%-24s %v", name, time.Since(start))
	}
}

func build100k(b *testing.B, dir string) {
	b.Helper()
	s := create(b, dir)
	defer s.Close()
	w := newWriter()
	var wrote, indexed time.Duration
	for i := 0; i < 100_000; i += 500 {
		c := w.batch(i, 500)
		ids := make([]string, 0, 500)
		for _, d := range c.Documents {
			ids = append(ids, d.ID)
		}
		start := time.Now()
		if _, err := s.Apply(b.Context(), c); err != nil {
			b.Fatal(err)
		}
		wrote += time.Since(start)
		start = time.Now()
		if err := s.Index(b.Context(), ids); err != nil {
			b.Fatal(err)
		}
		indexed += time.Since(start)
	}
	b.Logf("wrote in %v, indexed in %v", wrote, indexed)
}
