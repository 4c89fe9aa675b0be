package arrange_test

import (
	"testing"

	"niandang/archive"
	"niandang/archive/arrange"
)

func TestClassesFollowTheScheme(t *testing.T) {
	docs := []archive.Document{
		doc("a", "2021-03-01", archive.Years30, in("供水科")),
		doc("b", "2021-02-01", archive.Permanent, in("河道科")),
		doc("c", "2021-01-01", archive.Permanent, in("供水科")),
		doc("d", "2021-01-05", archive.Years10),
	}
	for scheme, want := range map[string][]string{
		arrange.YearDepartmentRetention: {"C027-WS·2021-D10-BGS-0001 d", "C027-WS·2021-Y-HDK-0001 b", "C027-WS·2021-Y-GSK-0001 c", "C027-WS·2021-D30-GSK-0001 a"},
		arrange.YearRetentionDepartment: {"C027-WS·2021-Y-HDK-0001 b", "C027-WS·2021-Y-GSK-0001 c", "C027-WS·2021-D30-GSK-0001 a", "C027-WS·2021-D10-BGS-0001 d"},
		arrange.YearRetention:           {"C027-WS·2021-Y-0001 c", "C027-WS·2021-Y-0002 b", "C027-WS·2021-D30-0001 a", "C027-WS·2021-D10-0001 d"},
	} {
		t.Run(scheme, func(t *testing.T) {
			s := settings()
			s.Arrange.Scheme = scheme
			same(t, order(plan(t, arrange.Input{Documents: docs, Settings: s})), want)
		})
	}
}

func TestReplyStandsNextToItsRequest(t *testing.T) {
	docs := []archive.Document{
		doc("reply", "2021-06-30", archive.Years30, func(d *archive.Document) { d.ReplyTo = "request" }),
		doc("between", "2021-05-01", archive.Years30),
		doc("request", "2021-04-01", archive.Years30),
		doc("first", "2021-01-04", archive.Years30),
		doc("undated", "", archive.Years30),
	}
	p := plan(t, arrange.Input{Documents: docs})
	same(t, order(p), []string{
		"C027-WS·2021-D30-BGS-0001 first", "C027-WS·2021-D30-BGS-0002 request", "C027-WS·2021-D30-BGS-0003 reply",
		"C027-WS·2021-D30-BGS-0004 between", "C027-WS·2021-D30-BGS-0005 undated",
	})
}

func TestSameDayFollowsTheNumber(t *testing.T) {
	docs := []archive.Document{
		doc("x", "2021-04-01", archive.Years30, numbered("云水发〔2021〕12号"), func(d *archive.Document) { d.Matter = "m" }),
		doc("y", "2021-04-01", archive.Years30, numbered("云水发〔2021〕9号"), func(d *archive.Document) { d.Matter = "m" }),
	}
	same(t, order(plan(t, arrange.Input{Documents: docs})), []string{"C027-WS·2021-D30-BGS-0001 y", "C027-WS·2021-D30-BGS-0002 x"})
}

func TestOnlyArchivedDocumentsOfTheYearBecomeItems(t *testing.T) {
	docs := []archive.Document{
		doc("kept", "2021-04-01", archive.Years10),
		doc("not", "2021-04-01", archive.NotArchived),
		doc("open", "2021-04-01", archive.RetentionUnset),
		doc("secret", "2021-04-01", archive.Permanent, func(d *archive.Document) { d.Secret = true }),
		doc("older", "2020-04-01", archive.Permanent, func(d *archive.Document) { d.ArchYear = 2020 }),
	}
	files := mains(docs)
	docs = append(docs, doc("row", "2021-04-01", archive.Permanent))
	p := plan(t, arrange.Input{Documents: docs, Files: files})
	same(t, order(p), []string{"C027-WS·2021-D10-BGS-0001 kept"})
	want := arrange.Summary{Documents: 6, Items: 1, Pages: 2, Boxes: 1, NotArchived: 1, Undecided: 1, Secret: 1, NoFile: 1, OtherYear: 1}
	if p.Summary != want {
		t.Errorf("summary %+v, want %+v", p.Summary, want)
	}
}

func TestPartsStandInTheOrderOfTheRules(t *testing.T) {
	file := func(id string, role archive.Role, form archive.Form, seq int) archive.File {
		return archive.File{ID: id, Path: id, Status: archive.Kept, Role: role, Form: form, Seq: seq, Document: "d", Pages: 1}
	}
	for _, c := range []struct {
		kind archive.Kind
		want []string
	}{
		{archive.Outgoing, []string{"main", "att1", "att2", "form", "final"}},
		{archive.Incoming, []string{"form", "main", "att1", "att2", "final"}},
	} {
		form := archive.DispatchForm
		if c.kind == archive.Incoming {
			form = archive.RoutingForm
		}
		files := []archive.File{
			file("final", archive.RoleFinalDraft, "", 0), file("att2", archive.RoleAttachment, "", 2),
			file("form", archive.RoleForm, form, 0), file("att1", archive.RoleAttachment, "", 1),
			file("main", archive.RoleMain, "", 0), file("older", archive.RoleSuperseded, "", 0), file("draft", archive.RoleDraft, "", 0),
			{ID: "dup", Role: archive.RoleMain, Status: archive.Duplicate, Document: "d"},
		}
		d := doc("d", "2021-02-02", archive.Permanent, func(d *archive.Document) { d.Kind = c.kind })
		p := plan(t, arrange.Input{Documents: []archive.Document{d}, Files: files})
		var got []string
		for _, part := range p.Items[0].Parts {
			got = append(got, part.FileID)
		}
		same(t, got, c.want)
		if p.Items[0].Pages != 5 {
			t.Errorf("%s: pages %d, want 5", c.kind, p.Items[0].Pages)
		}
	}
}

