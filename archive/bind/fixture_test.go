package bind

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"niandang/archive"
	"niandang/archive/pdf"
	"niandang/archive/pdf/pdftest"
	"niandang/assets/fonts"
	printed "niandang/assets/forms"
	"niandang/assets/i18n"
)

// shop is everything that the tests share: the engine starts once.
type shop struct {
	engine pdf.Engine
	t      pdf.Type
	words  archive.Words
}

var openShop = sync.OnceValues(func() (*shop, error) {
	f := pdf.Fonts{Serif: fonts.SerifRegular, SerifBold: fonts.SerifBold, Sans: fonts.SansRegular, SansBold: fonts.SansBold}
	e, err := pdf.NewOpen(pdf.OpenOptions{Fonts: f, Workers: 2, CacheDir: pdftest.CacheDir()})
	if err != nil {
		return nil, err
	}
	face, err := pdf.NewType(f)
	if err != nil {
		return nil, err
	}
	w, err := i18n.Words(i18n.Chinese)
	return &shop{engine: e, t: face, words: w}, err
})

func newShop(t *testing.T) *shop {
	t.Helper()
	s, err := openShop()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// theBound is the sample year, bound once for all tests that only look at it.
var theBound = sync.OnceValues(func() (*boundYear, error) {
	dir, err := os.MkdirTemp("", "nd-bind-")
	return &boundYear{dir: dir}, err
})

type boundYear struct {
	once sync.Once
	dir  string
	y    *year
	r    Report
}

func boundSample(t *testing.T) *boundYear {
	t.Helper()
	b, err := theBound()
	if err != nil {
		t.Fatal(err)
	}
	b.once.Do(func() {
		b.y = sample(t, newShop(t))
		b.r = b.y.compile(b.dir)
	})
	if len(b.r.Volumes) == 0 {
		t.Fatal("the sample year could not be bound")
	}
	return b
}

func (b *boundYear) path(name string) string { return filepath.Join(b.dir, filepath.FromSlash(name)) }

func TestMain(m *testing.M) {
	code := m.Run()
	if b, err := theBound(); err == nil {
		os.RemoveAll(b.dir)
	}
	if s, err := openShop(); err == nil {
		s.engine.Close()
	}
	os.Exit(code)
}

// memory is a Journal and Content in memory.
type memory struct {
	mu      sync.Mutex
	entries map[string]string
	sources map[string]Source
	sets    int
	stopAt  int // Set fails from this call on, as a kill would; 0: never
}

var errKilled = errors.New("killed")

func newMemory() *memory {
	return &memory{entries: make(map[string]string), sources: make(map[string]Source)}
}

func (m *memory) Load(context.Context) (map[string]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.entries), nil
}

func (m *memory) Set(_ context.Context, name, value string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.sets++; m.stopAt > 0 && m.sets >= m.stopAt {
		return errKilled
	}
	m.entries[name] = value
	return nil
}

func (m *memory) Source(_ context.Context, id string) (Source, error) {
	s, ok := m.sources[id]
	if !ok {
		return s, archive.Fail(archive.CodeNotFound, "not_found", nil)
	}
	return s, nil
}

func opener(b []byte) Open {
	return func() (io.ReadSeekCloser, error) { return nopCloser{bytes.NewReader(b)}, nil }
}

func (s *shop) deps(m *memory) Deps {
	return Deps{
		Engine: s.engine, Type: s.t, Content: m, Journal: m, Forms: printed.FS(),
		Now: func() time.Time { return time.Date(2024, 3, 8, 9, 30, 0, 0, time.UTC) },
	}
}

// year is an input that is being made up.
type year struct {
	t  *testing.T
	s  *shop
	in Input
	m  *memory
}

func newYear(t *testing.T, s *shop) *year {
	set := archive.DefaultSettings()
	set.Organ = archive.Organ{
		Fonds: "W027", Name: "云州市水务局", Level: "市",
		Departments: []archive.Department{{Name: "办公室", Code: "BGS"}, {Name: "水资源管理科", Code: "SZY"}, {Name: "河湖管理与防汛抗旱科", Code: "HHK"}},
		Fields:      []string{"灌区"},
	}
	set.Bind.Arranger, set.Bind.ArrangedOn = "沈静文", "2024-03-01"
	return &year{t: t, s: s, m: newMemory(), in: Input{
		Documents: map[string]archive.Document{}, Files: map[string]archive.File{},
		Settings: set, Year: 2023, Words: s.words,
	}}
}

