// Package register reads the register of sent and received documents
// (收发文登记簿) from the tables of a spreadsheet, matches its rows with the
// documents that were collected, and finds gaps in the number series.
//
// [Import] recognises the columns by their headings, [Match] links rows and
// documents one to one and reports every difference with both values, [Gaps]
// looks at each series (代字 and year) of the organ. All three are pure.
//
// The register is a second witness, no judge: what was read on the face of a
// document stays, what the face lacks is taken from the row with its source, and
// what a person entered is never touched. A row that says the number was not
// used (作废, 空号) explains a gap and asks for no file.
//
// It refuses to link a row twice, to link a document twice, and to guess a
// column's meaning where neither heading nor content tells it.
package register
