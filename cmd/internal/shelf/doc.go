// Package shelf finds, makes and opens libraries for the programs with a window,
// and remembers which were open.
package shelf
