package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// kills is how many times each of the three long steps is killed: 24 in all.
const kills = 8

// tries is how often a kill that came too late is tried again, with the time
// that the step took meanwhile: a loaded machine measures unevenly.
const tries = 3

// fraction gives where in a step's duration a kill comes: spread evenly; the last
// sixth is left out.
func fraction(i int) float64 { return 5.0 / 6 * float64(2*i+1) / (2 * kills) }

// spread kills a step at moments spread over its duration and returns how many
// kills came in mid-work. attempt runs the step, killed after a while, and then to
// its end; it gives whether the kill came in mid-work and how long the step took.
func spread(took time.Duration, attempt func(n int, after time.Duration) (bool, time.Duration)) (hits int) {
	for i := range kills {
		for try := range tries {
			hit, d := attempt(i*tries+try, time.Duration(fraction(i)*float64(took)))
			if hit {
				hits++
				break
			}
			if d > 0 {
				took = min(took, d)
			}
		}
	}
	return hits
}

// killed runs nd with SIGKILL after a while; it reports whether the kill came
// before the end.
func (b bench) killed(t *testing.T, after time.Duration, args ...string) bool {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), after)
	defer cancel()
	cmd := b.command(ctx, args...)
	err := cmd.Run()
	var exit *exec.ExitError
	return errors.As(err, &exit) && exit.ExitCode() == -1
}

// bench is the real binary with its environment.
type bench struct {
	bin  string
	home string
}

func (b bench) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, b.bin, args...)
	cmd.Env = append(os.Environ(), "HOME="+b.home, "XDG_CACHE_HOME="+b.home+"/cache", "LANG=zh_CN.UTF-8", "LC_ALL=", "SOURCE_DATE_EPOCH=1735700000", "NIANDANG_WHO=测试")
	return cmd
}

