// Command gallery draws every pane with the demo year to PNG files, without a
// display: light and dark, at two sizes and twice the scale, in Chinese and English. Look at them after a change of the window.
package main
