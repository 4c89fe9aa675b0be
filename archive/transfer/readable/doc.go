// Package readable opens a content file as far as it takes to say that a reader
// program will be able to: a PDF's cross-references and page tree, the parts and
// checksums of an OFD or Office file, the header, structure and end of a picture,
// the well-formedness of XML, the characters of a text.
//
// [Check] says what is wrong in one of three ways: locked (a password or a
// permission stands before the content), broken (it will not open, or not all of
// it), weak (readers open it after a repair of their own). It draws nothing: that
// a page looks right is for a person to see.
//
// It is part of the clerk's program, which is one small static file, and it reads
// what strangers send. So it is written by hand over bytes, with a bound on every
// size, depth and count that a file states of itself: the PDF libraries for Go that
// are kept well rebuild the whole document in memory, and the small ones follow
// loops without end.
package readable
