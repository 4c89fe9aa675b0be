package gongwen

import (
	"regexp"
	"strings"

	"niandang/archive"
)

// headDepth is how many lines at most lie above the title.
const headDepth = 24

var (
	headTail  = regexp.MustCompile(`^(.*?)[(（]?(文件|命令|令|公告|通告|公报|公函|便函|函|会议纪要|专题会议纪要|纪要|简报|发电|明电|传真电报|电报|内部明电|决议|议案|信息|通报|公示|任免通知)[)）]?$`)
	draftMark = regexp.MustCompile(`^[(（【\[〔]?(?:.{0,8}?)?(征求意见稿|送审稿|讨论稿|审议稿|修改稿|草稿|初稿|会签稿|送签稿|代拟稿|征求意见建议稿|供讨论|校对稿|核稿)(?:第?[一二三四五六七八九十\d]+(?:稿|次)?)?[)）】\]〕]?$`)
	telegram  = regexp.MustCompile(`^等级[:]?(特提|特急|加急|平急)?(.*)$`)
	headNoise = regexp.MustCompile(`^(?:发往|签批|签批盖章|收文|归档章|紧急程度|密级|等级|保密期限|机关公文|内部使用)[:]?$`)
	// deedTitle is what a deed of an authority is called; its number stands below.
	deedTitle = regexp.MustCompile(`^[\p{Han}]{2,18}(?:决定书|指令书|通知书|告知书|意见书|催告书|建议书|委托书|确认书)$`)
	headRow   = regexp.MustCompile(`^(?:发往[:]?|签批盖章|发电单位|收文日期|收文编号|来文编号|归档号|档号|分类号|保管期限|件号)`)
)

// readHead reads what stands above the title: copy number, secrecy mark,
// urgency, the organ's heading, number, signers, issue and date of minutes
// (GB/T 9704-2012 7.2, 10). It gives the line where the title may start.
func (r *reading) readHead(at int) int {
	signers := false
	end := min(at+headDepth, len(r.lines))
	for i := at; i < end; i++ {
		l := r.lines[i]
		if l.page > r.lines[at].page && (r.organWas || l.page > r.lines[at].page+1) {
			return i
		}
		if i < at+8 && r.readMarks(l) || r.passes(l) || r.readSigners(l, &signers) || r.readNumber(l, signers) {
			continue
		}
		if !r.wrappedRow(i) && !r.readHeadRow(l) && !r.readHeadLine(i) && !r.above(i) {
			return i
		}
	}
	return end
}

// wrappedRow reports whether line i is what did not fit into the row of a telegram's
// sender above it.
func (r *reading) wrappedRow(i int) bool {
	return headRow.MatchString(r.line(i-1).key) && telegram.MatchString(r.line(i+1).key) && runes(r.lines[i].key) <= 16
}

// above passes dirt, and what is stamped or printed above a heading.
func (r *reading) above(i int) bool {
	l := r.lines[i]
	if l.ocr && (runes(l.key) < 4 || !mostlyHan(l.key)) {
		return true
	}
	return !r.organWas && !r.numbered() && r.headBelow(i)
}

// headBelow reports whether a plain heading stands in the next lines, so that
// line i is something stamped or written above it.
func (r *reading) headBelow(i int) bool {
	for j := i + 1; j <= i+6; j++ {
		n := r.line(j)
		if n.page != r.lines[i].page || runes(n.key) > 44 {
			return false
		}
		if m := headTail.FindStringSubmatch(n.key); m != nil && m[2] == "文件" && organEnd.MatchString(m[1]) || n.red && n.size > n.em*1.4 {
			return true
		}
	}
	return false
}

// passes takes lines of the head that hold no element: labels of telegrams and
// stamps, and the word that this is a draft.
func (r *reading) passes(l line) bool {
	if draftMark.MatchString(l.key) && !l.centred() {
		r.face.Draft = true
		return true
	}
	return headNoise.MatchString(l.key) || headRow.MatchString(l.key) && !l.red
}

