package forms

import (
	"embed"
	"io/fs"
)

//go:embed *.json *.txt
var files embed.FS

// FS gives the forms.
func FS() fs.FS { return files }
