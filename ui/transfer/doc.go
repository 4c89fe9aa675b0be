// Package transfer is the pane 移交: the four-property check in the archives'
// words, each line leading to the very document; what goes where; and what was
// made, until the archives' receipt closes it.
package transfer
