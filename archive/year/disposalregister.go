package year

import (
	"context"
	"fmt"
	"strings"
	"time"

	"niandang/archive"
)

// DisposalRegister writes a batch's register (销毁清册), as XLSX or PDF by the ending
// of path, with the names and days of its signatures as far as it has come, and
// returns how many entries it has.
func (y *Year) DisposalRegister(ctx context.Context, batch, path string) (int, error) {
	d, err := y.Store.Disposal(ctx, batch)
	if notFound(err) {
		return 0, archive.Fail(archive.CodeNotFound, "dispose_batch", err, "batch", batch)
	}
	if err != nil {
		return 0, err
	}
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return 0, err
	}
	sheets := []sheet{y.registerSheet(d), y.signatureSheet(d)}
	under := y.Paper.Say(archive.Say("list.disposal.under", "fonds", s.Organ.Fonds, "name", s.Organ.Name, "batch", d.ID, "n", fmt.Sprint(len(d.Entries)), "pages", fmt.Sprint(pagesOf(d))))
	l := heading{
		title: y.Paper.SayID("list.sheet.disposal"),
		under: func(int) string { return under },
		sign:  y.registerSigns(d, s.Dispose.Watchers()),
	}
	return len(d.Entries), y.writeList(ctx, path, sheets, l)
}

func pagesOf(d archive.Disposal) int {
	n := 0
	for _, e := range d.Entries {
		n += e.Pages
	}
	return n
}

// registerSheet has a line for each entry.
func (y *Year) registerSheet(d archive.Disposal) sheet {
	s := sheet{id: "disposal", headings: []string{"seq", "code", "number", "title", "issuers", "date", "retention", "due", "pages", "opinion", "remark"}}
	for i, e := range d.Entries {
		due := ""
		if e.Due > 0 {
			due = fmt.Sprint(e.Due)
		}
		s.rows = append(s.rows, []string{
			fmt.Sprint(i + 1), e.Code, e.Number, e.Title, strings.Join(e.Issuers, "；"), strings.ReplaceAll(e.Date, "-", ""),
			e.Retention.String(), due, fmt.Sprint(e.Pages), e.Opinion.Why, y.entryState(d),
		})
	}
	return s
}

func (y *Year) entryState(d archive.Disposal) string {
	if d.State == archive.Finished || d.State == archive.Destroying {
		return y.Paper.SayID("dispose.state." + string(archive.Finished))
	}
	return ""
}

// signatureSheet tells who did what when, and the digest of each main file.
func (y *Year) signatureSheet(d archive.Disposal) sheet {
	s := sheet{id: "signatures", headings: []string{"step", "who", "when", "why"}}
	add := func(step string, g archive.Signature) {
		s.rows = append(s.rows, []string{y.say("dispose.step." + step), g.By, dayOf(g.At), g.Why})
	}
	add("proposed", d.Proposed)
	if d.Approved != nil {
		add("approved", *d.Approved)
	}
	for _, g := range d.Supervised {
		add("supervised", g)
	}
	if d.Withdrawn != nil {
		add("withdrawn", *d.Withdrawn)
	}
	if !d.Done.IsZero() {
		s.rows = append(s.rows, []string{y.say("dispose.step.done"), "", dayOf(d.Done), ""})
	}
	return s
}

func dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Local().Format("2006-01-02")
}

// registerSigns are the lines to sign, filled in as far as the batch has come.
func (y *Year) registerSigns(d archive.Disposal, watchers int) []string {
	line := func(id string, g *archive.Signature) string {
		who, day := "", ""
		if g != nil {
			who, day = g.By, dayOf(g.At)
		}
		return y.Paper.Say(archive.Say("list.disposal."+id, "who", pad(who, 8), "day", pad(day, 6)))
	}
	out := []string{line("proposed", &d.Proposed) + line("approved", d.Approved)}
	watched := ""
	for i := range max(watchers, len(d.Supervised)) {
		var g *archive.Signature
		if i < len(d.Supervised) {
			g = &d.Supervised[i]
		}
		watched += line("supervised", g)
	}
	return append(out, watched)
}

// pad leaves room for a name to be written by hand; two blanks at least set the
// fields apart.
func pad(s string, n int) string {
	return s + strings.Repeat("　", max(n-len([]rune(s)), 2))
}
