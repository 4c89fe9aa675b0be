// Package ofd reads OFD, the Chinese fixed-layout format (GB/T 33190-2016), by
// itself: pages as positioned text, pages to be drawn on a [Canvas], electronic
// seals (GM/T 0031, GB/T 38540), attachments.
//
// It is written by hand because no Go library reads OFD well enough to be
// trusted with a record: those that exist draw, and lose the text of a
// typeface that is not embedded. Here text is never dropped: it comes from the
// TextCode elements (11.3), whatever the font.
//
// What it follows: container and paths (GB/T 33190-2016 chapters 6 and 7.1),
// pages and templates (7.7), resources (7.9), graphics (8, 9), images (10), text
// and glyph transforms (11), composite objects (13), annotations (15), attachments
// (20), signatures (18). Makers break the rules of paths and namespaces often, so
// a path is looked for beside its file, in the document's folder and in the
// root, in either slash and any case, and namespaces are not compared.
//
// What it refuses: encrypted packages; anything that leads outside the package;
// containers that unpack beyond the [Limits]. It does not verify signatures. Clips,
// patterns and gradients go to a canvas that is a [Clipper]; embedded typefaces are
// read for the shapes of their glyphs ([Font.Typeface]). What a page asks for and
// [Document.Draw] cannot hand on (mesh gradients, clips in the shape of a text, masks,
// patterns of lines and letters, video) is counted as [Missing], never passed over in
// silence.
//
// Lengths are millimetres with y down, as in the standard, except in page.Page,
// which has points. A Document is for one goroutine at a time.
package ofd
