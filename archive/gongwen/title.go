package gongwen

import (
	"regexp"
	"strings"

	"niandang/archive"
)

// titleDepth is how many lines behind the head may be dirt before the title.
const titleDepth = 10

var (
	noteUnder  = regexp.MustCompile(`^\(.{0,60}?(?:通过|批准|公布|发布|修正|修订|印发)\)?|^\(` + datePart + `|^\([^()。]{0,24}` + datePart + `\)$`)
	dayNote    = regexp.MustCompile(`^\(` + datePart + `\)$`)
	aboutTail  = regexp.MustCompile(`关于.{2,80}的?(?:决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|方案|办法|答复|总结|说明|建议)$`)
	trial      = regexp.MustCompile(`^[(（](?:试行|暂行|草案|修订|修正|修改|样式|模板|代拟稿|.{0,12}稿|\d{4}年.{0,8}|第.{1,6}(?:批|次|号|期)|.{1,10}版)[)）]$`)
	salutation = regexp.MustCompile(`^(?:同志们|各位.*|尊敬的.*|[^,、;]{0,12}(?:来信|来访|信访)(?:人|群众|居民|市民)|[^各,、;]{2,8}(?:代表|委员|先生|女士|同志|教授|同学|律师)|.*朋友们|.*(?:如下|下列|以下|事项|情况|决定|通知|认为|指出|强调|要求))$`)
)

// readTitle finds the title from line at on: one or more lines in the middle
// or in larger type (GB/T 9704-2012 7.3.1). It gives the line behind it and
// behind what stands under it (题注, date, organ).
func (r *reading) readTitle(at int) int {
	start := r.titleStart(at)
	if start < 0 {
		return r.titleByText(at)
	}
	r.titleAt, r.titleSz = start, r.lines[start].size
	end := start + 1
	for end < len(r.lines) && end < start+7 && r.titleGoesOn(start, end) {
		end++
	}
	r.setTitle(start, r.beforeAuthor(start, end), 0.97)
	return r.underTitle(end)
}

func (r *reading) titleStart(at int) int {
	for i := at; i < min(len(r.lines), at+titleDepth); i++ {
		l := r.lines[i]
		if l.ocr && dirty(l) {
			continue
		}
		if i > at && l.brk && r.bodyBefore(at, i) || !l.ocr && i > at+2 {
			return -1
		}
		if runes(l.key) > 1 && r.titleLike(l) {
			return i
		}
		if strings.HasSuffix(l.key, ":") && l.flush() {
			return -1
		}
	}
	return -1
}

// dirty reports a recognised line that can be no title.
func dirty(l line) bool {
	return runes(l.key) < 4 || !mostlyHan(l.key) || strings.ContainsAny(l.key, "[]【】〔〕{}|")
}

// bodyBefore reports whether a sentence stands between lines at and i: what
// comes on the next page is then no title of this document.
func (r *reading) bodyBefore(at, i int) bool {
	for ; at < i; at++ {
		if strings.ContainsAny(r.lines[at].key, "。") {
			return true
		}
	}
	return false
}

func mostlyHan(s string) bool {
	n := 0
	for _, c := range s {
		if isHan(c) {
			n++
		}
	}
	return n*2 > runes(s)
}

// titleLike reports whether a line stands like a title.
func (r *reading) titleLike(l line) bool {
	n := runes(l.key)
	if n > 70 || strings.HasSuffix(l.key, "。") || strings.HasSuffix(l.key, ":") || !strings.ContainsFunc(l.key, isHan) {
		return false
	}
	if iso, _ := wholeDate(l); iso != "" {
		return false
	}
	if l.ocr {
		return l.centred() || l.size >= l.em*1.25 && n > 4 || aboutTail.MatchString(l.key)
	}
	return l.size >= l.em*1.17 || l.centred() && l.size >= l.em*0.9 || l.bold && !l.flow && l.lead > 3
}

