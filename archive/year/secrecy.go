package year

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"maps"

	"niandang/archive"
	"niandang/archive/fixity"
	"niandang/archive/gongwen"
)

// secretRows are the register's rows with a secrecy mark, by number and title:
// the register is asked before a file's bytes are kept.
type secretRows struct {
	byNumber map[string]archive.Row
	byTitle  map[string]archive.Row
}

// secretMarks are the three marks that stop a document (保守国家秘密法 art. 14).
// 内部 and 工作秘密 are handling marks.
var secretMarks = map[string]bool{"绝密": true, "机密": true, "秘密": true}

func (c *collector) loadSecrecy(ctx context.Context) error {
	rows, err := all(c.Store.Rows(ctx, archive.Filter{Year: c.year}))
	c.secrets = secretRowsOf(rows)
	return err
}

func secretRowsOf(rows []archive.Row) secretRows {
	s := secretRows{byNumber: make(map[string]archive.Row), byTitle: make(map[string]archive.Row)}
	for _, r := range rows {
		if !secretMarks[r.Security] {
			continue
		}
		if r.Number != "" {
			s.byNumber[r.Number] = r
		}
		if r.TitleDigest != "" {
			s.byTitle[r.TitleDigest] = r
		} else if r.Title != "" {
			s.byTitle[titleDigest(r.Title)] = r
		}
	}
	return s
}

// find gives the mark that the register has for a document.
func (s secretRows) find(number, title string) (archive.Row, bool) {
	if r, ok := s.byNumber[number]; ok && number != "" {
		return r, true
	}
	r, ok := s.byTitle[titleDigest(title)]
	return r, ok && title != ""
}

func titleDigest(title string) string {
	sum := sha256.Sum256([]byte(archive.Squeeze(title)))
	return hex.EncodeToString(sum[:])
}

// permittedRow takes what an open library may not keep out of a secret row: its
// title, recipients and remark. The title's digest stays, so that the file is
// known when it comes.
func permittedRow(r archive.Row) archive.Row {
	if r.Title != "" {
		r.TitleDigest = titleDigest(r.Title)
	}
	r.Title, r.Remark, r.Recipients, r.CC, r.Attachments, r.Note = "", "", nil, nil, nil, ""
	return r
}

// refuse looks for a secrecy mark on the face, in the file name and in the
// register; an open library does not keep what has one. What stays are the facts
// that design rule 3 permits. It reports whether the bytes must go.
func (c *collector) refuse(p *pending) bool {
	if c.settings.Classified {
		return false
	}
	face := &p.reading.Face
	mark, term := face.Security, face.SecurityTerm
	name := gongwen.FromName(p.file.Path)
	if !secretMarks[mark] && secretMarks[name.Security] {
		mark, term = name.Security, name.SecurityTerm
	}
	if !secretMarks[mark] {
		number, title := face.Number, face.Title
		if number == "" {
			number = name.Number
		}
		if title == "" {
			title = name.Title
		}
		if r, ok := c.secrets.find(number, title); ok {
			mark, term = r.Security, r.SecurityTerm
			face.Number, face.Date = cmp.Or(face.Number, r.Number), cmp.Or(face.Date, r.Date)
			byRegister(face)
		}
	}
	if !secretMarks[mark] {
		return false
	}
	face.Security, face.SecurityTerm = mark, term
	if face.Number == "" {
		face.Number = name.Number
	}
	p.file.Status = archive.Secret
	if p.rendition != nil {
		if err := fixity.Wipe(p.rendition.Path); err != nil {
			p.findings = append(p.findings, archive.NewFinding(archive.FConversionFailed, p.file.Path, "detail", err.Error()))
		}
	}
	p.reading, p.texts, p.rendition = permitted(p.reading), nil, nil
	c.mu.Lock()
	c.refused++
	c.mu.Unlock()
	return true
}

// byRegister notes that the register alone tells a document's mark.
func byRegister(f *archive.Face) {
	f.Trusts = maps.Clone(f.Trusts)
	if f.Trusts == nil {
		f.Trusts = make(map[string]archive.Trust)
	}
	f.Trusts[archive.ElSecurity] = archive.Trust{Source: archive.FromRegister, Confidence: 0.6}
}

// permitted reduces the reading of a secret to what an open library may keep:
// number, date, mark and term, and whether it claims to be public.
func permitted(r archive.Reading) archive.Reading {
	f := r.Face
	return archive.Reading{
		SHA256: r.SHA256, Ext: r.Ext, PUID: r.PUID, MIME: r.MIME, Format: r.Format, Family: r.Family, Pages: r.Pages, PagesSure: r.PagesSure,
		Face: archive.Face{Elements: archive.Elements{
			Number: f.Number, Date: f.Date, Security: f.Security, SecurityTerm: f.SecurityTerm, Disclosure: f.Disclosure,
		}, NumberAsRead: f.NumberAsRead, Trusts: permittedTrusts(f.Trusts)},
	}
}

func permittedTrusts(all map[string]archive.Trust) map[string]archive.Trust {
	out := make(map[string]archive.Trust)
	for _, e := range []string{archive.ElNumber, archive.ElDate, archive.ElSecurity, archive.ElSecurityTerm, archive.ElDisclosure} {
		if t, ok := all[e]; ok {
			out[e] = t
		}
	}
	return out
}
