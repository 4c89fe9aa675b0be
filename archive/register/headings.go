package register

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"niandang/archive"
)

// The fields that a column can hold besides the elements of a document. They
// stand in Mapping.Columns.
const (
	FieldSerial     = "serial"   // running number of the register
	FieldReceived   = "received" // date received or registered
	FieldIssued     = "issued"   // date sent out or printed
	FieldRemark     = "remark"   // notes; tells void numbers
	FieldKind       = "kind"     // sent or received, row by row
	FieldPrefix     = "prefix"   // 代字 in a column of its own
	FieldYear       = "year"     // parts of the date in columns of their own
	FieldMonth      = "month"
	FieldDay        = "day"
	FieldDepartment = archive.ElDepartment

	// Headings that do not say all: the other columns, the kind of sheet and the
	// cells decide.
	anyNumber = "any_number"
	anyDate   = "any_date"
	anyIssued = "any_issued"
	anyCame   = "any_came"
	anyIssuer = "any_issuer"
)

// rule gives a field to the headings that a pattern finds. Rank orders columns
// that claim the same field: the lower one wins.
type rule struct {
	field   string
	rank    int
	pattern *regexp.Regexp
}

// rules are tried in order; the first that fits decides. Headings come without
// spaces, brackets and punctuation.
var rules = []rule{
	{FieldDepartment, 0, regexp.MustCompile(`(承办|主办|办理|经办|责任|归口|牵头|拟办|分办)(科室|处室|部门|股室|机构|科|处|股)$`)},
	{"", 0, regexp.MustCompile(`份数|印数|份额|页数|页码|^页$|张数|件数|字数|拟稿人|拟稿员|起草人|核稿|校对|打字|印制|登记人|经办人|领取人|签收|办理情况|办理结果|办理进度|归档情况|处理情况|拟办|批示|传阅|阅签|附件|介质|载体|电话|联系|档号|盒号|保管期限|归档|存放|办结|时限|分发份|有无`)},
	{archive.ElTitle, 0, regexp.MustCompile(`标题|题名|事由|^题目$|文件题|公文题`)},
	{archive.ElTitle, 1, regexp.MustCompile(`文件名称|文件名|公文名称|合同名称|协议名称|内容摘要|主要内容|^名称$|^内容$|摘要`)},
	{archive.ElDisclosure, 0, regexp.MustCompile(`公开`)},
	{archive.ElSecurityTerm, 0, regexp.MustCompile(`保密期限|密级期限|^期限$`)},
	{archive.ElSecurity, 0, regexp.MustCompile(`密级|秘密等级|涉密|定密|^密$`)},
	{archive.ElUrgency, 0, regexp.MustCompile(`紧急|缓急|急缓|急件`)},
	{archive.ElCopyNo, 0, regexp.MustCompile(`份号`)},
	{archive.ElSigners, 0, regexp.MustCompile(`签发人|签发领导|签批人|^签发$|^签批$`)},
	{FieldPrefix, 0, regexp.MustCompile(`代字`)},
	{archive.ElNumber, 0, regexp.MustCompile(`发文字号|来文字号|公文字号|文件字号|收文字号|^字号$|原文号|原文字号`)},
	{FieldSerial, 1, regexp.MustCompile(`收文编号|收文号|收文序号|收文顺序|登记号|登记编号|流水号|登记序号|收件编号|办文编号|来文编号登记`)},
	{archive.ElNumber, 1, regexp.MustCompile(`文号|来文号|来文编号|发文编号|发文号|文件编号|文件号|公文编号|公文号|合同编号|合同号|协议编号|期编号|^期号$|^期数$`)},
	{FieldSerial, 0, regexp.MustCompile(`^序号$|^顺序号$|^顺序$|^序$|^NO$|^No$|^no$`)},
	{anyNumber, 2, regexp.MustCompile(`^编号$|^号$|^号数$|^字号数$|^编码$|^文编$`)},
	{FieldYear, 0, regexp.MustCompile(`^年$|^年度$|^年份$`)},
	{FieldMonth, 0, regexp.MustCompile(`^月$|^月份$|日期月$|时间月$`)},
	{FieldDay, 0, regexp.MustCompile(`^日$|日期日$|时间日$`)},
	{archive.ElDate, 0, regexp.MustCompile(`成文|落款|签发日期|签发时间|文件日期|公文日期|文件时间|形成日期|形成时间|制发日期|行文日期|原文日期|原文时间|签订日期|签订时间|签署日期`)},
	{anyIssued, 1, regexp.MustCompile(`发文日期|发文时间|印发|发出|封发|分发日期|发送日期|送达|制发时间|发文年月`)},
	{anyCame, 1, regexp.MustCompile(`来文日期|来文时间`)},
	{FieldReceived, 0, regexp.MustCompile(`收文日期|收文时间|收到|收件日期|收件时间|登记日期|登记时间|签收日期|接收日期|收文年月`)},
	{anyDate, 2, regexp.MustCompile(`^日期$|^时间$|^年月日$|^月日$|日期$|年月日$`)},
	{archive.ElCC, 0, regexp.MustCompile(`抄送|抄报|抄发`)},
	{archive.ElRecipients, 0, regexp.MustCompile(`主送|受文|发往|送往|发送单位|发送机关|发送对象|收文单位|收文机关|分送|报送单位|致送`)},
	{archive.ElIssuers, 0, regexp.MustCompile(`来文单位|来文机关|来文部门|来文处|发文机关|制发机关|制发单位|责任者|发文者|印发单位|印发机关|来件单位`)},
	{anyIssuer, 1, regexp.MustCompile(`^发文单位$|^单位$|^机关$|^发文部门$`)},
	{FieldDepartment, 0, regexp.MustCompile(`(承办|主办|办理|经办|责任|归口|牵头)(科室|处室|部门|股室|机构)`)},
	{FieldDepartment, 1, regexp.MustCompile(`(承办|主办|办理|经办|责任|归口|牵头)单位`)},
	{FieldDepartment, 1, regexp.MustCompile(`(拟稿|起草|撰稿|拟文|发文)(科室|处室|部门|单位|股室|机构)`)},
	{FieldDepartment, 2, regexp.MustCompile(`^(科室|处室|部门|股室|所属科室|所属部门|所属处室)$|^(承办|主办|经办)$`)},
	{FieldKind, 0, regexp.MustCompile(`收发类型|收发类别|收发文|文件类别|文件类型|公文类型|^类别$|^类型$`)},
	{archive.ElGenre, 0, regexp.MustCompile(`文种|公文种类`)},
	{FieldRemark, 0, regexp.MustCompile(`备注|附注|附记|备考|说明|^注$|^原因$|作废原因`)},
}

