package bind

import (
	"strconv"
	"strings"

	"niandang/archive"
	"niandang/archive/pdf"
)

// slip puts a page in the place of a part that cannot be shown.
func (c *compiler) slip(b bound, why archive.Text) bound {
	b.how, b.why, b.open, b.pages, b.n, b.pdfa, b.blank = asSlip, why, nil, nil, 1, true, nil
	b.sheets = []pdf.Sheet{c.slipSheet(b)}
	return b
}

func (c *compiler) slipSheet(b bound) pdf.Sheet {
	f := c.forms.volume.Slip
	l := newLeaf(c.d.Type, pdf.A4Width, pdf.A4Height)
	area := c.forms.volume.Margin.frame(l.W, l.H)
	area = box{area.x + f.In/2, f.Down, area.w - f.In, area.h}
	l.spaced(l.W/2, f.Down-14, serifBold(f.TitlePt), c.say("slip.title"))
	l.level(area.x, area.right(), area.y, f.Heavy)
	y := area.y
	for _, kv := range c.slipFacts(b) {
		y = c.slipRow(l, box{area.x, y, area.w, 0}, kv)
	}
	l.level(area.x, area.right(), y, f.Heavy)
	y += 9
	for _, line := range l.wrap(c.say("slip.note"), serif(f.Pt-1.5), area.w) {
		l.left(area.x, y, serif(f.Pt-1.5).in(grey), line)
		y += 6
	}
	return l.Sheet
}

// slipFacts gives what may be told of the part. The path of a secret is not.
func (c *compiler) slipFacts(b bound) [][2]string {
	path := b.part.Path
	if path == "" {
		path = b.file.Path
	}
	if (b.file.Status == archive.Secret || b.why.ID == "bind.why.secret") && !c.p.in.Settings.ShowSecret {
		path = c.say("secret_title")
	}
	facts := [][2]string{{"role", string(b.part.Role)}, {"path", path}, {"format", formatName(b.file)}}
	if b.file.Size > 0 {
		facts = append(facts, [2]string{"bytes", strconv.FormatInt(b.file.Size, 10)})
	}
	if b.part.Pages > 0 {
		facts = append(facts, [2]string{"pages", strconv.Itoa(b.part.Pages)})
	}
	facts = append(facts, [2]string{"sha256", b.file.SHA256}, [2]string{"sm3", b.file.SM3}, [2]string{"why", c.p.in.Words.Say(b.why)})
	out := facts[:0]
	for _, kv := range facts {
		if kv[1] != "" {
			out = append(out, [2]string{c.say("slip." + kv[0]), kv[1]})
		}
	}
	return out
}

func formatName(f archive.File) string {
	switch {
	case f.PUID != "" && f.MIME != "":
		return f.MIME + " (" + f.PUID + ")"
	case f.MIME != "":
		return f.MIME
	}
	return f.PUID
}

// slipRow sets a caption and a value, and gives the y below them.
func (c *compiler) slipRow(l *leaf, at box, kv [2]string) float64 {
	f := c.forms.volume.Slip
	st := serif(f.Pt)
	if !strings.ContainsRune(kv[1], ' ') && len(kv[1]) < 70 { // a digest stays on one line
		st = l.shrunk(kv[1], st, f.Pt*0.7, at.w-f.Key-2)
	}
	lines := l.wrap(kv[1], st, at.w-f.Key-2)
	lead := f.Pt * point * 1.4
	h := f.Row + lead*float64(len(lines)-1)
	base := at.y + f.Row/2 + dropOf(f.Pt)
	l.left(at.x+1, base, style{face: pdf.SerifBold, pt: f.Pt}, kv[0])
	for i, s := range lines {
		l.left(at.x+f.Key, base+float64(i)*lead, st, s)
	}
	l.level(at.x, at.x+at.w, at.y+h, f.Rule)
	return at.y + h
}
