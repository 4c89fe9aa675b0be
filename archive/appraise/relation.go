package appraise

import (
	"regexp"
	"strings"

	"niandang/archive"
)

// ownPlant is what a company calls its parts, without its own name before.
var ownPlant = regexp.MustCompile(`(分公司|子公司|项目部|车间|营业所|事业部|厂|矿|站)$`)

// university is what no city, county or town has below it.
var university = regexp.MustCompile(`大学$|(师范|医|工|理工|科技|财经|农业|职业技术)学院$`)

// relationOf infers a relation from level, place and class (党政机关公文处理工作条例
// art. 14 to 16: 隶属关系 and 职权范围).
func (p *profile) relationOf(n parsedName) (archive.Relation, float64) {
	switch {
	case p.vertical && n.level == p.level && n.class.leads():
		return archive.Unrelated, 0.6 // of the ministry's line, not of the place's government
	case n.class == classCompany && p.self.class != classCompany:
		return archive.Unrelated, 0.85
	case n.level == levelUnknown || p.level == levelUnknown:
		return p.unplaced(n)
	case n.level < p.level:
		return p.above(n)
	case n.level > p.level:
		return p.below(n)
	case !p.samePlace(n):
		return archive.Unrelated, 0.8
	}
	return p.beside(n)
}

// unplaced places a name without a place, or any name when the organ's own has none
// (a company's).
func (p *profile) unplaced(n parsedName) (archive.Relation, float64) {
	kin := kinOf(n, p.self)
	switch {
	case p.level == levelUnknown && n.level != levelUnknown && (n.class.leads() || kin && n.class == classBureau):
		return archive.Superior, 0.65
	case p.level == levelUnknown && n.level != levelUnknown:
		return archive.Unrelated, 0.6
	case n.class == classInstitution && university.MatchString(n.rest) && p.level > levelProvince:
		return archive.Unrelated, 0.7
	}
	return p.unplacedBody(n, kin)
}

// unplacedBody goes on with unplaced, for what is neither above nor a university.
func (p *profile) unplacedBody(n parsedName, kin bool) (archive.Relation, float64) {
	switch {
	case n.class == classMass && kin && p.self.class == classMass:
		return archive.Subordinate, 0.7 // a firm's union
	case n.class == classInstitution && (kin || p.inName(n)), p.self.class == classCompany && ownPlant.MatchString(n.rest):
		return archive.Subordinate, 0.6
	case n.class == classInstitution, n.class == classCompany:
		return archive.Unrelated, 0.5
	}
	return "", 0
}

// inName reports whether a body's name says the organ's field: 柳河自然资源所.
func (p *profile) inName(n parsedName) bool {
	return len([]rune(p.self.core)) >= 2 && strings.Contains(n.rest, p.self.core)
}

// above places a body of a higher place.
func (p *profile) above(n parsedName) (archive.Relation, float64) {
	kin := kinOf(n, p.self)
	switch {
	case n.place != "" && n.level != levelNation && !p.samePlace(n):
		if p.knows(n.level) {
			return archive.Unrelated, 0.75
		}
		if !kin && !n.class.leads() {
			return archive.Unrelated, 0.6
		}
		return archive.Superior, 0.75 // the profile does not say of which city the county is
	case n.class == classInstitution && !kin, n.class == classCourt && !kin, n.class == classCompany:
		return archive.Unrelated, 0.6
	case n.class == classMass && p.self.class != classMass:
		return archive.Unrelated, 0.6
	}
	return archive.Superior, 0.92
}

// knows reports whether the profile says of which place of a level the organ is.
func (p *profile) knows(l level) bool {
	for _, place := range p.places {
		if placeLevel(place) == l {
			return true
		}
	}
	return false
}

// below places a body of a lower place: the same kind of body in the same line, and
// whatever is of a place that the organ leads.
func (p *profile) below(n parsedName) (archive.Relation, float64) {
	kin := kinOf(n, p.self) || n.class == classBureau && p.inName(n) // 教育体育局 of a county to 体育局
	same := n.class == p.self.class && kin && n.class != classInstitution && n.class != classCompany
	if same || alike(n.core, p.self.core) || p.self.class.leads() {
		return archive.Subordinate, 0.85
	}
	return archive.Unrelated, 0.75
}

// beside places a body of the organ's own place and level.
func (p *profile) beside(n parsedName) (archive.Relation, float64) {
	switch {
	case p.self.class.leads():
		return p.besideLeading(n)
	case p.self.class == classCourt, p.self.class == classCongress, p.self.class == classConference:
		return p.besideElected(n)
	case n.class.leads():
		return archive.Superior, 0.92
	case kinOf(n, p.self):
		return p.besideKin(n)
	}
	switch n.class {
	case p.self.class:
		return archive.Peer, 0.8
	case classBureau, classCongress, classConference, classCourt:
		return archive.Peer, 0.85
	case classMass, classInstitution, classCompany:
		return archive.Unrelated, 0.75
	}
	return "", 0
}

// besideKin is beside for a body of the same line of work: a bureau leads the schools
// and hospitals of its place, a federation of unions the unions of firms.
func (p *profile) besideKin(n parsedName) (archive.Relation, float64) {
	below := p.self.class == classInstitution || p.self.class == classCompany
	switch n.class {
	case classBureau:
		if below {
			return archive.Superior, 0.75
		}
		return archive.Peer, 0.85
	case classMass:
		if p.self.class == classMass {
			return archive.Subordinate, 0.7
		}
	case classInstitution:
		if !below {
			return archive.Subordinate, 0.6
		}
	}
	return archive.Unrelated, 0.7
}

// besideElected is beside for a people's congress, a political conference, a court or
// a procuratorate: the party committee leads them, the government stands beside them.
func (p *profile) besideElected(n parsedName) (archive.Relation, float64) {
	switch n.class {
	case classParty, classPartyOffice:
		return archive.Superior, 0.85
	case classCongress:
		return archive.Superior, 0.7
	case classGovernment, classDiscipline, classCouncil, classConference, classCourt, classBureau:
		return archive.Peer, 0.8
	}
	return archive.Unrelated, 0.65
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
