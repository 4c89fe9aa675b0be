// Package sample makes the smallest files of each format that open. Only tests
// import it.
package sample
