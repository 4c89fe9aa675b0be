// Package overview is the first pane: the year as a path of steps, what needs a
// person, a picture of its documents, and the one button that does the next thing.
package overview
