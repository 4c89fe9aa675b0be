package ofd

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"niandang/assets/fonts"
)

// clipping is a sketch on which clips can be set.
type clipping struct {
	sketch
	clips  []Clip
	paths  []Path
	glyphs []Glyph
}

func (c *clipping) Push(clips []Clip) {
	c.clips = append(c.clips, clips...)
	c.calls = append(c.calls, "push")
}
func (c *clipping) Pop() { c.calls = append(c.calls, "pop") }
func (c *clipping) Path(p Path) bool {
	c.paths = append(c.paths, p)
	return c.sketch.Path(p)
}
func (c *clipping) Text(t Text) bool {
	c.glyphs = append(c.glyphs, t.Glyphs...)
	return c.sketch.Text(t)
}

func drawn(t *testing.T, objects string) (*clipping, []Missing) {
	t.Helper()
	c := &clipping{}
	lost, err := simple(objects).open(t).Draw(0, c)
	if err != nil {
		t.Fatal(err)
	}
	return c, lost
}

// shape is a PathObject with some attributes, what comes before its data, and its data.
func shape(attrs, inside, data string) string {
	return `<ofd:PathObject ID="5" ` + attrs + `>` + inside + `<ofd:AbbreviatedData>` + data + `</ofd:AbbreviatedData></ofd:PathObject>`
}

const black = `<ofd:FillColor Value="0 0 0"/>`

// A clip lies in the object's boundary (8.4); it is transformed with the object
// unless TransFlag says otherwise.
func TestClipsLieWhereTheirObjectDoes(t *testing.T) {
	for flag, want := range map[string][2]float64{"": {30, 40}, `TransFlag="false"`: {20, 30}} {
		clips := `<ofd:Clips ` + flag + `><ofd:Clip><ofd:Area><ofd:Path Boundary="10 10 50 50">` +
			`<ofd:AbbreviatedData>M 0 0 L 5 0 L 5 5 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>`
		c, lost := drawn(t, shape(`Boundary="10 20 90 90" CTM="2 0 0 2 0 0" Fill="true"`, black+clips, "M 0 0 L 9 9"))
		if len(lost) > 0 || !slices.Equal(c.calls, []string{"push", "path", "pop"}) || len(c.clips) != 1 {
			t.Fatalf("%s: %v, not drawn %v", flag, c.calls, lost)
		}
		if p := c.clips[0].Segments[0].P; p[0] != want[0] || p[1] != want[1] {
			t.Errorf("%s: the clip begins at %.1f, %.1f, want %v", flag, p[0], p[1], want)
		}
	}
}

// The cells of a pattern are laid out in its steps from the object's corner, every
// other one mirrored where that is asked for (8.3.3).
func TestAPatternIsLaidOutInSteps(t *testing.T) {
	cell := shape(`Boundary="0 0 4 4" Fill="true" Stroke="false"`, black, "M 1 1 L 2 1 L 2 2 C")
	for how, want := range map[string][]string{
		"":                       {"21 31", "31 31", "21 41", "31 41"},
		`ReflectMethod="Column"`: {"21 31", "33 31", "21 41", "33 41"},
		`ReflectMethod="Row"`:    {"21 31", "31 31", "21 43", "31 43"},
	} {
		pattern := `<ofd:FillColor><ofd:Pattern Width="4" Height="4" XStep="10" YStep="10" ` + how + `><ofd:CellContent>` + cell + `</ofd:CellContent></ofd:Pattern></ofd:FillColor>`
		c, lost := drawn(t, shape(`Boundary="20 30 19 19" Fill="true" Stroke="false"`, pattern, "M 0 0 L 19 0 L 19 19 L 0 19 C"))
		var got []string
		for _, p := range c.paths {
			got = append(got, fmt.Sprintf("%g %g", p.Segments[0].P[0], p.Segments[0].P[1]))
		}
		if !slices.Equal(got, want) || len(lost) > 0 {
			t.Errorf("%s: cells at %v, want %v; not drawn %v", how, got, want, lost)
		}
	}
}

func TestAPatternOfTooManyCellsIsCounted(t *testing.T) {
	pattern := `<ofd:FillColor><ofd:Pattern Width="0.1" Height="0.1"><ofd:CellContent/></ofd:Pattern></ofd:FillColor>`
	c, lost := drawn(t, shape(`Boundary="0 0 200 200" Fill="true" Stroke="false"`, pattern, "M 0 0 L 200 0 L 200 200 C"))
	if len(c.calls) != 0 || len(lost) != 1 || lost[0] != (Missing{"pattern", 1}) {
		t.Errorf("%v, not drawn %v", c.calls, lost)
	}
}

