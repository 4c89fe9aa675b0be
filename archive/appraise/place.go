package appraise

import (
	"regexp"
	"slices"
	"strings"

	"niandang/archive"
)

// The trusts that Place sets beside the elements' own.
const (
	TrustKind     = "kind"
	TrustRelation = "relation"
	TrustLead     = "lead"
)

// unsure is the confidence below which a person is asked to look.
const unsure = 0.55

// Place settles who is who: the issuer's relation to the organ, whether the
// document was sent, received or is internal, its direction, and whether the
// organ led a joint one. What a person or the register set stays; what the
// profile and the names do not tell stays empty and asks for review.
func Place(o archive.Organ, d archive.Document) archive.Document {
	return NewPlacer(o).Place(d)
}

// Placer is Place for many documents of one organ.
type Placer struct{ p *profile }

// NewPlacer makes an organ's profile ready.
func NewPlacer(o archive.Organ) *Placer { return &Placer{newProfile(o)} }

// Place places one document; see the function of that name.
func (pl *Placer) Place(d archive.Document) archive.Document {
	d.Trusts = cloneTrusts(d.Trusts)
	d.Review = slices.Clone(d.Review)
	place(pl.p, &d)
	return d
}

func cloneTrusts(t map[string]archive.Trust) map[string]archive.Trust {
	c := make(map[string]archive.Trust, len(t)+3)
	for k, v := range t {
		c[k] = v
	}
	return c
}

func place(p *profile, d *archive.Document) {
	if own, ok := p.organ.Department(d.Department); ok && d.Trusts[archive.ElDepartment].Source != archive.FromPerson {
		d.Department = own.Name // a register has the short name
	}
	s := p.issuerStanding(d)
	if p.granted(d, s) {
		s.relation, s.sure = archive.Superior, 0.8
	}
	if open(d, TrustRelation, string(d.Relation)) {
		d.Relation = s.relation
		infer(d, TrustRelation, s.sure)
	}
	if open(d, TrustKind, string(d.Kind)) {
		kind, sure := p.kindOf(d, s)
		d.Kind = kind
		infer(d, TrustKind, sure)
	}
	if d.Relation == "" && (d.Kind == archive.Outgoing || d.Kind == archive.Internal) {
		d.Relation = archive.Own
		infer(d, TrustRelation, 0.7)
	}
	if open(d, archive.ElDirection, d.Direction) {
		dir, sure := p.directionOf(d)
		d.Direction = dir
		infer(d, archive.ElDirection, sure)
		if sure < unsure && !slices.Contains(d.Review, archive.ElDirection) {
			d.Review = append(d.Review, archive.ElDirection)
		}
	}
	p.setLead(d)
}

// open reports whether an element may be set by rule: it is empty, or a rule set it.
func open(d *archive.Document, name, value string) bool {
	if value == "" {
		return d.Trusts[name].Source != archive.FromPerson
	}
	return d.Trusts[name].Source == archive.FromRule
}

func infer(d *archive.Document, name string, sure float64) {
	d.Trusts[name] = archive.Trust{Source: archive.FromRule, Confidence: sure}
}

var exchange = regexp.MustCompile(`会.{0,3}上?的?.{0,6}(交流|典型|经验)?(发言|交流材料)`)

// issuerStanding gives the standing of the document's issuer; for a joint one that
// of the lead. A contract is the organ's own, whoever signs first, and so is what
// others said at its meetings.
func (p *profile) issuerStanding(d *archive.Document) standing {
	own := standing{relation: archive.Own, sure: 0.9, class: p.self.class, kin: true}
	issuers := d.Issuers
	if len(issuers) == 0 {
		issuers, _ = splitHead(d.Title)
	}
	if _, ok := p.ownPrefix(d.Number); ok {
		return own
	}
	if len(issuers) == 0 {
		return p.standingBeforeYear(d.Title)
	}
	s := p.standingOf(issuers[0])
	if s.relation == archive.Own {
		return s
	}
	if d.Number == "" && s.relation != archive.Superior && p.isCongress(strings.TrimPrefix(d.Title, "在")) {
		return own
	}
	if contractTitle.MatchString(bareTail(d.Title)) && p.among(issuers) >= 0 {
		return own
	}
	if d.Number == "" && (exchange.MatchString(d.Title) || d.Genre == "交流材料") && s.relation != archive.Superior {
		return own
	}
	return s
}

// granted reports whether a document is a reply that only a body above gives (条例
// art. 8: 批复 answers a request from below), sent to the organ or one of its bodies.
func (p *profile) granted(d *archive.Document, s standing) bool {
	if s.relation == archive.Own || s.relation == archive.Subordinate || d.Genre != "批复" {
		return false
	}
	if p.among(d.Issuers) >= 0 {
		return false
	}
	if len(d.Recipients) == 0 {
		return p.named(d.Title)
	}
	return len(d.Recipients) == 1 && p.isOwn(d.Recipients[0])
}

// named reports whether a title names the organ.
func (p *profile) named(title string) bool {
	t := archive.Squeeze(archive.Fold(title))
	return slices.ContainsFunc(p.names, func(n string) bool { return strings.Contains(t, n) }) || strings.Contains(p.maskShort(t), selfMark)
}

// standingBeforeYear is for a title whose issuer nothing but a year sets off.
func (p *profile) standingBeforeYear(title string) standing {
	name := headBeforeYear(title)
	if name == "" {
		return standing{}
	}
	s := p.standingOf(name)
	s.sure *= 0.9
	return s
}

// among gives the place of the organ among the issuers, -1 when it is not there.
func (p *profile) among(issuers []string) int {
	return slices.IndexFunc(issuers, p.isOwn)
}

