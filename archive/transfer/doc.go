// Package transfer hands a year's items over to the archives: it checks them
// first (pre-flight), writes the package, reads it back, and lets it appear only
// when it is complete and verified.
//
// [NewPlan] is pure: which items go, under which names, on how many carriers, what
// is held back and why. [Plan.Pack] writes the package beside its place, goes on
// after an interruption, and renames it last; every byte of content is read once.
// Checking a package by itself is the work of archive/transfer/verify, bags are
// that of archive/transfer/bagit.
//
// A profile is a table of what it does (see layout): dat93 (DA/T 93-2022, as public
// implementations of its annex B have it), dat2012 (档发〔2012〕7号), eep (DA/T
// 48-2009, one XML file for each item, its Base64 written as a stream), eark
// (E-ARK SIP 2.2 with METS 1.12 and PREMIS 3.0). Metadata follow DA/T 46-2009, the
// checks DA/T 70-2018 (GD codes), the papers 档发〔2012〕7号. A check that a program
// cannot do (virus, surface of a disc) is never called passed.
//
// Refused: items with a secrecy mark, whatever the library is; items with open
// errors, unless they are held back; a place where a package lies already.
//
// The Chinese layouts, METS and PREMIS are written by hand: no library for Go
// writes them, and they must be written as a stream.
package transfer
