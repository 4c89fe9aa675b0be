package collect

import (
	"slices"
	"testing"

	"niandang/archive"
)

func TestDepartmentFromFolders(t *testing.T) {
	for _, c := range []struct {
		name, path, want string
		sure             bool
	}{
		{"its name", "办公室/通知.pdf", "办公室", true},
		{"an alias behind an ordinal", "03.水资源科/通知.pdf", "水资源管理科", true},
		{"the nearest folder", "办公室/水资源管理科（备份）/通知.pdf", "水资源管理科", true},
		{"its name without the last character", "水资源管理/通知.pdf", "水资源管理科", true},
		{"inside an archive", "导出.zip!/水资源科/通知.pdf", "水资源管理科", true},
		{"a department that the profile does not know is a guess", "河道处/通知.pdf", "河道处", false},
		{"any other folder is none", "2024年/重要材料/通知.pdf", "", false},
		{"what was sent and received is none", "收文/各科室/通知.pdf", "", false},
		{"a room is none", "三楼会议室/通知.pdf", "", false},
	} {
		in := office(seen{path: c.path, face: faceWith("关于防汛的通知", "云水发〔2024〕5号")})
		docs := Group(in).Documents
		if len(docs) != 1 {
			t.Fatalf("%s: %d documents", c.name, len(docs))
		}
		d := docs[0]
		if d.Department != c.want || c.want != "" && slices.Contains(d.Review, archive.ElDepartment) == c.sure {
			t.Errorf("%s: department %q, review %v", c.name, d.Department, d.Review)
		}
	}
}

func faceWith(title, number string) archive.Face {
	return archive.Face{Elements: archive.Elements{Title: title, Number: number, Genre: archive.GenreOf(title), Date: "2024-05-06", Issuers: []string{"云州市水务局"}}}
}

func TestWhatIsWantingIsForAPerson(t *testing.T) {
	organ := archive.Organ{Name: "云州市水务局", Departments: []archive.Department{{Name: "办公室"}, {Name: "人事科"}}}
	full := archive.Elements{Title: "关于防汛的请示", Genre: "请示", Number: "云水发〔2024〕5号", Date: "2024-05-06", Issuers: []string{"云州市水务局"}, Recipients: []string{"市政府"}}
	for _, c := range []struct {
		name string
		take func(*archive.Document)
		want string
	}{
		{"nothing", func(*archive.Document) {}, ""},
		{"date", func(e *archive.Document) { e.Date = "" }, archive.ElDate},
		{"department", func(e *archive.Document) { e.Department = "" }, archive.ElDepartment},
		{"recipients of a request", func(e *archive.Document) { e.Recipients = nil }, archive.ElRecipients},
		{"number of a document with a red head", func(e *archive.Document) { e.Number = "" }, archive.ElNumber},
		{"recipients of a decision", func(e *archive.Document) { e.Genre, e.Recipients = "决定", nil }, ""},
	} {
		d := archive.Document{Elements: full, Layout: "文件", Department: "人事科"}
		c.take(&d)
		got := Wanting(d, organ).Review
		if c.want == "" && len(got) > 0 || c.want != "" && !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: review %v, want %q", c.name, got, c.want)
		}
	}
}

func TestASpeechIsToldByTheNameOfItsFile(t *testing.T) {
	d := archive.Document{Trusts: map[string]archive.Trust{}}
	p := &piece{f: archive.File{Path: "会议/临溪县交流发言.docx"}, face: archive.Face{Elements: archive.Elements{Title: "守好一库清水"}}, named: archive.Face{Elements: archive.Elements{Genre: "交流材料"}}}
	(&grouping{}).elements(&d, p, nil)
	if d.Genre != "交流材料" || d.Trusts[archive.ElGenre].Source != archive.FromFilename {
		t.Errorf("%q of %v", d.Genre, d.Trusts[archive.ElGenre])
	}
}

func TestPapersOfTheWholeOrganAreGuessedToBeTheOffices(t *testing.T) {
	organ := archive.Organ{Departments: []archive.Department{{Name: "人事科"}, {Name: "党政办公室"}}}
	d := Wanting(archive.Document{Elements: archive.Elements{Title: "局务会议纪要", Genre: "纪要", Date: "2024-01-02", Issuers: []string{"云州市水务局"}}}, organ)
	if d.Department != "党政办公室" || !slices.Contains(d.Review, archive.ElDepartment) {
		t.Errorf("department %q, review %v", d.Department, d.Review)
	}
}

