// Package schedule holds the national model of retention as data: the rows of the
// 文书档案保管期限表 (annex of 国家档案局令第8号) and of its art. 4 (what is not
// archived) with their conditions, the word sets that the conditions name, the
// words that make a matter weighty, and the fields of work of bureaus. Package
// appraise reads it.
package schedule
