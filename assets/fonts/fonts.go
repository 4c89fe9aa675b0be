package fonts

import _ "embed"

// The faces, each a static TrueType file.
var (
	//go:embed NotoSansSC-Regular.ttf
	SansRegular []byte
	//go:embed NotoSansSC-Bold.ttf
	SansBold []byte
	//go:embed NotoSerifSC-Regular.ttf
	SerifRegular []byte
	//go:embed NotoSerifSC-Bold.ttf
	SerifBold []byte
)
