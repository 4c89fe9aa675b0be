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
	t, err := y.Store.Tally(ctx, year)
	if err != nil {
		return s, err
	}
	s.countFiles(t)
	s.countDocuments(t)
	s.countFindings(t)
	s.Items, s.Arranged, s.Locked = t.Items, t.Arranged, t.Locked
	for _, count := range []func(context.Context, *Status) error{y.countOutput, y.listMissing, y.countDays} {
		if err := count(ctx, &s); err != nil {
			return s, err
		}
	}
	s.NextStep, s.Next = next(s)
	return s, nil
}

func (s *Status) countFiles(t archive.Tally) {
	s.ByStatus = t.Files
	for _, n := range t.Files {
		s.Files += n
	}
}

func (s *Status) countDocuments(t archive.Tally) {
	for _, d := range t.Documents {
		s.Documents += d.Count
		if d.Retention != archive.RetentionUnset {
			s.Decided += d.Count
		}
		if d.ToArchive {
			s.ToArchive += d.Count
		}
		if d.Confirmed {
			s.Confirmed += d.Count
		}
		if d.Review {
			s.Review += d.Count
		}
		if d.Elements {
			s.Elements += d.Count
		}
		s.ByRetention[d.Retention.String()] += d.Count
		s.ByDept[d.Department] += d.Count
		if d.Month == "" {
			continue
		}
		if s.ByMonth[d.Month] == nil {
			s.ByMonth[d.Month] = map[string]int{}
		}
		s.ByMonth[d.Month][d.Retention.String()] += d.Count
	}
}

func (s *Status) countFindings(t archive.Tally) {
	for _, f := range t.Findings {
		s.ByKind[f.Kind] += f.Count
		switch f.Severity {
		case archive.SevError:
			s.Errors += f.Count
		case archive.SevWarning:
			s.Warnings += f.Count
		}
	}
}

// countOutput counts boxes, volumes and hand-overs, which are few.
func (y *Year) countOutput(ctx context.Context, s *Status) error {
	var err error
	if s.Boxes, err = y.Store.Count(ctx, "box", archive.Filter{Year: s.Year}); err != nil {
		return err
	}
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

// listMissing names the numbers that no document bears.
func (y *Year) listMissing(ctx context.Context, s *Status) error {
	for f, err := range y.Store.Findings(ctx, archive.Filter{Year: s.Year, Kind: archive.FMissingNumber, Open: true}) {
		if err != nil {
			return err
		}
		s.Missing = append(s.Missing, f.Number)
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
