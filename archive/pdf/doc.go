// Package pdf is the only place that knows a PDF library. It reads what a PDF
// file is and what stands on its pages, draws pages, sets pages of its own and
// puts foreign and own pages together into one file.
//
// Two engines stand behind one interface. The open one reads objects with
// pdfcpu, and text and page images with pdfium, which runs inside wazero and so
// needs neither cgo nor a library of the machine. The other is UniPDF, taken
// when an offline licence key is configured.
//
// The files that leave this package are written by its own object writer: it
// sends each object out once, keeps one source file in memory at a time, shares
// the typefaces over the whole file, and gives the same bytes for the same job,
// none of which the libraries' writers promise. Pages that the package sets
// itself follow ISO 19005-2 level B (PDF/A-2b): header, identifier, output
// intent, embedded and subset fonts with ToUnicode, metadata. A volume with
// foreign pages claims it only when the caller says so.
//
// TrueType fonts are subset here and not by a library because each character
// must keep a code of its own: a library that maps codes to glyphs turns 一 into
// the radical ⼀ where a font draws both with one glyph, and the text of an
// archive must come back as it went in.
//
// A typeface that a document of another format brings along is drawn (Type 3 fonts of
// its shapes), so that no foreign font program has to be mended.
//
// Refused: files that need a password, forms with scripts (the scripts are left
// behind), and anything that asks for a network.
package pdf
