package year

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/page"
	"niandang/assets/demo"
)

func TestHitsAreMarkedWhereTheyStand(t *testing.T) {
	span := func(s string, x, y, w float64) page.Line {
		b := page.Box{X0: x, Y0: y, X1: x + w, Y1: y + 10}
		return page.Line{Spans: []page.Span{{Text: s, Box: b}}, Box: b}
	}
	p := page.Page{Number: 3, Lines: []page.Line{span("关于印发供水", 100, 50, 60), span("管网 A１图的通知", 100, 70, 80)}}
	words := HitWords(archive.Hit{Snippet: "…印发\x02供水\n管网\x03的\x02A1\x03与\x02供水管网\x03"})
	if len(words) != 2 || words[0] != "供水管网" || words[1] != "A1" {
		t.Fatalf("words %q", words)
	}
	got := spotsOf(p, words)
	if len(got) != 3 {
		t.Fatalf("%d places, want one on each line and that of A1: %+v", len(got), got)
	}
	first := archive.Spot{Page: 3, X0: 140, Y0: 50, X1: 160, Y1: 60}
	if got[0] != first {
		t.Errorf("the end of line 1: %+v, want %+v", got[0], first)
	}
	if second := got[1]; second.X0 != 100 || second.X1 <= 115 || second.X1 > 121 {
		t.Errorf("the beginning of line 2: %+v", second)
	}
	if len(spotsOf(p, []string{"没有"})) != 0 || len(spotsOf(page.Page{}, words)) != 0 {
		t.Error("marks where nothing was found")
	}
}

func TestHitsOfAnOFDAreMarkedOnItsDrawnPage(t *testing.T) {
	z, err := zip.NewReader(bytes.NewReader(demo.Source), int64(len(demo.Source)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".ofd") {
			continue
		}
		open := func() (io.ReadSeekCloser, error) {
			r, err := f.Open()
			if err != nil {
				return nil, err
			}
			defer r.Close()
			b, err := io.ReadAll(r)
			return struct {
				io.ReadSeeker
				io.Closer
			}{bytes.NewReader(b), io.NopCloser(nil)}, err
		}
		got := ofdHits(open, 1, []string{"水务局"})
		if len(got) < 2 || got[0].X1 <= got[0].X0 || got[0].Y1 > 842 || got[0].X1 > 596 {
			t.Errorf("%s: %+v", f.Name, got)
		}
		if len(ofdHits(open, 99, []string{"水务局"})) != 0 {
			t.Error("marks on a page that is not there")
		}
		return
	}
	t.Fatal("the demo year has no OFD")
}
