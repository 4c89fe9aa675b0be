package verify

import (
	"context"
	"encoding/xml"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"niandang/archive/transfer/readable"
	"niandang/archive/transfer/xmlguard"
)

// readEEP reads every encapsulation package (DA/T 48-2009) of the carrier. The
// content in it is decoded and digested as it passes by.
func (v *verifier) readEEP(ctx context.Context) {
	var paths []string
	err := fs.WalkDir(v.payload, RecordsFolder, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && extOf(p) == EEPExt {
			paths = append(paths, p)
		}
		return err
	})
	if err != nil {
		v.board.Fail("GD-1-13", On("", RecordsFolder, "verify.unreadable", "detail", err.Error()))
	}
	read, errs := make([]capsule, len(paths)), make([]error, len(paths))
	each(len(paths), func(i int) {
		if ctx.Err() == nil {
			read[i] = capsule{path: paths[i], dir: v.o.TempDir}
			errs[i] = read[i].open(v.payload)
		}
	})
	for i, p := range paths {
		v.use(p)
		v.takeCapsule(&read[i], errs[i])
	}
}

// takeCapsule takes one encapsulation package in.
func (v *verifier) takeCapsule(c *capsule, err error) {
	p := c.path
	code := strings.TrimSuffix(path.Base(p), EEPExt)
	if err != nil {
		v.board.Fail("GD-3-1", On(code, p, "verify.eep_file", "path", p, "detail", err.Error()))
		v.items = append(v.items, item{code: code, folder: p})
		return
	}
	if c.version != "2009" {
		v.board.Fail("GD-2-10", On(code, p, "verify.eep_version", "path", p))
	}
	it := c.item()
	if it.code != code {
		v.board.Fail("GD-1-13", On(it.code, p, "verify.folder_name", "path", p, "code", it.code))
	}
	for _, s := range c.content {
		if s.bad {
			v.board.Fail("GD-3-4", On(it.code, p, "verify.base64", "path", s.file.path))
		}
		v.seen[v.root+s.file.path] = &seen{size: s.size, sha256: s.sum, look: s.look, opened: s.opened, inner: true}
	}
	v.items = append(v.items, it)
}

// capsule is one encapsulation package as it is read.
type capsule struct {
	path    string
	d       *xml.Decoder
	version string
	fields  map[string]string
	acts    int
	content []embedded
	within  []string
	dir     string // for what does not fit into memory
}

// embedded is one computer file in a capsule.
type embedded struct {
	file   file
	size   int64
	sum    string
	look   look
	opened *readable.Result
	bad    bool // it was no Base64
}

func (c *capsule) open(fsys fs.FS) error {
	f, err := fsys.Open(c.path)
	if err != nil {
		return err
	}
	defer f.Close()
	return c.read(f)
}

func (c *capsule) read(r io.Reader) error {
	c.fields = make(map[string]string)
	s := &base64Sieve{in: r, keep: true, dir: c.dir}
	defer s.close()
	c.d = xmlguard.NewDecoder(xmlguard.Bounded(s, maxText))
	for {
		t, err := c.d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			c.within = append(c.within, t.Name.Local)
			if t.Name.Local == "编码" {
				c.content = append(c.content, embedded{})
			}
		case xml.EndElement:
			if t.Name.Local == "编码数据" && len(c.content) > 0 {
				c.content[len(c.content)-1].take(s.passed())
			}
			c.within = c.within[:len(c.within)-1]
		case xml.CharData:
			c.text(strings.TrimSpace(string(t)))
		}
	}
}

func (c *capsule) text(s string) {
	if s == "" || len(c.within) == 0 {
		return
	}
	name := c.within[len(c.within)-1]
	if len(c.content) > 0 && len(c.within) > 1 {
		last := &c.content[len(c.content)-1]
		switch name {
		case "计算机文件名":
			last.file.name = s
		case "计算机文件大小":
			last.file.size, _ = strconv.ParseInt(s, 10, 64)
		}
	}
	switch name {
	case "版本":
		c.version = s
	case "业务标识符":
		c.acts++
	case "附注":
		for _, part := range strings.Split(s, "；") {
			if key, value, ok := strings.Cut(part, "："); ok && key != "密级" {
				c.fields[key] = strings.TrimSuffix(value, "未标注")
			}
		}
	default:
		if _, told := c.fields[name]; !told {
			c.fields[name] = s
		}
	}
}

func (c *capsule) item() item {
	it := item{code: c.fields["档号"], title: c.fields["题名"], folder: c.path, fields: c.fields, history: c.acts, parsed: true}
	for i := range c.content {
		f := &c.content[i].file
		f.path = c.path + "#" + f.name
		// an original and its rendition are the codings of one document
		if i > 0 && extOf(f.name) == ".pdf" && strings.TrimSuffix(f.name, ".pdf") == strings.TrimSuffix(it.files[i-1].name, extOf(it.files[i-1].name)) {
			f.of = it.files[i-1].name
		}
		it.files = append(it.files, *f)
	}
	return it
}

func (e *embedded) take(p passed) {
	e.size, e.sum, e.look, e.bad = p.size, p.sum, sniff(p.head, p.tail), p.bad
	if p.kept != nil {
		e.opened = p.kept.check(e.file.name)
	}
	p.forget()
}
