package verify

import (
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"runtime"
	"strings"
	"sync"

	"niandang/archive/transfer/xmlguard"
)

func (v *verifier) readNotice() { v.readNoticeAt(NoticeName) }

// readNoticeAt reads the explanation file: key：value a line.
func (v *verifier) readNoticeAt(name string) {
	v.notice = make(map[string]string)
	text, err := readText(v.payload, name)
	if err != nil {
		v.board.Fail("GD-1-12", On("", name, "verify.no_text", "path", name, "detail", err.Error()))
		return
	}
	if v.verdict.Profile != EARK { // there METS accounts for it
		v.use(name)
	}
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

// readCatalogue reads the catalogue of items, row by row.
func (v *verifier) readCatalogue(name string) {
	f, err := v.payload.Open(name)
	if err != nil {
		v.board.Fail("GD-1-12", On("", name, "verify.no_file", "path", name))
		return
	}
	defer f.Close()
	v.use(name)
	if v.rows, err = rowsOf(xmlguard.Bounded(f, maxList)); err != nil {
		v.board.Fail("GD-3-1", On("", name, "verify.xml", "path", name, "detail", err.Error()))
		v.board.Fail("GD-1-12", On("", name, "verify.xml", "path", name, "detail", err.Error()))
	}
}

func rowsOf(r io.Reader) ([]row, error) {
	d := xmlguard.NewDecoder(r)
	var out []row
	for root := ""; ; {
		t, err := d.Token()
		if err == io.EOF && root == catalogueRoot {
			return out, nil
		}
		if err == io.EOF {
			err = fmt.Errorf("no element %s", catalogueRoot)
		}
		if err != nil {
			return out, err
		}
		start, ok := t.(xml.StartElement)
		switch {
		case !ok:
		case root == "":
			if root = start.Name.Local; root != catalogueRoot {
				return out, fmt.Errorf("the root element is %s, not %s", root, catalogueRoot)
			}
		case start.Name.Local == "文件":
			var one row
			if err := d.DecodeElement(&one, &start); err != nil {
				return out, err
			}
			out = append(out, one)
		default:
			return out, fmt.Errorf("element %s does not belong here", start.Name.Local)
		}
	}
}

// catalogueRoot is the root element of both catalogues.
const catalogueRoot = "文件目录"

var metadataFile = regexp.MustCompile(`^电子档案.*元数据\.(?i:XML)$`)

// readFolders reads the metadata of every item's folder below top.
func (v *verifier) readFolders(top string) {
	var paths []string
	err := fs.WalkDir(v.payload, top, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && p == OtherFolder {
			return fs.SkipDir
		}
		if !d.IsDir() && metadataFile.MatchString(path.Base(p)) {
			paths = append(paths, p)
		}
		return nil
	})
	if err != nil {
		v.board.Fail("GD-1-13", On("", top, "verify.unreadable", "detail", err.Error()))
	}
	read, errs := make([]described, len(paths)), make([]error, len(paths))
	each(len(paths), func(i int) { errs[i] = readXML(v.payload, paths[i], &read[i]) })
	for i, p := range paths {
		v.take(p, read[i], errs[i])
	}
}

// each does something for 0 to n-1, several at a time.
func each(n int, do func(i int)) {
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 4, n) {
		wg.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// take takes the metadata of one item in.
func (v *verifier) take(p string, d described, err error) {
	v.use(p)
	folder := path.Dir(p)
	if err != nil {
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
