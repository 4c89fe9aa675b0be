package verify

import (
	"encoding/xml"
	"io"
	"net/url"
	"path"
	"strconv"
	"strings"

	"niandang/archive/transfer/xmlguard"
)

// noticeFolder is where an E-ARK package of ours has the explanation file.
const noticeFolder = "documentation"

// readEARK reads the METS documents of an E-ARK package (CSIP 2.2): every file
// that they refer to must be there with size and SHA-256, and every file that is
// there must be referred to.
func (v *verifier) readEARK() {
	v.notice = make(map[string]string)
	if isFile(v.payload, path.Join(noticeFolder, NoticeName)) {
		v.readNoticeAt(path.Join(noticeFolder, NoticeName))
	}
	r := &metsReader{v: v, folders: make(map[string]*item)}
	objid := r.document(METSName)
	if folder := strings.TrimSuffix(strings.TrimPrefix(v.root, "data/"), "/"); folder != "" && folder != objid {
		v.board.Fail("GD-1-13", On("", METSName, "verify.objid", "objid", objid, "folder", folder))
	}
	for _, p := range sortedKeys(v.seen) {
		rel, inside := strings.CutPrefix(p, v.root)
		if inside && !v.seen[p].used {
			v.board.Fail("GD-4-3", On("", p, "verify.mets_extra", "path", rel))
		}
	}
	r.items()
	for _, code := range sortedKeys(r.folders) {
		v.items = append(v.items, *r.folders[code])
	}
}

// metsReader follows the METS documents of a package.
type metsReader struct {
	v         *verifier
	folders   map[string]*item // by folder name in the representations
	described []string         // DA/T 46 metadata
	file      reference        // that is being read
}

// reference is a file or metadata reference of METS.
type reference struct {
	Href  string `xml:"href,attr"`
	Size  string `xml:"SIZE,attr"`
	Sum   string `xml:"CHECKSUM,attr"`
	Kind  string `xml:"CHECKSUMTYPE,attr"`
	Other string `xml:"OTHERMDTYPE,attr"`
}

// document reads one METS document, element by element, and gives its OBJID.
func (r *metsReader) document(name string) (objid string) {
	f, err := r.v.payload.Open(name)
	if err != nil {
		r.v.board.Fail("GD-1-12", On("", name, "verify.no_file", "path", name))
		return ""
	}
	defer f.Close()
	r.v.use(name)
	m := metsRules{}
	d := xmlguard.NewDecoder(xmlguard.Bounded(f, maxList))
	for {
		t, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			r.v.board.Fail("GD-3-1", On("", name, "verify.xml", "path", name, "detail", err.Error()))
			return m.objid
		}
		switch t := t.(type) {
		case xml.StartElement:
			m.start(t)
			r.element(path.Dir(name), t)
		case xml.EndElement:
			m.end()
		}
	}
	if lacks := m.lacks(name == METSName); len(lacks) > 0 {
		r.v.board.Fail("GD-1-12", On("", name, "verify.mets", "path", name, "detail", strings.Join(lacks, "、")))
	}
	return m.objid
}

