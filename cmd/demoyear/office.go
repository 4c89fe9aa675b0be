package main

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"niandang/archive/pdf"
)

// pack writes the parts of an Office or OFD container.
func pack(parts []file) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: made})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(p.data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return b.String()
}

// docx writes a document as a word processor would, paragraph by paragraph.
func docx(d doc) ([]byte, error) {
	s := &setter{}
	var body strings.Builder
	for _, l := range s.lines(d) {
		if l.rule || l.thin {
			continue
		}
		body.WriteString(paragraph(l))
	}
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	return pack([]file{
		{"[Content_Types].xml", []byte(xml.Header + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`)},
		{"_rels/.rels", []byte(xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`)},
		{"word/document.xml", []byte(xml.Header + `<w:document ` + ns + `><w:body>` + body.String() + `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/></w:sectPr></w:body></w:document>`)},
	})
}

func paragraph(l line) string {
	var pr, rp string
	switch l.align {
	case "center":
		pr = `<w:jc w:val="center"/>`
	case "right":
		pr = `<w:jc w:val="right"/>`
	case "indent":
		pr = fmt.Sprintf(`<w:ind w:firstLineChars="200" w:firstLine="%d"/>`, int(l.size*40))
	}
	if l.face == pdf.SerifBold {
		rp += `<w:b/>`
	}
	if l.red {
		rp += `<w:color w:val="C8161D"/>`
	}
	rp += fmt.Sprintf(`<w:sz w:val="%d"/>`, int(l.size*2))
	if l.page {
		pr = `<w:pageBreakBefore/>` + pr
	}
	text := l.text
	if l.right != "" {
		text += "　　　　" + l.right
	}
	return `<w:p><w:pPr>` + pr + `</w:pPr><w:r><w:rPr>` + rp + `</w:rPr><w:t xml:space="preserve">` + escape(text) + `</w:t></w:r></w:p>`
}

