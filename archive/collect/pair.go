package collect

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"niandang/archive"
)

// Pair finds the reply to each request among the documents (请示 and 批复, 函 and
// 复函, a bill or proposal and its answer): by the number that the reply quotes,
// else by the title it quotes, else by subject, organs and order of time. faces,
// by document ID, tells what a document quotes and how it opens.
//
// The documents come back in their order with ReplyTo set on the reply and one
// Matter for both; papers of one meeting share a matter, too. What a person
// entered under reply_to or matter stays. Files get their roles by [PairRoles],
// and [JoinPairs] makes one item of each pair where the settings want it.
func Pair(docs []archive.Document, faces map[string]archive.Face) []archive.Document {
	p := newPairing(docs, faces)
	for i := range p.docs {
		if _, fixed := p.docs[i].Trusts[elReplyTo]; !fixed {
			p.docs[i].ReplyTo = p.requestOf(i)
		}
	}
	p.matters()
	p.meetings()
	return p.docs
}

// PairRoles gives the role of the main file, by document ID, for documents that
// belong to a pair: 来文 for what was asked, 复文 for the answer. A document that
// answers one and is answered by another is 复文.
func PairRoles(docs []archive.Document) map[string]archive.Role {
	roles := make(map[string]archive.Role)
	for _, d := range docs {
		if d.ReplyTo == "" {
			continue
		}
		roles[d.ID] = archive.RoleReply
		if roles[d.ReplyTo] == "" {
			roles[d.ReplyTo] = archive.RoleRequest
		}
	}
	return roles
}

// JoinPairs puts request and reply in one item (DA/T 22-2015: 来文 and 复文 may be
// one item), except where a person grouped them otherwise.
func JoinPairs(docs []archive.Document) []archive.Document {
	out := slices.Clone(docs)
	group := make(map[string]string, len(out))
	for _, d := range out {
		group[d.ID] = d.Group
	}
	for i, d := range out {
		if _, fixed := d.Trusts[elGroup]; d.ReplyTo != "" && !fixed && group[d.ReplyTo] != "" {
			out[i].Group = group[d.ReplyTo]
		}
	}
	return out
}

type pairing struct {
	docs    []archive.Document
	faces   map[string]archive.Face
	numbers map[string][]int
	serials map[serial][]int
	titles  *titleIndex
	topics  *titleIndex
	subject []*wording
}

func newPairing(docs []archive.Document, faces map[string]archive.Face) *pairing {
	p := &pairing{docs: slices.Clone(docs), faces: faces, numbers: make(map[string][]int),
		serials: make(map[serial][]int), titles: newTitleIndex(), topics: newTitleIndex()}
	for i, d := range p.docs {
		if n, ok := fullNumber(d.Number); ok {
			p.numbers[n.String()] = append(p.numbers[n.String()], i)
			p.serials[serial{n.Year, n.Serial}] = append(p.serials[serial{n.Year, n.Serial}], i)
		}
		p.titles.add(word(d.Title))
		p.subject = append(p.subject, word(topic(d.Title)))
		p.topics.add(p.subject[i])
	}
	return p
}

var (
	replyTitle = regexp.MustCompile(`批复|复函|答复|回复|会办意见|协办意见|办理意见|反馈意见|审查意见|审核意见|核准|同意|关于批准|意见的函$`)
	askTitle   = regexp.MustCompile(`请示|征求|商请|申请|恳请|请求|函$|函（|议案|建议|提案|来函|报批|报审|报告`)
	received   = regexp.MustCompile(`(来函|来文|请示|函|报告|申请|议案|建议|提案|征求意见稿|材料|文)[^。；]{0,12}(收悉|已收到|收到|已阅)|收悉`)
)

// isReply reports a document that answers another, by genre, title or opening.
func (p *pairing) isReply(i int) bool {
	d := p.docs[i]
	if d.Genre == "批复" || d.Genre == "答复" || replyTitle.MatchString(bookTitle.ReplaceAllString(d.Title, "")) {
		return true
	}
	return received.MatchString(p.faces[d.ID].Opening)
}

// asks reports a document that may be answered.
func (p *pairing) asks(i int) bool {
	d := p.docs[i]
	switch d.Genre {
	case "批复", "纪要", "决定", "公告", "通告", "公报", "命令", "通报", "决议":
		return false
	}
	t := bookTitle.ReplaceAllString(d.Title, "")
	if answersOnly.MatchString(t) {
		return false
	}
	return askTitle.MatchString(t)
}

// answersOnly are titles that answer and do not ask.
var answersOnly = regexp.MustCompile(`(批复|复函|答复|回复|会办意见|协办意见)$`)

// requestOf gives the ID of the document that this one answers, "" for none.
func (p *pairing) requestOf(i int) string {
	if !p.isReply(i) {
		return ""
	}
	quotes := p.faces[p.docs[i].ID].Quotes
	for _, q := range quotes {
		if j := p.byNumber(i, q); j >= 0 {
			return p.docs[j].ID
		}
	}
	for _, q := range quotes {
		if j := p.byQuotedTitle(i, q.Title); j >= 0 {
			return p.docs[j].ID
		}
	}
	if j := p.bySubject(i, len(quotes) > 0); j >= 0 {
		return p.docs[j].ID
	}
	return ""
}

