package gongwen

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"niandang/archive"
)

// partyRole is the word before the name of a party of a contract.
const partyRole = `(?:(?:甲|乙|丙|丁)方|(?:发包|承包|委托|受托|出租|承租|采购|供应|买受|出卖|转让|受让|出让|赠与|受赠|借用|出借|建设|施工|设计|监理|监管|使用|服务|供货|需|供|买|卖|中标|招标|供应|承揽|定作|保管|寄存|贷款|借款|担保)(?:人|方|商|单位))(?:\([^()]{1,12}\))?:`

var (
	promulgate = regexp.MustCompile(`^《(.+?)》(?:[(（].{1,20}?[)）])?(?:已|业)?(?:经|于|由).{0,80}?(?:公布|发布|施行)`)
	partyLabel = regexp.MustCompile(`^` + partyRole + `(.+)$`)
	partyMore  = regexp.MustCompile(partyRole)
	partyShort = regexp.MustCompile(`\((?:以下)?(?:简称|称)?[^()]*(?:甲|乙|丙|丁)方[^()]*\)|\((?:盖章|公章|签章|章)\)$`)
	partyCell  = regexp.MustCompile(`^(?:甲|乙|丙|丁)方$|^(?:发包|承包|委托|受托|出租|承租|采购|供应|买受|出卖)(?:人|方|商)$`)
	partyNext  = regexp.MustCompile(`(?:甲|乙|丙|丁)方.*$`)
	signedOn   = regexp.MustCompile(`(?:签订|签署|订立|签约)(?:日期|时间)[:](` + datePart + `)`)
	meetingOn  = regexp.MustCompile(`^(?:会议)?(?:时间|日期)[:](` + datePart + `)`)
	contractly = regexp.MustCompile(`(?:合同|协议|协议书|备忘录|责任书)$`)
)

// readSpecial reads what the forms of their own have: minutes, briefings,
// gazettes, orders, contracts, records, resolutions.
func (r *reading) readSpecial() {
	title := r.face.Title
	switch {
	case r.headKind == "令":
		r.readOrder()
	case r.headKind == "纪要":
		r.readMinutes()
	case r.isBriefing():
		r.readBriefing()
	case r.headKind == "公报" || r.headKind == "公告" || r.headKind == "通告" || r.headKind == "公示":
		r.headTitle(r.headKind == "公报" && r.issue)
	case contractly.MatchString(archive.Fold(title)):
		r.readContract()
	}
	if strings.HasSuffix(archive.GenreOf(title), "记录") {
		r.dateFrom(meetingOn, 0.92)
	}
	if r.face.Date == "" {
		r.adoptedAtEnd()
	}
	r.dateInTitle()
	r.layout()
}

func (r *reading) layout() {
	f := &r.face
	switch {
	case f.Form != "":
		f.Layout = "表单"
	case r.headKind == "令":
		f.Layout = "命令"
	case r.headKind == "纪要":
		f.Layout = "纪要"
	case r.headKind == "公报", r.headKind == "公告", r.headKind == "通告":
		f.Layout = "公报"
	case r.headKind == "文件" || r.headKind == "电报" || len(f.Signers) > 0:
		f.Layout = "文件"
	case r.organWas && r.isBriefing():
	case r.organWas:
		f.Layout = "信函"
	}
}

// headTitle makes the head the title where there is no other, or where the
// issue itself is the document.
func (r *reading) headTitle(always bool) {
	if !always && r.face.Title != "" && r.titleAt >= 0 {
		return
	}
	if t := strings.Trim(r.headLine, "（）()★"); t != "" {
		r.face.Title = t
		r.trust(archive.ElTitle, 0.93, r.headAt)
		if always {
			r.face.Recipients, r.face.Attachments = nil, nil
		}
	}
}

// readMinutes reads minutes (GB/T 9704-2012 10.3): the head is the title unless one
// of its own stands below. Minutes have no recipients, so the list of copies in
// their imprint is that of distribution (分送) and no 抄送.
func (r *reading) readMinutes() {
	g := archive.GenreOf(r.face.Title)
	own := r.titleAt >= 0 && (g == "纪要" || strings.Contains(r.face.Title, "关于") || strings.Contains(r.face.Title, "纪要") ||
		r.titleSz > 0 && r.lines[r.titleAt].size > r.lines[r.titleAt].em*1.2)
	if !own {
		r.face.Title = ""
		r.titleAt = -1
		r.headTitle(true)
	}
	r.face.CC = nil
	delete(r.face.Trusts, archive.ElCC)
}

// isBriefing reports whether the head is the name of a periodical with an issue
// number below it.
func (r *reading) isBriefing() bool {
	if r.headKind == "简报" {
		return r.organWas
	}
	if !r.organWas || !r.issue || r.headKind != "" {
		return false
	}
	return strings.Contains(r.face.Number, "期") || len(r.head) > 0 && !organLike(strings.Join(r.head, ""))
}

// readBriefing reads a briefing (简报): its name is the title, what stands below
// are articles.
func (r *reading) readBriefing() {
	r.headKind = "简报"
	if r.titleAt >= 0 && archive.GenreOf(r.face.Title) == "简报" {
		return
	}
	r.headTitle(true)
	r.face.CC, r.face.Recipients = nil, nil
	delete(r.face.Trusts, archive.ElCC)
	delete(r.face.Trusts, archive.ElRecipients)
}