// item adds an item with its number, title, issuers and date; its parts are added
// by part.
func (y *year) item(dept string, r archive.Retention, facts ...string) *archive.Item {
	number, title, issuer, date := facts[0], facts[1], facts[2], facts[3]
	n := 1
	class := fmt.Sprintf("2023-%s-%s", r.Code(), dept)
	for _, it := range y.in.Items {
		if it.Class == class {
			n++
		}
	}
	id := fmt.Sprintf("i%03d", len(y.in.Items)+1)
	y.in.Documents["d"+id] = archive.Document{
		ID: "d" + id, Path: id + ".pdf", Department: dept, Elements: archive.Elements{Number: number, Title: title, Issuers: strings.Split(issuer, " "), Date: date},
	}
	y.in.Items = append(y.in.Items, archive.Item{
		ID: id, Year: 2023, Number: n, Class: class, Retention: r, Department: dept, Title: title, Document: "d" + id,
		Code: fmt.Sprintf("W027-WS·2023-%s-%s-%04d", r.Code(), dept, n), Box: "0001",
	})
	return &y.in.Items[len(y.in.Items)-1]
}

func (y *year) part(it *archive.Item, role archive.Role, pages int, src Source) *archive.File {
	id := fmt.Sprintf("%s.f%d", it.ID, len(it.Parts)+1)
	f := archive.File{ID: id, Path: "办公室/" + id + "." + src.Family, Role: role, Pages: pages, SHA256: strings.Repeat("ab", 32), Size: 12345, MIME: "application/" + src.Family}
	y.in.Files[id] = f
	y.m.sources[id] = src
	it.Parts = append(it.Parts, archive.Part{FileID: id, Path: f.Path, Role: role, Pages: pages})
	it.Pages += pages
	return &f
}

func (y *year) plan() *Plan {
	y.t.Helper()
	p, err := NewPlan(y.in)
	if err != nil {
		y.t.Fatal(err)
	}
	return p
}

func (y *year) compile(dir string) Report {
	y.t.Helper()
	r, err := y.plan().Compile(y.t.Context(), dir, y.s.deps(y.m), archive.NoProgress{})
	if err != nil {
		y.t.Fatal(err)
	}
	return r
}

// made keeps what was made up, for the next test that wants the same.
var made sync.Map

func once[T any](key string, work func() T) T {
	if v, ok := made.Load(key); ok {
		return v.(T)
	}
	v := work()
	made.Store(key, v)
	return v
}

// document makes a PDF of n pages of a width and height in mm that looks like an
// official document.
func (s *shop) document(t *testing.T, title string, n int, size ...float64) []byte {
	t.Helper()
	return once(fmt.Sprint(title, n, size), func() []byte { return s.newDocument(t, title, n, size) })
}

