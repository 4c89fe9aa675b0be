package appraise

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"niandang/archive"
)

// The secrecy marks (密级) and the values of 公开属性.
const (
	topSecret    = "绝密"
	secret       = "机密"
	confidential = "秘密"

	Public    = "主动公开"
	OnRequest = "依申请公开"
	NotPublic = "不予公开"
)

// Marked reports whether a mark is one of the three secrecy marks. 内部 and 工作秘密
// are handling marks (design.md rule 3).
func Marked(mark string) bool {
	return mark == topSecret || mark == secret || mark == confidential
}

// MaxTerm gives the longest term in years that a mark may have by itself
// (保守国家秘密法 art. 20); 0 for what is no mark.
func MaxTerm(mark string) int {
	switch mark {
	case topSecret:
		return 30
	case secret:
		return 20
	case confidential:
		return 10
	}
	return 0
}

var termIn = regexp.MustCompile(`(\d{1,2})\s*(年|个?月)`)

// Declassified gives the day on which a document's secrecy ends by itself: the
// marked term, or the mark's longest where none is marked, from the day it was
// made (保守国家秘密法实施条例 art. 19). Years and months count to the same day of
// the calendar. False when the document has no mark, no date, or is 长期.
func Declassified(e archive.Elements) (day string, ok bool) {
	if !Marked(e.Security) {
		return "", false
	}
	made, err := time.Parse("2006-01-02", e.Date)
	if err != nil || strings.Contains(e.SecurityTerm, "长期") {
		return "", false
	}
	years, months := MaxTerm(e.Security), 0
	if m := termIn.FindStringSubmatch(archive.Fold(e.SecurityTerm)); m != nil {
		n, _ := strconv.Atoi(m[1]) // the expression lets digits through only
		years, months = n, 0
		if m[2] != "年" {
			years, months = 0, n
		}
	}
	return made.AddDate(years, months, 0).Format("2006-01-02"), true
}

// OverTerm reports whether the marked term is longer than the mark may have.
func OverTerm(e archive.Elements) bool {
	m := termIn.FindStringSubmatch(archive.Fold(e.SecurityTerm))
	if m == nil || !Marked(e.Security) {
		return false
	}
	n, _ := strconv.Atoi(m[1]) // the expression lets digits through only
	if m[2] != "年" {
		n /= 12
	}
	return n > MaxTerm(e.Security)
}

// Secrecy finds documents that are marked secret and to be disclosed at once:
// 公开不涉密、涉密不公开. Mark and note must both stand on the document or be set by
// a person; a mark or a note that only the register has is the register's finding
// (register_security_vs_public). Rows give the register's row of the document, for
// the message. In an open library the message names file, mark and note, never the
// title.
func Secrecy(docs []archive.Document, rows []archive.Row, _ archive.Settings) []archive.Finding {
	row := make(map[string]archive.Row, len(rows))
	for _, r := range rows {
		if r.Document != "" {
			row[r.Document] = r
		}
	}
	var found []archive.Finding
	for _, d := range docs {
		if !Marked(d.Security) || d.Disclosure != Public && d.Disclosure != OnRequest {
			continue
		}
		if d.Trusts[archive.ElSecurity].Source == archive.FromRegister || d.Trusts[archive.ElDisclosure].Source == archive.FromRegister {
			continue
		}
		found = append(found, conflict(d, row[d.ID]))
	}
	return found
}

func conflict(d archive.Document, r archive.Row) archive.Finding {
	mark := d.Security
	if d.SecurityTerm != "" {
		mark += "★" + d.SecurityTerm
	}
	f := archive.NewFinding(archive.FSecurityConflict, d.Path, "mark", mark, "disclosure", d.Disclosure)
	f.Step, f.Year, f.Document, f.Number = "appraise", d.Year, d.ID, d.Number
	f.Sheet, f.Row = r.Sheet, r.Row
	return f
}
