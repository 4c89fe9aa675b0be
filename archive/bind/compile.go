package bind

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"niandang/archive"
	"niandang/archive/fixity"
)

// compiler is one run of Compile.
type compiler struct {
	p        *Plan
	d        Deps
	dir      string
	forms    *forms
	day      time.Time
	progress archive.Progress
	done     map[string]finished
	report   Report
	standIns map[string][]standIn // by item ID
}

// finished is what the journal remembers of an output.
type finished struct {
	Digest   string               `json:"digest"` // of the plan of the output
	SHA256   string               `json:"sha256"` // of its bytes
	Volume   *archive.Volume      `json:"volume,omitempty"`
	Findings []archive.Finding    `json:"findings,omitempty"`
	Spots    []spot               `json:"spots,omitempty"`
	StandIns map[string][]standIn `json:"stand_ins,omitempty"`
}

// standIn is what stands in the place of an original.
type standIn struct {
	Part string `json:"part"` // its role
	How  string `json:"how"`
}

// output is one file to be made.
type output struct {
	name   string // relative to the folder, with /
	digest string
	make   func(ctx context.Context, put func(func(io.Writer) error) error) (finished, error)
}

// Compile makes the plan's files in a folder, each whole or not at all, and leaves
// alone what is right already. After a kill the same call goes on. Files of an
// earlier plan that nobody changed since are removed.
func (p *Plan) Compile(ctx context.Context, dir string, d Deps, pr archive.Progress) (Report, error) {
	c, err := newCompiler(ctx, p, dir, d)
	if err != nil {
		return Report{}, err
	}
	c.progress = pr
	pr.Total(len(p.in.Items) + len(p.Volumes) + len(p.Classes) + len(p.Boxes))
	for _, step := range []func(context.Context) error{c.volumes, c.catalogues, c.boxPapers, c.sweep} {
		if err := step(ctx); err != nil {
			return c.report, err
		}
	}
	return c.report, nil
}

func newCompiler(ctx context.Context, p *Plan, dir string, d Deps) (*compiler, error) {
	all, err := Forms(d.Forms, p.in.Settings.Forms, p.shipped)
	if err != nil {
		return nil, err
	}
	f, err := readForms(all)
	if err != nil {
		return nil, err
	}
	c := &compiler{p: p, d: d, dir: dir, forms: f, day: dayOf(d.Now()), done: make(map[string]finished), standIns: make(map[string][]standIn)}
	entries, err := d.Journal.Load(ctx)
	if err != nil {
		return nil, fmt.Errorf("bind: read journal: %w", err)
	}
	for name, value := range entries {
		var f finished
		if json.Unmarshal([]byte(value), &f) == nil {
			c.done[name] = f
		}
	}
	return c, c.removePartials()
}

// layoutVersion changes when the same plan is set otherwise than before.
const layoutVersion = 2

