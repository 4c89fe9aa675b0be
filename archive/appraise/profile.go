package appraise

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"niandang/archive"
)

// profile is an organ's profile made ready for questions about names.
type profile struct {
	organ    archive.Organ
	places   []string // province, city, county
	level    level
	self     parsedName
	names    []string        // full, short and former names
	byLength []string        // names, the longest first
	bodies   map[string]bool // own bodies and departments, as they stand alone
	superior []string
	lower    []string
	prefixes []archive.Series
}

func newProfile(o archive.Organ) *profile {
	p := &profile{organ: o, bodies: make(map[string]bool), prefixes: o.Series}
	for _, place := range []string{o.Place.Province, o.Place.City, o.Place.County} {
		if place != "" {
			p.places = append(p.places, place)
		}
	}
	for _, n := range append(append([]string{o.Name}, o.ShortNames...), o.FormerNames...) {
		if n = archive.Squeeze(n); n != "" {
			p.names = append(p.names, n)
		}
	}
	p.byLength = slices.Clone(p.names)
	sort.Slice(p.byLength, func(i, j int) bool { return len(p.byLength[i]) > len(p.byLength[j]) })
	for _, n := range o.OwnBodies {
		p.bodies[archive.Squeeze(n)] = true
	}
	for _, d := range o.Departments {
		p.bodies[d.Name] = true
		for _, a := range d.Aliases {
			p.bodies[a] = true
		}
	}
	p.self = parseName(o.Name, p.places)
	if p.level = levelNames[o.Level]; p.level == levelUnknown {
		p.level = p.self.level
	}
	if o.Place.County != "" && o.Level == "县" {
		p.level = levelCounty
	}
	p.superior, p.lower = o.Superiors, o.Subordinates
	return p
}

var (
	selfWord  = regexp.MustCompile(`^(我|本)(局|委|办|厅|部|院|中心|馆|校|署|会|单位|机关)|^局(党组|党委|机关|办公室|长|属|领导)|^(机关党委|机关工会|机关纪委|机关团委)$`)
	innerBody = regexp.MustCompile(`^(党组|党委|党总支|党支部|机关.*|工会.*|团委|团支部|妇委会|办公室|纪检.*|.{1,8}[科处室股]|.*委员会|.*领导小组.*)$`)
)

// isOwn reports whether a name is the organ's own: its names, one of its bodies or
// departments, or a short form of its name at its place.
func (p *profile) isOwn(name string) bool {
	n := archive.Squeeze(archive.Fold(name))
	if n == "" {
		return false
	}
	if p.bodies[n] || selfWord.MatchString(n) {
		return true
	}
	n = partyHead.ReplaceAllString(n, "")
	for _, own := range p.names {
		rest, ok := strings.CutPrefix(n, own)
		if ok && (rest == "" || p.bodies[rest] || innerBody.MatchString(rest)) {
			return true
		}
	}
	return p.shortForm(parseName(n, p.places))
}

// shortForm reports whether a parsed name is a contraction of the organ's own.
func (p *profile) shortForm(n parsedName) bool {
	if n.rest == "" || p.self.rest == "" || n.level != p.level || !p.samePlace(n) || n.class != p.self.class {
		return false
	}
	return lastRune(n.rest) == lastRune(p.self.rest) && alike(n.core, p.self.core)
}

func lastRune(s string) rune {
	last := rune(0)
	for _, r := range s {
		last = r
	}
	return last
}

// samePlace reports whether a name of the organ's level is of the organ's place.
func (p *profile) samePlace(n parsedName) bool {
	if n.place == "" {
		return true
	}
	for _, place := range p.places {
		if n.place == place {
			return true
		}
	}
	return false
}

// standing is an organ's relation to ours, and how sure that is.
type standing struct {
	relation archive.Relation
	sure     float64
	class    class
	kin      bool // works in the same field: the ministry's department, the county's bureau
}

// standingOf places one organ. The profile's lists come first, then what the name
// tells.
func (p *profile) standingOf(name string) standing {
	name = archive.Squeeze(archive.Fold(name))
	if p.isOwn(name) {
		return standing{relation: archive.Own, sure: 0.98, class: p.self.class, kin: true}
	}
	n := parseName(name, p.places)
	kin := alike(n.core, p.self.core)
	if listed(p.superior, name) {
		return standing{archive.Superior, 0.98, n.class, true}
	}
	if listed(p.lower, name) {
		return standing{archive.Subordinate, 0.98, n.class, true}
	}
	for _, own := range p.names {
		if strings.HasPrefix(name, own) {
			return standing{archive.Subordinate, 0.8, n.class, true}
		}
	}
	r, sure := p.relationOf(n, kin)
	return standing{r, sure, n.class, kin}
}

