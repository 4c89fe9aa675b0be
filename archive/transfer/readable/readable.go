package readable

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
)

// Result is what opening a file showed.
type Result struct {
	Pages  int   // of a PDF; 0 where it is not known
	Locked bool  // a password or a permission stands before the content
	Broken error // it will not open, or not all of it
	Weak   error // readers open it after a repair of their own
}

// Fault is what is wrong with a file, for whoever says it to a person.
type Fault string

// The faults. What is none of these came from reading the file itself.
const (
	Cut      Fault = "cut"       // it ends too early
	NoPages  Fault = "no_pages"  // nothing can be shown
	NoPart   Fault = "no_part"   // a part without which it does not open is missing
	BadSum   Fault = "bad_sum"   // a part does not fit its checksum
	BadForm  Fault = "bad_form"  // it is not written as its format is
	BadXref  Fault = "bad_xref"  // the cross-references of a PDF cannot be followed
	BadXML   Fault = "bad_xml"   // it is not well-formed
	BadText  Fault = "bad_text"  // it is in none of UTF-8, GB18030, UTF-16
	TooLarge Fault = "too_large" // more than a document can be
)

func (f Fault) Error() string { return string(f) }

// FaultOf gives the fault behind an error, BadForm where it has none.
func FaultOf(err error) Fault {
	var f Fault
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, zip.ErrChecksum), errors.Is(err, zlib.ErrChecksum):
		return BadSum
	case errors.Is(err, io.ErrUnexpectedEOF):
		return Cut
	}
	return BadForm
}

// edge is how much of a file's beginning tells what it is.
const edge = 1 << 10

// Check opens a file of size bytes whose name ends in ext (in lower case, with the
// dot). A format that is not known here gives the empty Result.
func Check(r io.ReaderAt, size int64, ext string) (out Result) {
	defer func() { // a parser of strangers' files: what it did not foresee is no sound file
		if p := recover(); p != nil {
			out = Result{Broken: fmt.Errorf("read: %v", p)}
		}
	}()
	head := make([]byte, min(edge, size))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return Result{Broken: err}
	}
	section := io.NewSectionReader(r, 0, size)
	switch {
	case bytes.Contains(head, []byte("%PDF-")):
		return checkPDF(r, size, int64(bytes.Index(head, []byte("%PDF-"))))
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return checkZip(r, size, ext)
	case bytes.HasPrefix(head, []byte("\xFF\xD8\xFF")):
		return Result{Broken: checkJPEG(section)}
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		return Result{Broken: checkPNG(section)}
	case bytes.HasPrefix(head, []byte("II*\x00")), bytes.HasPrefix(head, []byte("MM\x00*")):
		return Result{Broken: checkTIFF(r, size)}
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return Result{Broken: checkOLE(r, size)}
	}
	switch ext {
	case ".xml":
		return Result{Broken: checkXML(section)}
	case ".txt", ".csv":
		return Result{Broken: checkText(section)}
	}
	return Result{}
}
