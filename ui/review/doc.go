// Package review is the pane 鉴定: documents on the left, the page in the middle,
// its elements and its term on the right. One key decides a document and brings
// the next one, whose page is there already.
package review
