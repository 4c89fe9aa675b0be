package appraise_test

import (
	"slices"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/appraise"
)

// shelf is a small library of 2010 in 2031: each document with one file of its own
// bytes, each archived one with an item of ten years and the opinion 销毁.
type shelf struct {
	in    appraise.DisposalInput
	files []archive.File
}

func newShelf(ids ...string) *shelf {
	s := &shelf{in: appraise.DisposalInput{Kind: archive.ExpiredItems, Now: 2031, Documents: make(map[string]archive.Document)}}
	for _, id := range ids {
		d := archive.Document{ID: id, FileID: "f" + id, Year: 2010, ArchYear: 2010, SHA256: "sha" + id}
		d.Decision = archive.Decision{Retention: archive.Years10, Confirmed: true, By: "周敏"}
		d.Title = "文件" + id
		s.in.Documents[id] = d
		s.in.Items = append(s.in.Items, archive.Item{
			ID: "item-" + id, Year: 2010, Code: "c" + id, Retention: archive.Years10, Document: id, Documents: []string{id}, Title: d.Title,
			Reappraisal: &archive.Reappraisal{Opinion: archive.Destroy, Ended: 2020, Signature: archive.Signature{By: "周敏", Why: "无用"}},
		})
		s.files = append(s.files, archive.File{ID: "f" + id, Document: id, Source: "/s", Path: id + ".pdf", Status: archive.Kept, SHA256: "sha" + id, Size: 3})
	}
	return s
}

func (s *shelf) document(id string, change func(*archive.Document)) {
	d := s.in.Documents[id]
	change(&d)
	s.in.Documents[id] = d
}

func (s *shelf) plan() *appraise.DisposalPlan {
	h := appraise.Holdings{Files: make(map[string][]archive.File), Same: make(map[string][]archive.File), Has: func(sha string) bool { return sha != "" }}
	for _, f := range s.files {
		if _, ok := s.in.Documents[f.Document]; ok {
			h.Files[f.Document] = append(h.Files[f.Document], f)
		}
		h.Same[f.SHA256] = append(h.Same[f.SHA256], f)
	}
	h.Around = appraise.Around(s.files)
	s.in.Holdings = h
	return appraise.PlanDisposal(s.in)
}

func taken(p *appraise.DisposalPlan) string {
	var out []string
	for _, e := range p.Entries {
		out = append(out, e.Code)
	}
	return strings.Join(out, " ")
}

func refusals(p *appraise.DisposalPlan) string {
	var out []string
	for _, r := range p.Refused {
		for _, w := range r.Why {
			out = append(out, r.Entry.Code+" "+strings.TrimPrefix(w.ID, "dispose.no."))
		}
	}
	return strings.Join(out, ", ")
}

