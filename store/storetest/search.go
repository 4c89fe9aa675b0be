package storetest

import (
	"fmt"
	"strings"

	"niandang/archive"
)

var searchCases = []testcase{
	{"a document is found by what is known of it", searchFinds},
	{"the number comes before title, issuer and text", searchRanking},
	{"a snippet shows the hit in the text as it stands", searchSnippet},
	{"filters narrow", searchFilters},
	{"hits come in pages and are counted", searchPages},
	{"a secret's text and title are never found", searchSecret},
	{"the index follows changes", searchFollows},
	{"a segment of a scan has its own pages", searchSegment},
	{"odd queries are harmless", searchOdd},
}

// library2021 makes three indexed documents of a water bureau.
func library2021(l library) {
	l.Helper()
	docs := []archive.Document{
		{ID: "flood", Elements: archive.Elements{
			Number: "云水发〔2021〕13号", Title: "关于做好防汛值班工作的通知", Issuers: []string{"云州市水务局"}, Date: "2021-05-18",
		}, Department: "防汛科", Decision: archive.Decision{Retention: archive.Years30}},
		{ID: "canteen", Elements: archive.Elements{
			Number: "云水办函〔2021〕13号", Title: "关于食堂采购事项的复函", Issuers: []string{"云州市水务局办公室"}, Date: "2021-06-02",
		}, Department: "办公室", Decision: archive.Decision{Retention: archive.Years10}},
		{ID: "budget", Elements: archive.Elements{
			Number: "云财〔2020〕213号", Title: "关于下达预算的通知", Issuers: []string{"云州市财政局"}, Date: "2020-12-30",
		}, Department: "财务科", ArchYear: 2020, Decision: archive.Decision{Retention: archive.Permanent}},
	}
	texts := map[string][]string{
		"flood":   {"各区县水务局：\n为切实做好今年防\n汛值班工作，现通知如下。", "一、加强领导。值班电话：０５１２－８８８８。联系人：李𬭎。"},
		"canteen": {"你单位来函收悉。经研究，同意采购冷藏设备ＬＧ型２台。", "⽔务局⻝堂（盖章）"},
		"budget":  {"根据云水发〔2021〕13号精神，下达预算。防汛经费见附件。"},
	}
	c := archive.Change{What: "collect", Documents: docs}
	for i, d := range docs {
		sha := strings.Repeat(fmt.Sprint(i), 64)
		c.Documents[i].Year, c.Documents[i].SHA256, c.Documents[i].Path = 2021, sha, d.ID+".pdf"
		c.Files = append(c.Files, archive.File{
			ID: "file-" + d.ID, Path: d.ID + ".pdf", Document: d.ID, SHA256: sha, Status: archive.Kept, Role: archive.RoleMain,
		})
		for n, text := range texts[d.ID] {
			c.Pages = append(c.Pages, archive.PageText{SHA256: sha, Page: n + 1, Text: text})
		}
	}
	c.Items = []archive.Item{{ID: "item-flood", Code: "Z009-WS·2021-D30-0001", Document: "flood"}}
	l.apply(c)
	l.must("Index", l.Index(ctx, []string{"flood", "canteen", "budget"}))
}

// found gives the documents that a query finds, best first.
func (l library) found(q archive.Query) string {
	l.Helper()
	hits, total, err := l.Search(ctx, q)
	l.must("Search "+q.Text, err)
	if total < len(hits) {
		l.Errorf("Search %q: %d hits of %d", q.Text, len(hits), total)
	}
	return names(hits, func(h archive.Hit) string { return h.Document })
}

func searchFinds(l library) {
	library2021(l)
	for query, want := range map[string]string{
		"云水发〔2021〕13号": "flood budget", "[2021]13": "canteen flood budget", "（2021）13号": "canteen flood budget",
		"2021 13": "canteen flood budget", "云水办函 13": "canteen", "云水发2021年第013号": "flood", "【2020】213号": "budget",
		"防汛": "flood budget", "防汛值班": "flood", "值班电话": "flood", "汛值": "flood", "值班 经费": "", "防汛 预算": "budget",
		"财政局": "budget", "财务科": "budget", "云州市水务局": "canteen flood",
		"汛": "flood budget", "函": "canteen", "局": "canteen flood budget", "囍": "",
		"fxzb": "flood", "GZDTZ": "flood", "stcg": "canteen", "yzsczj": "budget",
		"lg": "canteen", "LG型": "canteen", "0512": "flood", "8888": "flood", "ＬＧ": "canteen",
		"水务局食堂": "canteen", "李𬭎": "flood", "冷藏，设备": "", "采购冷藏": "canteen",
		"同意采购": "canteen", "現通知": "", "防\n汛": "flood budget", "防汛 值班 通知": "flood",
	} {
		l.same(query, l.found(archive.Query{Text: query}), want)
	}
}

