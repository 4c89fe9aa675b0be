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
// beside cp -r and sha256sum on the same files in the same run.
func BenchmarkPackage(b *testing.B) {
	for name, s := range map[string]shape{"C 82000 files": {82000, 500, 4000}, "A 2000 files": {2000, 20 << 10, 200 << 10}, "B 1 GiB": {1, 1 << 30, 1 << 30}} {
		b.Run(name, func(b *testing.B) {
			in, dir := s.make(b)
			for _, profile := range []string{verify.DAT93, verify.EARK, verify.EEP} {
				b.Run(profile, func(b *testing.B) {
					for b.Loop() {
						in.Options.Profile = profile
						measure(b, in, dir)
					}
				})
			}
		})
	}
}

func measure(b *testing.B, in Input, dir folder) {
	out, err := os.MkdirTemp(b.TempDir(), "")
	if err != nil {
		b.Fatal(err)
	}
	copied := filepath.Join(out, "cp")
	var r Report
	report := func(name string, f func() error) {
		t, c := time.Now(), processor()
		if err := f(); err != nil {
			b.Fatal(name, err)
		}
		b.ReportMetric(time.Since(t).Seconds(), name+"-s")
		b.ReportMetric((processor() - c).Seconds(), name+"-cpu-s")
	}
	run := func(name string, args ...string) func() error {
		return func() error {
			if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
				return fmt.Errorf("%w: %.500s", err, out)
			}
			return nil
		}
	}
	report("cp", run("cp", "-r", string(dir), copied))
	report("sha256sum", run("sh", "-c", "find "+copied+" -type f -print0 | xargs -0 sha256sum >/dev/null"))
	if run("python3", "-m", "bagit", "--version")() == nil {
		report("bagit-python", run("python3", "-m", "bagit", "--quiet", "--sha256", copied))
		report("bagit-python-validate", run("python3", "-m", "bagit", "--quiet", "--validate", copied))
		defer func() {
			report("bagit-python-validate-package", run("python3", "-m", "bagit", "--quiet", "--validate", r.Where))
		}()
	}
	plan, err := NewPlan(in)
	if err != nil {
		b.Fatal(err)
	}
	d := Deps{Content: dir, Engine: typist{}, Type: typist{}}
	s := &shipment{plan: plan, deps: d, progress: archive.NoProgress{}, dir: out, final: plan.Place(out), aside: filepath.Join(out, ".aside")}
	w := &packer{shipment: s, c: plan.carriers[0], root: filepath.Join(s.aside, plan.carriers[0].name), sums: make(map[string]fixity.Sums)}
	report("written", func() error { return w.run(context.Background()) })
	if err := os.RemoveAll(s.aside); err != nil {
		b.Fatal(err)
	}
	report("packed", func() (err error) { r, err = plan.Pack(context.Background(), out, d, archive.NoProgress{}); return err })
	report("cp-package", run("cp", "-r", r.Where, filepath.Join(out, "again")))
	report("verified", func() error { _, err := verify.Package(context.Background(), r.Where, verify.Options{}); return err })
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/1e6, "Sys-MB")
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