func (s *shop) newDocument(t *testing.T, title string, n int, size []float64) []byte {
	t.Helper()
	w, h := size[0], size[1]
	job := pdf.Job{Meta: pdf.Meta{Title: title}}
	for i := range n {
		l := newLeaf(s.t, w, h)
		y := 37.0
		if i == 0 {
			l.center(w/2, 60, style{face: pdf.SerifBold, pt: 30, color: pdf.StampRed}, "云州市水务局文件")
			l.add(pdf.Line{X0: 28, X1: w - 26, Y0: 78, Y1: 78, Width: 0.6, Color: pdf.StampRed})
			l.center(w/2, 95, serifBold(20), title)
			y = 115
		}
		for y < h-40 {
			l.left(28, y, serif(14), fmt.Sprintf("第%d页正文，各科室、各直属单位应当按照要求认真落实。", i+1))
			y += 10
		}
		l.center(w/2, h-28, serif(14), fmt.Sprintf("— %d —", i+1))
		job.Parts = append(job.Parts, pdf.Part{Sheets: []pdf.Sheet{l.Sheet}})
	}
	var buf bytes.Buffer
	if _, err := s.engine.Assemble(t.Context(), &buf, job); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// scan makes a PNG of a page whose upper part is written on.
func scan(t *testing.T, w, h int, dark ...image.Rectangle) []byte {
	t.Helper()
	return once(fmt.Sprint(w, h, dark), func() []byte { return newScan(t, w, h, dark) })
}

func newScan(t *testing.T, w, h int, dark []image.Rectangle) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = 245
	}
	for _, r := range dark {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				if (x/4+y/4)%2 == 0 {
					m.SetGray(x, y, color.Gray{Y: 30})
				}
			}
		}
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, m); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// sample is a year with one of everything.
func sample(t *testing.T, s *shop) *year {
	y := newYear(t, s)
	add := func(dept string, r archive.Retention, pages int, facts ...string) *archive.Item {
		it := y.item(dept, r, facts...)
		title := facts[1]
		if pages > 0 {
			y.part(it, archive.RoleMain, pages, Source{Family: "pdf", Open: opener(s.document(t, title, pages, 210, 297))})
		}
		return it
	}
	add("BGS", archive.Permanent, 4, "云水发〔2023〕1号", "关于印发云州市水务局2023年工作要点的通知", "云州市水务局", "2023-01-12")
	it := add("BGS", archive.Permanent, 1, "云水发〔2023〕3号", "关于启用云州市灌区管理中心印章的通知", "云州市水务局", "2023-02-01")
	it.Missing = []string{"missing_form"}
	it = add("BGS", archive.Permanent, 2, "云政函〔2023〕20号", "云州市人民政府关于同意重新划定东湖饮用水水源保护区并调整相应管理职责的批复", "云州市人民政府", "2023-03-15")
	text := "姓名\t职务\n" + strings.Repeat("张三\t科长，负责水资源调度与会议安排等工作，具体事项另行通知。\n", 70)
	y.part(it, archive.RoleAttachment, 1, Source{Family: "docx", Open: opener([]byte("no zip")), Text: func(context.Context) ([]string, error) { return []string{text}, nil }})
	it = add("BGS", archive.Permanent, 0, "云水党组〔2023〕5号", "中共云州市水务局党组关于王𬭎等同志任免职务的通知", "中共云州市水务局党组 云州市水务局", "2023-04-02")
	y.part(it, archive.RoleForm, 1, Source{Family: "image", Open: opener(scan(t, 1240, 1754, image.Rect(300, 20, 1000, 170)))})
	it.Parts[0].Form = archive.RoutingForm
	y.part(it, archive.RoleMain, 2, Source{Family: "pdf", Open: opener(s.document(t, "任免通知", 2, 210, 297))})
	it = add("BGS", archive.Permanent, 1, "", "云州市水务局局长办公会议纪要", "云州市水务局办公室", "2023-05-06")
	y.part(it, archive.RoleAttachment, 3, Source{Family: "pdf", Open: opener([]byte("%PDF-1.4\nbroken"))})
	it = add("BGS", archive.Permanent, 1, "云水函〔2023〕8号", "关于商请提供银行账户资料的函", "云州市水务局", "2023-06-20")
	y.part(it, archive.RoleAttachment, 1, Source{Family: "pdf", Open: opener(s.document(t, "横向大表", 1, 420, 297))})
	y.part(it, archive.RoleAttachment, 1, Source{Family: "pdf", Open: opener(s.document(t, "小页", 1, 148, 210))})
	add("SZY", archive.Years30, 3, "云水资〔2023〕2号", "关于取水许可审批情况的报告", "云州市水务局", "2023-07-01")
	add("SZY", archive.Years30, 2, "云水资〔2023〕4号", "关于开展节约用水检查的通知", "云州市水务局", "2023-07-09")
	y.in.Findings = []archive.Finding{{Kind: archive.FMissingNumber, Number: "云水发〔2023〕2号"}}
	y.in.Boxes = []archive.Box{
		{ID: "b1", Year: 2023, Number: "0001", Class: "2023-Y-BGS", First: "0001", Last: "0006", Items: 6, SpineMM: 30},
		{ID: "b2", Year: 2023, Number: "0002", Class: "2023-D30-SZY", First: "0001", Last: "0002", Items: 2, SpineMM: 20},
	}
	for i := range y.in.Items {
		if y.in.Items[i].Class == "2023-D30-SZY" {
			y.in.Items[i].Box = "0002"
		}
	}
	return y
}
