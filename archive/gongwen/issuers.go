package gongwen

import (
	"regexp"
	"slices"
	"strings"

	"niandang/archive"
)

var (
	minutesOf = regexp.MustCompile(`^(.*?)(?:党组|党委|党委会|党组会|常务|局长|厅长|主任|院长|校长|区长|县长|市长|镇长|乡长|行长|馆长|站长|总经理|董事会|行政|工作|专题|办公|协调|联席|领导班子|业务|第[一二三四五六七八九十\d]+次)*(?:办公会议?|会议|例会|专题会|会)?$`)
	partyOf   = regexp.MustCompile(`^中共.{4,36}?(?:党组|党委|委员会(?:党组|党委)?|支部|总支)`) // 中共…局党组 is an organ of its own
	officeOf  = regexp.MustCompile(`^(.+(?:局|厅|中心|院|校|委员会|馆|所|站|学院|大学|公司|集团|总队|支队|处))(?:办公室|综合科|综合处|秘书科|秘书处|编辑部|信息科|机关党委办公室)$`)
	cityOffce = regexp.MustCompile(`(?:常务委员会|纪律检查委员会|监察委员会|管理委员会|工作委员会)$`)
)

// readIssuers decides who issued the document: the heading and the signature
// say it, and the fuller name counts; then the title, the row under the head of
// minutes, at last the organ whose archive it is.
func (r *reading) readIssuers() {
	f := &r.face
	if len(f.Issuers) > 0 {
		return
	}
	head := r.headOrgans()
	sign := r.signed
	title := organsInTitle(f.Title)
	defer r.spaceTitle()
	switch {
	case r.headKind == "简报" || r.headKind == "纪要":
		r.issuersOfMeeting(head, title)
	case len(sign) > 0 && strings.Join(r.head, "") == strings.Join(sign, ""):
		f.Issuers = sign
		r.trust(archive.ElIssuers, 0.98, r.headAt)
		if r.ocr() {
			r.raise(archive.ElIssuers, 0.85)
		}
	case len(head) > 0 && len(sign) > 0:
		r.issuersOfBoth(head, sign)
	case len(head) > 0:
		conf := 0.92
		if len(title) == len(head) && sameOrgan(title[0], head[0]) {
			head, conf = fullest(head, title), 0.97
		}
		f.Issuers = head
		r.trust(archive.ElIssuers, conf, r.headAt)
	case len(sign) > 0:
		conf := 0.93
		if len(title) == len(sign) && sameOrgan(title[0], sign[0]) {
			sign, conf = fullest(sign, title), 0.97
		}
		f.Issuers = sign
		r.trust(archive.ElIssuers, conf, r.line(r.signAt))
	default:
		r.issuersElse(title)
	}
}

// spaceTitle keeps a blank between the names of joint issuers in the title,
// wherever the lines were broken.
func (r *reading) spaceTitle() {
	f := &r.face
	if len(f.Issuers) < 2 {
		return
	}
	if rest, ok := strings.CutPrefix(archive.Squeeze(f.Title), strings.Join(f.Issuers, "")); ok {
		f.Title = strings.Join(f.Issuers, " ") + rest
	}
}

func (r *reading) headOrgans() []string {
	var out []string
	for _, n := range joinBare(r.head) {
		if n = strings.Trim(n, "：:"); organLike(n) || organEnd.MatchString(n) {
			out = append(out, n)
		}
	}
	if len(out) == 0 && r.organWas && r.headKind == "文件" {
		return joinBare(r.head)
	}
	return out
}

// issuersOfBoth compares heading and signature.
func (r *reading) issuersOfBoth(head, sign []string) {
	f := &r.face
	switch {
	case len(head) == len(sign):
		out, agree := make([]string, len(head)), true
		for i, h := range head {
			out[i] = fullName(h, sign)
			agree = agree && out[i] != ""
			if out[i] == "" {
				out[i] = r.clearer(h, sign[i])
			}
		}
		f.Issuers = out
		r.trust(archive.ElIssuers, pick(agree, 0.98, 0.65), r.headAt)
		if agree && r.ocr() {
			r.raise(archive.ElIssuers, pick(out[0] == head[0], 0.85, 0.7))
		}
	case len(sign) > len(head):
		f.Issuers = sign
		r.trust(archive.ElIssuers, pick(fullName(head[0], sign) != "", 0.95, 0.6), r.line(r.signAt))
	default:
		f.Issuers = head
		r.trust(archive.ElIssuers, pick(fullName(head[0], sign) != "", 0.85, 0.6), r.headAt)
	}
}

// clearer gives the one of two readings that is likelier right: the signature. On
// a recognised page it is the one nearer to the title's organ or to a name of the
// profile, else the heading, which is large and free of the seal.
func (r *reading) clearer(head, sign string) string {
	if !r.ocr() {
		return sign
	}
	h, s := 1.0, 1.0
	for _, n := range append(organsInTitle(r.face.Title), r.hints.names()...) {
		h, s = min(h, apart(head, n)), min(s, apart(sign, n))
	}
	if s < h {
		return sign
	}
	return head
}

