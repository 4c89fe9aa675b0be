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

	"niandang/archive"
	"niandang/archive/fixity"
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

// fill writes a file that looks like a PDF from both ends.
func fill(b *testing.B, dir string, size int64, seed uint64) (sha, sm string) {
	tmp := filepath.Join(dir, "tmp")
	sums, err := fixity.WriteFile(tmp, func(w io.Writer) error {
		src := rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8), byte(seed >> 16)})
		_, err := io.WriteString(w, "%PDF-1.7\n")
		if err == nil {
			_, err = io.CopyN(w, src, size-15)
		}
		if err == nil {
			_, err = io.WriteString(w, "%%EOF\n")
		}
		return err
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
	for name, s := range map[string]shape{"A 2000 files": {2000, 20 << 10, 200 << 10}, "B 1 GiB": {1, 1 << 30, 1 << 30}} {
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
	copied := clock(func() error { return exec.Command("cp", "-r", string(dir), filepath.Join(out, "cp")).Run() })
	summed := clock(func() error {
		return exec.Command("sh", "-c", "find "+filepath.Join(out, "cp")+" -type f -print0 | xargs -0 sha256sum >/dev/null").Run()
	})
	plan, err := NewPlan(in)
	if err != nil {
		b.Fatal(err)
	}
	d := Deps{Content: dir, Engine: typist{}, Type: typist{}}
	var r Report
	s := &shipment{plan: plan, deps: d, progress: archive.NoProgress{}, dir: out, final: plan.Place(out), aside: filepath.Join(out, ".aside")}
	w := &packer{shipment: s, c: plan.carriers[0], root: filepath.Join(s.aside, plan.carriers[0].name), sums: make(map[string]fixity.Sums)}
	written := clock(func() error { return w.run(context.Background()) })
	if err := os.RemoveAll(s.aside); err != nil {
		b.Fatal(err)
	}
	packed := clock(func() (err error) { r, err = plan.Pack(context.Background(), out, d, archive.NoProgress{}); return err })
	checked := clock(func() error { _, err := verify.Package(context.Background(), r.Where, verify.Options{}); return err })
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(copied, "cp-s")
	b.ReportMetric(summed, "sha256sum-s")
	b.ReportMetric(written, "written-s")
	b.ReportMetric(packed, "packed-s")
	b.ReportMetric(checked, "verified-s")
	b.ReportMetric(float64(m.Sys)/1e6, "Sys-MB")
	if err := os.RemoveAll(out); err != nil {
		b.Fatal(err)
	}
}

func clock(f func() error) float64 {
	t := time.Now()
	if err := f(); err != nil {
		return -1
	}
	return time.Since(t).Seconds()
}
