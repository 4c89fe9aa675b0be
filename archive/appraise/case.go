package appraise

import (
	"strings"

	"niandang/archive"
)

// Part is the organ's part in a joint document or meeting.
type Part string

// The parts. The empty Part: nothing joint is known.
const (
	Leads     Part = "主办"
	TakesPart Part = "协办"
)

// Case is what a decision rests on. Only Title is needed; what is empty is unknown.
type Case struct {
	Title      string
	Kind       archive.Kind
	Relation   archive.Relation // of the issuer; of the other side where a title list says so
	Genre      string
	Direction  string
	Issuers    []string
	Recipients []string
	CC         []string
	Department string
	Part       Part
	Security   string
	Text       string // beginning of the text, "" when unknown
	Year       int
	Organ      archive.Organ
}

// CaseOf gives the case of a document that [Place] has placed.
func CaseOf(d archive.Document, o archive.Organ) Case {
	c := Case{
		Title: d.Title, Kind: d.Kind, Relation: d.Relation, Genre: d.Genre, Direction: d.Direction,
		Issuers: d.Issuers, Recipients: d.Recipients, CC: d.CC, Department: d.Department, Security: d.Security,
		Text: d.Text, Year: d.ArchYear, Organ: o,
	}
	if c.Year == 0 {
		c.Year = d.Year
	}
	if _, joint := d.Trusts[TrustLead]; joint {
		c.Part = TakesPart
		if d.Lead {
			c.Part = Leads
		}
	}
	return c
}

// Probe is a title that no document stands behind, as `nd schedule try` takes it.
// What is empty is inferred as for a document; relation may be written 本级.
type Probe struct {
	Title      string
	Issuer     string // several are separated by spaces
	Kind       string
	Relation   string
	Department string
}

// Trial gives the case of a probe.
func Trial(o archive.Organ, p Probe) Case {
	d := archive.Document{Kind: archive.Kind(p.Kind), Relation: RelationOf(p.Relation), Department: p.Department}
	d.Title, d.Genre = p.Title, archive.GenreOf(bareTail(p.Title))
	d.Issuers = strings.Fields(p.Issuer)
	return CaseOf(Place(o, d), o)
}

// RelationOf reads a relation in either spelling (本级 is 本机关); unknown words
// give the empty Relation.
func RelationOf(s string) archive.Relation {
	switch s {
	case "本级", "本机关", "本单位":
		return archive.Own
	case "上级", "同级", "下级", "非隶属":
		return archive.Relation(s)
	case "平级":
		return archive.Peer
	case "不相隶属":
		return archive.Unrelated
	}
	return ""
}
