package appraise

import (
	"cmp"
	"regexp"
	"slices"
	"time"

	"niandang/archive"
)

// Precedent is what a person decided of a document like this one in an earlier
// year. It is offered and never applied.
type Precedent struct {
	Document  string
	Year      int
	Number    string
	Title     string
	Retention archive.Retention
	Clause    string
	Reason    string
	By        string
	At        time.Time
	Same      string  // series, title
	Likeness  float64 // of the titles, 0 to 1
}

// How far titles must be alike: within one number series, and without.
const (
	likeInSeries = 0.55
	likeAnywhere = 0.75
)

var (
	changing = regexp.MustCompile(`(?:19|20)\d\d(?:年度?)?|第?[\d一二三四五六七八九十]+(?:期|号|次|届|季度|批)|\d+|[（(][^（()）]*[)）]`)
	someone  = regexp.MustCompile(`(关于(?:给予|同意|免去)?)[\p{Han}]{2,4}?((?:等)?(?:[一二三四五六七八九十\d]*名?)同志|同志)`)
)

// kindOfTitle takes what changes from year to year out of a title: years, numbers,
// names of persons.
func kindOfTitle(title string) string {
	t := someone.ReplaceAllString(archive.Squeeze(archive.Fold(title)), "$1$2")
	return changing.ReplaceAllString(t, "")
}

// Precedents gives what a person overrode in earlier years on documents of the same
// series or the same kind of title, the likest first, at most five. Mere
// confirmations are no precedents.
func Precedents(d archive.Document, past []archive.Document) []Precedent {
	own := pairsOf(kindOfTitle(d.Title))
	var out []Precedent
	for _, p := range past {
		if p.ID == d.ID || p.Decision.By == "" || p.Decision.Reason == "" {
			continue
		}
		likeness := own.like(pairsOf(kindOfTitle(p.Title)))
		same := ""
		switch {
		case likeness >= likeAnywhere:
			same = "title"
		case likeness >= likeInSeries && sameSeries(d, p):
			same = "series"
		default:
			continue
		}
		out = append(out, Precedent{
			Document: p.ID, Year: p.Year, Number: p.Number, Title: p.Title, Retention: p.Decision.Retention, Clause: p.Decision.Clause,
			Reason: p.Decision.Reason, By: p.Decision.By, At: p.Decision.At, Same: same, Likeness: likeness,
		})
	}
	slices.SortStableFunc(out, func(a, b Precedent) int {
		return cmp.Or(cmp.Compare(b.Likeness, a.Likeness), cmp.Compare(b.Year, a.Year))
	})
	return out[:min(len(out), 5)]
}

func sameSeries(a, b archive.Document) bool {
	x, okX := archive.ParseNumber(a.Number)
	y, okY := archive.ParseNumber(b.Number)
	return okX && okY && x.Prefix == y.Prefix && a.Genre == b.Genre
}

// pairs are the pairs of neighbouring characters of a text.
type pairs map[[2]rune]bool

func pairsOf(s string) pairs {
	rs := []rune(s)
	p := make(pairs, len(rs))
	for i := 0; i+1 < len(rs); i++ {
		p[[2]rune{rs[i], rs[i+1]}] = true
	}
	return p
}

// like is Dice's coefficient.
func (p pairs) like(q pairs) float64 {
	if len(p) == 0 || len(q) == 0 {
		return 0
	}
	both := 0
	for k := range p {
		if q[k] {
			both++
		}
	}
	return 2 * float64(both) / float64(len(p)+len(q))
}
