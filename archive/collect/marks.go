package collect

import (
	"regexp"
	"strings"

	"niandang/archive"
)

// What people write into file and folder names to say what a file is. Names are
// folded (half-width) and book titles 《…》 are taken out before these look: a
// 《…（征求意见稿）》 in a title says nothing about the file.
var (
	bookTitle   = regexp.MustCompile(`《[^》]*》`)
	finalMark   = regexp.MustCompile(`定稿|终稿|签发稿|付印稿|付印清样|签字清样`)
	notFinal    = regexp.MustCompile(`(未|非|待|拟)定稿`)
	draftMark   = regexp.MustCompile(`(送审|送签|报审|征求意见|征询意见|讨论|修改|修订|审议|审核|核改|会签|报批|汇报|过程|未定|未定稿|待定|第[一二三四五六七八九十\d]+次?|[一二三四五六七八九十初草拟底原])稿|草案|清样|校样|校对稿|修改版|痕迹版|留痕|花脸稿|[(\[ _-](修)?改\d*[)\]]?$|[(\[]征[求询][^()\[\]]{0,10}意见[\d._-]*[)\]]([(\[]|$)|(^|[^a-z])(draft|v\d+(\.\d+)*)([^a-z]|$)`)
	draftFolder = regexp.MustCompile(`(?i)^\d*[._ -]*(过程稿?|过程文件|草稿|初稿|修改稿|修改过程|历次稿?|历次修改稿?|送审稿?|底稿|征求意见稿|draft|drafts)(\(.*\)|\d*)$`)
	finalFolder = regexp.MustCompile(`^\d*[._ -]*(定稿|终稿|签发稿)(文件)?$`)
	copyMark    = regexp.MustCompile(`(?i)副本|复制|拷贝|备份|copy|\(\d{1,2}\)$|(^|[^批答回])复件|复印件|重复`)
	printMark   = regexp.MustCompile(`打印件?([)\]]|$)`)
	sideFolder  = regexp.MustCompile(`(?i)新建文件夹|副本|备份|临时|temp|下载|download|桌面|回收|旧|杂|待整理|未整理|个人|共享|微信|qq|backup|old|u盘|优盘|移动硬盘`)
	backupDir   = regexp.MustCompile(`(?i)备份|backup|u盘|优盘|移动硬盘`)
	exportDir   = regexp.MustCompile(`(?i)导出|下载|解压|export|download`)
	fetched     = regexp.MustCompile(`下载|download|共享`)
	goodFolder  = regexp.MustCompile(`发文|收文|归档|正式|oa|红头`)
	officialTag = regexp.MustCompile(`正式|正文|印发稿|盖章|签章|红头|用印`)
	oldMark     = regexp.MustCompile(`旧|作废|废止|废弃|过期|更正前|修改前|修订前|撤回|初印|首印|初版|勿用|不用|错误|有误|已替换|old`)
	newMark     = regexp.MustCompile(`更正|勘误|修正|改正|更新|重印|重发|新版|最新|最终|终版|new|final`)
	versionDay  = regexp.MustCompile(`(\d{1,2})月(\d{1,2})日?(版|稿|修改|改)|(\d{2})(\d{2})(版|稿|修改|改)`)
	attachName  = regexp.MustCompile(`^[\s\d._、-]*[(\[【]?(附件|附表|附录|附图)\s*([0-9一二三四五六七八九十]*)\s*[)\]】]?[\s:：._、-]*`)
	attachPart  = regexp.MustCompile(`(?:[\s_(\[【.:：-]|\d号)(附件|附表|附录)\s*([0-9一二三四五六七八九十]*)`)
	attachDir   = regexp.MustCompile(`附件|附表|附录`)
	dispatchWd  = regexp.MustCompile(`发文(稿纸|审批|审签|处理|签发|呈批|拟稿|笺|卡|单)|拟稿(纸|单|笺)|稿纸|签发(单|笺)|文稿(审批|审核|签发)|拟文`)
	routingWd   = regexp.MustCompile(`(文件|收文|来文|公文)(处理|办理|阅办|呈批|传阅|批办|阅批|办件|拟办|签批|呈阅|流转)(签|单|笺|卡|表)?|(处理|阅办|批办|办文|呈批|呈阅|签批|传阅|拟办|承办)(单|笺|签|卡|表)`)
	receiptWord = regexp.MustCompile(`回执|报名表|报名回单`)
	noteWord    = regexp.MustCompile(`(电话|通话|接听|来电)记录|备忘|便笺|便条|留言|随手记|待办|提醒|密码|账号|通讯录|说明|必读|readme|日志|临时|草稿|未命名|无标题|新建|测试|^test|^文档\d*$|^工作簿\d*$|^document\d*$|^book\d*$`)
	snapWord    = regexp.MustCompile(`^(微信图片|微信截图|qq图片|qq截图|截图|截屏|屏幕截图|screenshot|mmexport|img[_-]?\d|dsc[_n]?\d|捕获|未标题|照片)`)
)