// run runs nd to its end; exit status 1 (findings) is as good as 0.
func (b bench) run(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := b.command(context.Background(), args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == exitFindings {
		err = nil
	}
	if err != nil {
		t.Fatalf("nd %s: %v\n%s%s", strings.Join(args, " "), err, out, errs.String())
	}
	return out
}

// build builds the program as users have it.
func build(t *testing.T) bench {
	t.Helper()
	dir := t.TempDir()
	bin := filepath.Join(dir, "nd")
	if out, err := exec.Command("go", "build", "-tags", "sqlite_fts5", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return bench{bin: bin, home: dir}
}

// TestKilledStepsEndInTheSameYear kills collect, bind and transfer with SIGKILL
// at moments spread over their work, runs the same command again, and compares
// library, volumes and package with those of an undisturbed run.
func TestKilledStepsEndInTheSameYear(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the whole year's work more than twenty times")
	}
	b := build(t)
	year := newDemoYear(t, b)
	want, took := year.collect(t, "undisturbed", 0)
	reportKills(t, "collect", spread(took, func(n int, after time.Duration) (bool, time.Duration) {
		got, d := year.collect(t, "collect"+strconv.Itoa(n), after)
		compareLists(t, want, got)
		return year.hit, d
	}))
	year.arrange(t)
	for _, step := range []string{"bind", "transfer"} {
		want, took := year.output(t, step, 0)
		reportKills(t, step, spread(took, func(_ int, after time.Duration) (bool, time.Duration) {
			got, d := year.output(t, step, after)
			compareFiles(t, step, want, got)
			return year.hit, d
		}))
	}
}

// enough is how many kills of a step must have come in mid-work.
const enough = 5

func reportKills(t *testing.T, step string, hits int) {
	t.Helper()
	t.Logf("%s: %d of %d kills came in mid-work", step, hits, kills)
	if hits < enough {
		t.Errorf("%s: only %d of %d kills came in mid-work", step, hits, kills)
	}
}

// demoYear is a demo year's sources and its libraries.
type demoYear struct {
	bench
	dir      string
	arranged string
	hit      bool // the last step was killed in mid-work
}

func newDemoYear(t *testing.T, b bench) *demoYear {
	t.Helper()
	y := &demoYear{bench: b, dir: t.TempDir()}
	unpackDemo(t, y.dir)
	return y
}

func (y *demoYear) library(name string) string { return filepath.Join(y.dir, "lib-"+name) }

// collect makes a library and collects the demo year, killed after a while when
// that is not 0; it gives the lists and how long it took.
func (y *demoYear) collect(t *testing.T, name string, after time.Duration) (map[string][]string, time.Duration) {
	t.Helper()
	lib := y.library(name)
	y.run(t, "init", "--library", lib, "--organ", filepath.Join(y.dir, "organ.json"))
	y.run(t, "settings", "set", "helpers.disabled", "true", "--library", lib)
	args := []string{"collect", filepath.Join(y.dir, "source"), "--year", demoYearText, "--register", filepath.Join(y.dir, "register.xlsx"), "--library", lib}
	start := time.Now()
	y.hit = after > 0 && y.killed(t, after, args...)
	took := time.Since(start)
	if after == 0 || y.hit {
		start = time.Now()
		y.run(t, args...)
		took = time.Since(start)
	}
	y.run(t, "check", "--library", lib)
	lists := make(map[string][]string)
	for _, what := range []string{"files", "documents", "findings"} {
		lists[what] = stable(t, y.run(t, "list", what, "--json", "--library", lib))
	}
	y.arranged = lib
	return lists, took
}

func (y *demoYear) arrange(t *testing.T) {
	t.Helper()
	y.run(t, "appraise", "--year", demoYearText, "--library", y.arranged)
	y.run(t, "arrange", "--year", demoYearText, "--library", y.arranged)
}

// output runs bind or transfer on a copy of the arranged library, killed after a
// while when that is not 0, and gives the digests of what it wrote.
func (y *demoYear) output(t *testing.T, step string, after time.Duration) (map[string]string, time.Duration) {
	t.Helper()
	lib := filepath.Join(y.dir, "copy")
	out := filepath.Join(y.dir, "out")
	for _, d := range []string{lib, out} {
		if err := os.RemoveAll(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(lib, os.DirFS(y.arranged)); err != nil {
		t.Fatal(err)
	}
	args := []string{step, "--year", demoYearText, "--out", out, "--library", lib}
	if step == "transfer" {
		args = append(args, "--hold-back", "--why", "试验")
	}
	start := time.Now()
	y.hit = after > 0 && y.killed(t, after, args...)
	if step == "transfer" && y.hit && len(y.run(t, "list", "transfers", "--library", lib)) > 0 {
		y.hit = false // the kill came after the work: running it again would be another transfer
	}
	if after == 0 || y.hit {
		start = time.Now()
		y.run(t, args...)
	}
	return digests(t, out), time.Since(start)
}

// digests gives the digest of every file of a folder.
func digests(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := make(map[string]string)
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		sum := sha256.Sum256(b)
		rel, _ := filepath.Rel(dir, p)
		out[rel] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func compareFiles(t *testing.T, step string, want, got map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] == "" {
			t.Errorf("%s: %s is missing after a kill", step, name)
		} else if got[name] != want[name] {
			t.Errorf("%s: %s differs after a kill", step, name)
		}
	}
	for name := range got {
		if want[name] == "" {
			t.Errorf("%s: %s is left over after a kill", step, name)
		}
	}
}

func compareLists(t *testing.T, want, got map[string][]string) {
	t.Helper()
	for what := range want {
		if !slices.Equal(want[what], got[what]) {
			t.Errorf("%s differ after a kill:\n%s", what, firstDifference(want[what], got[what]))
		}
	}
}

func firstDifference(want, got []string) string {
	for i, w := range want {
		if i >= len(got) || got[i] != w {
			return w + "\n" + strings.Join(got[min(i, len(got)):min(i+1, len(got))], "")
		}
	}
	return "the second has more lines"
}

// stable gives the lines without what is new in every library: IDs.
func stable(t *testing.T, out []byte) []string {
	t.Helper()
	var lines []string
	for _, l := range bytes.Split(bytes.TrimSpace(out), []byte("\n")) {
		m := make(map[string]any)
		if err := json.Unmarshal(l, &m); err != nil {
			t.Fatalf("%v: %s", err, l)
		}
		for _, k := range []string{"id", "item", "document", "reply_to", "source"} {
			delete(m, k)
		}
		b, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(b))
	}
	slices.Sort(lines)
	return lines
}
