package year

import (
	"context"
	"fmt"
	"slices"
	"time"

	"niandang/archive"
)

// Status is the year at a glance.
type Status struct {
	Year        int                       `json:"year"`
	Files       int                       `json:"files"`
	ByStatus    map[archive.Status]int    `json:"by_status"`
	Documents   int                       `json:"documents"`
	Decided     int                       `json:"decided"`   // have a retention
	Confirmed   int                       `json:"confirmed"` // by a person
	Review      int                       `json:"review"`    // retention to be looked at
	Elements    int                       `json:"elements"`  // documents with elements to be looked at
	ByRetention map[string]int            `json:"by_retention"`
	ByMonth     map[string]map[string]int `json:"by_month"` // month, retention
	ByDept      map[string]int            `json:"by_department"`
	Items       int                       `json:"items"`
	Arranged    int                       `json:"arranged"` // documents to be archived that lie in an item
	ToArchive   int                       `json:"to_archive"`
	Locked      int                       `json:"locked"`
	Boxes       int                       `json:"boxes"`
	Volumes     int                       `json:"volumes"`
	Bound       int                       `json:"bound"` // items in a volume
	Transfers   int                       `json:"transfers"`
	Transferred int                       `json:"transferred"` // items in a package
	Accepted    int                       `json:"accepted"`
	Errors      int                       `json:"errors"`
	Warnings    int                       `json:"warnings"`
	ByKind      map[string]int            `json:"findings"` // open findings by kind
	Missing     []string                  `json:"missing_numbers"`
	Due         string                    `json:"due"` // ISO date by which the year is to be arranged
	DaysLeft    int                       `json:"days_left"`
	Next        archive.Text              `json:"-"`
	NextStep    string                    `json:"next"`
}

// Status tells how far a year is and what to do next.
func (y *Year) Status(ctx context.Context, year int) (Status, error) {
	s := Status{
		Year: year, ByStatus: map[archive.Status]int{}, ByRetention: map[string]int{},
		ByMonth: map[string]map[string]int{}, ByDept: map[string]int{}, ByKind: map[string]int{},
	}
	for _, count := range []func(context.Context, *Status) error{
		y.countFiles, y.countDocuments, y.countItems, y.countOutput, y.countFindings, y.countDays,
	} {
		if err := count(ctx, &s); err != nil {
			return s, err
		}
	}
	s.NextStep, s.Next = next(s)
	return s, nil
}

func (y *Year) countFiles(ctx context.Context, s *Status) error {
	for f, err := range y.Store.Files(ctx, archive.Filter{Year: s.Year}) {
		if err != nil {
			return err
		}
		s.Files++
		s.ByStatus[f.Status]++
	}
	return nil
}

func (y *Year) countDocuments(ctx context.Context, s *Status) error {
	for d, err := range y.Store.Documents(ctx, archive.Filter{Year: s.Year}) {
		if err != nil {
			return err
		}
		s.Documents++
		r := d.Decision.Retention
		if r != archive.RetentionUnset {
			s.Decided++
		}
		if r.Archived() && !d.Secret && d.FileID != "" && d.ArchYear == s.Year {
			s.ToArchive++
		}
		if d.Decision.Confirmed {
			s.Confirmed++
		}
		if d.Decision.Review {
			s.Review++
		}
		if len(d.Review) > 0 {
			s.Elements++
		}
		s.ByRetention[r.String()]++
		s.ByDept[d.Department]++
		if len(d.Date) >= 7 {
			m := d.Date[:7]
			if s.ByMonth[m] == nil {
				s.ByMonth[m] = map[string]int{}
			}
			s.ByMonth[m][r.String()]++
		}
	}
	return nil
}

func (y *Year) countItems(ctx context.Context, s *Status) error {
	for it, err := range y.Store.Items(ctx, archive.Filter{Year: s.Year}) {
		if err != nil {
			return err
		}
		s.Items++
		s.Arranged += len(it.Documents)
		if it.Locked {
			s.Locked++
		}
	}
	var err error
	s.Boxes, err = y.Store.Count(ctx, "box", archive.Filter{Year: s.Year})
	return err
}

func (y *Year) countOutput(ctx context.Context, s *Status) error {
	for v, err := range y.Store.Volumes(ctx, archive.Filter{Year: s.Year}) {
		if err != nil {
			return err
		}
		s.Volumes++
		s.Bound += len(v.Items)
	}
	sent, accepted := map[string]bool{}, map[string]bool{}
	for t, err := range y.Store.Transfers(ctx, archive.Filter{Year: s.Year}) {
		if err != nil {
			return err
		}
		s.Transfers++
		for _, id := range t.ItemIDs {
			sent[id] = true
			if t.State == "accepted" {
				accepted[id] = true
			}
		}
	}
	s.Transferred, s.Accepted = len(sent), len(accepted)
	return nil
}

func (y *Year) countFindings(ctx context.Context, s *Status) error {
	for f, err := range y.Store.Findings(ctx, archive.Filter{Year: s.Year, Open: true}) {
		if err != nil {
			return err
		}
		s.ByKind[f.Kind]++
		switch f.Severity {
		case archive.SevError:
			s.Errors++
		case archive.SevWarning:
			s.Warnings++
		}
		if f.Kind == archive.FMissingNumber {
			s.Missing = append(s.Missing, f.Number)
		}
	}
	slices.Sort(s.Missing)
	return nil
}

// countDays says how long there is until the year must be arranged: by default
// the end of June of the next year (机关档案管理规定, 令第13号).
func (y *Year) countDays(ctx context.Context, s *Status) error {
	settings, err := y.Store.Settings(ctx)
	if err != nil {
		return err
	}
	due, err := time.ParseInLocation("2006-01-02", fmt.Sprintf("%d-%s", s.Year+1, settings.Transfer.Due), time.Local)
	if err != nil {
		return nil // a setting that is no date: no deadline is shown
	}
	s.Due = due.Format("2006-01-02")
	s.DaysLeft = int(due.Sub(y.Now()).Hours() / 24)
	return nil
}

// next names the step to take: the first that has something left.
func next(s Status) (string, archive.Text) {
	switch {
	case s.Files == 0:
		return "collect", archive.Say("next.collect")
	case s.Decided < s.Documents:
		return "appraise", archive.Say("next.appraise", "n", fmt.Sprint(s.Documents-s.Decided))
	case s.Review > 0:
		return "review", archive.Say("next.review", "n", fmt.Sprint(s.Review))
	case s.Arranged < s.ToArchive:
		return "arrange", archive.Say("next.arrange", "n", fmt.Sprint(s.ToArchive-s.Arranged))
	case s.Bound < s.Items:
		return "bind", archive.Say("next.bind", "n", fmt.Sprint(s.Items-s.Bound))
	case s.Transferred == 0 && s.Items > 0:
		return "transfer", archive.Say("next.transfer")
	}
	return "done", archive.Say("next.done")
}