// titleGoesOn reports whether line i continues the title that starts at start.
func (r *reading) titleGoesOn(start, i int) bool {
	first, l := r.lines[start], r.lines[i]
	switch {
	case l.page != first.page:
		return false
	case noteUnder.MatchString(l.key):
		return r.dayOfTitle(start, i)
	case i == start+1 && aboutOrgan(first, l):
		return true
	}
	if trial.MatchString(l.key) && runes(l.key) < 16 {
		return true
	}
	if r.numberLine(l) || l.gap > 2.3 || !r.titleLike(l) {
		return false
	}
	sized := first.size >= first.em*1.15
	if strings.HasPrefix(l.key, "—") {
		return true
	}
	if sized && otherSize(first, l) {
		return false
	}
	text := r.joined(start, i)
	if r.genreOf(text) == "" || strings.Count(text, "《") > strings.Count(text, "》") {
		return true
	}
	return r.moreOfTitle(text, l, sized)
}

// dayOfTitle reports whether line i is the day in brackets that belongs to the
// title of a record, in the title's type.
func (r *reading) dayOfTitle(start, i int) bool {
	l := r.lines[i]
	return dayNote.MatchString(l.key) && !otherSize(r.lines[start], l) && strings.HasSuffix(r.joined(start, i), "会议记录")
}

// aboutOrgan reports whether l goes on with the title that an organ's name begins.
func aboutOrgan(first, l line) bool {
	return strings.HasPrefix(l.key, "关于") && surely(first.sq) && !otherSize(first, l)
}

// otherSize reports whether two lines are set in different sizes; recognised
// ones are never sure.
func otherSize(a, b line) bool {
	return !b.ocr && b.size > 0 && (b.size < a.size*0.87 || b.size > a.size*1.15)
}

// moreOfTitle decides on line l behind a text that could be a whole title.
func (r *reading) moreOfTitle(text string, l line, sized bool) bool {
	switch {
	case strings.HasPrefix(l.key, "的"), strings.HasSuffix(text, "》") && archive.GenreOf(l.sq) == l.sq:
		return true
	case organLike(l.key) || person.MatchString(l.key):
		return false
	case !sized:
		return l.centred() && r.genreOf(text+l.sq) != "" && !endsSentence(text)
	case l.ocr:
		return l.centred() && l.size > l.em*1.2
	}
	return true
}

// endsSentence reports whether a title is surely complete: 关于…的通知.
func endsSentence(text string) bool { return aboutTail.MatchString(archive.Fold(text)) }

func (r *reading) joined(start, end int) string {
	var b strings.Builder
	for i := start; i < end; i++ {
		b.WriteString(r.lines[i].sq)
	}
	return b.String()
}

// setTitle joins the lines without blanks; between the names of joint issuers a
// blank stays.
func (r *reading) setTitle(start, end int, conf float64) {
	var b strings.Builder
	for i := start; i < end; i++ {
		text := titleText(r.lines[i])
		if i > start && surely(r.lines[i-1].sq) && r.startsWithOrgan(i) {
			b.WriteByte(' ')
		}
		b.WriteString(text)
	}
	title := b.String()
	if m := draftTail.FindString(archive.Fold(title)); m != "" && !strings.Contains(title, "关于征求") {
		r.face.Draft = true
	}
	if r.genreOf(title) == "" {
		conf = min(conf, 0.9)
	}
	if n := runes(title); n < 4 || n > 120 || strings.HasSuffix(title, "的") {
		conf = min(conf, 0.5)
	}
	r.face.Title = strings.TrimRight(title, "。.，, ")
	if rest, ok := strings.CutSuffix(r.face.Title, "画"); ok && r.lines[start].ocr { // 函 to a machine; no genre ends so
		r.face.Title = rest + "函"
	}
	l := r.lines[start]
	for i := start + 1; i < end; i++ {
		l.box = l.box.Union(r.lines[i].box)
		l.conf = min(l.conf, r.lines[i].conf)
	}
	r.trust(archive.ElTitle, conf, l)
}

var draftTail = regexp.MustCompile(`[(（【\[]?(?:征求意见稿|送审稿|讨论稿|审议稿|修改稿|草稿|初稿|会签稿|送签稿|代拟稿|核稿)[\d一二三四五]{0,2}[)）】\]]?$`)