func TestPairAsOneItemHasTheReplyInFront(t *testing.T) {
	group := func(d *archive.Document) { d.Group = "pair" }
	docs := []archive.Document{
		doc("request", "2021-04-01", archive.Years10, group),
		doc("reply", "2021-05-01", archive.Years30, group, func(d *archive.Document) { d.ReplyTo = "request" }),
	}
	p := plan(t, arrange.Input{Documents: docs})
	same(t, order(p), []string{"C027-WS·2021-D30-BGS-0001 reply"})
	it := p.Items[0]
	if it.Title != "题名reply" || it.Pages != 4 || it.Parts[0].Path != "reply.pdf" || it.Parts[1].Path != "request.pdf" {
		t.Errorf("item %+v", it)
	}
}

func TestItemWithoutTitleGetsOneInBrackets(t *testing.T) {
	d := doc("d", "2021-02-02", archive.Permanent, func(d *archive.Document) { d.Title, d.Path = "", "扫描/水库 平面图.jpg" })
	if got := plan(t, arrange.Input{Documents: []archive.Document{d}}).Items[0].Title; got != "[水库 平面图]" {
		t.Errorf("title %q", got)
	}
}

func TestLockedItemsKeepTheirCodesAndLateOnesFollow(t *testing.T) {
	docs := []archive.Document{doc("b", "2021-03-01", archive.Years30), doc("c", "2021-04-01", archive.Years30)}
	before := plan(t, arrange.Input{Documents: docs})
	locked := arrange.Lock(before.Items)
	late := doc("a", "2021-01-01", archive.Years30)
	after := plan(t, arrange.Input{Documents: append(docs, late), Prior: locked})
	same(t, order(after), []string{"C027-WS·2021-D30-BGS-0001 b", "C027-WS·2021-D30-BGS-0002 c", "C027-WS·2021-D30-BGS-0003 a"})
	if !after.Items[2].Late || after.Summary.Late != 1 || len(after.Boxes) != 1 {
		t.Errorf("late item %+v, boxes %+v", after.Items[2], after.Boxes)
	}
	if after.Items[0].ID != before.Items[0].ID {
		t.Errorf("ID changed from %s to %s", before.Items[0].ID, after.Items[0].ID)
	}

	gone := plan(t, arrange.Input{Documents: []archive.Document{docs[1], late}, Prior: locked})
	same(t, order(gone), []string{"C027-WS·2021-D30-BGS-0001 b", "C027-WS·2021-D30-BGS-0002 c", "C027-WS·2021-D30-BGS-0003 a"})

	open := plan(t, arrange.Input{Documents: append(docs, late), Prior: arrange.Unlock(after.Items[:2])})
	same(t, order(open), []string{"C027-WS·2021-D30-BGS-0001 a", "C027-WS·2021-D30-BGS-0002 b", "C027-WS·2021-D30-BGS-0003 c"})
}

func TestPartOfALockedItemGoesToItsEnd(t *testing.T) {
	d := doc("b", "2021-03-01", archive.Years30)
	files := mains([]archive.Document{d})
	before := plan(t, arrange.Input{Documents: []archive.Document{d}, Files: append(files, archive.File{ID: "final", Path: "final", Role: archive.RoleFinalDraft, Document: "b", Pages: 3})})
	files = append(files, archive.File{ID: "att", Path: "att", Role: archive.RoleAttachment, Document: "b", Pages: 4}, archive.File{ID: "final", Path: "final", Role: archive.RoleFinalDraft, Document: "b", Pages: 3})
	it := plan(t, arrange.Input{Documents: []archive.Document{d}, Files: files, Prior: arrange.Lock(before.Items)}).Items[0]
	if len(it.Parts) != 3 || it.Parts[2].FileID != "att" || it.Pages != 9 {
		t.Errorf("item %+v", it)
	}
}

func TestRunningAgainChangesNothing(t *testing.T) {
	docs := []archive.Document{doc("b", "2021-03-01", archive.Years30), doc("c", "2021-04-01", archive.Permanent), doc("a", "2021-01-01", archive.Years30)}
	first := plan(t, arrange.Input{Documents: docs})
	docs[0], docs[2] = docs[2], docs[0]
	again := plan(t, arrange.Input{Documents: docs, Prior: first.Items})
	same(t, order(again), order(first))
	for i := range again.Items {
		if again.Items[i].ID != first.Items[i].ID || again.Items[i].Box != first.Items[i].Box {
			t.Errorf("item %d became %+v, was %+v", i, again.Items[i], first.Items[i])
		}
	}
	if len(again.Removed) != 0 {
		t.Errorf("removed %q", again.Removed)
	}
	fewer := plan(t, arrange.Input{Documents: docs[:1], Prior: first.Items})
	if len(fewer.Removed) != 2 {
		t.Errorf("removed %q, want two", fewer.Removed)
	}
}

func TestSchemeOrTemplateThatIsNotUsableIsRefused(t *testing.T) {
	for _, change := range []func(*archive.Settings){
		func(s *archive.Settings) { s.Arrange.Scheme = "year" },
		func(s *archive.Settings) { s.Arrange.Template = "{fonds}-{number}" },
		func(s *archive.Settings) { s.Arrange.Template = "{year}{retention}{number}{shelf}" },
	} {
		s := settings()
		change(&s)
		if _, err := arrange.NewPlan(arrange.Input{Settings: s, Year: 2021}); archive.ErrorCode(err) != archive.CodeInvalid {
			t.Errorf("scheme %q template %q: error %v", s.Arrange.Scheme, s.Arrange.Template, err)
		}
	}
}
