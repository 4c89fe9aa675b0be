// Package bind makes what a year's items look like on paper: compiled volumes
// (汇编册) with stamped and numbered pages, contents and indexes, the item
// catalogue (归档文件目录) as PDF, XLSX, CSV and XML, and for each box a label for
// its spine, a cover and a note sheet (备考表).
//
// [NewPlan] is pure: it decides which item stands in which volume. Its Compile
// does the work once: it surveys every part, sets the pages that we set, lets the
// PDF engine put all together, and compares what the engine says with what the
// contents promise. Where a part turns out to be unreadable, a slip page takes its
// place and the volume is made again, so that every printed page number is true.
//
// Page numbers: a volume is numbered through from its cover, so the number at the
// foot, the page label, the contents and the viewer's own counting agree. Apart
// from it each item's pages are numbered from 1 in the upper outer corner
// (件内页码), blank sides left out.
//
// What follows which rule:
//   - archiving stamp 45 x 16 mm in six cells: DA/T 22-2015, 5.4 and annex B
//   - item catalogue, nine columns, A4 landscape, and its cover: annex C
//   - box, spine and note sheet: annex E
//   - page numbers within an item, blank sides left out: DA/T 22-2015, 6.3
//   - sizes and captions are data (assets/forms), handed in as an fs.FS, and over
//     them what the organ has otherwise in its settings: see [Forms]
//
// The package refuses to bind what is secret: such an item is a slip page with
// the facts that are permitted. It never changes an original byte, and never
// leaves a part out without a page that says so.
//
// CSV is for programs and is opened in spreadsheets all the same, so a cell that a
// spreadsheet would run as a formula gets an apostrophe in front; XLSX (cells of
// type text) and XML carry the exact text.
package bind
