// Package verify checks a transfer package by itself, on any machine and without
// a library: digests, counts, structure, catalogue against content, metadata
// against files, formats opened. It is what the receiving clerk's program is made
// of, so it sets no type and imports no PDF library.
//
// [Package] takes a folder, a bag, a ZIP file (ZIP64 too), an ISO image or a set of
// parts; nothing is unpacked. It knows the layouts of DA/T 93-2022 (dat93),
// 档发〔2012〕7号 (dat2012), DA/T 48-2009 (eep) and E-ARK SIP 2.2 (eark). Every file is
// digested in one pass, and content is then opened as a reader would. What it finds is a [Verdict]: a row for each item of the
// four-property check (四性检测, DA/T 70-2018, codes GD-…), with pass, fail, warning
// or by hand. What a program cannot check (virus, surface of a disc, signatures
// whose certificate it cannot judge) is never called passed.
//
// Refused: ZIP files whose entries lead out of them, unpack to far more than they
// are, or are encrypted; links, devices and pipes within a package are not opened.
package verify