// What may never be in a batch is not, even when a person names it.
func TestNothingIsDestroyedThatMustStay(t *testing.T) {
	for _, c := range []struct {
		name, want string
		change     func(*shelf)
	}{
		{"kept for ever", "ca permanent", func(s *shelf) { s.in.Items[0].Retention = archive.Permanent }},
		{"kept for ever by a person's later word", "ca longer", func(s *shelf) {
			s.document("a", func(d *archive.Document) { d.Decision.Retention = archive.Permanent })
		}},
		{"not due", "ca not_due", func(s *shelf) { s.in.Items[0].Year = 2021 }},
		{"due from the next year only", "ca not_due", func(s *shelf) { s.in.Items[0].Year = 2021; s.in.Items[0].Reappraisal.Ended = 2020 }},
		{"thirty years", "ca not_due", func(s *shelf) { s.in.Items[0].Retention = archive.Years30 }},
		{"no opinion", "ca opinion", func(s *shelf) { s.in.Items[0].Reappraisal = nil }},
		{"kept on", "ca not_due", func(s *shelf) {
			s.in.Items[0].Reappraisal = &archive.Reappraisal{Opinion: archive.KeepOn, Retention: archive.Years10, Until: 2031, Ended: 2020}
		}},
		{"kept on for ever", "ca permanent", func(s *shelf) {
			s.in.Items[0].Reappraisal = &archive.Reappraisal{Opinion: archive.KeepOn, Retention: archive.Permanent, Ended: 2020}
		}},
		{"kept on, run out again, no new opinion", "ca opinion", func(s *shelf) {
			s.in.Items[0].Reappraisal = &archive.Reappraisal{Opinion: archive.KeepOn, Retention: archive.Years10, Until: 2030, Ended: 2020}
		}},
		{"handed over without an answer", "ca transfer", func(s *shelf) {
			s.in.Transfers = []archive.Transfer{{State: "written", ItemIDs: []string{"item-a"}}}
		}},
		{"held", "ca hold", func(s *shelf) {
			s.document("a", func(d *archive.Document) { d.Hold = &archive.Signature{By: "周敏", Why: "诉讼"} })
		}},
		{"a guess that nobody confirmed", "ca unconfirmed", func(s *shelf) {
			s.document("a", func(d *archive.Document) { d.Decision.Confirmed = false })
		}},
		{"a secret", "ca secret", func(s *shelf) { s.document("a", func(d *archive.Document) { d.Security = "机密" }) }},
		{"in another batch", "ca batch", func(s *shelf) {
			s.in.Batches = []archive.Disposal{{ID: "XH-2030-001", State: archive.Approved, Entries: []archive.DisposalEntry{{Documents: []string{"a"}}}}}
		}},
		{"a record that is not there", "ca document", func(s *shelf) { delete(s.in.Documents, "a") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newShelf("a", "b")
			s.in.Named = map[string]bool{"item-a": true, "item-b": true}
			c.change(s)
			p := s.plan()
			if taken(p) != "cb" || refusals(p) != c.want {
				t.Errorf("taken %q, refused %q, want %q", taken(p), refusals(p), c.want)
			}
			if slices.Contains(p.Objects, "shaa") || !slices.Contains(p.Objects, "shab") {
				t.Errorf("bytes %v", p.Objects)
			}
		})
	}
}

func TestWhatStandsInNobodysWayIsTaken(t *testing.T) {
	s := newShelf("a", "b")
	s.in.Transfers = []archive.Transfer{{State: "accepted", ItemIDs: []string{"item-a"}}, {State: "rejected", ItemIDs: []string{"item-b"}}}
	s.in.Batches = []archive.Disposal{
		{ID: "XH-2030-001", State: archive.Withdrawn, Entries: []archive.DisposalEntry{{Documents: []string{"a"}}}},
		{ID: "XH-2031-001", State: archive.Approved, Entries: []archive.DisposalEntry{{Documents: []string{"b"}}}},
	}
	s.in.Batch = "XH-2031-001"
	p := s.plan()
	if taken(p) != "ca cb" || refusals(p) != "" {
		t.Errorf("taken %q, refused %q", taken(p), refusals(p))
	}
	if e := p.Entries[0]; e.Due != 2021 || e.Files != 1 || e.Bytes != 3 || e.Opinion.By != "周敏" || e.SHA256 != "shaa" {
		t.Errorf("entry %+v", e)
	}
}

// Pages of one scan go together or not at all, and one that stays keeps the next.
func TestAScanGoesAsAWhole(t *testing.T) {
	s := newShelf("a", "b", "c")
	for i := range s.files {
		s.files[i].SHA256, s.files[i].First, s.files[i].Pages = "scan", 1+i, 1
	}
	if p := s.plan(); taken(p) != "ca cb cc" || strings.Join(p.Objects, " ") != "scan" {
		t.Errorf("together: taken %q, bytes %v", taken(p), p.Objects)
	}
	s.in.Items[1].Reappraisal = nil
	p := s.plan()
	if taken(p) != "" || refusals(p) != "ca scan, cb opinion, cc scan" || len(p.Objects) != 0 {
		t.Errorf("one stays: taken %q, refused %q, bytes %v", taken(p), refusals(p), p.Objects)
	}
}

