// Package year runs the steps of one fonds and year against a library: collect,
// appraise, arrange, bind, transfer, and the corrections of a person between
// them. The window and the command line call it and nothing below it.
//
// Each step reads what the store holds, lets a pure package plan, does what the
// plan says once, and writes the result with one event. Running a step again does
// only what is left; what a person decided is never changed by a run.
package year
