// Package xmlguard reads XML that strangers send: in the encodings that the
// Chinese standards allow, and with a bound on what the parser keeps in memory.
// Entities of a document's own are not expanded (encoding/xml refuses them), and
// nothing outside the document is opened.
package xmlguard
