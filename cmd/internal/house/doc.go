// Package house holds the tests that keep the house in order: who may import
// whom, how large files and functions may grow, and that every text for people
// stands in every language. It has no code of its own.
package house