// apart gives how far two names are from each other: 0 the same, 1 all other.
func apart(a, b string) float64 {
	return float64(distance([]rune(a), []rune(b))) / float64(max(runes(a), runes(b), 1))
}

// names are the organs that the profile names.
func (h Hints) names() []string {
	o := h.Organ
	return slices.Concat([]string{o.Name}, o.OwnBodies, o.Superiors, o.Subordinates)
}

func pick[T any](ok bool, yes, no T) T {
	if ok {
		return yes
	}
	return no
}

// fullName gives the fuller of h and the name among names that is the same
// organ; "" when none is.
func fullName(h string, names []string) string {
	for _, n := range names {
		if n == h {
			return h
		}
	}
	for _, n := range names {
		if sameOrgan(h, n) {
			return fuller(h, n)
		}
	}
	return ""
}

func fullest(a, b []string) []string {
	out := make([]string, len(a))
	for i := range a {
		out[i] = a[i]
		if sameOrgan(a[i], b[i]) {
			out[i] = fuller(a[i], b[i])
		}
	}
	return out
}

// issuersOfMeeting reads who issued minutes or a briefing: the organ of the head
// (局长办公会议 is no organ), else the row below it, else the signature.
func (r *reading) issuersOfMeeting(head, title []string) {
	name, conf := r.organOfMeeting(head, title)
	if name == "" {
		r.issuersElse(title)
		return
	}
	r.face.Issuers = []string{name}
	r.trust(archive.ElIssuers, conf, r.headAt)
}

func (r *reading) organOfMeeting(head, title []string) (string, float64) {
	row, conf := r.edited, 0.95
	if m := officeOf.FindStringSubmatch(row); m != nil && !cityOffce.MatchString(m[1]) {
		row, conf = m[1], 0.85
	}
	minutes := r.headKind == "纪要"
	if minutes {
		if in := organOfHead(r.head); in != "" && organLike(row) && sameOrgan(in, row) {
			return fuller(in, row), conf
		} else if in != "" {
			return in, 0.9
		}
	}
	switch {
	case organLike(row):
		return row, conf
	case minutes && len(title) > 0:
		return title[0], 0.85
	case len(r.signed) > 0:
		return r.signed[0], 0.85
	case !minutes && len(head) > 0 && surely(head[0]):
		return head[0], 0.8
	}
	return "", 0
}

// organOfHead gives the organ of a head such as 水务局局长办公会议纪要.
func organOfHead(head []string) string {
	whole := strings.Join(head, "")
	if m := partyOf.FindString(whole); m != "" {
		return m
	}
	if m := minutesOf.FindStringSubmatch(whole); m != nil && surely(m[1]) {
		return m[1]
	}
	return ""
}

// issuersElse is for papers without heading and signature.
func (r *reading) issuersElse(title []string) {
	f := &r.face
	switch {
	case len(title) > 0:
		f.Issuers = title
		r.trust(archive.ElIssuers, 0.85, r.line(r.titleAt))
	case organLike(r.edited):
		f.Issuers = []string{r.edited}
		r.trust(archive.ElIssuers, 0.85, r.line(r.titleAt+1))
	default:
		told := afterLast(f.Title, "——")
		if p := organPrefix(told, r.hints.Organ); p != "" {
			f.Issuers = []string{p}
			r.guess(archive.ElIssuers, 0.85)
			return
		}
		if r.hints.Organ.Name != "" && r.face.AttachmentNo == 0 {
			f.Issuers = []string{r.hints.Organ.Name}
			r.guess(archive.ElIssuers, 0.55)
		}
	}
}

// beforeAuthor gives the end of the title without a last line that is only the
// author behind a dash, as speeches have it.
func (r *reading) beforeAuthor(start, end int) int {
	last := r.lines[end-1].sq
	who := strings.TrimLeft(last, "—-─－")
	if end-start < 2 || who == last || !surely(who) {
		return end
	}
	r.edited = who
	return end - 1
}

// afterLast gives what stands behind the last sep of s: a speech's organ is named
// in its subtitle.
func afterLast(s, sep string) string {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[i+len(sep):]
	}
	return s
}

// organPrefix finds the organ that a title starts with: a name known from the
// profile, else up to the last strong ending before other words.
func organPrefix(title string, o archive.Organ) string {
	known := append([]string{o.Name}, o.OwnBodies...)
	known = append(append(known, o.Superiors...), o.Subordinates...)
	best := ""
	for _, k := range known {
		if k != "" && strings.HasPrefix(title, k) && len(k) > len(best) {
			best = k
		}
	}
	if best != "" {
		return best
	}
	if m := inTitle.FindStringSubmatch(title); m != nil && surely(m[1]) {
		return m[1]
	}
	return ""
}

var inTitle = regexp.MustCompile(`^(.{2,}?(?:省|自治区|市|州|县|区|旗).{2,20}?(?:局|委员会|中心|政府|办公室|厅|学校|大学|学院|中学|小学|幼儿园|馆|公司|院|站|镇|乡|街道))(?:在|的|\d|年|工作|第|机关|职工|干部|公务|20)`)
