package gongwen

import (
	"regexp"
	"strings"

	"niandang/archive"
)

var (
	quoteNo   = regexp.MustCompile(`^\s*[（(〔]{1,2}([\p{Han}A-Za-z·]{1,16}[〔\[［(（【]\s*(?:19|20)\d{2}\s*[〕\]］)）】]\s*第?\d{1,5}号)[)）]?`)
	numberIn  = regexp.MustCompile(`[（(]([\p{Han}A-Za-z·]{1,16}[〔\[［(（【](?:19|20)\d{2}[〕\]］)）】]第?\d{1,5}号)[)）]`)
	forwarded = regexp.MustCompile(`(?:转发|批转|印发)(.{2,40}?关于.+?的?(?:通知|意见|决定|通报|报告|方案|函))的通知$`)
	quotable  = regexp.MustCompile(`^(?:关于|对|商请|.{2,30}关于)`)
)

// quotes finds the documents that the opening and the title quote: the request
// that a reply answers, the document that a notice forwards.
func quotes(opening, title string) []archive.Quote {
	var out []archive.Quote
	for _, s := range []string{opening, title} {
		for _, q := range quoted(s) {
			out = addQuote(out, q)
		}
	}
	for _, m := range numberIn.FindAllStringSubmatch(opening, -1) {
		if n, ok := archive.ParseNumber(m[1]); ok {
			out = addQuote(out, archive.Quote{Number: n.String()})
		}
	}
	if m := forwarded.FindStringSubmatch(title); m != nil && !strings.Contains(m[1], "《") {
		out = addQuote(out, archive.Quote{Title: m[1]})
	}
	return out
}

// quoted finds 《…》 with the number in brackets that may follow.
func quoted(s string) []archive.Quote {
	var out []archive.Quote
	depth, start := 0, 0
	for i, c := range s {
		switch c {
		case '《':
			if depth == 0 {
				start = i + len("《")
			}
			depth++
		case '》':
			depth--
			if depth != 0 {
				depth = max(depth, 0)
				continue
			}
			q := archive.Quote{Title: s[start:i]}
			if m := quoteNo.FindStringSubmatch(s[i+len("》"):]); m != nil {
				if n, ok := archive.ParseNumber(m[1]); ok {
					q.Number = n.String()
				}
			}
			if q.Number != "" || quotable.MatchString(q.Title) {
				out = append(out, q)
			}
		}
	}
	return out
}

// addQuote adds a quote that is not there yet; a number alone that another quote
// has is dropped.
func addQuote(qs []archive.Quote, q archive.Quote) []archive.Quote {
	for i, x := range qs {
		if q.Title != "" && x.Title == q.Title || q.Title == "" && x.Number == q.Number {
			if x.Number == "" {
				qs[i].Number = q.Number
			}
			return qs
		}
	}
	return append(qs, q)
}
