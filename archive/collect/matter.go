package collect

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"

	"niandang/archive"
)

// matters gives each pair one matter: that of the first request.
func (p *pairing) matters() {
	at := make(map[string]int, len(p.docs))
	for i, d := range p.docs {
		at[d.ID] = i
		if _, fixed := d.Trusts[elMatter]; !fixed {
			p.docs[i].Matter = d.ID
		}
	}
	order := make([]int, 0, len(p.docs))
	for i, d := range p.docs {
		if d.ReplyTo != "" {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p.docs[a].Date, p.docs[b].Date) })
	for _, i := range order {
		if j, ok := at[p.docs[i].ReplyTo]; ok {
			p.setMatter(i, p.docs[j].Matter)
		}
	}
}

func (p *pairing) setMatter(i int, matter string) {
	if _, fixed := p.docs[i].Trusts[elMatter]; !fixed {
		p.docs[i].Matter = matter
	}
}

var (
	meetingOf = regexp.MustCompile(`(?:召开|举办|举行|在|参加)([^，。]{4,40}?(?:会议|大会|全会|研讨会|培训班|座谈会))|^(?:.*关于)?([^，。]{4,40}?(?:会议|大会|全会|座谈会))(?:纪要|总结|情况)`)
	regular   = regexp.MustCompile(`办公会|党组会|局务会|例会|常务会|专题会|党委会|理事会|第.+次|民主生活会`)
)

// meetingWithin is how far apart the papers of one meeting may be.
const meetingWithin = 90 * 24 * time.Hour

// meetings gives the papers of one meeting (notice, speech, minutes) one matter,
// when they name it in the same words within three months. Meetings that are held
// again and again under one name are not joined.
func (p *pairing) meetings() {
	first := make(map[string]int)
	order := make([]int, len(p.docs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p.docs[a].Date, p.docs[b].Date) })
	for _, i := range order {
		name := meetingName(p.docs[i].Title)
		if name == "" || p.docs[i].Date == "" || p.docs[i].Matter != p.docs[i].ID {
			continue
		}
		if j, ok := first[name]; ok && p.within(j, i, meetingWithin) {
			p.setMatter(i, p.docs[j].Matter)
			continue
		}
		first[name] = i
	}
}

func (p *pairing) within(j, i int, d time.Duration) bool {
	a, errA := time.Parse(time.DateOnly, p.docs[j].Date)
	b, errB := time.Parse(time.DateOnly, p.docs[i].Date)
	return errA == nil && errB == nil && b.Sub(a) <= d
}

// meetingName gives the name of a meeting that a title is about, "" for none or
// for one that recurs.
func meetingName(title string) string {
	m := meetingOf.FindStringSubmatch(archive.Squeeze(bookTitle.ReplaceAllString(title, "")))
	if m == nil {
		return ""
	}
	name := letters(m[1] + m[2])
	if i := strings.LastIndex(name, "关于"); i >= 0 {
		name = name[i+len("关于"):]
	}
	if len([]rune(name)) < 6 || regular.MatchString(name) {
		return ""
	}
	return name
}