func TestOwnPaperWithoutANumberIsGuessedToBeTheOffices(t *testing.T) {
	organ := archive.Organ{Departments: []archive.Department{{Name: "办公室"}}}
	for _, c := range []struct {
		kind         archive.Kind
		number, want string
	}{{archive.Internal, "", "办公室"}, {archive.Outgoing, "", "办公室"}, {archive.Outgoing, "云水发〔2024〕5号", ""}, {archive.Incoming, "", ""}} {
		d := Wanting(archive.Document{Kind: c.kind, Elements: archive.Elements{Title: "代表名单", Genre: "名单", Number: c.number}}, organ)
		if d.Department != c.want || !slices.Contains(d.Review, archive.ElDepartment) {
			t.Errorf("%+v: department %q, review %v", c, d.Department, d.Review)
		}
	}
}

func TestNamesFromAPictureThatNothingConfirmsAreForAPerson(t *testing.T) {
	trusts := func(c float64) map[string]archive.Trust {
		t := archive.Trust{Source: archive.FromFace, Confidence: c}
		return map[string]archive.Trust{archive.ElTitle: t, archive.ElIssuers: t, archive.ElSigners: t, archive.ElDate: t}
	}
	e := archive.Elements{Title: "关于防汛的请示", Genre: "请示", Date: "2024-05-06", Issuers: []string{"云州市水务局"}, Recipients: []string{"市政府"}, Signers: []string{"方平"}}
	d := Wanting(archive.Document{Elements: e, Trusts: trusts(0.74)}, archive.Organ{})
	if !slices.Equal(d.Review, []string{archive.ElTitle, archive.ElIssuers, archive.ElSigners}) {
		t.Errorf("unconfirmed: review %v", d.Review)
	}
	if d = Wanting(archive.Document{Elements: e, Trusts: trusts(0.93)}, archive.Organ{}); len(d.Review) > 0 {
		t.Errorf("confirmed by the register: review %v", d.Review)
	}
}

func TestWhatIsWithheldOfAMarkInTheRegisterIsForAPerson(t *testing.T) {
	secret := func(s archive.Source) archive.Document {
		return archive.Document{Secret: true, Elements: archive.Elements{Security: "秘密", Number: "云水发〔2024〕5号"},
			Trusts: map[string]archive.Trust{archive.ElSecurity: {Source: s, Confidence: 0.9}}}
	}
	d := Wanting(secret(archive.FromRegister), archive.Organ{})
	if !slices.Contains(d.Review, archive.ElSecurity) || !slices.Contains(d.Review, archive.ElTitle) || slices.Contains(d.Review, archive.ElNumber) {
		t.Errorf("marked in the register alone: review %v", d.Review)
	}
	if d = Wanting(secret(archive.FromFace), archive.Organ{}); len(d.Review) > 0 {
		t.Errorf("marked on the face: review %v", d.Review)
	}
}

func TestDayOfAPaperWithoutOneIsGuessedForAPerson(t *testing.T) {
	for _, c := range []struct{ path, title, want string }{
		{"会议/0318防汛会议/方局长讲话.doc", "在防汛会议上的讲话", "2024-03-18"},
		{"会议/防汛会议0318/交流.doc", "守好一库清水", "2024-03-18"},
		{"会议/1332楼道/a.doc", "在防汛会议上的讲话", ""},
		{"人事科/名册.xlsx", "云州市水务局2024年职工花名册", "2024-12-31"},
		{"办公室/大事记.docx", "云州市水务局2024年大事记（定稿）", "2024-12-31"},
		{"办公室/大事记.docx", "云州市水务局2020—2024年大事记", ""},
		{"办公室/值班.xlsx", "2024年春节值班表", ""},
	} {
		d := Wanting(archive.Document{Year: 2024, Path: c.path, Kind: archive.Internal, Elements: archive.Elements{Title: c.title}}, archive.Organ{})
		if d.Date != c.want || !slices.Contains(d.Review, archive.ElDate) {
			t.Errorf("%s in %s: %q, review %v; want %q", c.title, c.path, d.Date, d.Review, c.want)
		}
	}
	d := archive.Document{Year: 2024, Path: "会议/0318防汛会议/通知.pdf", Kind: archive.Incoming}
	if d = Wanting(d, archive.Organ{}); d.Date != "" {
		t.Errorf("a received document was dated %s", d.Date)
	}
}
