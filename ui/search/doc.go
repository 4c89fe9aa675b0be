// Package search is the pane 检索: one field, answers as one types, the page with
// the hit beside them.
package search
