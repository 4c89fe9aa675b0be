package ofd

import (
	"bytes"
	"encoding/asn1"
	"math"
	"slices"
	"testing"
)

func TestParseDeltas(t *testing.T) {
	for _, c := range []struct {
		in    string
		limit int
		want  []float64
	}{
		{"1 2 3", 9, []float64{1, 2, 3}},
		{"g 3 2.5", 9, []float64{2.5, 2.5, 2.5}},
		{"5.64 g 2 2.82 5.64", 9, []float64{5.64, 2.82, 2.82, 5.64}},
		{"g 999999999 1", 4, []float64{1, 1, 1, 1}},
		{"g 2", 9, []float64{}},
		{"g x 1 7", 9, []float64{7}},
		{"g -4 1 7", 9, []float64{7}},
		{"NaN 1e400 8", 9, []float64{8}},
		{"", 9, []float64{}},
	} {
		if got := parseDeltas(c.in, c.limit); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %v, want %v", c.in, got, c.want)
		}
	}
}

func FuzzParseDeltas(f *testing.F) {
	f.Add("g 17 8.33 2 g 3 g 3 1")
	f.Add("g g g 1 1 1")
	f.Fuzz(func(t *testing.T, s string) {
		if got := parseDeltas(s, 100); len(got) > 100 {
			t.Errorf("%d deltas past the limit", len(got))
		}
	})
}

func TestParsePathFollowsEachOperator(t *testing.T) {
	got := parsePath("M 0 0 L 10 0 Q 10 5 5 5 B 1 1 2 2 3 3 C", Matrix{A: 2, D: 2, E: 1, F: 1})
	var ops []byte
	for _, s := range got {
		ops = append(ops, s.Op)
	}
	if string(ops) != "MLQBZ" || got[1].P[0] != 21 || got[1].P[1] != 1 {
		t.Errorf("got %s %+v", ops, got)
	}
}

func TestArcsEndWhereTheyShould(t *testing.T) {
	got := parsePath("M 10 0 A 10 10 0 0 1 0 10", identity)
	last := got[len(got)-1]
	if last.Op != 'B' || math.Hypot(last.P[4]-0, last.P[5]-10) > 1e-9 {
		t.Errorf("ends at %v", last.P)
	}
	for _, s := range got[1:] { // a quarter of the circle about the origin
		if r := math.Hypot(s.P[4], s.P[5]); math.Abs(r-10) > 1e-9 {
			t.Errorf("a point lies %v from the middle", r)
		}
	}
}

func FuzzParsePath(f *testing.F) {
	f.Add("M 0 0 L 1 1 A 5 5 0 1 0 9 9 C")
	f.Add("A 1e9 1e-9 45 1 1 0 0")
	f.Fuzz(func(t *testing.T, s string) {
		for _, g := range parsePath(s, identity) {
			for _, v := range g.P {
				if v != v {
					t.Fatalf("not a number in %+v", g)
				}
			}
		}
	})
}

func seq(parts ...[]byte) []byte {
	b, _ := asn1.Marshal(asn1.RawValue{Tag: asn1.TagSequence, IsCompound: true, Bytes: bytes.Join(parts, nil)})
	return b
}

func der(v any, params string) []byte {
	b, _ := asn1.MarshalWithParams(v, params)
	return b
}

// sealOf builds what parseSeal looks for, after GM/T 0031: seal info of header,
// ID, properties and picture.
func sealOf(name string, picture []byte) []byte {
	return seq(seq(
		seq(der("ES", "ia5"), der(4, ""), der("maker", "ia5")),
		der("id", "ia5"),
		seq(der(3, ""), der(name, "utf8")),
		seq(der("PNG", "ia5"), der(picture, ""), der(40, ""), der(40, "")),
	))
}

func TestSealGivesNameAndPicture(t *testing.T) {
	p, ok := parseSeal(sealOf("云州市水务局", []byte("\x89PNG")))
	if !ok || p.Name != "云州市水务局" || p.Format != "png" || string(p.Data) != "\x89PNG" {
		t.Errorf("got %+v, %v", p, ok)
	}
}

func FuzzParseSeal(f *testing.F) {
	f.Add(sealOf("甲", []byte("x")))
	f.Add([]byte{0x30, 0x80, 0, 0})
	f.Fuzz(func(_ *testing.T, b []byte) { parseSeal(b) })
}

func FuzzPage(f *testing.F) {
	f.Add(text(20, 20, 5, "种子"), `<ofd:Font ID="3"/>`)
	f.Add(`<ofd:ImageObject CTM="1 2" ResourceID="3"/><ofd:PathObject><ofd:AbbreviatedData>M 0</ofd:AbbreviatedData></ofd:PathObject>`, "")
	f.Add(`<ofd:TextObject Size="-1" HScale="0"><ofd:CGTransform CodePosition="-5" CodeCount="9"><ofd:Glyphs>1</ofd:Glyphs></ofd:CGTransform><ofd:TextCode>a</ofd:TextCode></ofd:TextObject>`, "")
	f.Fuzz(func(t *testing.T, objects, res string) {
		p := simple(objects)
		p["Doc_0/PublicRes.xml"] = `<Res><Fonts>` + res + `</Fonts></Res>`
		b := p.bytes(t)
		d, err := Open(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return
		}
		d.Page(0)
	})
}
