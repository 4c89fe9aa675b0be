package ofd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// realFolder holds packages of several makers; it is not part of the project.
const realFolder = "../../../shared/corpus/real/ofd"

func openReal(t *testing.T, name string) *Document {
	t.Helper()
	f, err := os.Open(filepath.Join(realFolder, name))
	if os.IsNotExist(err) {
		t.Skip("the collection of real OFD files is not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	st, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	d, err := Open(f, st.Size())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestRealPackages(t *testing.T) {
	for _, c := range []struct {
		name  string
		pages int
		has   string // on the last page, or anywhere
		lost  string
	}{
		{"AddWatermarkAnnot.ofd", 6, "真的猛士，将更奋然而", ""},
		{"SESV4SignDoc.ofd", 1, "你好呀，OFD Reader&Writer！", ""},
		{"ano.ofd", 3, "Web应用开发指南", ""},
		{"chineseDir.ofd", 1, "你好呀", ""},
		{"doc1File.ofd", 11, "一日不见兮，思之如狂", ""},
		{"hello-integrity.ofd", 2, "中国一向是所谓“闭关主义”", ""},
		{"namespace_no_std.ofd", 1, "你好呀", ""},
		{"path_unstd.ofd", 2, "立案决定书", "picture"},
		{"pattern类型.ofd", 1, "信息系统密码应用测评要求", ""},
		{"test-ofda.ofd", 1, "Hello OFD-A", ""},
		{"z.ofd", 4, "变换关系中字型索引列表", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := openReal(t, c.name)
			if d.Pages() != c.pages {
				t.Errorf("%d pages, want %d", d.Pages(), c.pages)
			}
			var all strings.Builder
			lost := ""
			for i := range d.Pages() {
				p, err := d.Page(i)
				if err != nil {
					t.Errorf("page %d: %v", i+1, err)
				}
				all.WriteString(p.Text())
				missing, err := d.Draw(i, &drawsAll{})
				if err != nil {
					t.Errorf("draw page %d: %v", i+1, err)
				}
				for _, m := range missing {
					lost += m.Kind
				}
			}
			if !strings.Contains(all.String(), c.has) {
				t.Errorf("%q is not in the text", c.has)
			}
			if lost != c.lost {
				t.Errorf("not drawn: %q, want %q", lost, c.lost)
			}
		})
	}
}

func TestRealSealHasItsNameAndPlace(t *testing.T) {
	p, err := openReal(t, "SESV4SignDoc.ofd").Page(0)
	if err != nil || len(p.Seals) != 1 || !strings.Contains(p.Seals[0].Name, "测试用印章") {
		t.Errorf("got %+v, %v", p.Seals, err)
	}
}

func TestRealPictureIsFoundThoughItsFolderIsSpeltOtherwise(t *testing.T) {
	d := openReal(t, "containsJPEG.ofd")
	var c drawsAll
	if _, err := d.Draw(0, &c); err != nil || c.bytes < 100_000 {
		t.Errorf("picture of %d bytes, %v", c.bytes, err)
	}
}

// drawsAll can draw everything, and reads the pictures it is given.
type drawsAll struct{ bytes int }

func (*drawsAll) Text(Text) bool { return true }
func (*drawsAll) Path(Path) bool { return true }
func (*drawsAll) Push([]Clip)    {}
func (*drawsAll) Pop()           {}
func (c *drawsAll) Picture(p Picture) bool {
	b, err := p.Data()
	c.bytes += len(b)
	return err == nil
}
