package readable

import (
	"archive/zip"
	"encoding/binary"
	"fmt"
	"io"
	"path"
	"strings"

	"niandang/archive/transfer/xmlguard"
)

// What a container may cost: a document that unpacks to more is none.
const (
	maxEntries  = 100_000
	maxUnpacked = 4 << 30
	maxRatio    = 500
	ratioSlack  = 64 << 20
)

// mainParts are what a file of an ending must hold; one of each list.
var mainParts = map[string][][]string{
	".ofd":  {{"OFD.xml"}},
	".docx": {{"[Content_Types].xml"}, {"word/document.xml", "word/document2.xml"}},
	".xlsx": {{"[Content_Types].xml"}, {"xl/workbook.xml", "xl/workbook.bin"}},
	".pptx": {{"[Content_Types].xml"}, {"ppt/presentation.xml"}},
	".odt":  {{"content.xml"}}, ".ods": {{"content.xml"}},
}

// checkZip reads every entry of an OFD or Office file against its checksum, and
// looks for the parts without which no reader opens it.
func checkZip(r io.ReaderAt, size int64, ext string) Result {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return Result{Broken: err}
	}
	if err := bounded(z, size); err != nil {
		return Result{Broken: err}
	}
	names := make(map[string]*zip.File, len(z.File))
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return Result{Locked: true}
		}
		names[key(f.Name)] = f
		if err := whole(f); err != nil {
			return Result{Broken: fmt.Errorf("%s: %w", f.Name, err)}
		}
	}
	return Result{Broken: parts(names, ext)}
}

// key is a name as containers are searched for it: makers differ in case and in
// the stroke between folders.
func key(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(strings.TrimSpace(name), `\`, "/"), "/"))
}

func bounded(z *zip.Reader, size int64) error {
	var total uint64
	for _, f := range z.File {
		total += f.UncompressedSize64
	}
	if len(z.File) > maxEntries || total > maxUnpacked || total > ratioSlack && total/maxRatio > uint64(size) {
		return TooLarge
	}
	return nil
}

// whole reads an entry to its end, where its checksum is compared.
func whole(f *zip.File) error {
	if f.FileInfo().IsDir() {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(io.Discard, r)
	return err
}

func parts(names map[string]*zip.File, ext string) error {
	for _, list := range mainParts[ext] {
		if err := onePart(names, list); err != nil {
			return err
		}
	}
	if ext == ".ofd" {
		return bodies(names["ofd.xml"], names)
	}
	return nil
}

// onePart looks for one of some names, and reads it when it is XML.
func onePart(names map[string]*zip.File, list []string) error {
	for _, n := range list {
		if f := names[key(n)]; f != nil {
			return xmlPart(f)
		}
	}
	return fmt.Errorf("%w: %s", NoPart, list[0])
}

func xmlPart(f *zip.File) error {
	if strings.ToLower(path.Ext(f.Name)) != ".xml" {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	if err := checkXML(r); err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	return nil
}

// bodies looks for the documents that OFD.xml names (GB/T 33190-2016, 7.4).
func bodies(list *zip.File, names map[string]*zip.File) error {
	r, err := list.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	var root struct {
		Bodies []string `xml:"DocBody>DocRoot"`
	}
	if err := xmlguard.NewDecoder(r).Decode(&root); err != nil {
		return err
	}
	if len(root.Bodies) == 0 {
		return NoPart
	}
	for _, b := range root.Bodies {
		if err := onePart(names, []string{b}); err != nil {
			return err
		}
	}
	return nil
}

// Places in the header of a compound file ([MS-CFB] 2.2).
const (
	oleHeader    = 512
	oleOrder     = 28
	oleShift     = 30
	oleDirectory = 48
	oleFATs      = 44
)

// checkOLE looks whether the sectors that the header of a compound file (DOC, XLS,
// PPT, WPS) names lie in it.
func checkOLE(r io.ReaderAt, size int64) error {
	b := make([]byte, oleHeader)
	if n, _ := r.ReadAt(b, 0); n < oleHeader {
		return Cut
	}
	shift := binary.LittleEndian.Uint16(b[oleShift:])
	if binary.LittleEndian.Uint16(b[oleOrder:]) != 0xFFFE || shift != 9 && shift != 12 {
		return BadForm
	}
	sector := int64(1) << shift
	inside := func(n uint32) bool { return (int64(n)+2)*sector <= size+sector-1 }
	if !inside(binary.LittleEndian.Uint32(b[oleDirectory:])) {
		return Cut
	}
	for i := range min(binary.LittleEndian.Uint32(b[oleFATs:]), 109) {
		if n := binary.LittleEndian.Uint32(b[76+4*i:]); n != 0xFFFFFFFF && !inside(n) {
			return Cut
		}
	}
	return nil
}