// readOrder reads an order (GB/T 9704-2012 10.2): what it publishes is its title,
// else the head.
func (r *reading) readOrder() {
	body := r.joinedKey(r.bodyAt, min(r.bodyAt+8, r.endAt))
	if m := promulgate.FindStringSubmatch(body); m != nil {
		r.face.Title = m[1]
		r.trust(archive.ElTitle, 0.9, r.line(r.bodyAt))
		return
	}
	if r.titleAt < 0 || archive.GenreOf(r.face.Title) == "" {
		if m := promulgate.FindStringSubmatch(r.joinedKey(r.bodyAt-1, min(r.bodyAt+8, r.endAt))); m != nil {
			r.face.Title = m[1]
			r.trust(archive.ElTitle, 0.85, r.line(r.bodyAt))
			return
		}
		r.headTitle(true)
	}
}

func (r *reading) joinedKey(start, end int) string {
	var b strings.Builder
	for i := max(start, 0); i < end && i < len(r.lines); i++ {
		b.WriteString(r.lines[i].key)
	}
	return b.String()
}

// readContract reads the parties and the day of signing.
func (r *reading) readContract() {
	f := &r.face
	var parties []string
	var at line
	for i, l := range r.lines {
		if i > 60 {
			break
		}
		m := partyLabel.FindStringSubmatch(partyKey(l))
		if m == nil || len(parties) > 1 && len(l.spans) > 1 && partyLabel.MatchString(l.spans[len(l.spans)-1].key+"x") {
			continue
		}
		if len(parties) == 0 {
			at = l
		}
		for _, name := range partiesIn(m[1]) {
			if !contains(parties, name) && len(parties) < 4 {
				parties = append(parties, name)
			}
		}
	}
	if len(parties) < 2 {
		parties, at = r.partiesBelow(parties, at)
	}
	parties = uncut(parties)
	if len(parties) > 0 {
		f.Issuers = parties
		r.trust(archive.ElIssuers, 0.93, at)
	}
	f.Recipients = nil
	delete(f.Trusts, archive.ElRecipients)
	r.contract = len(parties) > 1
	if r.dateAt < 0 {
		r.dateFrom(signedOn, 0.9)
	}
}

// partySeal is a cell of the row over the parties' names and seals.
var partySeal = regexp.MustCompile(`^(?:甲|乙|丙|丁)方(?:\((?:盖章|公章|签章|章)\))?:?$`)

// partiesBelow reads the names that stand under 甲方（盖章） and 乙方（盖章） side by side;
// without such a row it gives back what was found before.
func (r *reading) partiesBelow(parties []string, at line) ([]string, line) {
	for i, l := range r.lines {
		names := r.line(i + 1).spans
		if len(l.spans) < 2 || len(names) != len(l.spans) || slices.ContainsFunc(l.spans, func(s span) bool { return !partySeal.MatchString(s.key) }) {
			continue
		}
		var out []string
		for _, s := range names {
			if name := archive.Squeeze(s.text); runes(name) >= 2 && runes(name) < 40 {
				out = append(out, name)
			}
		}
		if len(out) > 1 {
			return out, r.lines[i+1]
		}
	}
	return parties, at
}

// partiesIn gives the party behind a label, and those behind further labels in the
// same row.
func partiesIn(row string) []string {
	var out []string
	for _, name := range partyMore.Split(row, -1) {
		name = partyNext.ReplaceAllString(partyShort.ReplaceAllString(name, ""), "")
		name = strings.Trim(name, "。;,:_”“\"'’‘")
		if runes(name) >= 2 && runes(name) < 40 && !strings.Contains(name, "。") {
			out = append(out, name)
		}
	}
	return out
}

// uncut drops the name that a row was too short for, where it stands whole elsewhere.
func uncut(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool {
		return runes(n) >= 4 && slices.ContainsFunc(names, func(o string) bool { return o != n && strings.HasPrefix(o, n) && !organLike(n) })
	})
}

// partyKey is the line with a colon behind a label that is a column of its own.
func partyKey(l line) string {
	if len(l.spans) > 1 && partyCell.MatchString(l.spans[0].key) {
		return l.spans[0].key + ":" + l.spans[1].key
	}
	return l.key
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// dateFrom sets the date from a labelled line.
func (r *reading) dateFrom(re *regexp.Regexp, conf float64) {
	for _, l := range r.lines {
		if m := re.FindStringSubmatch(l.key); m != nil {
			r.setDate(isoOf(m[1]), m[1], conf, l)
			return
		}
	}
}

// adoptedAtEnd reads （2023年7月28日…通过） where it closes the text.
func (r *reading) adoptedAtEnd() {
	for i := r.bodyAt; i < r.endAt; i++ {
		if noteUnder.MatchString(r.lines[i].key) && !r.lines[i].cell {
			r.adoption(i)
			if r.face.Date != "" {
				r.dateAt = i
				return
			}
		}
	}
}

// dateInTitle takes the day from a title such as 会议记录（2023年1月3日) when nothing
// else tells it.
func (r *reading) dateInTitle() {
	if r.face.Date != "" || r.titleAt < 0 {
		return
	}
	if d := dateAny.FindString(archive.Fold(r.face.Title)); d != "" {
		r.setDate(isoOf(d), d, 0.8, r.lines[r.titleAt])
	}
}

func daysApart(a, b string) int {
	x, err1 := time.Parse("2006-01-02", a)
	y, err2 := time.Parse("2006-01-02", b)
	if err1 != nil || err2 != nil {
		return 0
	}
	return int(y.Sub(x).Hours() / 24)
}
