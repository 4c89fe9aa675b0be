// Package fonts holds the typefaces of window and paper: Noto Sans SC and Noto
// Serif SC, under the SIL Open Font License (OFL.txt). They cover GBK and more,
// so that no font of the machine is needed. Programs that set no type must not
// import it: it is large.
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
