// Package theme is how the window looks: the program's own typeface for every
// style of text, neutral greys, one accent, and three state colours that keep the
// contrast of WCAG 2.1 AA (4.5:1 for text) in light and in dark. Panes name
// colours, they never mix them.
package theme
