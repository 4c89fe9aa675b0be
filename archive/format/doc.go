// Package format says what a file is, whether it is whole, how many pages it
// has and what is written on them, for every format that a bureau's year holds.
//
// A file is identified by PRONOM signatures (siegfried, embedded, offline); OFD
// has no PRONOM id and is known by its OFD.xml. PDF, DOCX, XLSX, ODT, ODS, OFD,
// plain text, e-mail, RTF and HTML are read without any helper. DOC, XLS, slides
// and the files of WPS go through an office program to PDF, scans and pictures
// through tesseract; where such a helper is missing or fails, a finding says so.
// CEB, GD and SEP, closed formats of early e-government, are recognised and
// reported; nobody outside their makers can read them.
//
// Whatever format, the content is a page.Doc. A broken file is no error: it is a
// [Content] with findings. An error means that the check itself could not run.
//
// DOCX, ODT and the rest are parsed here by hand (over xmltree): what is wanted is
// text with its alignment, size, weight and colour as shown, tracked changes
// included, and no library on offer gives all of these without losing text
// boxes, in which the heading of an official document often stands.
//
// It refuses what a hostile file would ask: nothing outside a container is
// opened, entities are not expanded, macros are off in the office helper, and
// size, depth and time are bounded by archive.LimitSettings.
package format
