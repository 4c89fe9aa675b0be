package ofd

import (
	"bytes"
	"encoding/asn1"
	"fmt"
	"path"
	"strings"

	"niandang/archive/ofd/xmltree"
)

// seal is one appearance of an electronic seal on a page (StampAnnot, 18.2.3).
type seal struct {
	at      box
	clip    *box
	picture *sealPicture
}

// sealPicture is what a seal shows.
type sealPicture struct {
	Name, Format string
	Data         []byte
}

// signatures reads where the seals of a document lie, and their pictures. A
// damaged signature is passed over: the pages under it stay readable.
func (d *Document) signatures(b *body, loc string) map[string][]seal {
	list, ok := d.c.resolve(loc, b.dir)
	if loc == "" || !ok {
		return nil
	}
	n, err := d.c.xml(list)
	if err != nil {
		return nil
	}
	out := map[string][]seal{}
	for _, s := range n.All("Signature") {
		file, ok := d.c.resolve(location(s, "BaseLoc"), path.Dir(list), b.dir)
		if !ok {
			continue
		}
		if sig, err := d.c.xml(file); err == nil {
			d.addSeals(out, sig, path.Dir(file), b.dir)
		}
	}
	return out
}

func (d *Document) addSeals(out map[string][]seal, sig *xmltree.Node, dirs ...string) {
	info := sig.Kid("SignedInfo")
	stamps := info.All("StampAnnot")
	if len(stamps) == 0 {
		return
	}
	pic := d.sealPicture(info, sig, dirs)
	for _, st := range stamps {
		at, ok := parseBox(st.Attr("Boundary"))
		if !ok {
			continue
		}
		s := seal{at: at, picture: pic}
		if c, ok := parseBox(st.Attr("Clip")); ok {
			s.clip = &c
		}
		out[st.Attr("PageRef")] = append(out[st.Attr("PageRef")], s)
	}
}

// sealPicture finds the picture in the seal's file, else in the signed value,
// which carries the seal as well (GB/T 38540).
func (d *Document) sealPicture(info, sig *xmltree.Node, dirs []string) *sealPicture {
	for _, loc := range []string{location(info.Kid("Seal"), "BaseLoc"), strings.TrimSpace(sig.Kid("SignedValue").Text())} {
		file, ok := d.c.resolve(loc, dirs...)
		if loc == "" || !ok {
			continue
		}
		if b, err := d.c.read(file); err == nil {
			if p, ok := parseSeal(b); ok {
				return &p
			}
		}
	}
	return nil
}

// parseSeal finds name and picture in a seal's DER (SESeal of GM/T 0031 and
// GB/T 38540): the picture is a sequence of type, octets, width and height; the
// name is the text after the number that opens the properties. Versions of
// the structure differ around these two, so they are looked for by shape.
func parseSeal(der []byte) (sealPicture, bool) {
	var p sealPicture
	budget := 10_000
	findSeal(der, 0, &budget, &p)
	return p, len(p.Data) > 0
}

func findSeal(der []byte, depth int, budget *int, p *sealPicture) {
	parts := sequence(der, budget)
	if depth > 16 || len(parts) == 0 {
		return
	}
	if isPicture(parts) && p.Data == nil {
		p.Format, p.Data = strings.ToLower(string(parts[0].Bytes)), parts[1].Bytes
	}
	if len(parts) > 1 && parts[0].Tag == asn1.TagInteger && parts[1].Tag == asn1.TagUTF8String && p.Name == "" {
		p.Name = string(parts[1].Bytes)
	}
	for _, v := range parts {
		if v.IsCompound {
			findSeal(v.Bytes, depth+1, budget, p)
		}
	}
}

// sequence splits the content of a constructed value.
func sequence(der []byte, budget *int) []asn1.RawValue {
	var out []asn1.RawValue
	for len(der) > 0 && *budget > 0 {
		var v asn1.RawValue
		rest, err := asn1.Unmarshal(der, &v)
		if err != nil || len(rest) >= len(der) {
			break
		}
		*budget--
		out, der = append(out, v), rest
	}
	return out
}

func isPicture(v []asn1.RawValue) bool {
	return len(v) == 4 && v[0].Tag == asn1.TagIA5String && v[1].Tag == asn1.TagOctetString &&
		v[2].Tag == asn1.TagInteger && v[3].Tag == asn1.TagInteger && len(v[1].Bytes) > 0
}