// sheet writes a table as a spreadsheet.
func sheet(d doc) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	name := f.GetSheetName(0)
	if err := f.SetCellStr(name, "A1", d.keys["table"]); err != nil {
		return nil, err
	}
	for i, r := range d.rows {
		for j, c := range strings.Split(r, "|") {
			cell, err := excelize.CoordinatesToCellName(j+1, i+2)
			if err != nil {
				return nil, err
			}
			if err := f.SetCellStr(name, cell, c); err != nil {
				return nil, err
			}
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// ofd writes lines as an OFD file (GB/T 33190), one text object a line.
func ofd(lines []line) ([]byte, error) {
	s, err := newSetter()
	if err != nil {
		return nil, err
	}
	defer s.engine.Close()
	parts := []file{
		{"OFD.xml", []byte(xml.Header + `<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`)},
		{"Doc_0/PublicRes.xml", []byte(xml.Header + `<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>`)},
	}
	var pages strings.Builder
	for i, p := range s.pages(lines) {
		fmt.Fprintf(&pages, `<ofd:Page ID="%d" BaseLoc="Pages/Page_%d/Content.xml"/>`, 100+i, i)
		parts = append(parts, file{fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i), []byte(ofdPage(s, p, 1000*(i+1)))})
	}
	parts = append(parts, file{"Doc_0/Document.xml", []byte(xml.Header + `<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>` + pages.String() + `</ofd:Pages></ofd:Document>`)})
	return pack(parts)
}

func ofdPage(s *setter, p pdf.Sheet, id int) string {
	var b strings.Builder
	for i, op := range p.Ops {
		switch o := op.(type) {
		case pdf.Text:
			b.WriteString(ofdText(s, o, id+i))
		case pdf.Line:
			fmt.Fprintf(&b, `<ofd:PathObject ID="%d" Boundary="%.2f %.2f %.2f 1" LineWidth="%.2f"><ofd:StrokeColor Value="%s"/><ofd:AbbreviatedData>M 0 0.5 L %.2f 0.5</ofd:AbbreviatedData></ofd:PathObject>`,
				id+i, o.X0, o.Y0-0.5, o.X1-o.X0, o.Width, rgb(o.Color), o.X1-o.X0)
		}
	}
	return xml.Header + `<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer ID="` + fmt.Sprint(id+999) + `">` + b.String() + `</ofd:Layer></ofd:Content></ofd:Page>`
}

func ofdText(s *setter, o pdf.Text, id int) string {
	size := o.Size * mmPerPt
	var deltas []string
	runes := []rune(o.S)
	for _, r := range runes[:max(len(runes)-1, 0)] {
		deltas = append(deltas, fmt.Sprintf("%.3f", s.typ.Width(string(r), o.Face, o.Size)))
	}
	return fmt.Sprintf(`<ofd:TextObject ID="%d" Boundary="%.2f %.2f %.2f %.2f" Font="1" Size="%.3f"><ofd:FillColor Value="%s"/><ofd:TextCode X="0" Y="%.3f" DeltaX="%s">%s</ofd:TextCode></ofd:TextObject>`,
		id, o.X, o.Y-size, s.typ.Width(o.S, o.Face, o.Size)+1, size*1.3, size, rgb(o.Color), size, strings.Join(deltas, " "), escape(o.S))
}

func rgb(c pdf.Color) string {
	return fmt.Sprintf("%.0f %.0f %.0f", c.R*255, c.G*255, c.B*255)
}

// mail writes an e-mail.
func mail(d doc) []byte {
	enc := func(s string) string { return "=?utf-8?B?" + base64.StdEncoding.EncodeToString([]byte(s)) + "?=" }
	body := base64.StdEncoding.EncodeToString([]byte(strings.Join(d.body, "\r\n")))
	return []byte("From: " + enc(d.keys["from"]) + " <office@example.invalid>\r\nTo: " + enc("云州市水务局") +
		" <desk@example.invalid>\r\nSubject: " + enc(d.keys["eml"]) + "\r\nDate: Wed, 16 Oct 2024 09:30:00 +0800\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body + "\r\n")
}

// registerOf writes the register: what was sent and received, with a void number.
func registerOf(docs []doc) ([]byte, error) {
	sheets := map[string][][]string{
		"发文登记": {{"云州市水务局2024年发文登记簿"}, {"序号", "发文字号", "标题", "发文日期", "主送机关", "承办部门", "公开属性", "备注"}},
		"收文登记": {{"云州市水务局2024年收文登记簿"}, {"序号", "收文日期", "来文单位", "来文字号", "标题", "成文日期", "承办部门", "备注"}},
	}
	for _, d := range docs {
		if d.keys["number"] == "" || d.keys["title"] == "" || d.keys["copy"] != "" || strings.Contains(d.path, "（定稿）") {
			continue
		}
		dept, _, _ := strings.Cut(d.path, "/")
		if strings.HasPrefix(d.path, "zip:") || strings.HasPrefix(d.path, "扫描件") {
			dept = "办公室"
		}
		if d.keys["sign"] == "云州市水务局" || strings.Contains(d.keys["sign"], "云州市水务局党组") {
			n := fmt.Sprint(len(sheets["发文登记"]) - 1)
			sheets["发文登记"] = append(sheets["发文登记"], []string{n, d.keys["number"], d.keys["title"], d.keys["date"], d.keys["to"], dept, d.keys["note"], ""})
			continue
		}
		n := fmt.Sprint(len(sheets["收文登记"]) - 1)
		sheets["收文登记"] = append(sheets["收文登记"], []string{n, "", d.keys["sign"], d.keys["number"], d.keys["title"], d.keys["date"], "", ""})
	}
	sheets["发文登记"] = append(sheets["发文登记"], []string{"", "云水函〔2024〕3号", "", "", "", "", "", "作废"})
	return workbook([]string{"发文登记", "收文登记"}, sheets)
}

// workbook writes sheets of text cells.
func workbook(names []string, sheets map[string][][]string) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	for i, name := range names {
		if i == 0 {
			if err := f.SetSheetName(f.GetSheetName(0), name); err != nil {
				return nil, err
			}
		} else if _, err := f.NewSheet(name); err != nil {
			return nil, err
		}
		if err := writeRows(f, name, sheets[name]); err != nil {
			return nil, err
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func writeRows(f *excelize.File, name string, rows [][]string) error {
	for i, r := range rows {
		for j, c := range r {
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				return err
			}
			if err := f.SetCellStr(name, cell, c); err != nil {
				return err
			}
		}
	}
	return nil
}
