package verify

import (
	"strconv"
	"strings"

	"niandang/archive/transfer/readable"
)

// item is one archival item as a package describes it, whatever the layout.
type item struct {
	code, title string
	folder      string // in the payload
	files       []file
	fields      map[string]string // of the metadata, by element name
	history     int               // entries of the processing history
	parsed      bool
}

// file is one content file as its metadata describes it.
type file struct {
	path    string // in the payload; for eep the package's path and # and the name
	name    string
	size    int64 // -1: not said
	sha256  string
	sm3     string
	of      string // the original's name, for a rendition
	missing bool
}

// row is one line of the catalogue.
type row struct {
	Order     string  `xml:"顺序号"`
	Code      string  `xml:"档号"`
	Issuer    string  `xml:"责任者"`
	Title     string  `xml:"题名"`
	Date      string  `xml:"日期"`
	Retention string  `xml:"保管期限"`
	Security  string  `xml:"密级"`
	Pages     string  `xml:"页数"`
	Name      string  `xml:"电子档案名称"`
	Note      *string `xml:"备注"`
}

// seen is a file as the one pass over the package found it.
type seen struct {
	size        int64
	sha256, sm3 string
	look        look
	opened      *readable.Result // nil: it was not opened
	used        bool             // described by metadata, or a file of the layout
	inner       bool             // within an encapsulation, no file of its own
}

// described is an item's metadata as dat93 and dat2012 have it (DA/T 46-2009).
type described struct {
	Code struct {
		Text string `xml:",chardata"`
		Year string `xml:"年度"`
		Term string `xml:"保管期限"`
	} `xml:"档号"`
	Fonds   string `xml:"来源>立档单位名称"`
	Number  string `xml:"电子文件号"`
	Content struct {
		Title    string `xml:"题名"`
		Number   string `xml:"文件编号"`
		Issuer   string `xml:"责任者"`
		Date     string `xml:"日期"`
		Security string `xml:"密级"`
	} `xml:"内容描述"`
	Pages      string `xml:"形式特征>页数"`
	Opening    string `xml:"开放与公开>开放标识"`
	Disclosure string `xml:"开放与公开>公开属性"`
	Files      []struct {
		Name   string `xml:"计算机文件名"`
		Size   string `xml:"计算机文件大小"`
		SHA256 string `xml:"数字摘要SHA-256"`
		SM3    string `xml:"数字摘要SM3"`
		Of     string `xml:"版式副本原件"`
	} `xml:"电子属性>文档"`
	History []struct{} `xml:"业务过程>业务"`
}

// item turns metadata into the common form.
func (d described) item(folder string) item {
	it := item{
		code: strings.TrimSpace(d.Code.Text), title: d.Content.Title, folder: folder, parsed: true, history: len(d.History),
		fields: map[string]string{
			"题名": d.Content.Title, "责任者": d.Content.Issuer, "日期": d.Content.Date, "密级": d.Content.Security, "保管期限": d.Code.Term,
			"年度": d.Code.Year, "立档单位名称": d.Fonds, "电子文件号": d.Number, "文件编号": d.Content.Number, "页数": d.Pages,
			"开放标识": d.Opening, "公开属性": d.Disclosure, "档号": strings.TrimSpace(d.Code.Text),
		},
	}
	for _, f := range d.Files {
		size, err := strconv.ParseInt(f.Size, 10, 64)
		if err != nil {
			size = -1
		}
		it.files = append(it.files, file{path: folder + "/" + f.Name, name: f.Name, size: size, sha256: f.SHA256, sm3: f.SM3, of: f.Of})
	}
	return it
}