var headingNoise = regexp.MustCompile(`[\s:：*＊、，,.．。/／\\|_\-—（）()\[\]【】〔〕《》<>“”"'0-9]+`)

// bare gives a heading without spaces, width variants and punctuation.
func bare(heading string) string {
	return headingNoise.ReplaceAllString(archive.Fold(archive.Squeeze(heading)), "")
}

// fieldOf gives the field that a heading names; false when no rule knows it.
func fieldOf(heading string) (rule, bool) {
	b := bare(heading)
	if b == "" || len([]rune(b)) > 14 {
		return rule{}, false
	}
	for _, r := range rules {
		if r.pattern.MatchString(b) {
			return r, true
		}
	}
	return rule{}, false
}

// kindOf tells from a sheet's name, its title rows and headings what it lists.
func kindOf(sheet, titles string, headings []string) archive.Kind {
	for _, s := range []string{sheet, titles} {
		in := strings.Contains(s, "收文") || strings.Contains(s, "来文") || strings.Contains(s, "收件")
		out := strings.Contains(s, "发文") || strings.Contains(s, "外发")
		both := in && out || strings.Contains(s, "收发")
		switch {
		case both:
		case in:
			return archive.Incoming
		case out:
			return archive.Outgoing
		case internalSheet.MatchString(s):
			return archive.Internal
		}
	}
	return kindByHeadings(headings)
}

// internalSheet finds sheets of papers that are neither sent nor received.
var internalSheet = regexp.MustCompile(`内部|合同|协议|会议|简报`)

var (
	incomingHeads = regexp.MustCompile(`来文|收文|收到|传阅|拟办|批示`)
	outgoingHeads = regexp.MustCompile(`发文字号|主送|签发|拟稿|印发|发往|抄送|印数`)
)

func kindByHeadings(headings []string) archive.Kind {
	in, out := 0, 0
	for _, h := range headings {
		if incomingHeads.MatchString(h) && !strings.Contains(h, "收文单位") {
			in++
		}
		if outgoingHeads.MatchString(h) {
			out++
		}
	}
	switch {
	case in > out:
		return archive.Incoming
	case out > in:
		return archive.Outgoing
	}
	return ""
}

// settle gives each column its field: of several columns that claim one field
// the best heading wins, the leftmost of equals; a heading that does not say all
// takes what is left for it. cells gives some cells of a column.
func settle(headings []string, kind archive.Kind, cells func(column int) []string) []string {
	type claim struct {
		column int
		rule   rule
	}
	var claims []claim
	for i, h := range headings {
		if r, ok := fieldOf(h); ok && r.field != "" {
			claims = append(claims, claim{i, r})
		}
	}
	prefixed := slices.ContainsFunc(claims, func(c claim) bool { return c.rule.field == FieldPrefix })
	slices.SortStableFunc(claims, func(a, b claim) int { return cmp.Compare(a.rule.rank, b.rule.rank) })
	fields := make([]string, len(headings))
	taken := make(map[string]bool)
	for _, c := range claims {
		if c.rule.field == anyNumber && prefixed {
			c.rule.field = archive.ElNumber // beside 代字 it is the number's own figure
		}
		for _, field := range meant(c.rule.field, kind, cells(c.column)) {
			if !taken[field] {
				taken[field] = true
				fields[c.column] = field
				break
			}
		}
	}
	return fields
}

// meant gives the fields that a heading can mean in a register of this kind, the
// likeliest first.
func meant(field string, kind archive.Kind, cells []string) []string {
	switch field {
	case anyNumber:
		if mostlyNumbers(cells) {
			return []string{archive.ElNumber, FieldSerial}
		}
		return []string{FieldSerial}
	case anyIssued:
		return []string{archive.ElDate, FieldIssued}
	case anyCame:
		return []string{archive.ElDate, FieldReceived}
	case anyDate:
		if kind == archive.Incoming {
			return []string{archive.ElDate, FieldReceived}
		}
		return []string{archive.ElDate, FieldIssued}
	case anyIssuer:
		if kind == archive.Outgoing {
			return []string{FieldDepartment, archive.ElIssuers}
		}
		return []string{archive.ElIssuers}
	}
	return []string{field}
}

// mostlyNumbers tells whether a column holds document numbers rather than
// running numbers.
func mostlyNumbers(cells []string) bool {
	n, filled := 0, 0
	for _, c := range cells {
		if strings.TrimSpace(c) == "" {
			continue
		}
		filled++
		if _, ok := parseNumber(c); ok {
			n++
		}
	}
	return filled > 0 && 2*n >= filled
}
