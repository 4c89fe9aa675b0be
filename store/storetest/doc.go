// Package storetest is the conformance suite of archive.Store: whatever keeps a
// library, on this disk or elsewhere, passes it. It is imported by tests only.
package storetest
