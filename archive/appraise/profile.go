package appraise

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"niandang/archive"
)

// profile is an organ's profile made ready for questions about names.
type profile struct {
	organ    archive.Organ
	places   []string // province, city, county
	level    level
	vertical bool // its ministry leads it: 国家税务总局云州市税务局
	self     parsedName
	names    []string        // full, short and former names
	byLength []string        // names, the longest first
	bodies   map[string]bool // own bodies and departments, as they stand alone
	superior []string
	lower    []string
	prefixes []archive.Series
	congress *regexp.Regexp // what its congress begins with; see congressHead
}

func newProfile(o archive.Organ) *profile {
	p := &profile{organ: o, bodies: make(map[string]bool), prefixes: o.Series, superior: o.Superiors, lower: o.Subordinates}
	for _, place := range []string{o.Place.Province, o.Place.City, o.Place.County} {
		if place != "" {
			p.places = append(p.places, place)
		}
	}
	p.self = parseName(o.Name, p.places)
	p.vertical = vertical.MatchString(archive.Squeeze(o.Name))
	if p.level = levelNames[o.Level]; p.level == levelUnknown {
		p.level = p.self.level
	}
	if o.Place.County != "" && o.Level == "县" {
		p.level = levelCounty
	}
	if m := placeHead.FindStringSubmatch(archive.Squeeze(o.Name)); m != nil && p.self.level >= levelTown && m[1] != p.self.place && !slices.Contains(p.places, m[1]) {
		p.places = append(p.places, m[1]) // the county of a town
	}
	if p.self.place != "" && !slices.Contains(p.places, p.self.place) {
		p.places = append(p.places, p.self.place) // a profile that says its name alone says its place too
	}
	p.setNames()
	p.congress = congressHead(p.self, p.names)
	return p
}

// setNames gathers what the organ and its parts are called.
func (p *profile) setNames() {
	o := p.organ
	for _, n := range slices.Concat([]string{o.Name}, o.ShortNames, o.FormerNames, p.otherNames()) {
		if n = archive.Squeeze(n); utf8.RuneCountInString(n) > 1 { // 局 alone stands in every name
			p.names = append(p.names, n)
		}
	}
	p.byLength = append(slices.Clone(p.names), p.placedBodies()...)
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
	if p.general() && p.level >= levelTown {
		for _, b := range townBodies {
			p.bodies[b] = true
		}
	}
}

// placedBodies are the own bodies that go by a name of their own, as titles write
// them: 中共云水县委员会, 云水县委.
func (p *profile) placedBodies() []string {
	var out []string
	for _, n := range p.organ.OwnBodies {
		n = partyHead.ReplaceAllString(archive.Squeeze(n), "")
		if parseName(n, p.places).level == levelUnknown {
			continue
		}
		out = append(out, n)
		if short, ok := strings.CutSuffix(n, "委员会"); ok && placeLevel(short) != levelUnknown {
			out = append(out, short+"委")
		}
	}
	return out
}

// districtTail is what runs a development zone, and goes by the zone's name.
var districtTail = regexp.MustCompile(`^(管理委员会|管委会)`)

// otherNames are what else an organ is called, as its name itself tells: the county
// bureau of 国家税务总局 without that head; a town, a zone or a village by its place.
func (p *profile) otherNames() []string {
	var names []string
	if m := vertical.FindStringSubmatch(archive.Squeeze(p.organ.Name)); m != nil {
		names = append(names, m[2])
	}
	if p.self.place != "" && p.general() && (p.self.level >= levelTown || districtTail.MatchString(p.self.rest)) {
		names = append(names, p.self.place)
	}
	for long, short := range shortUnions {
		if p.self.rest == long && p.self.place != "" {
			names = append(names, p.self.place+short, lastPlaceRune(p.self.place)+short)
		}
	}
	return names
}

// shortUnions are what federations are called in titles.
var shortUnions = map[string]string{"妇女联合会": "妇联", "残疾人联合会": "残联", "科学技术协会": "科协", "文学艺术界联合会": "文联", "工商业联合会": "工商联", "归国华侨联合会": "侨联"}

