package verify

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// readNotice reads the explanation file: key：value a line.
func (v *verifier) readNotice() {
	v.notice = make(map[string]string)
	text, err := readText(v.payload, NoticeName)
	if err != nil {
		v.board.Fail("GD-1-12", On("", NoticeName, "verify.no_text", "path", NoticeName, "detail", err.Error()))
		return
	}
	v.use(NoticeName)
	for _, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if key, value, ok := strings.Cut(strings.Replace(line, ":", "：", 1), "："); ok {
			v.notice[strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
	}
	for _, key := range noticeKeys {
		if v.notice[key] == "" {
			v.board.Fail("GD-1-12", On("", NoticeName, "verify.notice_key", "name", key))
		}
	}
	for _, key := range noticeUsual {
		if v.notice[key] == "" {
			v.board.Warn("GD-1-12", On("", NoticeName, "verify.notice_key", "name", key))
		}
	}
}

// readCatalogue reads the catalogue of items.
func (v *verifier) readCatalogue(name string) {
	var cat struct {
		Rows []row `xml:"文件"`
	}
	if err := readXML(v.payload, name, &cat); err != nil {
		v.board.Fail("GD-3-1", On("", name, "verify.xml", "path", name, "detail", err.Error()))
		v.board.Fail("GD-1-12", On("", name, "verify.no_file", "path", name))
		return
	}
	v.use(name)
	v.rows = cat.Rows
}

var metadataFile = regexp.MustCompile(`^电子档案.*元数据\.(?i:XML)$`)

// readFolders reads the metadata of every item's folder below top.
func (v *verifier) readFolders(top string) {
	err := fs.WalkDir(v.payload, top, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && p == OtherFolder {
			return fs.SkipDir
		}
		if !d.IsDir() && metadataFile.MatchString(path.Base(p)) {
			v.readMetadata(p)
		}
		return nil
	})
	if err != nil {
		v.board.Fail("GD-1-13", On("", top, "verify.unreadable", "detail", err.Error()))
	}
}

func (v *verifier) readMetadata(p string) {
	v.use(p)
	folder := path.Dir(p)
	var d described
	if err := readXML(v.payload, p, &d); err != nil {
		v.board.Fail("GD-3-1", On(path.Base(folder), p, "verify.xml", "path", p, "detail", err.Error()))
		v.items = append(v.items, item{code: path.Base(folder), folder: folder})
		return
	}
	it := d.item(folder)
	if it.code != path.Base(folder) {
		v.board.Fail("GD-1-13", On(it.code, folder, "verify.folder_name", "path", folder, "code", it.code))
	}
	v.items = append(v.items, it)
}

// use marks a file of the payload as one that belongs.
func (v *verifier) use(p string) {
	if s := v.file(p); s != nil {
		s.used = true
	}
}
