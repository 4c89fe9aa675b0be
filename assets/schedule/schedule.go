package schedule

import (
	"embed"
	"io/fs"
)

//go:embed *.json
var files embed.FS

// FS gives the data files.
func FS() fs.FS { return files }