func searchRanking(l library) {
	docs := []archive.Document{
		{ID: "a-text", Elements: archive.Elements{Title: "其他", Date: "2021-09-09"}},
		{ID: "b-issuer", Elements: archive.Elements{Title: "其他", Issuers: []string{"河长办公室"}, Date: "2021-09-09"}},
		{ID: "c-title", Elements: archive.Elements{Title: "关于河长制的通知", Date: "2021-01-01"}},
		{ID: "d-title", Elements: archive.Elements{Title: "关于河长制的意见", Date: "2021-02-01"}},
		{ID: "e-number", Elements: archive.Elements{Title: "其他", Number: "河长〔2021〕1号"}},
	}
	l.apply(archive.Change{
		What: "x", Documents: docs,
		Files: []archive.File{{ID: "f", Document: "a-text", Role: archive.RoleMain, SHA256: "aa", Path: "a.txt"}},
		Pages: []archive.PageText{{SHA256: "aa", Page: 1, Text: "请河长办研究。"}},
	})
	l.must("Index", l.Index(ctx, strings.Fields("a-text b-issuer c-title d-title e-number")))
	l.same("河长", l.found(archive.Query{Text: "河长"}), "e-number d-title c-title b-issuer a-text")
	hits, _, err := l.Search(ctx, archive.Query{Text: "河长"})
	l.must("Search", err)
	l.same("fields", names(hits, func(h archive.Hit) string { return h.Field }), "number title title issuer text")
	for i := 1; i < len(hits); i++ {
		if hits[i].Score > hits[i-1].Score {
			l.Errorf("score rises from %v to %v", hits[i-1].Score, hits[i].Score)
		}
	}
}

func searchSnippet(l library) {
	library2021(l)
	for query, want := range map[string]archive.Hit{
		"做好今年防汛": {Document: "flood", Path: "flood.pdf", Page: 1, Snippet: "各区县水务局：为切实\x02做好今年防汛\x03值班工作，现通知如下。"},
		"0512":   {Document: "flood", Path: "flood.pdf", Page: 2, Snippet: "…值班电话：\x02０５１２\x03－８８８８。联系人：李𬭎。"},
		"食堂 盖章":  {Document: "canteen", Path: "canteen.pdf", Page: 2, Snippet: "⽔务局\x02⻝堂\x03（\x02盖章\x03）"},
		"值班工作":   {Document: "flood", Path: "flood.pdf", Snippet: "关于做好防汛\x02值班工作\x03的通知"},
	} {
		hits, _, err := l.Search(ctx, archive.Query{Text: query})
		l.must("Search", err)
		if len(hits) == 0 {
			l.Errorf("%s: nothing found", query)
			continue
		}
		h := hits[0]
		if h.Document != want.Document || h.Path != want.Path || h.Page != want.Page || h.Snippet != want.Snippet {
			l.Errorf("%s: got %+v, snippet %q", query, h, h.Snippet)
		}
	}
	hits, _, err := l.Search(ctx, archive.Query{Text: "防汛值班"})
	l.must("Search", err)
	l.same("item", hits[0].Item+" "+hits[0].Code, "item-flood Z009-WS·2021-D30-0001")
}

func searchFilters(l library) {
	library2021(l)
	settings, err := l.Settings(ctx)
	l.must("Settings", err)
	settings.Organ.Departments = []archive.Department{{Name: "防汛科", Code: "FX", Aliases: []string{"防办"}}}
	l.apply(archive.Change{What: "settings", Settings: &settings})
	for _, c := range []struct {
		query archive.Query
		want  string
	}{
		{archive.Query{Year: 2021}, "flood"},
		{archive.Query{Year: 2020}, "budget"},
		{archive.Query{Retention: archive.Years30}, "flood"},
		{archive.Query{Department: "财务科"}, "budget"},
		{archive.Query{Department: "FX"}, "flood"},
		{archive.Query{Department: "防办"}, "flood"},
		{archive.Query{Issuer: "云州市水务局"}, "flood"}, // not its office, whose name begins so
		{archive.Query{Issuer: "云州市财政局"}, "budget"},
		{archive.Query{Issuer: "水务局"}, ""},
		{archive.Query{From: "2021-01-01"}, "flood"},
		{archive.Query{To: "2020-12-31"}, "budget"},
		{archive.Query{From: "2020-12-30", To: "2021-05-18"}, "flood budget"},
	} {
		c.query.Text = "防汛"
		l.same(fmt.Sprintf("%+v", c.query), l.found(c.query), c.want)
	}
	d, err := l.Document(ctx, "flood")
	l.must("Document", err)
	d.Decision.Retention = archive.Permanent
	l.apply(archive.Change{What: "decide", Documents: []archive.Document{d}})
	l.same("a decision made after indexing", l.found(archive.Query{Text: "防汛", Retention: archive.Permanent}), "flood budget")
}

