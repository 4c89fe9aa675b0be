package gongwen

import (
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"niandang/archive"
)

var (
	nameExt    = regexp.MustCompile(`\.[A-Za-z0-9]{1,5}$`)
	nameOA     = regexp.MustCompile(`^(\d{8})\d{2,10}[_\-－ ]+`)
	nameDate   = regexp.MustCompile(`^((?:19|20)\d{2})[-._年]?(0[1-9]|1[0-2])[-._月]?(0[1-9]|[12]\d|3[01])日?(?:[_\-－ 　.]+|\b|(?:\D))`)
	nameLoose  = regexp.MustCompile(`^((?:19|20)\d{2})([-._年])(\d{1,2})[-._月](\d{1,2})(?:日|\D|$)`)
	nameSeq    = regexp.MustCompile(`^(?:\d{1,3}[.、．_\-－ ]+|[(（【\[]\d{1,3}[)）】\]])\s*`)
	nameNoise  = regexp.MustCompile(`^(?:[\p{So}\p{Sk}\x{fe0f}]|重要|紧急|【[^】]{1,6}】|\[[^\]]{1,6}\]|新建|扫描件?|已签|盖章版?)[-_－ 　]*`)
	nameTails  = regexp.MustCompile(`(?:[\s_\-－]*(?:[(（]\s*(?:正式|正本|定稿|终稿|最终版?|最终稿|印发稿|盖章|盖章版|扫描|扫描件|红头|红头版|已签|签发稿|送审稿?\d*|修改稿?\d*|.{0,6}月\d{1,2}日版|第?\d{1,2}(?:版|稿)?|副本|复印件|清样|打印|正文|空表|样式|v\d+|V\d+)\s*[)）]|副本(?:\s*[(（]\d+[)）])?|正文|定稿|终稿|最终版\d*|最终稿|盖章版|扫描件|红头|发文稿纸|文件处理单|复制|copy|Copy|v\d+|V\d+))+$`)
	nameSecret = regexp.MustCompile(`^[(（【\[〔]?(绝密|机密|秘密)(?:[★☆*]?((?:\d{1,2})(?:年|个月)|长期)?)?(?:[)）】\]〕]|★|☆|[-_－ 　、.]|$)`)
	nameForm   = regexp.MustCompile(`(?:^|[-_－ 　.(（])?(发文稿纸|发文拟稿纸|拟文稿纸|发文处理单|发文呈批单|发文审批单)`)
	nameRoute  = regexp.MustCompile(`文件处理单|收文处理单|公文处理单|来文处理单|文件阅办单|收文呈批单|收文阅办单|办文单|处理单`)
	nameAttach = regexp.MustCompile(`^附(?:件|表)\s*[:：]?\s*(\d{1,2}|[一二三四五六七八九十]{1,2})?\s*[:：.．、\-－_ 　]*`)
	nameDraft  = regexp.MustCompile(`征求意见稿|送审稿|讨论稿|修改稿|草稿|初稿|审议稿|过程稿|会签稿`)
	numName    = regexp.MustCompile(`([\p{Han}A-Za-z]{2,16}?)[〔﹝\[［【(（{]\s*((?:19|20)\d{2})\s*[〕﹞\]］】)）}]\s*第?0*(\d{1,4})\s*号`)
	numDash    = regexp.MustCompile(`([\p{Han}A-Za-z]{2,16}?)[-_－—](?:第)?((?:19|20)\d{2})(?:年)?[-_－—](?:第)?0*(\d{1,4})号?`)
	numNoClose = regexp.MustCompile(`([\p{Han}A-Za-z]{2,16}?)((?:19|20)\d{2})(?:[-_－—. 　]|年第?|第)0*(\d{1,4})号`)
	numLost    = regexp.MustCompile(`([\p{Han}A-Za-z]{2,16}?)((?:19|20)\d{2})(\d{1,4})号`)
	numIssue   = regexp.MustCompile(`^(第\d{1,4}(?:期|号)|[〔\[（(]20\d{2}[〕\]）)]\d{1,3}号|(?:19|20)\d{2}年第\d{1,3}[期号])`)
	askedFor   = regexp.MustCompile(`报送|上报|征集|征求`) // a paper about such papers
	spokenName = regexp.MustCompile(`(?:交流|典型|表态|大会)发言|发言(?:稿|材料)|(?:交流|经验|典型)材料|讲话`)
	prefixFrom = regexp.MustCompile(`(?:文件处理单|发文稿纸|处理单|定稿|附件|正文|扫描件?|根据|转发|关于|文号)`)
)

// FromName reads what a file's name, and in its absence the folder above, tells:
// number, title, date, a secrecy mark at its head, whether it names a form, a
// draft or an attachment. All with source filename; a number whose brackets
// were lost (X发20235号) may be cut in two ways and has a low confidence.
func FromName(p string) archive.Face {
	var f archive.Face
	f.Trusts = make(map[string]archive.Trust)
	p = strings.ReplaceAll(p, "\\", "/")
	if i := strings.LastIndex(p, "!/"); i >= 0 && i+2 < len(p) {
		p = p[i+2:]
	}
	name := strings.TrimSpace(unfold(path.Base(p)))
	if name == "." || name == "/" {
		name = ""
	}
	name = strings.TrimSpace(nameExt.ReplaceAllString(name, ""))
	if !scanName.MatchString(name) {
		nameReader{face: &f}.read(name)
	}
	for _, l := range []*[]string{&f.Issuers, &f.Recipients, &f.CC, &f.Signers, &f.Attachments} {
		*l = []string{}
	}
	return f
}

type nameReader struct{ face *archive.Face }

func (n nameReader) set(el string, conf float64) {
	n.face.Trusts[el] = archive.Trust{Source: archive.FromFilename, Confidence: conf}
}

