package register

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"

	"niandang/archive"
)

var totals = regexp.MustCompile(`^(本页)?(合计|总计|小计|共计|累计)|^共\d+|^(制表|填表|登记人|审核|注)[人:：]|^注[:：]`)

// rows reads the rows below the headings. Blank rows, totals, headings repeated
// on every printed page and rows that hold nothing but a running number are none.
func (s *sheet) rows() []archive.Row {
	var out []archive.Row
	for i := s.first; i < len(s.table.Rows); i++ {
		cells := s.table.Rows[i]
		if blank(cells) || s.repeated(cells) || totals.MatchString(first(cells)) {
			continue
		}
		if r, ok := s.row(cells); ok {
			r.Row = i + 1
			r.ID = s.id + "-" + strconv.Itoa(r.Row)
			out = append(out, r)
		}
	}
	return out
}

func first(cells []string) string {
	for i := range cells {
		if c := at(cells, i); c != "" {
			return archive.Squeeze(c)
		}
	}
	return ""
}

// repeated tells whether the headings stand here again.
func (s *sheet) repeated(cells []string) bool {
	same, filled := 0, 0
	for i, h := range s.headings {
		if h == "" {
			continue
		}
		filled++
		if archive.Squeeze(at(cells, i)) == h {
			same++
		}
	}
	return filled > 0 && 2*same > filled
}

// row reads one row; false when there is nothing in it that names a document.
func (s *sheet) row(cells []string) (archive.Row, bool) {
	v := s.values(cells)
	r := archive.Row{Year: s.year, Sheet: s.table.Name, Kind: s.mapping.Kind, Remark: v[FieldRemark], Serial: v[FieldSerial]}
	if k := kindCell(v[FieldKind]); k != "" {
		r.Kind = k
	}
	r.Title = title(v[archive.ElTitle])
	r.Number = number(composed(v, s.year))
	r.Genre, r.CopyNo, r.Depart = v[archive.ElGenre], v[archive.ElCopyNo], v[FieldDepartment]
	r.Issuers, r.Recipients = list(v[archive.ElIssuers]), list(v[archive.ElRecipients])
	r.CC, r.Signers = list(v[archive.ElCC]), list(v[archive.ElSigners])
	r.Security, r.SecurityTerm = security(v[archive.ElSecurity])
	if t := v[archive.ElSecurityTerm]; t != "" && r.Security != "" {
		r.SecurityTerm = t
	}
	if u := v[archive.ElUrgency]; !none.MatchString(u) {
		r.Urgency = u
	}
	r.Disclosure = disclosure(v[archive.ElDisclosure])
	s.dates(&r, v)
	r.Void = void(r) || r.Number != "" && voidSheet.MatchString(s.table.Name)
	return r, r.Title != "" || r.Number != "" && (r.Void || !isRunning(r.Number))
}

// values gives the cells by field; a ditto mark repeats the cell above.
func (s *sheet) values(cells []string) map[string]string {
	v := make(map[string]string, len(s.fields))
	for i, field := range s.fields {
		if field == "" {
			continue
		}
		c := at(cells, i)
		if ditto.MatchString(c) {
			c = s.above[field]
		}
		v[field] = c
		s.above[field] = c
	}
	return v
}

// composed joins a number that is spread over columns: 代字, year, running
// number.
func composed(v map[string]string, year int) string {
	n := v[archive.ElNumber]
	digits := bareDigits.FindStringSubmatch(archive.Squeeze(archive.Fold(cmp.Or(n, v[FieldSerial]))))
	if v[FieldPrefix] == "" || digits == nil {
		return n
	}
	if y := atoi(strings.TrimSuffix(v[FieldYear], "年")); y > 1900 {
		year = y
	}
	prefix := strings.TrimRight(archive.Squeeze(v[FieldPrefix]), "字〔〕[]")
	return archive.Number{Prefix: prefix, Year: year, Serial: atoi(digits[1])}.String()
}

// voidSheet is the name of a sheet that lists the numbers that were not used.
var voidSheet = regexp.MustCompile(`作废|废号|空号|注销`)

// isRunning tells a bare running number from a document's.
func isRunning(n string) bool { return bareDigits.MatchString(n) && !strings.ContainsAny(n, "第号") }

func (s *sheet) dates(r *archive.Row, v map[string]string) {
	year := s.year
	if n, ok := archive.ParseNumber(r.Number); ok {
		year = n.Year
	}
	r.Date = date(v[archive.ElDate], year)
	r.Received = date(v[FieldReceived], year)
	r.PrintDate = date(v[FieldIssued], year)
	if m, d := digitsOf(v[FieldMonth]), digitsOf(v[FieldDay]); r.Date == "" && m > 0 && d > 0 {
		if y := digitsOf(v[FieldYear]); y > 1900 {
			year = y
		}
		if s.parted {
			r.Received = day(year, m, d)
			return
		}
		r.Date, r.PrintDate = day(year, m, d), day(year, m, d)
	}
	if !s.strict && r.PrintDate == "" {
		r.PrintDate = r.Date // the column may mean the day it was sent out
	}
}

func digitsOf(cell string) int {
	return atoi(strings.TrimRight(archive.Squeeze(archive.Fold(cell)), "年月日"))
}

// void tells whether a row says that its number was not used: in its remark, in
// place of the title, or by a number with nothing behind it.
func void(r archive.Row) bool {
	if r.Number == "" {
		return false
	}
	t := archive.Squeeze(archive.Fold(r.Title))
	if voidTitle.MatchString(t) || voidRemark.MatchString(r.Remark) {
		return true
	}
	return t == "" && r.Date == "" && r.Depart == "" && len(r.Recipients) == 0 && len(r.Issuers) == 0 && r.Remark == ""
}

// title takes line breaks out of a title cell; spaces between joint organs stay.
func title(cell string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("\r", "", "\n", "").Replace(cell)), " ")
}

// rowFinding makes a finding about a row.
func rowFinding(kind string, r archive.Row, pairs ...string) archive.Finding {
	f := archive.NewFinding(kind, "", append([]string{"title", shown(r), "number", cmp.Or(r.Number, "—")}, pairs...)...)
	f.Year, f.Step, f.Sheet, f.Row, f.Number = r.Year, "collect", r.Sheet, r.Row, r.Number
	return f
}

// isSecret tells a mark of state secrecy from a handling mark (内部).
func isSecret(mark string) bool { return mark == "绝密" || mark == "机密" || mark == "秘密" }

// hidden stands in place of the title of a secret document.
const hidden = "〔涉密文件〕"

func shown(r archive.Row) string {
	if isSecret(r.Security) {
		return hidden
	}
	return cmp.Or(r.Title, "—")
}
