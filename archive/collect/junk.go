package collect

import (
	"regexp"
	"strings"

	"niandang/archive"
)

// junkReason pairs a pattern on the lower-case base name with the reason's entry.
type junkReason struct {
	name *regexp.Regexp
	why  string
}

// junkNames are what systems, office programs and downloads leave behind, in
// order. Names that a real document may bear are not among them.
var junkNames = []junkReason{
	{regexp.MustCompile(`^(thumbs\.db|ehthumbs(_vista)?\.db|desktop\.ini|\.ds_store|\.directory|icon\r|\.localized|folder\.jpg|albumart.*\.jpg|autorun\.inf|ntuser\..*)$`), "system"},
	{regexp.MustCompile(`^\._`), "system"},
	{regexp.MustCompile(`^(~\$|\.~lock\.|~wr[a-z]\d+|~\d+\.|\.~)`), "lock"},
	{regexp.MustCompile(`\.(tmp|temp|asd|swp|swo|wbk~|laccdb|ldb)$`), "temporary"},
	{regexp.MustCompile(`\.(lnk|url|webloc|desktop|website|pif)$`), "shortcut"},
	{regexp.MustCompile(`\.(crdownload|part|partial|download|td|xltd|!ut|opdownload)$`), "unfinished"},
	{regexp.MustCompile(`\.(exe|msi|dll|sys|bat|cmd|ps1|vbs|scr|com|apk|dmg|deb|rpm|ttf|ttc|otf|cab|reg)$`), "program"},
	{regexp.MustCompile(`\.(log|etl|dmp|pdb)$`), "log"},
	{regexp.MustCompile(`^(readme|read ?me|license|changelog)(\.(txt|md|html?|rtf))?$`), "note"},
	{regexp.MustCompile(`^(数据|文件|资料|归档|系统|批量|oa|公文)?(导出|归档|下载|打包|解压|使用|打开|阅读|查看|备份|移交)?(文件|结果|数据)?(说明|须知|必读|日志|清单说明|密码)(\d*|\(\d+\)|（\d+）)\.(txt|md|html?|rtf|log)$`), "note"},
	{regexp.MustCompile(`^新建.{0,3}文本文档.*\.txt$`), "note"},
}

// junkFolders are folders in which everything is junk.
var junkFolders = regexp.MustCompile(`(?i)(^|/)(__MACOSX|\$RECYCLE\.BIN|RECYCLER|System Volume Information|\.Trash[^/]*|\.Spotlight-V100|\.fseventsd|\.git|\.svn|@eaDir|lost\+found|\.sync)/`)

// JunkName tells by the name alone that a file is no document, and why. A plain
// text file is not junk for being one: it may be a telephone record that is kept.
func JunkName(path string) (why archive.Text, junk bool) {
	if junkFolders.MatchString(path) {
		return archive.Say("collect.junk.system"), true
	}
	if strings.HasSuffix(path, "/") {
		return archive.Say("collect.junk.empty_folder"), true
	}
	name := strings.ToLower(archive.Fold(baseOf(path)))
	for _, j := range junkNames {
		if j.name.MatchString(name) {
			return archive.Say("collect.junk." + j.why), true
		}
	}
	return archive.Text{}, false
}