// readNumber takes the number of the line, and the signers that may stand
// beside it.
func (r *reading) readNumber(l line, signers bool) bool {
	n, ok := findNumber(l)
	if !ok {
		return false
	}
	if n.ahead != "" && r.marksBeside(l) {
		n.ahead = ""
	}
	if n.inSentence() || r.numbered() && n.issue != r.issue && (n.issue || !r.organWas) {
		return false
	}
	if r.issue && !n.issue {
		r.face.Number = ""
	}
	r.takeNumber(n, l)
	r.signersBeside(l, n, signers)
	if iso, read, ahead := rowDate(l); iso != "" && n.issue {
		r.setDate(iso, read, 0.93, l)
		if e := editor(ahead); organLike(e) {
			r.edited = e
		}
	}
	return true
}

// marksBeside takes signs that stand in the row of the number, as in letters.
func (r *reading) marksBeside(l line) bool {
	found := false
	for _, s := range l.spans {
		found = r.mark(s.key, l, false) || found
	}
	return found
}

// readHeadRow reads the row under the head of minutes and briefings: organ at
// the left, date at the right; also a date alone there.
func (r *reading) readHeadRow(l line) bool {
	if !r.organWas {
		return false
	}
	if iso, read, ahead := rowDate(l); iso != "" && (len(l.spans) > 1 || strings.ContainsAny(l.text, "　 ") || surely(editor(ahead))) && runes(ahead) <= 40 && !strings.ContainsAny(ahead, "。《") {
		r.setDate(iso, read, 0.95, l)
		r.edited = editor(ahead)
		return true
	}
	if iso, read := wholeDate(l); iso != "" && (r.issue || r.periodical()) {
		r.setDate(iso, read, 0.93, l)
		return true
	}
	if r.issue && r.edited == "" && len(r.head) <= 1 && editedBy.MatchString(l.key) {
		r.edited = editor(l.key)
		return true
	}
	return false
}

var (
	editedBy = regexp.MustCompile(`^(.{3,40}?)(?:编印|主办|编|印|编辑部|秘书处编|承办)$`)
	editTail = regexp.MustCompile(`(?:编印|主办|主编|整理|编制|编|印)$`)
)

// editor takes 编印 and the like off the organ of a briefing's row.
func editor(s string) string {
	s = strings.TrimRight(s, ":：,，()（）")
	if i := strings.LastIndexAny(s, "号期)"); i >= 0 && organLike(editTail.ReplaceAllString(s[i+1:], "")) {
		s = s[i+1:]
	}
	return editTail.ReplaceAllString(s, "")
}

func (r *reading) periodical() bool {
	switch r.headKind {
	case "纪要", "简报", "公报", "公告", "通告":
		return true
	}
	return false
}

func (r *reading) setDate(iso, read string, conf float64, l line) {
	if iso == "" {
		return
	}
	r.face.Date, r.face.DateAsRead = iso, read
	r.trust(archive.ElDate, conf, l)
}

// readHeadLine takes a line of the organ's heading (发文机关标志).
func (r *reading) readHeadLine(i int) bool {
	l := r.lines[i]
	if !r.isHead(i) {
		return false
	}
	first := len(r.headLine) == 0
	r.organWas = true
	r.headLine += l.sq
	if first {
		r.headAt = l
	} else {
		r.headAt.box = r.headAt.box.Union(l.box)
	}
	var parts []string
	for _, s := range l.spans {
		parts = append(parts, s.text)
	}
	for _, name := range headNames(strings.Join(parts, " ")) {
		r.addHead(name)
	}
	return true
}

// headNames cuts a heading line into names.
func headNames(text string) []string {
	names := organs(text)
	if len(names) == 1 {
		whole := names[0]
		if tail := headTail.FindStringSubmatch(whole); tail != nil {
			fields := strings.Fields(unspace(text))
			if last := len(fields) - 1; last > 0 && headTail.MatchString(fields[last]) {
				return append(organs(strings.Join(fields[:last], " ")), fields[last])
			}
		}
	}
	return names
}

func (r *reading) addHead(name string) {
	name = strings.Trim(archive.Squeeze(name), "★☆*·-—|（）()")
	if m := headTail.FindStringSubmatch(name); m != nil {
		r.headKind = kindOf(m[2])
		if r.headKind == "简报" || r.headKind == "纪要" {
			m[1] = strings.TrimRight(m[1], "（(")
		}
		name = m[1]
	}
	if organ := editor(name); organ != name && surely(organ) {
		name = organ
	}
	if name != "" {
		r.head = append(r.head, name)
	}
}

