// Package choose is the page over the window on which a file or a folder is
// chosen. The toolkit's own dialog cannot be worked by the keyboard alone, says
// half of its words in English, and reads folders on the window's goroutine, so
// that a slow network drive stops everything.
//
// It refuses to change anything on disk but one: a folder for what will be made
// is made when a person names one that is not there.
package choose
