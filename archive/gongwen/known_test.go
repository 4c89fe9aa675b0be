package gongwen

import (
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
	} {
		if got := knownOf(reeds).mend(c.read); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestPrefixIsMendedWithinItsSort(t *testing.T) {
	for read, want := range map[string]string{
		"芹教函〔2022〕3号": "芦教函〔2022〕3号",
		"芦教合〔2022〕3号": "芦教合〔2022〕3号", // contracts have a series of their own
	} {
		if got := knownOf(reeds).mendPrefix(read); got != want {
			t.Errorf("%s gives %s, want %s", read, got, want)
		}
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
