package collect

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"time"

	"niandang/archive"
)

// guessDay dates a paper of the organ on which no day stands, for a person to
// confirm: by the folder of its meeting (0318水利会议), or, for what sums up a year,
// by the year's last day.
func guessDay(d archive.Document) archive.Document {
	if d.Date != "" || d.Number != "" || d.Kind == archive.Incoming || d.Trusts[archive.ElDate].Source == archive.FromPerson {
		return d
	}
	day, source := dayOfFolder(path.Base(path.Dir(d.Path)), d.Year), archive.FromFilename
	if day == "" {
		day, source = lastDay(d.Title), archive.FromRule
	}
	if day == "" {
		return d
	}
	if d.Trusts = maps.Clone(d.Trusts); d.Trusts == nil {
		d.Trusts = make(map[string]archive.Trust)
	}
	d.Date, d.Trusts[archive.ElDate] = day, archive.Trust{Source: source, Confidence: sureGuess}
	return asked(d, archive.ElDate)
}

var monthDay = regexp.MustCompile(`^(\d{2})(\d{2})\p{Han}|\p{Han}(\d{2})(\d{2})$`)

// dayOfFolder reads month and day at the head or the end of a folder's name.
func dayOfFolder(name string, year int) string {
	m := monthDay.FindStringSubmatch(archive.Fold(name))
	if m == nil || year == 0 {
		return ""
	}
	day := fmt.Sprintf("%04d-%s%s-%s%s", year, m[1], m[3], m[2], m[4])
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return ""
	}
	return day
}

var (
	yearlyPaper = regexp.MustCompile(`(大事记|名册|统计(年报|表|报表|年报表)|一览表|台账)$`)
	oneYear     = regexp.MustCompile(`(?:19|20)\d{2}`)
)

// lastDay gives the last day of the one year that a title sums up.
func lastDay(title string) string {
	folded := archive.Squeeze(archive.Fold(title))
	years := oneYear.FindAllString(folded, -1)
	if !yearlyPaper.MatchString(bracketed.ReplaceAllString(folded, "")) || len(years) != 1 {
		return ""
	}
	return years[0] + "-12-31"
}

var bracketed = regexp.MustCompile(`\([^()]*\)$`)
