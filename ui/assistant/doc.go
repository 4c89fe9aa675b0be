// Package assistant is what a first run shows: three ways to begin, and the three
// short pages that make a new library.
package assistant
