// Package gongwen reads official documents (公文): from lines of text with their
// places and looks it finds the elements of GB/T 9704-2012 (发文机关标志, 发文字号,
// 签发人, 标题, 主送机关, 附件说明, 署名, 成文日期, 附注, 抄送机关, 印发 …) in the general form and in
// the forms of letters (信函), orders (命令) and minutes (纪要), and in what offices
// write beside them: briefings, gazettes, notices, resolutions, contracts,
// records of meetings, processing forms, papers without a red head.
//
// One way for all formats: a [page.Doc] from PDF, OFD, DOCX or OCR is first made
// into lines that know how they stand (centred, at the right, indented by so many
// characters). The face is then read from above: signs of the head, title,
// recipients, body; and from below: the imprint (版记), signature and date, notes,
// list of attachments. Each element carries where it stood and how sure that is.
//
// What it refuses: it does not decide who is superior to whom, what year a
// document belongs to, or whether two files are one; it never fills an element
// from the text of the body alone without saying so by a low confidence; and
// words such as 商业秘密 or 《保密法》 are no secrecy marks (see [SecrecyMark]).
//
// Sources: GB/T 9704-2012 chapters 7 to 11 (elements, attachments, special
// forms), 党政机关公文处理工作条例 (中办发〔2012〕14号) art. 8 and 9, and for the secrecy
// mark 保守国家秘密法实施条例 art. 21. The parser is written here because no Go library
// reads Chinese official documents.
package gongwen
