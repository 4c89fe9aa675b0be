// Package paper shows one page of a document as its picture: it fetches pages
// off the window's goroutine, keeps the last ones, fetches the next ones before
// they are asked for, and frames the places where something was read.
package paper
