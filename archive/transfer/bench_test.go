//go:build linux

package transfer

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"niandang/archive"
	"niandang/archive/fixity"
	"niandang/archive/transfer/sample"
	"niandang/archive/transfer/verify"
)

// folder is content in files named by their digest, as a library keeps it.
type folder string

type onDisk struct{ *os.File }

func (o onDisk) Size() int64 {
	st, err := o.Stat()
	if err != nil {
		return 0
	}
	return st.Size()
}

func (f folder) OpenObject(sum string) (archive.Object, error) {
	file, err := os.Open(filepath.Join(string(f), sum))
	return onDisk{file}, err
}

// shape is a year to measure with.
type shape struct {
	files     int
	low, high int64
}

func (s shape) make(b *testing.B) (Input, folder) {
	b.Helper()
	dir := folder(b.TempDir())
	in := Input{
		Year: 2023, Documents: map[string]archive.Document{}, Files: map[string]archive.File{}, Settings: archive.DefaultSettings(),
		Sequence: 1, Now: time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC), Software: "Niandang bench", Paper: archive.Words{},
		Events: []archive.Event{{What: "collect", On: "2023"}}, Options: Options{Why: "bench"},
	}
	in.Settings.Organ = archive.Organ{Fonds: "S021", Name: "云州市水务局"}
	r := rand.New(rand.NewPCG(1, 2))
	for i := 1; i <= s.files; i++ {
		f := archive.File{ID: fmt.Sprint("f", i), Path: fmt.Sprintf("收文/关于第%d号事项的通知.pdf", i), Role: archive.RoleMain}
		f.Size = s.low + r.Int64N(s.high-s.low+1)
		f.SHA256, f.SM3 = fill(b, string(dir), f.Size, uint64(i))
		in.Files[f.ID] = f
		id := fmt.Sprint("d", i)
		d := archive.Document{ID: id, Opening: "开放"}
		d.Title, d.Date, d.Issuers = fmt.Sprintf("关于第%d号事项的通知", i), "2023-03-04", []string{"云州市水务局"}
		in.Documents[id] = d
		in.Items = append(in.Items, archive.Item{
			ID: "i" + id, Year: 2023, Number: i, Code: fmt.Sprintf("S021-WS·2023-Y-BGS-%04d", i), Class: "2023-Y-BGS", Retention: archive.Permanent,
			Title: d.Title, Document: id, Documents: []string{id}, Pages: 1, Parts: []archive.Part{{FileID: f.ID, Path: f.Path, Role: f.Role, Pages: 1}},
		})
	}
	return in, dir
}

// fill writes a PDF that holds size bytes that do not pack.
func fill(b *testing.B, dir string, size int64, seed uint64) (sha, sm string) {
	tmp := filepath.Join(dir, "tmp")
	sums, err := fixity.WriteFile(tmp, func(w io.Writer) error {
		return sample.Big(w, size, rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8), byte(seed >> 16)}))
	})
	if err == nil {
		err = os.Rename(tmp, filepath.Join(dir, sums.SHA256))
	}
	if err != nil {
		b.Fatal(err)
	}
	return sums.SHA256, sums.SM3
}

// BenchmarkPackage measures packing (with its own verification) and verifying
// beside cp -r, sha256sum and bagit-python, where it is there, on the same files in
// the same run. Each figure is the median of its rounds. Before each step memory is
// touched and given back: on a virtual machine the first touch of a page costs
// several times what copying it does, and whoever came last would pay for all. And
// what a round wrote is emptied, not removed: before it makes an inode, ext4 looks at
// each that was given up within the last minutes (so leave some between two runs).
func BenchmarkPackage(b *testing.B) {
	out := b.TempDir()
	for name, s := range map[string]shape{"C 82000 files": {82000, 500, 4000}, "A 2000 files": {2000, 20 << 10, 200 << 10}, "B 1 GiB": {1, 1 << 30, 1 << 30}} {
		b.Run(name, func(b *testing.B) {
			in, dir := s.make(b)
			for _, profile := range []string{verify.DAT93, verify.EARK, verify.EEP} {
				b.Run(profile, func(b *testing.B) {
					in.Options.Profile = profile
					m := measurement{B: b, in: in, dir: dir, out: out, took: make(map[string][]float64)}
					for b.Loop() {
						m.round()
					}
					m.report()
				})
			}
		})
	}
}

