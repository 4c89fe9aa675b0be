package demo

import _ "embed"

// Year is the year that the demo year's documents belong to.
const Year = 2024

// The demo year: Source is a ZIP file with the year's folder, Register the
// spreadsheet of documents sent and received, Organ the bureau's profile.
var (
	//go:embed year.zip
	Source []byte
	//go:embed register.xlsx
	Register []byte
	//go:embed organ.json
	Organ []byte
)