func searchPages(l library) {
	c := archive.Change{What: "x"}
	var ids []string
	for i := range 120 {
		id := fmt.Sprintf("d%03d", i)
		ids = append(ids, id)
		c.Documents = append(c.Documents, archive.Document{ID: id, Elements: archive.Elements{Title: "关于水库的报告"}})
	}
	l.apply(c)
	l.must("Index", l.Index(ctx, ids))
	seen := make(map[string]bool)
	for offset := 0; offset < 120; offset += 50 {
		hits, total, err := l.Search(ctx, archive.Query{Text: "水库", Limit: 50, Offset: offset})
		if err != nil || total != 120 {
			l.Fatalf("total %d, %v", total, err)
		}
		for _, h := range hits {
			seen[h.Document] = true
		}
	}
	if len(seen) != 120 {
		l.Errorf("pages show %d documents, want 120", len(seen))
	}
}

func searchSecret(l library) {
	library2021(l)
	d, err := l.Document(ctx, "flood")
	l.must("Document", err)
	d.Secret = true
	l.apply(archive.Change{What: "secret", Documents: []archive.Document{d}})
	l.same("at once", l.found(archive.Query{Text: "值班"}), "")
	l.must("Index", l.Index(ctx, []string{"flood"}))
	l.same("text", l.found(archive.Query{Text: "值班电话"}), "")
	l.same("title", l.found(archive.Query{Text: "做好防汛"}), "")
	l.same("initials", l.found(archive.Query{Text: "fxzb"}), "")
	l.same("number", l.found(archive.Query{Text: "云水发〔2021〕13号"}), "flood budget")
	d.Secret, d.Security = false, "机密"
	l.apply(archive.Change{What: "mark", Documents: []archive.Document{d}})
	l.must("Index", l.Index(ctx, []string{"flood"}))
	l.same("marked by a person", l.found(archive.Query{Text: "值班电话"}), "")
}

func searchFollows(l library) {
	library2021(l)
	e := l.apply(archive.Change{What: "remove", Person: true, Remove: []archive.Ref{{Table: "document", ID: "flood"}}})
	l.same("removed", l.found(archive.Query{Text: "防汛"}), "budget")
	l.undo(e.ID)
	l.same("undone", l.found(archive.Query{Text: "防汛"}), "flood budget")
	d, err := l.Document(ctx, "flood")
	l.must("Document", err)
	d.Title = "关于抗旱的通知"
	l.apply(archive.Change{What: "edit", Documents: []archive.Document{d}})
	l.must("Index", l.Index(ctx, []string{"flood", "no such document"}))
	l.same("new title", l.found(archive.Query{Text: "抗旱"}), "flood")
	l.same("old title", l.found(archive.Query{Text: "做好防汛"}), "")
}

func searchSegment(l library) {
	l.apply(archive.Change{
		What:      "x",
		Documents: []archive.Document{{ID: "one"}, {ID: "two"}},
		Files: []archive.File{
			{ID: "f1", Document: "one", Role: archive.RoleMain, SHA256: "aa", Path: "扫描.pdf#page=1-2", First: 1, Pages: 2},
			{ID: "f2", Document: "two", Role: archive.RoleMain, SHA256: "aa", Path: "扫描.pdf#page=3-4", First: 3, Pages: 2},
		},
		Pages: []archive.PageText{
			{SHA256: "aa", Page: 1, Text: "水库"}, {SHA256: "aa", Page: 2, Text: "泵站"}, {SHA256: "aa", Page: 4, Text: "堤防"},
		},
	})
	l.must("Index", l.Index(ctx, []string{"one", "two"}))
	l.same("first", l.found(archive.Query{Text: "泵站"}), "one")
	l.same("second", l.found(archive.Query{Text: "堤防"}), "two")
	l.same("neither has both", l.found(archive.Query{Text: "水库 堤防"}), "")
}

func searchOdd(l library) {
	library2021(l)
	for _, query := range []string{"", " ", "《》", `"`, `"防汛`, "防汛*", "title:防汛", "防汛 AND", "NEAR(a b)", "-", "^防汛", "{title}", "\x00", "\xff防汛", "'; DROP TABLE file"} {
		if _, _, err := l.Search(ctx, archive.Query{Text: query}); err != nil {
			l.Errorf("%q: %v", query, err)
		}
	}
}
