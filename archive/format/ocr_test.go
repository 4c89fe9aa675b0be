package format

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"
	"testing"

	"niandang/archive/page"
)

const tsv = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n" +
	"4\t1\t1\t1\t1\t0\t10\t10\t200\t20\t-1\t\n" +
	"5\t1\t1\t1\t1\t1\t10\t10\t60\t20\t96.5\t云州市\n" +
	"5\t1\t1\t1\t1\t2\t68\t16\t20\t4\t90\t一\n" +
	"5\t1\t1\t1\t1\t3\t90\t10\t40\t20\t80\t通知\n" +
	"5\t1\t1\t1\t2\t1\t5\t100\t9\t9\t20\t@\n" +
	"5\t1\t1\t1\tx\t1\t5\t100\t9\t9\t20\t坏\n5\t1\n"

func TestWordsBecomeCharactersOfOneHeight(t *testing.T) {
	lines := linesOf(parseTSV([]byte(tsv)), 0.5)
	if len(lines) != 1 {
		t.Fatalf("%d lines, want 1: the speck is dirt", len(lines))
	}
	chars := lines[0].chars()
	var s []rune
	for i, c := range chars {
		s = append(s, c.R)
		if c.Box.Y0 != 5 || c.Box.Y1 != 15 || i > 0 && c.Box.X0 < chars[i-1].Box.X1-1e-9 {
			t.Errorf("%c stands at %+v", c.R, c.Box)
		}
	}
	if string(s) != "云州市一通知" || math.Abs(chars[0].Conf-0.965) > 1e-9 {
		t.Errorf("got %q, confidence %v", string(s), chars[0].Conf)
	}
}

func TestTheSurerReadingWins(t *testing.T) {
	line := func(text string, conf float64, y int) textLine {
		return newLine([]word{{x0: 0, x1: 100, y0: y, y1: y + 10, conf: conf, text: text}}, 1)
	}
	got := surest([]textLine{line("云州市", 0.6, 0), line("云川市", 0.9, 1), line("第二行", 0.5, 30)})
	var s []string
	for _, l := range got {
		s = append(s, l.words[0].text)
	}
	if !slices.Equal(s, []string{"云川市", "第二行"}) {
		t.Errorf("got %q", s)
	}
}

func TestPunchHolesAreTakenOffALine(t *testing.T) {
	line := []word{{x0: 0, x1: 9, y1: 10, conf: 0.2, text: "@"}, {x0: 60, x1: 160, y1: 10, conf: 0.9, text: "产处置规定"}, {x0: 170, x1: 180, y1: 10, conf: 0.8, text: "5"}}
	if got := withoutDirt(line); len(got) != 2 || got[0].text != "产处置规定" {
		t.Errorf("got %+v", got)
	}
}

func FuzzTSV(f *testing.F) {
	f.Add(tsv)
	f.Add("5\t1\t1\t1\t1\t1\t1\t1\t1\t1\tNaN\ta")
	f.Fuzz(func(t *testing.T, s string) {
		for _, l := range surest(linesOf(parseTSV([]byte(s)), 1)) {
			l.fit(image.NewGray(image.Rect(0, 0, 50, 50)))
			for _, c := range l.chars() {
				if c.Box.X1 < c.Box.X0 || c.Size < 0 {
					t.Fatalf("%+v", c)
				}
			}
		}
	})
}

// paper is a white sheet of A4 at ocrDPI.
func paper() *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, 1654, 2339))
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	return m
}

func fill(m draw.Image, r image.Rectangle, c color.Color) {
	draw.Draw(m, r, image.NewUniform(c), image.Point{}, draw.Src)
}

var inkRed = color.RGBA{200, 30, 35, 255}

// ring draws a seal's ring of 42 mm.
func ring(m draw.Image, cx, cy int) {
	for a := 0.0; a < 2*math.Pi; a += 0.002 {
		for r := 155.0; r < 166; r++ {
			m.Set(cx+int(r*math.Cos(a)), cy+int(r*math.Sin(a)), inkRed)
		}
	}
}

func TestSealsGoAndTheRedHeadingStays(t *testing.T) {
	m := paper()
	for i := range 6 { // six characters of a heading, 12 mm each
		fill(m, image.Rect(400+i*130, 300, 490+i*130, 395), inkRed)
	}
	fill(m, image.Rect(230, 500, 1424, 510), inkRed) // the rule
	ring(m, 1150, 1600)
	fill(m, image.Rect(1120, 1570, 1180, 1630), inkRed) // the star in it
	fill(m, image.Rect(1000, 1580, 1300, 1620), color.Black)
	s := newSheet(m, ocrDPI)
	if s.red == nil {
		t.Fatal("the red heading was dropped")
	}
	dark := func(g *image.Gray, x, y int) bool { return g.GrayAt(x, y).Y < darkEnough }
	if !dark(s.red, 440, 350) || dark(s.red, 800, 505) || dark(s.red, 1150, 1600) || dark(s.red, 1150+160, 1600) {
		t.Errorf("heading %v, rule %v, star %v, ring %v", dark(s.red, 440, 350), dark(s.red, 800, 505), dark(s.red, 1150, 1600), dark(s.red, 1310, 1600))
	}
	if dark(s.black, 440, 350) || !dark(s.black, 1050, 1600) {
		t.Error("black ink and red ink were mixed up")
	}
}

func TestRulesGoAndStrokesStay(t *testing.T) {
	m := image.NewGray(image.Rect(0, 0, 800, 400))
	fill(m, m.Rect, color.White)
	fill(m, image.Rect(20, 100, 780, 103), color.Black) // a rule of 96 mm
	fill(m, image.Rect(50, 20, 53, 380), color.Black)   // one that stands
	fill(m, image.Rect(200, 200, 260, 206), color.Black)
	unrule(m, ocrDPI)
	if m.GrayAt(400, 101).Y == 0 || m.GrayAt(51, 300).Y == 0 || m.GrayAt(230, 203).Y != 0 {
		t.Errorf("rules %v %v, stroke %v", m.GrayAt(400, 101), m.GrayAt(51, 300), m.GrayAt(230, 203))
	}
}

func TestALeaningPageIsMadeLevel(t *testing.T) {
	level := image.NewGray(image.Rect(0, 0, 1200, 1600))
	fill(level, level.Rect, color.White)
	for y := 100; y < 1500; y += 60 {
		fill(level, image.Rect(150, y, 1050, y+25), color.Black)
	}
	if a := skew(level); a != 0 {
		t.Errorf("a level page leans by %v", a)
	}
	for _, lean := range []float64{-3, -1.2, 0.8, 2.5} {
		got := skew(rotated(level, -lean))
		if math.Abs(got-lean) > 0.15 {
			t.Errorf("leaning by %v was seen as %v", lean, got)
		}
	}
}

func TestPicturePageKeepsItsSize(t *testing.T) {
	p := picturePage(0, 1654, 2339, guessDPI(1654, 2339))
	if math.Abs(p.Width-595) > 2 || math.Abs(p.Height-842) > 2 || p.Pictures[0].Box != (page.Box{X1: p.Width, Y1: p.Height}) {
		t.Errorf("got %+v", p)
	}
}
