package year

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"niandang/archive"
	"niandang/archive/collect"
)

// CollectOptions say what to take in.
type CollectOptions struct {
	Year     int
	Sources  []string // folders, files, zip exports
	Register string   // spreadsheet of the register, "" for none
}

// CollectReport counts what a collect run saw and read.
type CollectReport struct {
	Seen, Read, Known int // files seen; read in this run; unchanged since an earlier run
	ByStatus          map[archive.Status]int
	Documents         int
	Findings          int // that need a person
}

// batchFiles is how many files are read between two commits: few enough that
// little is done again after a power cut, enough for one run of the office helper.
const batchFiles = 64

// Collect takes the sources in: every file is read once, kept, and accounted
// for; then documents are formed from all files of the year and matched with the
// register. After an interruption the same call goes on where it stopped.
func (y *Year) Collect(ctx context.Context, o CollectOptions, p archive.Progress) (CollectReport, error) {
	c, err := y.newCollector(ctx, o, p)
	if err != nil {
		return CollectReport{}, err
	}
	if o.Register != "" {
		if err := y.importRegister(ctx, o.Register, o.Year); err != nil {
			return CollectReport{}, err
		}
	}
	if err := c.loadSecrecy(ctx); err != nil {
		return CollectReport{}, err
	}
	for _, s := range o.Sources {
		if err := c.source(ctx, s); err != nil {
			return CollectReport{}, canceled(err)
		}
	}
	if err := c.flush(ctx); err != nil {
		return CollectReport{}, canceled(err)
	}
	c.known = nil // a large year's files are in memory once while documents are formed
	if err := y.Regroup(ctx, o.Year, p); err != nil {
		return CollectReport{}, canceled(err)
	}
	return y.collectReport(ctx, o.Year, c.report)
}

func (y *Year) collectReport(ctx context.Context, year int, r CollectReport) (CollectReport, error) {
	r.ByStatus = make(map[archive.Status]int)
	for f, err := range y.Store.Files(ctx, archive.Filter{Year: year}) {
		if err != nil {
			return r, err
		}
		r.ByStatus[f.Status]++
	}
	var err error
	if r.Documents, err = y.Store.Count(ctx, "document", archive.Filter{Year: year}); err != nil {
		return r, err
	}
	r.Findings, err = y.openFindings(ctx, year, "collect")
	return r, err
}

// collector is one run of Collect.
type collector struct {
	*Year
	year     int
	settings archive.Settings
	progress archive.Progress
	known    map[string]archive.File // by source and path
	gone     map[string]archive.File // by SHA-256: what was destroyed
	secrets  secretRows
	queue    []*pending
	mu       sync.Mutex // guards refused: files are read side by side
	refused  int        // files refused as secret so far
	report   CollectReport
}

func (y *Year) newCollector(ctx context.Context, o CollectOptions, p archive.Progress) (*collector, error) {
	if o.Year < 1900 || o.Year > 2200 {
		return nil, archive.Fail(archive.CodeInvalid, "year", nil, "value", fmt.Sprint(o.Year))
	}
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return nil, err
	}
	files, err := y.files(ctx, o.Year)
	if err != nil {
		return nil, err
	}
	c := &collector{Year: y, year: o.Year, settings: s, progress: p, known: make(map[string]archive.File, len(files))}
	for _, f := range files {
		c.known[f.Source+"\x00"+f.Path] = f
	}
	destroyed, err := all(y.Store.Files(ctx, archive.Filter{Status: archive.Gone}))
	c.gone = byID(destroyed, func(f archive.File) string { return f.SHA256 })
	return c, err
}

// source walks one folder or file.
func (c *collector) source(ctx context.Context, root string) error {
	abs, err := filepath.Abs(root)
	if err != nil {
		return fmt.Errorf("collect %s: %w", root, err)
	}
	if _, err := os.Lstat(abs); err != nil {
		return archive.Fail(archive.CodeNotFound, "source", err, "path", root)
	}
	if within(abs, c.Store.Dir()) {
		return archive.Fail(archive.CodeInvalid, "source_in_library", nil, "path", root)
	}
	var entries []collect.Entry
	for e, err := range collect.Walk(ctx, abs, c.settings.Limits) {
		if err != nil {
			return fmt.Errorf("collect %s: %w", root, err)
		}
		entries = append(entries, e)
	}
	c.progress.Total(len(entries))
	for _, e := range entries {
		if err := c.entry(ctx, abs, e); err != nil {
			return err
		}
	}
	return nil
}

// within reports whether path lies in dir or is it.
func within(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}

// entry queues one file, unless an earlier run has read it and it is unchanged.
func (c *collector) entry(ctx context.Context, source string, e collect.Entry) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.report.Seen++
	c.progress.Note(e.Path)
	f, seen := c.known[source+"\x00"+e.Path]
	if seen && f.Size == e.Size && sameTime(f.ModTime, e.ModTime) {
		if f.Status == archive.Secret {
			c.refused++
		}
		c.report.Known++
		c.progress.Add(1)
		return nil
	}
	id, err := newID()
	if err != nil {
		return err
	}
	if !seen {
		f = archive.File{ID: id, Year: c.year, Source: source, Path: e.Path, Status: archive.Kept}
	}
	f.Size, f.ModTime = e.Size, e.ModTime
	c.queue = append(c.queue, &pending{entry: e, file: f})
	if len(c.queue) >= batchFiles {
		return c.flush(ctx)
	}
	return nil
}

func sameTime(a, b time.Time) bool { return a.Truncate(time.Second).Equal(b.Truncate(time.Second)) }
