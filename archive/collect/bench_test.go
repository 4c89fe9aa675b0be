package collect

import (
	"fmt"
	"testing"

	"niandang/archive"
)

// largeYear is a year of n files: notices with attachments, copies and drafts.
func largeYear(n int) Input {
	topics := []string{"防汛抗旱", "节约用水", "河长制工作", "水库除险加固", "供水价格调整", "农村饮水安全", "水土保持监测", "取水许可管理"}
	var files []seen
	for i := 0; len(files) < n; i++ {
		t := fmt.Sprintf("%s第%d项%s", topics[i%8], i, string(rune(0x4e00+i%5000)))
		dir := fmt.Sprintf("科室%d/2024发文/%02d", i%9, i%40)
		f := listing(issued(fmt.Sprintf("云水发〔2024〕%d号", i+1), "云州市水务局关于"+t+"的通知", "2024-03-01"), t+"任务分解表")
		main := fmt.Sprintf("%s/云水发〔2024〕%d号.pdf", dir, i+1)
		files = append(files, seen{path: main, bytes: main, face: f},
			seen{path: fmt.Sprintf("%s/附件-%s任务分解表.xlsx", dir, t), text: body("附" + t)},
			seen{path: fmt.Sprintf("%s/过程稿/关于%s的通知-送审稿.docx", dir, t), text: body("稿" + t)},
			seen{path: fmt.Sprintf("备份/%d.pdf", i), bytes: main, face: f})
	}
	return office(files[:n]...)
}

func BenchmarkGroup20000(b *testing.B) {
	in := largeYear(20000)
	b.ReportAllocs()
	for b.Loop() {
		if r := Group(in); len(r.Files) != 20000 {
			b.Fatal(len(r.Files))
		}
	}
}

func BenchmarkPair5000(b *testing.B) {
	var docs []archive.Document
	for i := range 2500 {
		t := fmt.Sprintf("第%d号泵站%s改造", i, string(rune(0x4e00+i)))
		docs = append(docs, doc(fmt.Sprintf("q%d", i), fmt.Sprintf("安水〔2024〕%d号", i), "安溪县水利局关于"+t+"的请示", "2024-02-01", "安溪县水利局", "市水务局"),
			doc(fmt.Sprintf("r%d", i), fmt.Sprintf("云水复〔2024〕%d号", i), "云州市水务局关于同意"+t+"的批复", "2024-03-01", "云州市水务局", "安溪县水利局"))
	}
	for b.Loop() {
		paired := 0
		for _, d := range Pair(docs, nil) {
			if d.ReplyTo == "q"+d.ID[1:] {
				paired++
			}
		}
		if paired < 2400 {
			b.Fatal(paired)
		}
	}
}

func BenchmarkSketch(b *testing.B) {
	text := body("报告")
	for range 6 {
		text += text
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Sketch(text)
	}
}