// measurement collects what the steps of each round took, in seconds.
type measurement struct {
	*testing.B
	in   Input
	dir  folder
	out  string
	took map[string][]float64
}

func (m *measurement) step(name string, f func() error) {
	m.Helper()
	unix.Sync()
	m.touch()
	t, c := time.Now(), processor()
	if err := f(); err != nil {
		m.Fatal(name, err)
	}
	m.took[name+"-s"] = append(m.took[name+"-s"], time.Since(t).Seconds())
	m.took[name+"-cpu-s"] = append(m.took[name+"-cpu-s"], (processor() - c).Seconds())
}

// touch takes as much memory as a step fills, and gives it back.
func (m *measurement) touch() {
	p, err := unix.Mmap(-1, 0, 5<<28, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		m.Fatal(err)
	}
	for i := 0; i < len(p); i += os.Getpagesize() {
		p[i] = 1
	}
	if err := unix.Munmap(p); err != nil {
		m.Fatal(err)
	}
}

func (m *measurement) report() {
	for name, all := range m.took {
		slices.Sort(all)
		m.ReportMetric(all[len(all)/2], name)
	}
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	m.ReportMetric(float64(mem.Sys)/1e6, "Sys-MB")
}

func command(name string, args ...string) func() error {
	return func() error {
		if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
			return fmt.Errorf("%w: %.500s", err, out)
		}
		return nil
	}
}

func (m *measurement) round() {
	out, err := os.MkdirTemp(m.out, "")
	if err != nil {
		m.Fatal(err)
	}
	copied := filepath.Join(out, "cp")
	bagit := func(args ...string) func() error {
		return command("python3", append([]string{"-m", "bagit", "--quiet"}, args...)...)
	}
	judged := bagit("--version")() == nil
	m.step("cp", command("cp", "-r", string(m.dir), copied))
	m.step("sha256sum", command("sh", "-c", "find "+copied+" -type f -print0 | xargs -0 sha256sum >/dev/null"))
	if judged {
		m.step("bagit-python", bagit("--sha256", copied))
		m.step("bagit-python-validate", bagit("--validate", copied))
	}
	plan, err := NewPlan(m.in)
	if err != nil {
		m.Fatal(err)
	}
	d := Deps{Content: m.dir, Engine: typist{}, Type: typist{}}
	s := &shipment{plan: plan, deps: d, progress: archive.NoProgress{}, dir: out, final: plan.Place(out), aside: filepath.Join(out, ".aside")}
	w := &packer{shipment: s, c: plan.carriers[0], root: filepath.Join(s.aside, plan.carriers[0].name), sums: make(map[string]fixity.Sums)}
	m.step("written", func() error { return w.run(context.Background()) })
	s.aside += "-2"
	m.step("cp-again", command("cp", "-r", string(m.dir), copied+"-2"))
	var r Report
	m.step("packed", func() (err error) { r, err = plan.Pack(context.Background(), out, d, archive.NoProgress{}); return err })
	m.step("verified", func() error { _, err := verify.Package(context.Background(), r.Where, verify.Options{}); return err })
	if judged {
		m.step("bagit-python-validate-package", bagit("--validate", r.Where))
	}
	if err := filepath.WalkDir(out, empty); err != nil {
		m.Fatal(err)
	}
}

func empty(path string, e os.DirEntry, err error) error {
	if err != nil || !e.Type().IsRegular() {
		return err
	}
	return os.Truncate(path, 0)
}

// processor is the time that this process and those it waited for have used: on a
// busy machine the clock tells little.
func processor() time.Duration {
	var sum time.Duration
	for _, who := range []int{unix.RUSAGE_SELF, unix.RUSAGE_CHILDREN} {
		var u unix.Rusage
		if unix.Getrusage(who, &u) == nil {
			sum += time.Duration(u.Utime.Nano() + u.Stime.Nano())
		}
	}
	return sum
}
