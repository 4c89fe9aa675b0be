// Package arrange forms items (件) from documents, sorts them into classes, puts
// them in order, numbers them and packs them into boxes.
//
// [NewPlan] is pure: the same documents, files, earlier items and settings give
// the same [Plan], which can be shown and compared before anything is stored.
// [Years] finds the archive year (归属年度) that the plan relies on; [Merge],
// [Split] and [Move] are a person's changes; [Lock] and [Unlock] freeze codes.
//
// It refuses to renumber a locked item, to reuse its number, and to give a code
// to a document that is secret, that only the register knows, or for which
// nothing was decided.
//
// It follows DA/T 22-2015: forming of items and order of their parts (clause
// 5.1), classes (5.2), order (5.3), codes (5.4), boxes (annex E); and DA/T
// 13-2022 for the other form of the code.
package arrange
