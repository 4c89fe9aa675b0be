// Package icons holds the program's icon: a bound volume with a seal. It is drawn
// for Niandang and under its licence; niandang.svg is the drawing.
package icons
