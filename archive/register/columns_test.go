package register_test

import (
	"testing"

	"niandang/archive"
	"niandang/archive/page"
	"niandang/archive/register"
)

func TestNumberInTwoColumnsBesideARunningNumber(t *testing.T) {
	rows, _, _ := register.Import([]page.Table{table("发文",
		"顺序号|代字|编号|文件标题|签发日期",
		"1|松街办|1|关于防火检查的通知|2023-01-06",
		"2|松街工委|4|关于年度工作的意见|2023-02-03",
	)}, nil, 2023)
	if len(rows) != 2 || rows[0].Number != "松街办〔2023〕1号" || rows[1].Number != "松街工委〔2023〕4号" {
		t.Errorf("rows %+v", rows)
	}
}

func TestDayOfReceiptInColumnsOfItsOwnIsNoDate(t *testing.T) {
	rows, _, _ := register.Import([]page.Table{table("收文",
		"编号|收文日期|||来文单位|来文字号|标题",
		"|年|月|日|||",
		"1|2023|4|3|区财政局|松财〔2023〕3号|关于下达资金的通知",
	)}, nil, 2023)
	if len(rows) != 1 || rows[0].Date != "" || rows[0].Received != "2023-04-03" {
		t.Errorf("rows %+v", rows)
	}
}

func TestSlipInATitleThatLacksItsOrgan(t *testing.T) {
	row := rowOf(2, el("云水发〔2021〕9号", "关于新建城北水厂用地的请求", "2021-05-20"))
	doc := docOf("a", el("云水发〔2021〕9号", "云州市水务局关于新建城北水厂用地的请示", "2021-05-20"))
	if _, _, found := register.Match([]archive.Row{row}, []archive.Document{doc}); told(found) != "register_title_typo 2" {
		t.Errorf("found %s", told(found))
	}
}

func TestMarkThatOnlyTheRegisterHasIsReported(t *testing.T) {
	row := rowOf(2, el("云水发〔2021〕9号", "", "2021-05-20"), func(r *archive.Row) { r.Security = "秘密" })
	doc := docOf("a", el("云水发〔2021〕9号", "", "2021-05-20"), func(d *archive.Document) { d.Secret, d.Security = true, "秘密" },
		trust(archive.ElSecurity, archive.FromRegister, 0.6))
	if _, _, found := register.Match([]archive.Row{row}, []archive.Document{doc}); told(found) != "register_security_not_on_face 2" {
		t.Errorf("found %s", told(found))
	}
}

func TestOrganIsNoDepartment(t *testing.T) {
	row := rowOf(2, el("云水发〔2021〕9号", flood, "2021-05-20"), func(r *archive.Row) { r.Depart = "云州市水务局" })
	doc := docOf("a", el("云水发〔2021〕9号", flood, "2021-05-20"), func(d *archive.Document) { d.Department = "人事科" })
	if _, docs, _ := register.Match([]archive.Row{row}, []archive.Document{doc}); docs[0].Department != "人事科" {
		t.Errorf("department %s", docs[0].Department)
	}
}

func TestDoubtfulNumberDoesNotStretchASeries(t *testing.T) {
	organ := archive.Organ{Series: []archive.Series{{Prefix: "云水发", Kind: archive.Outgoing}}}
	docs := outgoing("云水发", 1, 2, 9)
	docs[2].Review = []string{archive.ElNumber}
	if got := numbers(register.Gaps(docs, nil, organ, 2021)); got != "" {
		t.Errorf("found %s", got)
	}
}
