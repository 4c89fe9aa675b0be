// Package pdftest is the contract of pdf.Engine as tests: every engine must pass
// them. It is imported by tests only.
package pdftest