func TestGradientsReachTheCanvas(t *testing.T) {
	const red, blue = `<ofd:Color Value="255 0 0"/></ofd:Segment>`, `<ofd:Color Value="0 0 255"/></ofd:Segment>`
	gradient := func(shade string) (*Shade, []Missing) {
		c, lost := drawn(t, shape(`Boundary="10 10 50 50" Fill="true" Stroke="false"`, `<ofd:FillColor Alpha="128">`+shade+`</ofd:FillColor>`, "M 0 0 L 50 0 L 50 50 C"))
		if len(c.paths) != 1 {
			t.Fatalf("%d paths", len(c.paths))
		}
		return c.paths[0].Shade, lost
	}
	s, lost := gradient(`<ofd:AxialShd StartPoint="0 0" EndPoint="40 0" Extend="2"><ofd:Segment Position="0.25">` + red + `<ofd:Segment>` + blue + `</ofd:AxialShd>`)
	if s == nil || len(lost) > 0 {
		t.Fatalf("not drawn %v", lost)
	}
	if x, y := s.M.Apply(s.To[0], s.To[1]); x != 50 || y != 10 || s.Extend != [2]bool{false, true} || math.Abs(s.Alpha-128.0/255) > 0.01 {
		t.Errorf("ends at %v, %v; %+v", x, y, s)
	}
	if len(s.Stops) != 3 || s.Stops[0].At != 0 || s.Stops[1].At != 0.25 || s.Stops[0].Color.R != 1 || s.Stops[2].Color.B != 1 {
		t.Errorf("stops %+v", s.Stops)
	}
	s, _ = gradient(`<ofd:AxialShd StartPoint="0 0" EndPoint="40 0" MapType="Reflect" MapUnit="20"><ofd:Segment>` + red + `<ofd:Segment>` + blue + `</ofd:AxialShd>`)
	if len(s.Stops) != 4 || s.Stops[1].At != 0.5 || s.Stops[1].Color.B != 1 || s.Stops[3].Color.R != 1 {
		t.Errorf("there and back: %+v", s.Stops)
	}
	s, _ = gradient(`<ofd:RadialShd StartPoint="25 25" EndPoint="25 25" EndRadius="20" Eccentricity="0.8"><ofd:Segment>` + red + `<ofd:Segment>` + blue + `</ofd:RadialShd>`)
	if _, y := s.M.Apply(s.From[0], s.From[1]+20); math.Abs(y-(35+12)) > 0.01 { // its short axis is 0.6 of the long one
		t.Errorf("the ellipse is %.2f mm high, want 12", y-35)
	}
	s, lost = gradient(`<ofd:GouraudShd><ofd:Point X="0" Y="0"><ofd:Color Value="255 0 0"/></ofd:Point></ofd:GouraudShd>`)
	if s != nil || len(lost) != 1 || lost[0].Kind != "gradient" {
		t.Errorf("not drawn %v", lost)
	}
}

// Several characters may share a glyph, and one may have several (11.4); distances
// are from glyph to glyph, and the text is whole all the same.
func TestGlyphTransformsKeepTheText(t *testing.T) {
	objects := `<ofd:TextObject ID="9" Boundary="20 20 90 9" Font="3" Size="5">` +
		`<ofd:CGTransform CodePosition="1" CodeCount="2" GlyphCount="1"><ofd:Glyphs>191</ofd:Glyphs></ofd:CGTransform>` +
		`<ofd:CGTransform CodePosition="4" CodeCount="1" GlyphCount="2"><ofd:Glyphs>7 8</ofd:Glyphs></ofd:CGTransform>` +
		`<ofd:TextCode X="0" Y="5" DeltaX="2.5 5 2.5 2.5">affix</ofd:TextCode></ofd:TextObject>`
	c, _ := drawn(t, objects)
	var got []string
	for _, g := range c.glyphs {
		got = append(got, strings.TrimPrefix(fmt.Sprintf("%s%s/%d@%g", string(g.R), g.Tail, g.ID, g.X), "\x00"))
	}
	if want := []string{"a/-1@20", "ff/191@22.5", "i/-1@27.5", "x/7@30", "/8@32.5"}; !slices.Equal(got, want) {
		t.Errorf("glyphs %v, want %v", got, want)
	}
	if text := simple(objects).text(t); text != "affix" {
		t.Errorf("text %q", text)
	}
}

// The shapes of an embedded typeface are read although it has no character map.
func TestATypefaceWithoutACharacterMapIsRead(t *testing.T) {
	if _, err := parseTypeface([]byte("no font at all, but long enough")); err == nil {
		t.Error("rubbish was taken for a font")
	}
	for name, data := range map[string][]byte{"with": fonts.SerifRegular, "without": withoutMap(fonts.SerifRegular)} {
		face, err := parseTypeface(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		shape, advance, ok := face.Outline(100)
		if !ok || len(shape) < 3 || shape[0].Op != 'M' || advance <= 0 {
			t.Errorf("%s: glyph of %d pieces, %v wide, %v", name, len(shape), advance, ok)
		}
		if _, ok := face.Glyph('年'); ok != (name == "with") {
			t.Errorf("%s: 年 is in the map: %v", name, ok)
		}
		if _, _, ok := face.Outline(70000); ok {
			t.Errorf("%s: has a glyph beyond the last", name)
		}
	}
}

// withoutMap renames the table of characters, as if there were none.
func withoutMap(font []byte) []byte {
	out := bytes.Clone(font)
	copy(out[bytes.Index(out, []byte("cmap")):], "xmap")
	return out
}

func FuzzTypeface(f *testing.F) {
	f.Add(fonts.SerifRegular[:4096])
	f.Add([]byte{1, 0, 4, 1, 0, 1, 1, 1, 2, 'a', 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		face, err := parseTypeface(data)
		if err != nil {
			return
		}
		for g := range 20 {
			face.Outline(g)
		}
		face.Glyph('年')
	})
}
