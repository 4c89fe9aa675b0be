// Package fixity proves that bytes stayed what they were: it digests them with
// SHA-256 and SM3 (GB/T 32905) in one pass, and writes files so that they appear
// whole or not at all.
//
// Nothing else in the program creates an output file in place.
package fixity
