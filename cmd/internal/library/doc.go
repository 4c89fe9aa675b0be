// Package library puts the parts together: a library on disk, the engines and
// the words. It is what the programs share, and the only place that knows all of
// them.
package library
