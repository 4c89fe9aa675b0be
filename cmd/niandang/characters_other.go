//go:build !linux

package main

// characters: elsewhere text comes as Unicode whatever the locale.
func characters() {}
