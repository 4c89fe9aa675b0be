// Package schemas holds XML schemas of the Chinese layouts, written for this
// project from the standards' element lists (DA/T 93-2022, 档发〔2012〕7号, DA/T
// 46-2009, DA/T 48-2009); they are under the project's licence. They go along with
// packages and check them in tests; a printed standard that differs is right.
package schemas