func kindOf(tail string) string {
	switch {
	case strings.HasSuffix(tail, "纪要"):
		return "纪要"
	case tail == "命令":
		return "令"
	case strings.HasSuffix(tail, "函"):
		return "函"
	case strings.HasSuffix(tail, "电") || tail == "电报" || tail == "传真电报":
		return "电报"
	case tail == "信息" || tail == "简报":
		return "简报"
	}
	return tail
}

// isHead decides whether line i belongs to the heading: red, or an organ's name
// with 文件 and the like, or a name in large type that number or issue follow.
func (r *reading) isHead(i int) bool {
	l := r.lines[i]
	if runes(l.key) > 44 || strings.ContainsAny(l.key, "。;《") || strings.Contains(l.key, "关于") {
		return false
	}
	if l.red {
		return l.size >= l.em*1.2 || !r.numbered()
	}
	return (!r.numbered() || r.issue) && (l.flow || !l.cell) && r.isBlackHead(i)
}

// isBlackHead is isHead where no colour tells.
func (r *reading) isBlackHead(i int) bool {
	l := r.lines[i]
	if r.headByWord(i) {
		return true
	}
	if r.organWas && !r.headAt.red && l.size > r.headAt.size*1.1 {
		return false
	}
	return (l.centred() || l.size >= l.em*1.3 || r.ocr()) && r.headByPlace(i)
}

// headByWord knows a black heading by its last word: 文件, 令, or 纪要 and the like
// with an issue below.
func (r *reading) headByWord(i int) bool {
	m := headTail.FindStringSubmatch(r.lines[i].key)
	if m == nil || !r.aboveTitle(i) {
		return false
	}
	if m[2] == "文件" {
		return m[1] == "" || organEnd.MatchString(m[1]) || r.ocr()
	}
	return organEnd.MatchString(m[1]) && (m[2] == "令" || r.issueFollows(i))
}

func (r *reading) numbered() bool { return r.face.Number != "" }

// headByPlace looks at what follows a black line that may be a heading.
func (r *reading) headByPlace(i int) bool {
	l := r.lines[i]
	if r.overDeed(i) {
		return true
	}
	organ := organLike(l.sq) || headTail.MatchString(l.key)
	if !organ && (l.size < l.em*1.6 || runes(l.key) > 20) {
		return false
	}
	for j := i + 1; j < min(len(r.lines), i+5); j++ {
		n := r.lines[j]
		if num, ok := findNumber(n); ok {
			return runes(num.ahead) < 8 && (organ || num.issue)
		}
		if strings.HasSuffix(n.key, "文件") || strings.HasPrefix(n.key, "签发人") {
			return true
		}
		if strings.Contains(n.key, "关于") || !organLike(n.key) {
			return j == i+1 && r.towersOver(l, n)
		}
	}
	return false
}

// overDeed reports whether line i is the organ over the title of a deed, 行政处罚决定书,
// which its number follows.
func (r *reading) overDeed(i int) bool {
	if !surely(r.lines[i].sq) || !deedTitle.MatchString(r.line(i+1).key) {
		return false
	}
	n, ok := findNumber(r.line(i + 2))
	return ok && runes(n.ahead)+runes(n.rest) <= 2
}

// towersOver knows the heading of a letter whose number is lost: an organ in
// type far larger than the title's below it.
func (r *reading) towersOver(l, n line) bool {
	return surely(l.sq) && n.size > 0 && l.size >= n.size*1.3
}

// issueFollows reports whether an issue number or a row with a date stands in
// the next lines.
func (r *reading) issueFollows(i int) bool {
	for j := i + 1; j <= i+3; j++ {
		n := r.line(j)
		if num, ok := findNumber(n); ok && (num.issue || runes(num.ahead)+runes(num.rest) < 4) {
			return true
		}
		if iso, _, ahead := rowDate(n); iso != "" && organLike(editor(ahead)) {
			return true
		}
	}
	return false
}

// aboveTitle guards against a body's line that ends in 文件 or 令.
func (r *reading) aboveTitle(i int) bool {
	return i < 12 && (r.lines[i].centred() || r.lines[i].size >= r.lines[i].em*1.2 || i < 4)
}