// words gives a name folded for looking at its marks: half-width, lower case,
// without book titles.
func words(name string) string {
	return strings.ToLower(bookTitle.ReplaceAllString(archive.Fold(name), ""))
}

// marks are what a file's name and folders say of its role.
type marks struct {
	draft, final, copied, printed bool
	old, renewed, official        bool
	attach                        int  // number of the attachment, -1 without one, 0 for none
	attachFirst                   bool // the name begins with it
	form                          archive.Form
	versionDay                    int // month*100+day that a version bears, 0 for none
}

func marksOf(p string) marks {
	stem, _ := splitExt(baseOf(p))
	w := strings.TrimSpace(words(stem))
	m := marks{
		final: finalMark.MatchString(w) && !notFinal.MatchString(w), draft: draftMark.MatchString(w),
		copied: copyMark.MatchString(w), printed: printMark.MatchString(w), old: oldMark.MatchString(w), renewed: newMark.MatchString(w),
		official: officialTag.MatchString(w), form: formName(w), versionDay: dayOf(w),
	}
	m.attach, m.attachFirst = attachmentNo(archive.Fold(stem))
	folder := strings.ToLower(archive.Fold(baseOf(dirOf(p))))
	m.draft = m.draft || draftFolder.MatchString(folder)
	m.final = m.final || finalFolder.MatchString(folder)
	if m.final {
		m.draft = false
	}
	if m.old {
		m.renewed = false
	}
	return m
}

func formName(w string) archive.Form {
	switch {
	case dispatchWd.MatchString(w):
		return archive.DispatchForm
	case routingWd.MatchString(w):
		return archive.RoutingForm
	}
	return ""
}

// attachmentNo reads 附件2 at the head of a name, or set off within it.
func attachmentNo(stem string) (n int, first bool) {
	m := attachName.FindStringSubmatch(stem)
	first = m != nil
	if m == nil {
		m = attachPart.FindStringSubmatch(stem)
	}
	if m == nil {
		return 0, false
	}
	if n := smallNumber(m[2]); n > 0 {
		return n, first
	}
	return -1, first
}

// smallNumber reads 1 to 99 in digits or Han numerals, 0 for anything else.
func smallNumber(s string) int {
	n, tens := 0, 0
	for _, r := range s {
		switch i := strings.IndexRune("零一二三四五六七八九", r); {
		case r >= '0' && r <= '9':
			n = n*10 + int(r-'0')
		case r == '十':
			tens, n = max(n, 1)*10, 0
		case i >= 0:
			n = i / len("零")
		}
	}
	if n += tens; n > 99 {
		return 0
	}
	return n
}

// dayOf reads the day that a version bears in its name: 10月13日版, 1013稿.
func dayOf(w string) int {
	m := versionDay.FindStringSubmatch(w)
	if m == nil {
		return 0
	}
	mo, d := smallNumber(m[1]), smallNumber(m[2])
	if m[1] == "" {
		mo, d = smallNumber(m[4]), smallNumber(m[5])
	}
	if mo < 1 || mo > 12 || d < 1 || d > 31 {
		return 0
	}
	return mo*100 + d
}