var (
	contractTitle = regexp.MustCompile(`(合同|协议)书?$`)
	internalTitle = regexp.MustCompile(`(会议记录|记录本?|合同书?|协议书?|名册|花名册|登记表|登记簿|统计(报?表|[年季月]报表?|分析)|(汇总|明细|一览)表|(值班|值日|轮值|排班)[^关于]{0,6}表|签到表|台账|清册|存根|审批表)$`)
	// petition is a number of the case files of letters and visits,
	// which are kept beside the register of what is sent; 工信 and 网信 are trades.
	petition = regexp.MustCompile(`(?:^|[^工网通电诚征经])信(?:访|答|复|告|访答|访复)?(?:字)?[〔\[(（]`)
	// outward is what is made for others, in whatever folder it lies.
	outward     = regexp.MustCompile(`(公告|通告|公示|决定书|告知书|通知书|指令书)$`)
	pathIn      = regexp.MustCompile(`(^|/)[^/]*(收文|来文)[^/]*/`)
	pathOut     = regexp.MustCompile(`(^|/)[^/]*发文[^/]*/`)
	pathInner   = regexp.MustCompile(`(^|/)[^/]*(内部|合同)[^/]*/`)
	bracketTail = regexp.MustCompile(`[（(][^（()）]*[)）]$`)
)

// bareTail takes trailing brackets off a title: …合同（6500元） ends in 合同.
func bareTail(title string) string {
	t := archive.Squeeze(title)
	for {
		s := bracketTail.ReplaceAllString(t, "")
		if s == t || s == "" {
			return t
		}
		t = s
	}
}

func (p *profile) kindOf(d *archive.Document, s standing) (archive.Kind, float64) {
	if kind, ok := p.ownPrefix(d.Number); ok {
		return kind, 0.97
	}
	if s.relation == archive.Own {
		switch {
		case petition.MatchString(d.Number) || pathInner.MatchString(d.Path) && !outward.MatchString(bareTail(d.Title)) || internalTitle.MatchString(bareTail(d.Title)):
			return archive.Internal, 0.85
		case pathIn.MatchString(d.Path):
			return archive.Incoming, 0.5
		case unsent(d):
			return archive.Internal, 0.7
		}
		return archive.Outgoing, 0.85
	}
	if s.relation != "" {
		return archive.Incoming, max(s.sure, 0.8)
	}
	switch {
	case pathIn.MatchString(d.Path):
		return archive.Incoming, 0.8
	case pathInner.MatchString(d.Path):
		return archive.Internal, 0.7
	case pathOut.MatchString(d.Path):
		return archive.Outgoing, 0.8
	case len(d.Issuers) == 0 && internalTitle.MatchString(bareTail(d.Title)):
		return archive.Internal, 0.6
	}
	return "", 0
}

// kept is what an organ writes for itself unless it sends it.
var kept = regexp.MustCompile(`(总结|小结|报告|决议|计划|[方预]案|思路|名单|名册|[计细总班日]表)$`)

// unsent reports whether a paper of the organ has neither number nor recipient and is
// a table, or of a genre that says nothing of being sent.
func unsent(d *archive.Document) bool {
	return d.Number == "" && len(d.Recipients) == 0 && (kept.MatchString(bareTail(d.Title)) || sheets.MatchString(d.Path)) && !pathOut.MatchString(d.Path)
}

// sheets are files of tables, in which no document is written.
var sheets = regexp.MustCompile(`(?i)\.(xlsx?|et|ods|csv)$`)

// The directions.
const (
	up     = "上行"
	down   = "下行"
	across = "平行"
	inside = "内部"
)

func (p *profile) directionOf(d *archive.Document) (string, float64) {
	switch d.Kind {
	case archive.Internal:
		return inside, 0.9
	case archive.Incoming:
		switch d.Relation {
		case archive.Superior:
			return down, 0.9
		case archive.Subordinate:
			return up, 0.9
		case archive.Peer, archive.Unrelated:
			if d.Genre == "请示" || p.among(d.Issuers) >= 0 {
				return p.directionByGenre(d)
			}
			return across, 0.85
		}
	}
	return p.directionByGenre(d)
}

// directionByGenre follows 条例 art. 8: what each genre is for.
func (p *profile) directionByGenre(d *archive.Document) (string, float64) {
	genre := d.Genre
	if genre == "" {
		genre = archive.GenreOf(d.Title)
	}
	sure := 0.85
	if d.Kind == "" {
		sure = 0.5
	}
	switch genre {
	case "请示", "议案":
		return up, sure
	case "报告":
		if r := p.recipient(d); r == archive.Subordinate {
			return down, 0.6
		}
		return up, sure
	case "函", "答复":
		return across, sure
	case "意见", "总结", "计划", "要点", "":
		if p.recipient(d) == archive.Superior {
			return up, 0.75
		}
	}
	if d.Kind == "" {
		return "", 0.3
	}
	return down, sure
}

// recipient gives the relation of the first recipient.
func (p *profile) recipient(d *archive.Document) archive.Relation {
	if len(d.Recipients) == 0 || strings.HasPrefix(d.Recipients[0], "各") {
		return ""
	}
	return p.standingOf(d.Recipients[0]).relation
}

func (p *profile) setLead(d *archive.Document) {
	if d.Trusts[TrustLead].Source == archive.FromPerson || len(d.Issuers) < 2 {
		return
	}
	at := p.among(d.Issuers)
	_, own := p.ownPrefix(d.Number)
	d.Lead = at == 0 || own
	if at >= 0 {
		infer(d, TrustLead, 0.9)
	}
}