func (n nameReader) read(s string) {
	if g := spokenName.FindString(s); g != "" && !askedFor.MatchString(s) {
		n.face.Genre = pick(g == "讲话", g, "交流材料")
		n.set(archive.ElGenre, 0.7)
	}
	s = n.edges(s)
	s = n.number(s)
	s = n.edges(s)
	n.title(s)
}

// edges takes off what stands around a title: marks, OA numbers, dates, running
// numbers, words on the copy.
func (n nameReader) edges(s string) string {
	for range 6 {
		before := s
		s = strings.Trim(s, " 　_-－—.·、")
		s = n.marks(s)
		if t := nameNoise.ReplaceAllString(s, ""); t != "" {
			s = t
		}
		s = n.date(s)
		s = n.kinds(s)
		if !numberStart(s) {
			s = nameSeq.ReplaceAllString(s, "")
		}
		s = nameTails.ReplaceAllString(s, "")
		if s == before {
			break
		}
	}
	return s
}

func numberStart(s string) bool { return numIssue.MatchString(s) }

func (n nameReader) marks(s string) string {
	m := nameSecret.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	n.face.Security, n.face.SecurityTerm = m[1], m[2]
	n.set(archive.ElSecurity, 0.9)
	return s[len(m[0]):]
}

func (n nameReader) date(s string) string {
	m := nameOA.FindStringSubmatch(s)
	conf := 0.6
	if m == nil {
		if d := nameDate.FindStringSubmatchIndex(s); d != nil {
			m = []string{strings.TrimRight(s[d[0]:d[7]], " "), s[d[2]:d[3]] + s[d[4]:d[5]] + s[d[6]:d[7]]}
			if rest := s[d[7]:]; strings.HasPrefix(rest, "日") {
				m[0] += "日"
			}
			conf = 0.7
		}
	}
	if m == nil {
		if d := nameLoose.FindStringSubmatch(s); d != nil {
			m = []string{withoutLast(d[0]), d[1] + "-" + d[3] + "-" + d[4]}
			conf = 0.6
		}
	}
	if m == nil {
		return s
	}
	iso, ok := archive.ParseDate(m[1])
	if !ok {
		return s
	}
	if n.face.Date == "" {
		n.face.Date = iso
		n.set(archive.ElDate, conf)
	}
	return s[len(m[0]):]
}

// kinds notes forms, drafts and attachments.
func (n nameReader) kinds(s string) string {
	if m := nameAttach.FindStringSubmatch(s); m != nil {
		n.face.AttachmentNo = -1
		if m[1] != "" {
			n.face.AttachmentNo = ordinal(m[1])
		}
		s = s[len(m[0]):]
	}
	if nameDraft.MatchString(s) && !strings.Contains(s, "征求《") && !strings.Contains(s, "）》") {
		n.face.Draft = true
	}
	switch {
	case nameForm.MatchString(s):
		n.face.Form = archive.DispatchForm
		s = nameForm.ReplaceAllString(s, " ")
	case nameRoute.MatchString(s):
		n.face.Form = archive.RoutingForm
		s = nameRoute.ReplaceAllString(s, " ")
	}
	return s
}

// number takes the number out of a name and gives the rest.
func (n nameReader) number(s string) string {
	for _, try := range []struct {
		re   *regexp.Regexp
		conf float64
	}{{numName, 0.9}, {numDash, 0.8}, {numNoClose, 0.75}, {numLost, 0.45}} {
		m := try.re.FindStringSubmatchIndex(s)
		if m == nil || m[0] > 0 && strings.ContainsAny(s[:m[0]], "《") {
			continue
		}
		prefix, year, serial := s[m[2]:m[3]], s[m[4]:m[5]], s[m[6]:m[7]]
		if cut := prefixFrom.FindAllStringIndex(prefix, -1); cut != nil {
			prefix = prefix[cut[len(cut)-1][1]:]
		}
		if runes(prefix) < 2 {
			continue
		}
		n.face.Number, n.face.NumberAsRead = prefix+"〔"+year+"〕"+serial+"号", s[m[2]:m[1]]
		n.set(archive.ElNumber, try.conf)
		return strings.TrimSpace(s[:m[2]] + " " + s[m[1]:])
	}
	if m := numIssue.FindStringIndex(s); m != nil {
		num, _ := issueNumber(keyOf(s[:m[1]]))
		if num.canon != "" {
			n.face.Number, n.face.NumberAsRead = num.canon, s[:m[1]]
			n.set(archive.ElNumber, 0.6)
			return strings.TrimSpace(s[m[1]:])
		}
	}
	return s
}

var scanName = regexp.MustCompile(`^(?:(?i:scan|img|image|doc|dsc|wechat|mmexport|qq图片)|扫描|新建|文档|未命名|无标题|图片|微信图片|截图)[\p{Han}]{0,4}[-_ \d()（）]*$|^[\d\-_ ()（）.]*$`)

// copyNumber is what programs put behind a name to tell copies apart.
var copyNumber = regexp.MustCompile(`([\p{Han})）》])[_－-]\d{1,4}$`)

func (n nameReader) title(s string) {
	s = strings.TrimSpace(copyNumber.ReplaceAllString(s, "$1"))
	if runes(s) < 3 || scanName.MatchString(s) || !strings.ContainsFunc(s, isHan) {
		return
	}
	conf := 0.4
	if archive.GenreOf(s) != "" {
		conf = 0.7
		n.face.Genre = archive.GenreOf(s)
		n.set(archive.ElGenre, 0.7)
	}
	n.face.Title = s
	n.set(archive.ElTitle, conf)
}

func withoutLast(s string) string {
	_, n := utf8.DecodeLastRuneInString(s)
	return s[:len(s)-n]
}
