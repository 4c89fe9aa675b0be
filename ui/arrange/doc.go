// Package arrange is the pane 整理: the classes of the year, the items of a class
// in order with codes that follow every move, the boxes they fill, and the one
// act that freezes the codes.
package arrange