// digest identifies everything that an output depends on: the forms that are set
// on it, the settings, the captions and what it shows.
func (c *compiler) digest(forms []string, parts ...any) string {
	h := sha256.New()
	e := json.NewEncoder(h)
	all := []any{layoutVersion, c.d.Engine.Name(), c.bearing(forms), c.p.in.Settings.Organ, c.p.in.Settings.ShowSecret, c.words()}
	for _, name := range forms {
		all = append(all, name, c.forms.sums[name])
	}
	for _, p := range append(all, parts...) {
		if err := e.Encode(p); err != nil {
			fmt.Fprintln(h, err) // a value that JSON cannot hold never gives an equal digest by silence
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// bearing gives the settings that bear on what is set on these forms.
func (c *compiler) bearing(forms []string) archive.BindSettings {
	var b archive.BindSettings
	s := c.p.in.Settings.Bind
	b.WholeYear, b.Engine = s.WholeYear, s.Engine
	if slices.Contains(forms, "stamp") {
		b.StampTopMM, b.StampRed = s.StampTopMM, s.StampRed
	}
	if slices.Contains(forms, "volume") || slices.Contains(forms, "notesheet") {
		b.Arranger, b.Checker, b.ArrangedOn, b.CheckedOn = s.Arranger, s.Checker, s.ArrangedOn, s.CheckedOn
	}
	return b
}

// words gives the captions of this package; others do not matter here.
func (c *compiler) words() map[string]string {
	out := make(map[string]string)
	for id, s := range c.p.in.Words {
		if strings.HasPrefix(id, wordPrefix) {
			out[id] = s
		}
	}
	return out
}

// run makes an output unless it is there already, and remembers it.
func (c *compiler) run(ctx context.Context, o output) (finished, error) {
	if err := ctx.Err(); err != nil {
		return finished{}, fmt.Errorf("bind: %w", err)
	}
	path := filepath.Join(c.dir, filepath.FromSlash(o.name))
	if f, ok := c.done[o.name]; ok && f.Digest == o.digest && c.same(ctx, path, f.SHA256) {
		c.report.Kept++
		return f, nil
	}
	c.progress.Note(o.name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return finished{}, fmt.Errorf("bind: %w", err)
	}
	var sums fixity.Sums
	f, err := o.make(ctx, func(write func(io.Writer) error) (err error) {
		sums, err = fixity.WriteFile(path, write)
		return err
	})
	if err != nil {
		return f, fmt.Errorf("bind %s: %w", o.name, err)
	}
	f.Digest, f.SHA256 = o.digest, sums.SHA256
	if f.Volume != nil {
		f.Volume.SHA256 = sums.SHA256
	}
	c.report.Made++
	c.done[o.name] = f
	return f, c.remember(ctx, o.name, f)
}

func (c *compiler) remember(ctx context.Context, name string, f finished) error {
	b, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("bind: journal: %w", err)
	}
	if err := c.d.Journal.Set(ctx, name, string(b)); err != nil {
		return fmt.Errorf("bind: journal: %w", err)
	}
	return nil
}

// same tells whether a file has these bytes.
func (c *compiler) same(ctx context.Context, path, sha256 string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	sums, err := fixity.Digest(ctx, f)
	return err == nil && sums.SHA256 == sha256
}

// paper makes an output that has nothing to remember but itself.
func (c *compiler) paper(ctx context.Context, name, digest string, write func(context.Context, io.Writer) error) error {
	_, err := c.run(ctx, output{name: name, digest: digest, make: func(ctx context.Context, put func(func(io.Writer) error) error) (finished, error) {
		return finished{}, put(func(w io.Writer) error { return write(ctx, w) })
	}})
	c.report.Papers = append(c.report.Papers, name)
	return err
}

// sweep removes files of an earlier plan, but only where they still are what was
// written then.
func (c *compiler) sweep(ctx context.Context) error {
	wanted := make(map[string]bool)
	for _, v := range c.report.Volumes {
		wanted[v.File] = true
	}
	for _, name := range c.report.Papers {
		wanted[name] = true
	}
	var names []string
	for name := range c.done {
		if !wanted[name] && filepath.IsLocal(filepath.FromSlash(name)) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		path := filepath.Join(c.dir, filepath.FromSlash(name))
		if c.same(ctx, path, c.done[name].SHA256) {
			if err := os.Remove(path); err != nil {
				return fmt.Errorf("bind: remove what is no longer planned: %w", err)
			}
		}
	}
	return nil
}

// removePartials removes what a killed run left half written in our folders.
func (c *compiler) removePartials() error {
	for _, id := range dirs {
		dir := filepath.Join(c.dir, c.say("dir."+id))
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue // not there yet
		}
		for _, e := range entries {
			if strings.HasPrefix(e.Name(), ".") && strings.HasSuffix(e.Name(), fixity.Partial) {
				if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
					return fmt.Errorf("bind: %w", err)
				}
			}
		}
	}
	return nil
}

// dirs are the folders of the output.
var dirs = []string{"volumes", "stamps", "catalogues", "spines", "covers", "notes"}

// each runs f for 0 to n-1, two at a time, and stops with ctx.
func (c *compiler) each(ctx context.Context, n int, f func(i int)) error {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(runtime.NumCPU(), 4) {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	var err error
	for i := 0; i < n && err == nil; i++ {
		next <- i
		err = ctx.Err()
	}
	close(next)
	wg.Wait()
	return err
}

func (c *compiler) say(id string, pairs ...string) string { return c.p.in.say(id, pairs...) }

func itoa(n int) string { return strconv.Itoa(n) }
