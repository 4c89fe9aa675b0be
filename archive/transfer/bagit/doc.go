// Package bagit reads, checks and writes bags (BagIt 1.0, RFC 8493, and the
// drafts 0.93 to 0.97 when reading).
//
// [Validate] checks a bag completely on any fs.FS: declaration, manifests in any
// encoding that the declaration names, payload, tag files, Payload-Oxum. Each file
// is read once, whatever the number of manifests, by as many workers as there are
// processors. Files listed in fetch.txt are never fetched. What the conformance
// suite calls a warning (names that differ in case or in Unicode normalization,
// lines of md5sum, files of a desktop) is a warning here.
//
// Refused: paths that lead out of the bag in the manner of any system, a
// declaration that is not exact, and digests of algorithms that nobody can check.
//
// It is written by hand because the BagIt libraries for Go are unmaintained, read
// every file once for each manifest, and take more for valid than the
// conformance suite does.
package bagit
