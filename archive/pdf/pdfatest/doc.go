// Package pdfatest checks a file that this program wrote against the rules of
// PDF/A-2b (ISO 19005-2:2011) that a generator can break. It is imported by tests
// only, and is no validator of any file: it reads the plain structure that archive/pdf
// writes (a cross-reference table, no object streams) and knows the constructs that
// occur in our own pages. What it has not met before is an error, so that a new
// construct is looked at.
//
// It stands in for veraPDF where that cannot be run; its rules carry the clause, as
// veraPDF's do.
package pdfatest
