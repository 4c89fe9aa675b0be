package verify

import (
	"encoding/xml"
	"io"
	"net/url"
	"path"
	"strings"
)

// readEARK reads the METS documents of an E-ARK package (CSIP 2.2): every file
// that they refer to must be there with size and SHA-256, and every file that is
// there must be referred to.
func (v *verifier) readEARK() {
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
	d := newDecoder(f)
	var file reference
	for {
		t, err := d.Token()
		if err == io.EOF {
			return objid
		}
		if err != nil {
			r.v.board.Fail("GD-3-1", On("", name, "verify.xml", "path", name, "detail", err.Error()))
			return objid
		}
		start, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "mets":
			objid = attribute(start, "OBJID")
		case "file":
			file = referenceOf(start)
		case "FLocat":
			file.Href = attribute(start, "href")
			r.follow(path.Dir(name), file)
		case "mdRef":
			r.follow(path.Dir(name), referenceOf(start))
		}
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
	if ref.Kind == "SHA-256" && !strings.EqualFold(ref.Sum, s.sha256) && s.sha256 != "" {
		r.v.board.Fail("GD-1-1", On(codeIn(name), r.v.root+name, "verify.digest", "path", name))
	}
	switch {
	case first && path.Base(name) == METSName:
		r.document(name)
	case strings.HasPrefix(ref.Other, "DA/T 46"):
		r.described = append(r.described, name)
	case strings.Contains(name, "/data/"):
		r.content(name, s)
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
	for _, name := range r.described {
		var d described
		if err := readXML(r.v.payload, name, &d); err != nil {
			r.v.board.Fail("GD-3-1", On("", name, "verify.xml", "path", name, "detail", err.Error()))
			continue
		}
		code := strings.TrimSuffix(path.Base(name), ".xml")
		it := d.item("")
		it.files, it.folder = nil, code
		renditions := make(map[string]string)
		for _, f := range d.Files {
			renditions[f.Name] = f.Of
		}
		if known := r.folders[code]; known != nil {
			it.folder = known.folder
			for _, f := range known.files {
				f.of = renditions[f.name]
				it.files = append(it.files, f)
				delete(renditions, f.name)
			}
		}
		for _, missing := range sortedKeys(renditions) {
			r.v.board.Fail("GD-2-11", On(it.code, missing, "verify.no_file", "path", missing))
		}
		r.folders[code] = &it
	}
}
