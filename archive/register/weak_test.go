package register_test

import (
	"fmt"
	"slices"
	"testing"

	"niandang/archive"
	"niandang/archive/register"
)

// scanned makes a document whose elements were recognised with little certainty.
func scanned(e archive.Elements, change ...func(*archive.Document)) archive.Document {
	return docOf("scan", e, append([]func(*archive.Document){
		trust(archive.ElNumber, archive.FromFace, 0.7), trust(archive.ElTitle, archive.FromFace, 0.7), trust(archive.ElDate, archive.FromFace, 0.7),
	}, change...)...)
}

func TestNumberThatCannotBeWasMisread(t *testing.T) {
	other := rowOf(3, el("云水发〔2021〕3号", reserve, "2021-06-01"))
	for _, read := range []string{"云水发〔2029〕3号", "元水发〔2021〕9号", "云水发〔2021〕3号", "云水发2号"} {
		rows := []archive.Row{rowOf(2, el("云水发〔2021〕9号", flood, "2021-05-20")), other}
		out, docs, found := register.Match(rows, []archive.Document{scanned(el(read, flood, "2021-05-20"))})
		if out[0].Document != "scan" || docs[0].Number != "云水发〔2021〕9号" || told(found) != "register_row_without_file 3" {
			t.Errorf("%s: linked to %q, number %s, found %s", read, out[0].Document, docs[0].Number, told(found))
		}
		if !slices.Contains(docs[0].Review, archive.ElNumber) {
			t.Errorf("%s: review %q", read, docs[0].Review)
		}
	}
}

func TestNumberThatMayBeIsLeftToAPerson(t *testing.T) {
	_, docs, found := register.Match([]archive.Row{rowOf(2, el("云水发〔2021〕19号", flood, "2021-05-20"))},
		[]archive.Document{scanned(el("云水发〔2021〕9号", flood, "2021-05-20"))})
	if docs[0].Number != "云水发〔2021〕9号" || told(found) != "register_number_typo 2" || !slices.Contains(docs[0].Review, archive.ElNumber) {
		t.Errorf("number %s, found %s, review %q", docs[0].Number, told(found), docs[0].Review)
	}
}

func TestTitleIsFoundInTheTextOfAPoorScan(t *testing.T) {
	doc := scanned(el("", "云川市水务局", ""), func(d *archive.Document) {
		d.Text = "云川市水务局\n云州市水务局关于\n做好2021年主汛期防讯值班工作的\n通知\n局属各单位：今年入汛以来…"
	})
	rows := []archive.Row{rowOf(2, el("云水发〔2021〕8号", reserve, "2021-05-20")), rowOf(3, el("云水发〔2021〕9号", flood, "2021-05-20"))}
	out, docs, _ := register.Match(rows, []archive.Document{doc})
	if out[1].Document != "scan" || docs[0].Title != flood || docs[0].Date != "2021-05-20" || !slices.Contains(docs[0].Review, archive.ElTitle) {
		t.Errorf("links %q %q, document %+v", out[0].Document, out[1].Document, docs[0])
	}
}

func TestMisreadNamesAreTakenFromTheRegister(t *testing.T) {
	row := rowOf(2, el("云政发〔2021〕9号", flood, "2021-05-20"), func(r *archive.Row) {
		r.Issuers, r.Recipients = []string{"云州市人民政府"}, []string{"省水利厅"}
	})
	doc := scanned(el("云政发〔2021〕9号", flood, "2021-05-20"), trust(archive.ElIssuers, archive.FromFace, 0.6), trust(archive.ElRecipients, archive.FromFace, 0.95),
		func(d *archive.Document) {
			d.Issuers, d.Recipients = []string{"云川市人民政府"}, []string{"江北省水利厅"}
		})
	_, docs, _ := register.Match([]archive.Row{row}, []archive.Document{doc})
	if fmt.Sprint(docs[0].Issuers, docs[0].Recipients) != "[云州市人民政府] [江北省水利厅]" {
		t.Errorf("issuers %q, recipients %q", docs[0].Issuers, docs[0].Recipients)
	}
}

func TestSlipInTheRegisterDoesNotStretchTheSeries(t *testing.T) {
	organ := archive.Organ{Series: []archive.Series{{Prefix: "云水发"}}}
	var rows []archive.Row
	for i, n := range []int{1, 2, 13, 4, 5, 7, 3} {
		r := rowOf(i+2, el(fmt.Sprintf("云水发〔2021〕%d号", n), fmt.Sprintf("关于%d号闸的通知", n), ""))
		if n != 13 && n != 7 {
			r.Document = fmt.Sprint("云水发", n)
		}
		rows = append(rows, r)
	}
	got := ""
	for _, f := range register.Gaps(outgoing("云水发", 1, 2, 3, 4, 5), rows, organ, 2021) {
		got += f.Kind + " " + f.Number + "; "
	}
	if want := "missing_number 云水发〔2021〕6号; missing_number 云水发〔2021〕7号; "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNumberIsGuessedFromItsPlaceInTheRegister(t *testing.T) {
	unread := docOf("d", el("", flood, "2021-05-20"), func(d *archive.Document) { delete(d.Trusts, archive.ElNumber) })
	rows := []archive.Row{
		rowOf(2, el("云水发〔2021〕7号", "关于甲的通知", "2021-05-01")), rowOf(3, el("云水发〔2021〕18号", flood, "2021-05-20")),
		rowOf(4, el("云水发〔2021〕9号", "关于乙的通知", "2021-05-30")),
	}
	_, docs, found := register.Match(rows, []archive.Document{unread})
	if docs[0].Number != "云水发〔2021〕8号" || !slices.Contains(docs[0].Review, archive.ElNumber) || found[0].Kind != archive.FNumberTypo {
		t.Errorf("number %s, review %q, found %s", docs[0].Number, docs[0].Review, told(found))
	}
	rows[2].Number = "云水发〔2021〕19号"
	if _, docs, _ = register.Match(rows, []archive.Document{unread}); docs[0].Number != "云水发〔2021〕18号" || len(docs[0].Review) > 0 {
		t.Errorf("a number in its place: %s, review %q", docs[0].Number, docs[0].Review)
	}
}