// element follows what refers to a file.
func (r *metsReader) element(dir string, start xml.StartElement) {
	switch start.Name.Local {
	case "file":
		r.file = referenceOf(start)
	case "FLocat":
		r.file.Href = attribute(start, "href")
		r.follow(dir, r.file)
	case "mdRef":
		r.follow(dir, referenceOf(start))
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func referenceOf(e xml.StartElement) reference {
	return reference{
		Href: attribute(e, "href"), Size: attribute(e, "SIZE"), Sum: attribute(e, "CHECKSUM"),
		Kind: attribute(e, "CHECKSUMTYPE"), Other: attribute(e, "OTHERMDTYPE"),
	}
}

// follow compares a reference with the file, and reads what is METS itself.
func (r *metsReader) follow(dir string, ref reference) {
	name, err := url.PathUnescape(ref.Href)
	name = path.Join(dir, name)
	s := r.v.file(name)
	if err != nil || s == nil {
		r.v.board.Fail("GD-2-11", On(codeIn(name), r.v.root+name, "verify.no_file", "path", name))
		return
	}
	first := !s.used
	s.used = true
	r.compare(name, ref, s)
	switch {
	case first && path.Base(name) == METSName:
		r.document(name)
	case strings.HasPrefix(ref.Other, "DA/T 46"):
		r.described = append(r.described, name)
	case strings.Contains(name, "/data/"):
		r.content(name, s)
	}
}

// compare holds a reference against the file. A digest that is not SHA-256 cannot
// be held against anything here, so nothing is proved by it.
func (r *metsReader) compare(name string, ref reference, s *seen) {
	where := r.v.root + name
	switch {
	case ref.Kind != "SHA-256":
		r.v.board.Fail("GD-1-1", On(codeIn(name), where, "verify.mets_digest", "path", name, "algorithm", ref.Kind))
	case differ(s.sha256, ref.Sum) || ref.Sum == "":
		r.v.board.Fail("GD-1-1", On(codeIn(name), where, "verify.digest", "path", name))
	}
	if want := strconv.FormatInt(s.size, 10); ref.Size != want {
		r.v.board.Fail("GD-1-10", On(codeIn(name), where, "verify.size", "path", name, "want", ref.Size, "got", want))
	}
}

// codeIn gives the folder of an item in a representation's data.
func codeIn(name string) string {
	_, rest, ok := strings.Cut(name, "/data/")
	if !ok {
		return ""
	}
	code, _, _ := strings.Cut(rest, "/")
	return code
}

func (r *metsReader) content(name string, s *seen) {
	code := codeIn(name)
	it := r.folders[code]
	if it == nil {
		it = &item{code: code, folder: path.Dir(name)}
		r.folders[code] = it
	}
	it.files = append(it.files, file{path: name, name: path.Base(name), size: s.size, sha256: s.sha256})
}

// items reads the DA/T 46 metadata of the items.
func (r *metsReader) items() {
	read, errs := make([]described, len(r.described)), make([]error, len(r.described))
	each(len(r.described), func(i int) { errs[i] = readXML(r.v.payload, r.described[i], &read[i]) })
	for i, name := range r.described {
		d := read[i]
		if errs[i] != nil {
			r.v.board.Fail("GD-3-1", On("", name, "verify.xml", "path", name, "detail", errs[i].Error()))
			continue
		}
		code := strings.TrimSuffix(path.Base(name), ".xml")
		it := d.item(code)
		if known := r.folders[code]; known != nil {
			it.folder = known.folder
			it.files = r.match(it.code, known.files, it.files)
		} else {
			r.v.board.Fail("GD-2-11", On(it.code, r.v.root+name, "verify.empty", "path", code))
			it.files = nil
		}
		r.folders[code] = &it
	}
	for _, code := range sortedKeys(r.folders) {
		if !r.folders[code].parsed {
			r.v.board.Fail("GD-1-13", On(code, r.folders[code].folder, "verify.folder_without_row", "path", r.folders[code].folder))
		}
	}
}

// match brings the files that METS lists and those that the item's metadata
// describe together: the places of the one, sizes and digests of the other.
func (r *metsReader) match(code string, listed, described []file) []file {
	byName := make(map[string]file, len(described))
	for _, f := range described {
		byName[f.name] = f
	}
	out := make([]file, 0, len(listed))
	for _, f := range listed {
		d, told := byName[f.name]
		if !told {
			r.v.board.Fail("GD-1-11", On(code, r.v.root+f.path, "verify.not_described", "path", f.path))
			d = f
		}
		delete(byName, f.name)
		d.path = f.path
		out = append(out, d)
	}
	for _, missing := range sortedKeys(byName) {
		r.v.board.Fail("GD-2-11", On(code, missing, "verify.no_file", "path", missing))
	}
	return out
}
