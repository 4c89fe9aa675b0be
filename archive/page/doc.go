// Package page is the page as every format gives it: lines of text with their
// boxes and looks, pictures, and rules. PDF and OFD fill it from positioned
// characters, DOCX from paragraphs with their alignment, OCR from words with
// boxes, so that one reader of official documents serves all of them.
//
// Coordinates are points (1/72 inch) from the page's upper left corner, y down,
// after the page's rotation. The package knows no format and imports the
// standard library only.
package page
