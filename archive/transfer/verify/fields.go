package verify

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"niandang/archive"
)

// The lengths that a field may have, in characters; the catalogue's columns and
// archives' databases take no more.
const (
	maxTitle = 500
	maxField = 255
)

// Fields gives the findings about the metadata fields of one item: GD-1-2 to
// GD-1-7, GD-2-3, GD-2-4. The names are those of DA/T 46-2009; a field that is
// not there is empty.
func Fields(b *Board, code, path string, fields map[string]string) {
	f := fieldCheck{b, code, path}
	for _, name := range sortedKeys(fields) {
		f.shape(name, fields[name])
	}
	f.mandatory(fields)
	f.date(fields["日期"])
	f.year(fields["年度"])
	f.pages(fields["页数"])
	f.domains(fields)
	if c := fields["档号"]; c != "" && !codeShape.MatchString(c) {
		f.b.Warn("GD-1-7", On(code, path, "transfer.code_shape", "code", c))
	}
}

// codeShape is the tolerant form of an item code: DA/T 22-2015 5.4 and DA/T
// 13-2022.
var codeShape = regexp.MustCompile(`^[A-Za-z0-9]+-[A-Z]{2,}[^-]*[·-](\d{4})[-·].+[-·](\d+)$`)

type fieldCheck struct {
	b          *Board
	code, path string
}

func (f fieldCheck) warn(row, id string, pairs ...string) {
	f.b.Warn(row, On(f.code, f.path, id, append(pairs, "code", f.code)...))
}

func (f fieldCheck) fail(row, id string, pairs ...string) {
	f.b.Fail(row, On(f.code, f.path, id, append(pairs, "code", f.code)...))
}

func (f fieldCheck) shape(name, value string) {
	limit := maxField
	if name == "题名" {
		limit = maxTitle
	}
	if n := len([]rune(value)); n > limit {
		f.warn("GD-1-2", "verify.field_long", "name", name, "n", strconv.Itoa(n), "limit", strconv.Itoa(limit))
	}
	if i := strings.IndexFunc(value, special); i >= 0 {
		f.warn("GD-1-6", "verify.field_special", "name", name)
	}
}

// special are characters that a catalogue must not hold: controls, private use,
// what stands for a character that was lost.
func special(r rune) bool {
	return unicode.IsControl(r) && r != '\n' || r == '\uFFFD' || unicode.Is(unicode.Co, r) || unicode.Is(unicode.Cf, r)
}

// mandatoryFields must not be empty (DA/T 18-2022 必著, DA/T 46-2009 必).
var mandatoryFields = []string{"档号", "题名", "日期", "责任者", "保管期限", "年度"}

// Missing names the mandatory fields that are empty.
func Missing(fields map[string]string) []string {
	var out []string
	for _, name := range mandatoryFields {
		if strings.TrimSpace(fields[name]) == "" {
			out = append(out, name)
		}
	}
	return out
}

func (f fieldCheck) mandatory(fields map[string]string) {
	for _, name := range Missing(fields) {
		if name == "日期" || name == "责任者" {
			f.warn("GD-2-4", "transfer.element_empty", "name", name)
			continue
		}
		f.fail("GD-2-4", "transfer.element_empty", "name", name)
	}
	for _, name := range []string{"立档单位名称", "电子文件号", "密级"} {
		if value, told := fields[name]; told && value == "" {
			f.warn("GD-2-3", "transfer.element_empty", "name", name)
		}
	}
}

// date: YYYYMMDD (DA/T 18-2022), or in brackets where it was worked out.
func (f fieldCheck) date(s string) {
	s = strings.Trim(s, "[]")
	if s == "" {
		return
	}
	d, err := time.Parse("20060102", s)
	switch {
	case err != nil:
		f.warn("GD-1-3", "verify.field_form", "name", "日期", "value", s)
	case d.Year() < 1949 || d.After(time.Now().AddDate(1, 0, 0)):
		f.warn("GD-1-5", "verify.field_odd", "name", "日期", "value", s)
	}
}

func (f fieldCheck) year(s string) {
	if s == "" {
		return
	}
	n, err := strconv.Atoi(s)
	switch {
	case err != nil || len(s) != 4:
		f.warn("GD-1-3", "verify.field_form", "name", "年度", "value", s)
	case n < 1949 || n > time.Now().Year()+1:
		f.warn("GD-1-5", "verify.field_odd", "name", "年度", "value", s)
	}
}

func (f fieldCheck) pages(s string) {
	if s == "" {
		return
	}
	n, err := strconv.Atoi(s)
	switch {
	case err != nil:
		f.warn("GD-1-3", "verify.field_form", "name", "页数", "value", s)
	case n < 1:
		f.warn("GD-1-5", "verify.field_odd", "name", "页数", "value", s)
	}
}

// domains are the fields with prescribed values (DA/T 18-2022, 国家档案局令第8号).
var domains = map[string][]string{
	"保管期限": {"永久", "30年", "10年", "定期30年", "定期10年", "长期", "短期"},
	"开放标识": {"开放", "控制", "延期开放", "未审核"},
	"公开属性": {"主动公开", "依申请公开", "不予公开"},
}

func (f fieldCheck) domains(fields map[string]string) {
	for _, name := range sortedKeys(domains) {
		value := fields[name]
		if value == "" {
			continue
		}
		ok := false
		for _, allowed := range domains[name] {
			ok = ok || value == allowed
		}
		if !ok {
			f.warn("GD-1-4", "verify.field_domain", "name", name, "value", value)
		}
	}
	if s := fields["密级"]; secret(s) {
		f.fail("GD-4-7", "verify.secret", "value", s)
	}
}

// secret reports whether a 密级 is one of the three (保守国家秘密法 art. 14).
func secret(s string) bool {
	return strings.HasPrefix(s, "绝密") || strings.HasPrefix(s, "机密") || strings.HasPrefix(s, "秘密")
}

// judgeFields checks the metadata of one item.
func (v *verifier) judgeFields(it *item) {
	if !it.parsed {
		v.board.Fail("GD-2-10", On(it.code, it.folder, "verify.no_metadata", "path", it.folder))
		return
	}
	Fields(v.board, it.code, it.folder, it.fields)
	if it.history == 0 {
		v.board.Warn("GD-2-5", On(it.code, it.folder, "verify.no_history", "code", it.code))
	}
	if it.fields["保管期限"] == "10年" || it.fields["保管期限"] == "不归档" {
		v.board.Warn("GD-2-9", On(it.code, it.folder, "verify.scope", "code", it.code, "value", it.fields["保管期限"]))
	}
}

// judgeOpening looks for the opening opinion that goes with a transfer (档案法
// art. 30).
func (v *verifier) judgeOpening() {
	n := 0
	for _, it := range v.items {
		if o := it.fields["开放标识"]; it.parsed && (o == "" || o == "未审核") {
			n++
		}
	}
	if n > 0 {
		v.board.Warn("opening", Note{Text: archive.Say("transfer.no_opinion", "n", strconv.Itoa(n))})
	}
}