// seals draws the seals of a page.
func (w *walker) seals(p pageRef, origin Matrix) {
	w.from = SealLayer
	for _, s := range w.body.seals[p.id] {
		if s.picture == nil {
			w.missing("seal")
			continue
		}
		m := Matrix{A: s.at.w, D: s.at.h, E: s.at.x, F: s.at.y}.Mul(origin)
		if s.picture.Format == "ofd" {
			w.nested(s, Matrix{A: 1, D: 1, E: s.at.x, F: s.at.y}.Mul(origin))
			continue
		}
		pic := Picture{Matrix: m, Format: s.picture.Format, Alpha: 1, From: SealLayer, Name: s.picture.Name,
			Data: func() ([]byte, error) { return s.picture.Data, nil }}
		if s.clip != nil {
			x, y := origin.Apply(s.at.x+s.clip.x, s.at.y+s.clip.y)
			pic.Clip = &[4]float64{x, y, x + s.clip.w, y + s.clip.h}
		}
		if !w.canvas.Picture(pic) {
			w.missing("seal")
		}
	}
}

// nested draws a seal whose picture is an OFD of its own, scaled into its place.
func (w *walker) nested(s seal, m Matrix) {
	if w.d.depth > 0 {
		w.missing("seal")
		return
	}
	in, err := Open(bytes.NewReader(s.picture.Data), int64(len(s.picture.Data)))
	if err != nil {
		w.missing("seal")
		return
	}
	in.depth = w.d.depth + 1
	iw, ih := in.Size(0)
	scale := Matrix{A: s.at.w / iw, D: s.at.h / ih}
	lost, err := in.Draw(0, shifted{w.canvas, scale.Mul(m)})
	for _, l := range lost {
		w.lost[l.Kind] += l.Count
	}
	if err != nil {
		w.missing("seal")
	}
}

// shifted is a canvas seen through a transform.
type shifted struct {
	to Canvas
	m  Matrix
}

func (s shifted) Text(t Text) bool {
	glyphs := make([]Glyph, len(t.Glyphs))
	for i, g := range t.Glyphs {
		g.X, g.Y = s.m.Apply(g.X, g.Y)
		g.Advance *= s.m.A
		glyphs[i] = g
	}
	t.Glyphs, t.Size, t.From = glyphs, t.Size*s.m.Scale(), SealLayer
	return s.to.Text(t)
}

func (s shifted) Picture(p Picture) bool {
	p.Matrix, p.From = p.Matrix.Mul(s.m), SealLayer
	return s.to.Picture(p)
}

func (s shifted) Path(p Path) bool {
	p.Segments, p.Width, p.From = s.moved(p.Segments), p.Width*s.m.Scale(), SealLayer
	if p.Shade != nil {
		shade := *p.Shade
		shade.M = shade.M.Mul(s.m)
		p.Shade = &shade
	}
	return s.to.Path(p)
}

func (s shifted) moved(list []Segment) []Segment {
	out := make([]Segment, len(list))
	for i, g := range list {
		for k := 0; k < g.points()*2; k += 2 {
			g.P[k], g.P[k+1] = s.m.Apply(g.P[k], g.P[k+1])
		}
		out[i] = g
	}
	return out
}

// Push and Pop pass clips on; on a canvas that cannot clip, all is seen.
func (s shifted) Push(clips []Clip) {
	to, ok := s.to.(Clipper)
	if !ok {
		return
	}
	moved := make([]Clip, len(clips))
	for i, c := range clips {
		moved[i] = Clip{s.moved(c.Segments), c.EvenOdd}
	}
	to.Push(moved)
}

func (s shifted) Pop() {
	if to, ok := s.to.(Clipper); ok {
		to.Pop()
	}
}

// Seals gives the names of the seals on page i, for whoever lists them.
func (d *Document) Seals(i int) []string {
	if i < 0 || i >= len(d.pages) {
		return nil
	}
	var out []string
	for _, s := range d.pages[i].body.seals[d.pages[i].id] {
		name := ""
		if s.picture != nil {
			name = s.picture.Name
		}
		out = append(out, fmt.Sprint(name))
	}
	return out
}
