// Package forms holds the sizes of everything that is printed, as data: lengths
// in millimetres, type in points.
//
// stamp.json is the archiving stamp (DA/T 22-2015, annex B), catalogue.json the
// item catalogue (annex C), spine.json, boxcover.json and notesheet.json the
// papers of a box (annex E), volume.json the compiled book, subjects.txt the
// words of its subject index: on each line a heading, then words that lead to it;
// headings.txt has the headings by which archives' own catalogues are understood.
//
// An organ changes any of it without touching code: what it has otherwise is kept
// in the library's settings under forms, as far as it differs, and laid over these
// files (nd settings set forms.stamp.width 50). A change that no form could be set
// with is refused at once.
//
// Names that recur: *_down is a distance from the upper edge, *_up from the lower,
// *_in from the sides; *_pt a size of type; rule, hair, thick, thin and heavy the
// width of lines. A table has columns (their order), widths and align (left where
// nothing is said; digits sets numbers under one another).
package forms
