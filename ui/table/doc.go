// Package table is the one way to show many rows: a virtual list with columns of
// fixed places, uniform heights, headings, and the keys of a list. Rows come page
// by page from a Source through the task runner; drawing a row never waits, it
// shows … until its page is there.
package table
