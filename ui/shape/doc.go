// Package shape holds the small drawn parts that the panes share: grounds,
// bars, counts and marks. They take their colours from the theme by name and
// change with it.
package shape