// startsWithOrgan reports whether line i opens with another organ's name before
// 关于: the title of joint issuers.
func (r *reading) startsWithOrgan(i int) bool {
	k := r.lines[i].sq
	if surely(k) {
		return true
	}
	return len(organsInTitle(k)) > 0 && !strings.HasPrefix(k, "关于") && !meetingTitle.MatchString(k)
}

// titleText closes blanks except between names of organs.
func titleText(l line) string {
	fields := strings.Fields(unspace(l.text))
	var b strings.Builder
	for i, f := range fields {
		if i > 0 && surely(fields[i-1]) && runes(fields[i-1]) > 4 && (surely(f) || len(organsInTitle(f)) > 0) {
			b.WriteByte(' ')
		}
		b.WriteString(f)
	}
	return b.String()
}

// underTitle passes what may stand between title and recipients: a note in
// brackets on adoption, a date, the organ or the speaker.
func (r *reading) underTitle(at int) int {
	for end := min(len(r.lines), r.titleAt+14); at < end; at++ {
		l := r.lines[at]
		switch {
		case draftMark.MatchString(l.key):
			r.face.Draft = true
		case r.dateUnder(l), r.authorUnder(at), r.readNumberUnder(l):
		case noteUnder.MatchString(l.key) && (l.centred() || l.lead > 1):
			at = r.adoption(at) - 1
		default:
			return at
		}
	}
	return at
}

func (r *reading) dateUnder(l line) bool {
	iso, read := wholeDate(l)
	if iso == "" || !l.centred() && !l.flow {
		return false
	}
	r.setDate(iso, read, 0.9, l)
	return true
}

// authorUnder takes the organ or the speaker below the title of a paper; a date
// in brackets below it makes up for a line that is not in the middle.
func (r *reading) authorUnder(at int) bool {
	l := r.lines[at]
	if surely(l.key) && runes(l.key) <= 20 && dayNote.MatchString(r.line(at+1).key) {
		r.edited = l.sq
		return true
	}
	if l.flush() || !l.centred() {
		return false
	}
	if organLike(l.key) {
		r.edited = l.sq
		return true
	}
	return person.MatchString(l.key) && l.gap < 2
}

// readNumberUnder takes a number that stands under the title, as some internal
// papers and contracts have it.
func (r *reading) readNumberUnder(l line) bool {
	if r.numbered() || l.lead < 2 && !l.centred() && !l.atRight() {
		return false
	}
	n, ok := findNumber(l)
	if !ok || runes(n.ahead)+runes(n.rest) > 2 {
		return false
	}
	r.takeNumber(n, l)
	r.doubt(archive.ElNumber, 0.93)
	return true
}

// adoption reads （2023年7月28日…通过）, wrapped over lines, at line i and gives the
// line behind it.
func (r *reading) adoption(i int) int {
	end := i + 1
	text := r.lines[i].key
	for !strings.Contains(text, ")") && end < len(r.lines) && end < i+4 {
		text += r.lines[end].key
		end++
	}
	if d := dateAny.FindString(text); d != "" {
		r.setDate(isoOf(d), d, 0.95, r.lines[i])
	}
	return end
}

// titleByText is the way out when nothing stands like a title: a line that reads
// 关于…的通知.
func (r *reading) titleByText(at int) int {
	for i := at; i < len(r.lines) && i < at+titleDepth; i++ {
		for _, n := range []int{1, 2, 3} {
			if i+n > len(r.lines) {
				break
			}
			text := r.joined(i, i+n)
			if strings.Contains(text, "。") || runes(text) > 90 {
				break
			}
			if aboutTail.MatchString(text) {
				r.titleAt = i
				r.setTitle(i, i+n, 0.6)
				return r.underTitle(i + n)
			}
		}
	}
	if r.headLine == "" && at < len(r.lines) && r.lines[at].flow && runes(r.lines[at].key) < 40 && !strings.HasSuffix(r.lines[at].key, ":") {
		r.titleAt = at
		r.setTitle(at, at+1, 0.5)
		return at + 1
	}
	return at
}
