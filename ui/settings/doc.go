// Package settings is the pane of a library's choices, in the archivist's order:
// the organ, classes and codes, the schedule, the archives' wishes, the papers,
// the helper programs, who works.
package settings
