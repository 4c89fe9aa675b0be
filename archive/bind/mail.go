package bind

import (
	"net/mail"
	"strings"
	"time"

	"niandang/archive/pdf"
)

// mailKeys are the lines that stand at the head of an e-mail's text, as archive/format
// writes them.
var mailKeys = []string{"From", "To", "Cc", "Date", "Subject"}

// mailHead sets the head of an e-mail as a table, and gives the rest of its text.
func (s *copySetter) mailHead(pages []string) []string {
	if len(pages) == 0 {
		return pages
	}
	rest := pages[0]
	var rows [][2]string
	for {
		line, after, _ := strings.Cut(rest, "\n")
		key, value, ok := strings.Cut(strings.TrimRight(line, "\r"), ": ")
		if !ok || !isMailKey(key) {
			break
		}
		if key == "Date" {
			value = mailDate(value)
		}
		rows = append(rows, [2]string{s.c.say("mail." + strings.ToLower(key)), value})
		rest = after
	}
	if len(rows) == 0 {
		return pages
	}
	l := s.last()
	f := s.c.forms.volume.Copy
	for _, row := range rows {
		base := s.y + f.Line/2 + dropOf(f.Pt)
		l.left(s.area.x, base, style{face: pdf.SerifBold, pt: f.Pt}, row[0])
		for _, line := range l.wrap(tidy(row[1]), serif(f.Pt), s.area.w-f.Key) {
			if s.y+f.Line > s.area.bottom() {
				l = s.page()
			}
			l.flush(s.area.x+f.Key, s.y+f.Line/2+dropOf(f.Pt), serif(f.Pt), line)
			s.y += f.Line
		}
	}
	s.y += f.Line / 4
	l.level(s.area.x, s.area.right(), s.y, 0.15)
	s.y += f.Line / 2
	return append([]string{strings.TrimLeft(rest, "\r\n")}, pages[1:]...)
}

// mailDate gives the time of an e-mail (RFC 5322, 3.3) as people here write it; one
// that cannot be read as it stands.
func mailDate(s string) string {
	t, err := mail.ParseDate(s)
	if err != nil {
		return s
	}
	return longDate(t.Format(time.DateOnly)) + t.Format(" 15:04")
}

func isMailKey(s string) bool {
	for _, k := range mailKeys {
		if s == k {
			return true
		}
	}
	return false
}