// byNumber finds the request whose number a reply quotes. The number alone is
// enough where it is exact; one that was misread needs the title as well.
func (p *pairing) byNumber(i int, q archive.Quote) int {
	n, ok := archive.ParseNumber(numberKey(q.Number))
	if !ok {
		return -1
	}
	found, score := -1, 0.0
	for _, j := range p.serials[serial{n.Year, n.Serial}] {
		own, _ := fullNumber(p.docs[j].Number)
		s := nearNumber(n, own)
		if s < 0.9 && (s == 0 || alikeTitles(q.Title, p.docs[j].Title) < 0.6) {
			continue
		}
		if j != i && s > score && p.before(j, i) && (p.asks(j) || p.docs[j].Title == "") {
			found, score = j, s
		}
	}
	return found
}

// sureQuote is how like a quoted title must be: replies leave out issuers and
// turn 市 into 我市. Between organs that wrote to each other less is enough, as
// recognised titles have errors.
const (
	sureQuote   = 0.85
	likelyQuote = 0.7
)

func (p *pairing) byQuotedTitle(i int, title string) int {
	if len([]rune(letters(title))) < 6 {
		return -1
	}
	found, score := -1, 0.0
	for _, j := range p.titles.near(word(title), 0.3) {
		s, least := p.quoteScore(i, j, title)
		if j != i && s >= least && s > score && p.before(j, i) && p.asks(j) {
			found, score = j, s
		}
	}
	return found
}

// quoteScore says how like a quoted title is to a document's, and how like it
// must be. Recognised titles have wrong and misplaced characters: their letters
// count as well as their order.
func (p *pairing) quoteScore(i, j int, title string) (score, least float64) {
	a, b := fromAbout(title), fromAbout(p.docs[j].Title)
	score, least = max(alikeTitles(title, p.docs[j].Title), alikeTitles(a, b)), sureQuote
	if p.exchanged(i, j) {
		least = likelyQuote
	}
	if p.uncertain(i) || p.uncertain(j) {
		score = max(score, (score+sameLetters(a, b))/2)
	}
	return score, least
}

// uncertain reports a title that was recognised from a picture.
func (p *pairing) uncertain(i int) bool {
	t, ok := p.faces[p.docs[i].ID].Trusts[archive.ElTitle]
	return ok && t.Confidence < 0.85
}

// fromAbout gives a title from 关于 on, without its issuer.
func fromAbout(title string) string {
	if i := strings.Index(title, "关于"); i > 0 {
		return title[i:]
	}
	return title
}

// bySubject finds a request on the same subject whose issuer the reply is
// addressed to. Where the reply quotes something that is not here, nothing else
// is its request.
func (p *pairing) bySubject(i int, quotesOther bool) int {
	t := p.subject[i]
	if quotesOther || t.total < 4 {
		return -1
	}
	found, score, second := -1, 0.72, 0.0
	for _, j := range p.topics.near(t, 0.2) {
		if j == i || !p.asks(j) || p.isReply(j) || !p.before(j, i) || !p.addressed(i, j) {
			continue
		}
		s := p.subjectScore(i, j)
		if s > score {
			found, score, second = j, s, score
		} else {
			second = max(second, s)
		}
	}
	if found < 0 || second > 0.72 && score-second < 0.05 {
		return -1
	}
	return found
}

// subjectScore compares the subjects of a reply and a request. Where the organs
// wrote to each other and the reply says that a letter came, a subject in fewer
// words (借用会议厅 in 临时借用一楼会议厅) is the same one.
func (p *pairing) subjectScore(i, j int) float64 {
	s := alike(p.subject[i], p.subject[j])
	if !p.exchanged(i, j) || !p.within(j, i, promptReply) {
		return s
	}
	short, long := []rune(p.subject[j].s), []rune(p.subject[i].s)
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) >= 4 && archive.InOrder(short, long) {
		return max(s, 0.8)
	}
	if received.MatchString(p.faces[p.docs[i].ID].Opening) {
		return s + 0.25
	}
	return s
}

// promptReply is how soon most replies come.
const promptReply = 90 * 24 * time.Hour

// exchanged reports that a reply is addressed to the issuer of a request, both
// being known.
func (p *pairing) exchanged(i, j int) bool {
	return len(p.docs[i].Recipients) > 0 && len(p.docs[j].Issuers) > 0 && p.addressed(i, j)
}

// replyWithin is how long after a request a reply still is one.
const replyWithin = 550 * 24 * time.Hour

// before reports that j came before i, and not years before; unknown dates pass.
func (p *pairing) before(j, i int) bool {
	a, errA := time.Parse(time.DateOnly, p.docs[j].Date)
	b, errB := time.Parse(time.DateOnly, p.docs[i].Date)
	if errA != nil || errB != nil {
		return true
	}
	return !b.Before(a) && b.Sub(a) <= replyWithin
}
