package gongwen

import (
	"slices"
	"testing"

	"niandang/archive"
)

// reeds is the made-up bureau whose scans are read.
var reeds = archive.Organ{
	Name: "芦川县教育局", Place: archive.Place{County: "芦川县"},
	Series: []archive.Series{{Prefix: "芦教函", Kind: archive.Outgoing}, {Prefix: "芦教发", Kind: archive.Outgoing}},
}

func TestRecognisedNamesAreMendedByTheProfile(t *testing.T) {
	for _, c := range []struct{ name, read, want string }{
		{"a rare character of the place", "芹川县教育局", "芦川县教育局"},
		{"another organ of the place that is one character away", "芦川县体育局", "芦川县体育局"},
		{"a neighbour that no profile names", "芦川县民政局", "芦川县民政局"},
		{"a court of the place", "芦川县人尾法院", "芦川县人民法院"},
		{"the like of another place", "白鹿县教育局", "白鹿县教育局"},
		{"a short form in a longer name", "县纪委监委驻县教育局纪检监察组", "县纪委监委驻县教育局纪检监察组"},
	} {
		if got := knownOf(reeds).mend(c.read); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestDistrictsOfOneCityAreNotMixed(t *testing.T) {
	k := knownOf(archive.Organ{Name: "云州市青石区教育局"})
	for read, want := range map[string]string{"云州市白鹿区教育局": "云州市白鹿区教育局", "吐洲市青石区教育局": "云州市青石区教育局", "云州市青右区教育局": "云州市青石区教育局"} {
		if got := k.mend(read); got != want {
			t.Errorf("%s gives %s, want %s", read, got, want)
		}
	}
}

func TestPrefixIsMendedWithinItsSort(t *testing.T) {
	for read, want := range map[string]string{
		"芹教函〔2022〕3号": "芦教函〔2022〕3号",
		"芦教合〔2022〕3号": "芦教合〔2022〕3号", // contracts have a series of their own
		"芹教合〔2022〕3号": "芦教合〔2022〕3号",
	} {
		if got := knownOf(reeds).mendPrefix(read, ""); got != want {
			t.Errorf("%s gives %s, want %s", read, got, want)
		}
	}
}

func TestContractsKeepTheLettersOfOneOfTwoBodies(t *testing.T) {
	o := archive.Organ{Series: []archive.Series{{Prefix: "芦水办"}, {Prefix: "芦河办"}}}
	for read, want := range map[string]string{"芦水合〔2022〕3号": "芦水合〔2022〕3号", "芦木合〔2022〕3号": "芦木合〔2022〕3号"} {
		if got := knownOf(o).mendPrefix(read, ""); got != want {
			t.Errorf("%s gives %s", read, got)
		}
	}
}

func TestLetterMendsAPrefixThatFitsTwoSeries(t *testing.T) {
	for layout, want := range map[string]string{"信函": "芦教函〔2022〕3号", "文件": "芦教发〔2022〕3号"} {
		if got := knownOf(reeds).mendPrefix("芦教画〔2022〕3号", layout); got != want {
			t.Errorf("%s: %s, want %s", layout, got, want)
		}
	}
}

// The heading is large and free of the seal; where it was misread the title and the
// profile decide.
func TestClearerOfTwoReadingsIsTheIssuer(t *testing.T) {
	for _, c := range []struct{ name, head, title, sign, want string }{
		{"a signature under the seal", "临溪县林业局文件", "临溪县林业局关于核实名单的函", "吐浪是杯业局", "临溪县林业局"},
		{"a heading misread", "温汲有具教育局文件", "芦川县教育局关于核实名单的通知", "芦川县教育局", "芦川县教育局"},
	} {
		f := Read(faceOf(t, "!ocr", "c36! "+c.head, "c 芦教发〔2022〕7号", "=", "c22 "+c.title, "l 各学校：", "i 请予核实。", "r "+c.sign, "r 2022年5月6日"), Hints{Organ: reeds})
		if len(f.Issuers) != 1 || f.Issuers[0] != c.want {
			t.Errorf("%s: %v", c.name, f.Issuers)
		}
	}
}

func TestSerialOfAnOwnSeriesIsNotFilledUp(t *testing.T) {
	for read, want := range map[string]string{"芦教发〔2022〕08号": "芦教发〔2022〕8号", "信访〔2022〕08号": "信访〔2022〕08号"} {
		f := Read(faceOf(t, "c36! 芦川县教育局文件", "c "+read, "=", "c22 关于开学工作的通知", "l 各学校：", "i 请做好开学工作。", "r 芦川县教育局", "r 2022年2月6日"), Hints{Organ: reeds})
		if f.Number != want || f.NumberAsRead != read {
			t.Errorf("%s: %s as read %s", read, f.Number, f.NumberAsRead)
		}
	}
}

func TestPartyIsReadOnce(t *testing.T) {
	got := oncePerParty([]string{"芦川县教育局", "临溪宏图建筑有限公司", "河川县教育局", "临洪宏图建筑有限公司", "芦川县体育局"})
	if want := []string{"芦川县教育局", "临溪宏图建筑有限公司", "芦川县体育局"}; !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

func TestNumberOfAnotherOrganIsLeftAlone(t *testing.T) {
	f := Read(faceOf(t, "!ocr", "c36! 芦川县民政局", "R 芦政函〔2022〕7号", "=", "c22 芦川县民政局关于核实名单的函", "l 县教育局：", "i 请予核实。", "r 芦川县民政局", "r 2022年5月6日"), Hints{Organ: reeds})
	if f.Number != "芦政函〔2022〕7号" || len(f.Issuers) != 1 || f.Issuers[0] != "芦川县民政局" {
		t.Errorf("number %s of %v", f.Number, f.Issuers)
	}
}

func TestNumberIsKeptAsPrinted(t *testing.T) {
	for _, printed := range []string{"芦教发〔２０２２〕１２号", "芦教发[2022]12号", "芦教发（2022）12号", "芦教发〔2022〕12号"} {
		f := Read(faceOf(t, "c36! 芦川县教育局文件", "c "+printed, "=", "c22 关于开学工作的通知", "l 各学校：", "i 请做好开学工作。", "r 芦川县教育局", "r 2022年2月6日"), Hints{})
		if f.Number != "芦教发〔2022〕12号" || f.NumberAsRead != printed {
			t.Errorf("%s: number %s as read %s", printed, f.Number, f.NumberAsRead)
		}
	}
}

func TestGenreOfATitle(t *testing.T) {
	for title, want := range map[string]string{
		"局机关卫生值日安排表": "值日表", "国庆假期值班表": "值班表", "林政股2023年上半年工作小结": "总结", "信访事项处理意见书": "意见书",
		"云州市水务局水行政处罚决定书": "行政处罚决定书", "青山水库竣工验收鉴定书": "鉴定书", "培训课程安排表": "安排表", "固定资产明细表": "统计表", "2023年水利统计年报": "统计表", "关于报告的审议意见": "审议意见",
	} {
		if got := (&reading{}).genreOf(title); got != want {
			t.Errorf("%s is a %q, want %q", title, got, want)
		}
	}
}

func TestPapersBeyondTheGenresAreCalledWhatTheySay(t *testing.T) {
	for title, want := range map[string]string{
		"芦川县教育局2022年工作总结和2023年工作计划": "总结",
		"芦川县教育局2023年工作计划":           "计划",
		"芦川县校车管理办法（试行）":             "办法",
		"春天的故事": "",
	} {
		if got := paperGenre(title); got != want {
			t.Errorf("%s is a %q, want %q", title, got, want)
		}
	}
}

func TestNumberOfACourtsCase(t *testing.T) {
	f := Read(faceOf(t, "c36! 芦川县人民法院", "c22 协助执行通知书", "R （2022）芦01民初7号", "l 县教育局：", "i 请予协助。", "r 芦川县人民法院", "r 2022年5月6日"), Hints{Organ: reeds})
	if f.Number != "〔2022〕芦01民初7号" {
		t.Errorf("number %q", f.Number)
	}
}
