package icons

import _ "embed"

// Niandang is the icon, 512 x 512, PNG.
//
//go:embed niandang.png
var Niandang []byte
