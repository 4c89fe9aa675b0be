// Package demo holds a made-up year of a made-up bureau, as its departments hand
// it in, to try the program with. cmd/demoyear makes it.
package demo
