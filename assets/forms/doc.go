// Package forms holds the sizes of everything that is printed, as data: lengths
// in millimetres, type in points. An organ changes a form by laying its own file
// over the one here; no code has to be touched.
//
// stamp.json is the archiving stamp (DA/T 22-2015, annex B), catalogue.json the
// item catalogue (annex C), spine.json, boxcover.json and notesheet.json the
// papers of a box (annex E), volume.json the compiled book, subjects.txt the
// words of its subject index.
package forms