// townBodies are the bodies whose papers a town keeps together with its government's.
var townBodies = []string{"党委", "党工委", "人大", "人大主席团", "政府", "人民政府", "纪委", "团委", "妇联", "人民武装部", "武装部", "党政办公室"}

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
	if p.bodies[n] || selfWord.MatchString(n) || p.isCongress(n) {
		return true
	}
	n = partyHead.ReplaceAllString(n, "")
	part := false // it begins with the organ's name, but is a body below it
	for _, own := range p.names {
		rest, ok := strings.CutPrefix(n, own)
		if ok && (rest == "" || p.bodies[rest] || innerBody.MatchString(rest) && !village.MatchString(rest)) {
			return true
		}
		part = part || ok
	}
	return !part && p.shortForm(parseName(n, p.places))
}

// shortForm reports whether a parsed name stands for the organ: a contraction of its
// name, or, of the bodies of which a place has but one, whatever part of it signs
// (县纪委监委, 县人大常委会办公室).
func (p *profile) shortForm(n parsedName) bool {
	if !p.likeSelf(n) {
		return false
	}
	switch n.class {
	case classParty, classGovernment, classCongress, classConference:
		return true
	case classDiscipline:
		return lastRune(n.rest) != '组'
	case classMass, classCourt:
		return n.line == p.self.line && (n.core == p.self.core || alike(n.core, p.self.core) || n.rest == "工会")
	}
	return p.contraction(n)
}

// likeSelf reports whether a parsed name is of the organ's place and kind of body.
func (p *profile) likeSelf(n parsedName) bool {
	return n.rest != "" && p.self.rest != "" && n.level == p.level && p.samePlace(n) && n.class == p.self.class
}

// contraction reports whether a parsed name contracts the organ's own.
func (p *profile) contraction(n parsedName) bool {
	return p.likeSelf(n) && lastRune(n.rest) == lastRune(p.self.rest) && alike(n.core, p.self.core)
}

// isBody reports whether a name is that of a body within an organ, which says
// something of the matter, and not an organ's.
func (p *profile) isBody(name string) bool {
	n := parseName(name, p.places)
	return n.level == levelUnknown && n.class != classCompany && !slices.Contains(p.names, archive.Squeeze(name))
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
	kin := kinOf(n, p.self)
	if bare := partyHead.ReplaceAllString(name, ""); listed(p.lower, bare) { // the party branch of a school
		return standing{archive.Subordinate, 0.95, n.class, true}
	}
	if listed(p.superior, name) {
		return standing{archive.Superior, 0.98, n.class, kin || p.sameLine(n)}
	}
	for _, own := range p.names {
		if strings.HasPrefix(name, own) {
			return standing{archive.Subordinate, 0.8, n.class, true}
		}
	}
	r, sure := p.relationOf(n)
	return standing{r, sure, n.class, kin}
}

// sameLine reports whether a superior that the profile names works in the organ's
// field whatever it is called: a bureau of a higher place, or the bureau that leads
// the institution. A party committee, a government or their councils lead all fields.
func (p *profile) sameLine(n parsedName) bool {
	return !n.class.leads() && (n.level != levelUnknown && n.level < p.level || p.self.class == classInstitution || p.self.class == classCompany)
}

// listed finds a name in a list of the profile, with or without its place: the
// profile has the full name, a letter writes 市机关后勤服务中心.
func listed(names []string, name string) bool {
	for _, full := range names {
		full = archive.Squeeze(full)
		if full == name || strings.HasPrefix(name, full) {
			return true
		}
		if tail, rest := tailOf(full); tail != "" && (name == tail || len(rest) > 12 && name == rest) {
			return true
		}
	}
	return false
}

// tailOf gives a full name with the last character of its place alone, 市机关后勤服务中心,
// and without it; "" for one that names no place.
func tailOf(full string) (tail, rest string) {
	m := placeHead.FindStringSubmatch(full)
	if m == nil {
		return "", ""
	}
	return lastPlaceRune(m[1]) + m[2], m[2]
}

func lastPlaceRune(place string) string { return string(lastRune(place)) }

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
