package verify

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"niandang/archive/transfer/xmlguard"
)

// Names of the layouts.
const (
	DAT93   = "dat93"
	DAT2012 = "dat2012"
	EEP     = "eep"
	EARK    = "eark"
)

// Names of files and folders that the layouts prescribe.
const (
	NoticeName        = "说明文件.TXT"    // DA/T 93-2022 annex B, 档发〔2012〕7号
	CatalogueName     = "目录文件.XML"    // DA/T 93-2022 annex B
	CatalogueName2012 = "文件目录.XML"    // 档发〔2012〕7号
	MetadataName      = "电子档案元数据.XML" // DA/T 93-2022 annex B
	OtherFolder       = "其他"
	RecordsFolder     = "电子档案"              // 档发〔2012〕7号
	DigestsName       = "其他/数字摘要SHA256.TXT" // ours, where there is no bag: as sha256sum writes it
	EEPExt            = ".eep"              // one encapsulation package (DA/T 48-2009)
	METSName          = "METS.xml"
)

// EEPNamespace is the namespace of DA/T 48-2009.
const EEPNamespace = "http://www.saac.gov.cn/standards/ERM/encapsulation"

// NoticeKeys are what the explanation file must say; NoticeUsual are expected,
// and their absence is a warning.
var (
	noticeKeys  = []string{"移交单位", "内容描述", "起止档号", "档案数量", "软硬件环境"}
	noticeUsual = []string{"离线载体参数", "载体编号", "载体数量", "制作单位", "检查单位"}
)

// readText reads a small text file in UTF-8, with or without BOM, or in GB18030;
// UTF-16 is refused.
func readText(fsys fs.FS, name string) (string, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	b, err := io.ReadAll(xmlguard.Bounded(f, maxText))
	if err != nil {
		return "", err
	}
	if bytes.HasPrefix(b, []byte{0xFF, 0xFE}) || bytes.HasPrefix(b, []byte{0xFE, 0xFF}) {
		return "", fmt.Errorf("UTF-16 is not allowed")
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if utf8.Valid(b) {
		return string(b), nil
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	return string(out), err
}

// detect tells the layout of a payload, and the folder in which it lies.
func detect(fsys fs.FS) (profile, root string) {
	for _, root := range append([]string{"."}, folders(fsys)...) {
		sub, err := fs.Sub(fsys, root)
		if err != nil {
			continue
		}
		switch {
		case isFile(sub, METSName):
			return EARK, root
		case isFile(sub, CatalogueName2012), isFolder(sub, RecordsFolder):
			return ofCarrier(sub), root
		case isFile(sub, CatalogueName), isFile(sub, NoticeName):
			return DAT93, root
		}
	}
	return DAT93, "."
}

// ofCarrier tells the two layouts of a carrier apart by what its records are.
func ofCarrier(fsys fs.FS) string {
	profile := DAT2012
	_ = fs.WalkDir(fsys, RecordsFolder, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if strings.EqualFold(extOf(p), EEPExt) {
				profile = EEP
			}
			return fs.SkipAll
		}
		return nil
	})
	return profile
}

func folders(fsys fs.FS) []string {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		if e.IsDir() {
			out = append(out, e.Name())
		}
	}
	return out
}

func isFile(fsys fs.FS, name string) bool {
	st, err := fs.Stat(fsys, name)
	return err == nil && !st.IsDir()
}

func isFolder(fsys fs.FS, name string) bool {
	st, err := fs.Stat(fsys, name)
	return err == nil && st.IsDir()
}

// extOf gives the ending of a name in lower case, with the dot.
func extOf(name string) string {
	i := strings.LastIndexByte(name, '.')
	if i < 0 || strings.ContainsRune(name[i:], '/') {
		return ""
	}
	return strings.ToLower(name[i:])
}
