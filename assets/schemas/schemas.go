package schemas

import "embed"

//go:embed *.xsd
var files embed.FS

// FS gives the schemas.
func FS() embed.FS { return files }
