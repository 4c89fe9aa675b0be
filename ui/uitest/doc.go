// Package uitest helps the tests of panes: a desk that notes what a pane asks of
// the frame, and a window in the program's own type. Tests and the gallery import
// it, nothing else.
package uitest