// What came in an e-mail goes when nothing else in it stays, and takes it along.
func TestAnEMailGoesWithTheLastOfItsAttachments(t *testing.T) {
	s := newShelf("a", "b")
	s.files[0].Path, s.files[1].Path = "m.eml!/a.pdf", "m.eml!/b.pdf"
	s.files = append(s.files, archive.File{ID: "m", Source: "/s", Path: "m.eml", Status: archive.Kept, SHA256: "mail"})
	p := s.plan()
	if taken(p) != "ca cb" || strings.Join(p.Objects, " ") != "mail shaa shab" || len(p.Files) != 3 {
		t.Errorf("taken %q, bytes %v, %d files", taken(p), p.Objects, len(p.Files))
	}
	s.in.Items[1].Reappraisal = nil
	if p := s.plan(); taken(p) != "" || refusals(p) != "ca container, cb opinion" || len(p.Objects) != 0 {
		t.Errorf("one stays: taken %q, refused %q, bytes %v", taken(p), refusals(p), p.Objects)
	}
}

// A file whose bytes another document has as well: the entry goes, the bytes stay.
func TestBytesThatAnotherDocumentHasStay(t *testing.T) {
	s := newShelf("a")
	s.files = append(s.files,
		archive.File{ID: "other", Document: "z", Source: "/s", Path: "z.pdf", Status: archive.Kept, SHA256: "shaa"},
		archive.File{ID: "copy", Document: "a", Source: "/s", Path: "a2.pdf", Status: archive.Duplicate, SHA256: "twin"})
	p := s.plan()
	if taken(p) != "ca" || strings.Join(p.Objects, " ") != "twin" || p.Shared != 1 {
		t.Errorf("taken %q, bytes %v, shared %d", taken(p), p.Objects, p.Shared)
	}
}

func TestDocumentsThatWereNeverArchived(t *testing.T) {
	s := newShelf("a", "b", "c", "d")
	s.in.Kind = archive.NeverFiled
	s.in.Items = s.in.Items[:1]
	for _, id := range []string{"a", "b", "c"} {
		s.document(id, func(d *archive.Document) {
			d.Decision.Retention, d.Decision.Reason, d.Number = archive.NotArchived, "普发", "n"+id
		})
	}
	s.document("c", func(d *archive.Document) { d.Decision.Confirmed = false })
	p := s.plan()
	if len(p.Entries) != 1 || p.Entries[0].Documents[0] != "b" || p.Entries[0].Retention != archive.NotArchived || p.Entries[0].Opinion.Why != "普发" {
		t.Errorf("taken %+v", p.Entries)
	}
	var why []string
	for _, r := range p.Refused {
		why = append(why, r.Entry.Documents[0]+" "+r.Why[0].ID)
	}
	if strings.Join(why, ", ") != "a dispose.no.filed, c dispose.no.unconfirmed" {
		t.Errorf("refused %v", why)
	}
}

func TestATermSetAnewRunsFromTheEndOfTheOldOne(t *testing.T) {
	it := archive.Item{Year: 2010, Retention: archive.Years10}
	for _, c := range []struct {
		term archive.Retention
		from string
		want int
	}{
		{archive.Years10, "end", 2030}, {archive.Years10, "", 2030}, {archive.Years30, "start", 2040}, {archive.Permanent, "end", 0},
	} {
		if got := (appraise.Renewal{Term: c.term, From: c.from}).Until(it, 2020); got != c.want {
			t.Errorf("%s from %q: %d, want %d", c.term, c.from, got, c.want)
		}
	}
	it.Reappraisal = &archive.Reappraisal{Opinion: archive.KeepOn, Retention: archive.Years10, Until: 2030, Ended: 2020}
	if due := appraise.Expired([]archive.Item{it}, 2030); len(due) != 0 {
		t.Errorf("due while the new term runs: %+v", due)
	}
	if due := appraise.Expired([]archive.Item{it}, 2031); len(due) != 1 || due[0].Since != 2031 {
		t.Errorf("not due after the new term: %+v", due)
	}
	for now, want := range map[int]int{2025: 2020, 2031: 2030} { // an opinion is changed while it holds; later it is a new one
		if ended, due := appraise.Ended(it, now); !due || ended != want {
			t.Errorf("in %d the term that ended is %d %v, want %d", now, ended, due, want)
		}
	}
}
