package register_test

import (
	"fmt"
	"testing"

	"niandang/archive"
	"niandang/archive/register"
)

func numbers(fs []archive.Finding) string {
	s := ""
	for _, f := range fs {
		s += f.Kind + " " + f.Number + "; "
	}
	return s
}

func outgoing(prefix string, serials ...int) []archive.Document {
	var docs []archive.Document
	for _, n := range serials {
		docs = append(docs, docOf(fmt.Sprint(prefix, n), el(fmt.Sprintf("%s〔2021〕%d号", prefix, n), fmt.Sprintf("关于%d号闸的通知", n), "2021-03-03")))
	}
	return docs
}

func TestGapsFromOneToTheHighestNumberKnown(t *testing.T) {
	organ := archive.Organ{Series: []archive.Series{{Prefix: "云水发", Kind: archive.Outgoing}, {Prefix: "云水收", Kind: archive.Incoming}}}
	docs := append(outgoing("云水发", 2, 3, 6), outgoing("省水", 1, 9)...)
	docs = append(docs, docOf("older", el("云水发〔2020〕40号", "关于上年的通知", "2020-12-01")))
	rows := []archive.Row{
		rowOf(2, el("云水发〔2021〕4号", "", ""), func(r *archive.Row) { r.Void, r.Remark = true, "空号" }),
		rowOf(3, el("云水发〔2021〕7号", reserve, "2021-06-01")),
	}
	found := register.Gaps(docs, rows, organ, 2021)
	want := "missing_number 云水发〔2021〕1号; missing_number 云水发〔2021〕4号; missing_number 云水发〔2021〕5号; missing_number 云水发〔2021〕7号; "
	got := ""
	for _, f := range found {
		if f.Kind == archive.FMissingNumber {
			got += f.Kind + " " + f.Number + "; "
			saysAll(t, f)
		}
	}
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, f := range found {
		if f.Number == "云水发〔2021〕4号" && (f.Severity != archive.SevNote || f.Args["register"] == "—") {
			t.Errorf("a void number is explained: %+v", f)
		}
	}
}

func TestSeriesAreLearnedFromOwnDocuments(t *testing.T) {
	docs := append(outgoing("瑞林发", 1, 2, 4), outgoing("瑞林合", 3, 40)...)
	got := numbers(register.Gaps(docs, nil, archive.Organ{}, 2021))
	if want := "missing_number 瑞林发〔2021〕3号; "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNumberFarOffIsTakenForAMisreading(t *testing.T) {
	organ := archive.Organ{Series: []archive.Series{{Prefix: "云水发", Kind: archive.Outgoing}}}
	if got := numbers(register.Gaps(outgoing("云水发", 1, 2, 3, 88), nil, organ, 2021)); got != "" {
		t.Errorf("got %s", got)
	}
}

func TestNumberThatTwoDocumentsBear(t *testing.T) {
	organ := archive.Organ{Series: []archive.Series{{Prefix: "云水发"}}}
	docs := append(outgoing("云水发", 1, 2), docOf("twin", el("云水发〔2021〕2号", "关于另一事的通知", "2021-08-01")))
	found := register.Gaps(docs, nil, organ, 2021)
	if numbers(found) != "duplicate_number 云水发〔2021〕2号; " || found[0].Path != "twin.pdf" || found[0].Of != "云水发2.pdf" {
		t.Errorf("found %+v", found)
	}
	saysAll(t, found[0])
}

func TestFilesThatTheRegisterLacks(t *testing.T) {
	kind := func(k archive.Kind) func(*archive.Document) { return func(d *archive.Document) { d.Kind = k } }
	docs := []archive.Document{
		docOf("entered", el("云水发〔2021〕1号", flood, "2021-05-20")),
		docOf("sent", el("云水发〔2021〕2号", reserve, "2021-06-02")),
		docOf("received", el("省水〔2021〕2号", "关于考核的通知", "2021-06-02"), kind(archive.Incoming)),
		docOf("minutes", el("", "局党组会议记录", "2021-06-02"), kind(archive.Internal)),
		docOf("table", el("", "2021年水费统计表", "2021-06-02"), kind(archive.Internal)),
		docOf("contract", el("云水合〔2021〕2号", "清淤合同", "2021-06-02"), kind(archive.Internal)),
		docOf("older", el("云水发〔2020〕2号", reserve, "2020-06-02"), func(d *archive.Document) { d.ArchYear = 2020 }),
	}
	for _, c := range []struct {
		rows []archive.Row
		want string
	}{
		{[]archive.Row{rowOf(2, el("云水发〔2021〕1号", flood, "2021-05-20"), func(r *archive.Row) { r.Document = "entered" })}, "sent.pdf minutes.pdf "},
		{[]archive.Row{rowOf(2, el("省水〔2021〕1号", flood, "2021-05-20"), func(r *archive.Row) { r.Kind = archive.Incoming })}, "received.pdf minutes.pdf "},
		{nil, ""},
	} {
		got := ""
		for _, f := range register.Gaps(docs, c.rows, archive.Organ{Series: []archive.Series{{Prefix: "无"}}}, 2021) {
			if f.Kind == archive.FFileWithoutRow {
				got += f.Path + " "
				saysAll(t, f)
			}
		}
		if got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	var rows []archive.Row
	var docs []archive.Document
	for i := range 20_000 {
		n := fmt.Sprintf("云水%c〔2021〕%d号", rune('一'+i%40), i/40+1)
		title := fmt.Sprintf("云州市水务局关于做好第%d标段%c河道整治工程验收工作的通知", i, rune('一'+i*7%3000))
		row, d := title, n
		switch i % 50 {
		case 0:
			row = title[len("云州市水务局"):]
		case 1:
			d = ""
		case 2:
			continue
		}
		rows = append(rows, rowOf(i+2, el(n, row, fmt.Sprintf("2021-%02d-%02d", i%12+1, i%28+1))))
		docs = append(docs, docOf(fmt.Sprint("d", i), el(d, title, fmt.Sprintf("2021-%02d-%02d", i%12+1, i%28+1))))
	}
	b.ReportAllocs()
	for b.Loop() {
		register.Match(rows, docs)
	}
}
