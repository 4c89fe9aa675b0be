// Command nd does the year's work without a window: the same engine as the
// desktop program, for scripts, tests and measuring. It builds without GL.
//
// Results go to standard output, progress and messages to standard error. With
// --json a list is one JSON object a line. The exit status is 0 when the work is
// done, 1 when it is done and findings need a person, 2 when it could not be
// done; then one sentence says what happened, to which file, and what to do.
package main