// listed finds a name in a list of the profile, with or without its place: the
// profile has the full name, a letter writes 市机关后勤服务中心.
func listed(names []string, name string) bool {
	for _, full := range names {
		full = archive.Squeeze(full)
		if full == name || strings.HasPrefix(name, full) {
			return true
		}
		if m := placeHead.FindStringSubmatch(full); m != nil {
			tail := lastPlaceRune(m[1]) + m[2]
			if name == tail || len(m[2]) > 12 && name == m[2] {
				return true
			}
		}
	}
	return false
}

func lastPlaceRune(place string) string { return string(lastRune(place)) }

// relationOf infers a relation from level, place and class (党政机关公文处理工作条例
// art. 14 to 16: 隶属关系 and 职权范围).
func (p *profile) relationOf(n parsedName, kin bool) (archive.Relation, float64) {
	switch {
	case n.class == classCompany:
		return archive.Unrelated, 0.85
	case n.level == levelUnknown || p.level == levelUnknown:
		return p.unplaced(n, kin)
	case n.level < p.level:
		return p.above(n, kin)
	case n.level > p.level:
		if kin || p.self.class.leads() {
			return archive.Subordinate, 0.85
		}
		return archive.Unrelated, 0.75
	case !p.samePlace(n):
		return archive.Unrelated, 0.8
	}
	return p.beside(n, kin)
}

// unplaced places a name without a place.
func (p *profile) unplaced(n parsedName, kin bool) (archive.Relation, float64) {
	switch {
	case n.class == classInstitution && kin:
		return archive.Subordinate, 0.5
	case n.class == classInstitution:
		return archive.Unrelated, 0.5
	}
	return "", 0
}

// above places a body of a higher place.
func (p *profile) above(n parsedName, kin bool) (archive.Relation, float64) {
	known := n.place == "" || p.samePlace(n)
	switch {
	case !known && n.level != levelNation:
		return archive.Unrelated, 0.75
	case n.class == classInstitution && !kin:
		return archive.Unrelated, 0.6
	case n.class == classMass && p.self.class != classMass:
		return archive.Unrelated, 0.6
	}
	return archive.Superior, 0.92
}

// beside places a body of the organ's own place and level.
func (p *profile) beside(n parsedName, kin bool) (archive.Relation, float64) {
	if p.self.class.leads() {
		return p.besideLeading(n)
	}
	switch {
	case n.class.leads():
		return archive.Superior, 0.92
	case n.class == classMass:
		return archive.Unrelated, 0.75
	case n.class == classBureau && p.self.class == classInstitution && kin:
		return archive.Superior, 0.7
	case n.class == classBureau, n.class == classCongress, n.class == classConference, n.class == classCourt:
		return archive.Peer, 0.85
	case n.class == classInstitution && kin:
		return archive.Subordinate, 0.6
	case n.class == classInstitution:
		return archive.Unrelated, 0.7
	}
	return "", 0
}

// besideLeading is beside for an organ that is a party committee, a government or
// their department itself.
func (p *profile) besideLeading(n parsedName) (archive.Relation, float64) {
	switch n.class {
	case classParty:
		return archive.Superior, 0.8
	case classGovernment, classDiscipline, classCongress, classConference, classPartyOffice, classCouncil:
		return archive.Peer, 0.75
	case classBureau, classInstitution:
		if p.self.class == classGovernment || p.self.class == classParty {
			return archive.Subordinate, 0.85
		}
		return archive.Peer, 0.7
	}
	return archive.Unrelated, 0.6
}

// ownPrefix reports whether a document number runs in one of the organ's series,
// and which kind of document that series holds.
func (p *profile) ownPrefix(number string) (archive.Kind, bool) {
	n, ok := archive.ParseNumber(number)
	if !ok {
		return "", false
	}
	for _, s := range p.prefixes {
		if s.Prefix == n.Prefix {
			if s.Kind == "" {
				return archive.Outgoing, true
			}
			return s.Kind, true
		}
	}
	return "", false
}
