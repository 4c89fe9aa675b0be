// Command niandang is the window of Niandang (年档). It puts the parts together:
// the toolkit's driver, the libraries on this machine, the words of the person's
// language. All it can do without a window, the command nd does.
package main
