package theme

import (
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

type palette map[fyne.ThemeColorName]color.NRGBA

// rgb makes a colour of 0xRRGGBB.
func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}

// rgba makes a colour of 0xRRGGBBAA.
func rgba(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 24), G: uint8(v >> 16), B: uint8(v >> 8), A: uint8(v)}
}

var lightPalette = sync.OnceValue(func() palette {
	return palette{
		Ground: rgb(0xFBFBFA), Ink: rgb(0x1F2328), Rail: rgb(0xF1F2F2), Hairline: rgb(0xDDDFE1),
		Muted: rgb(0x5F666D), Track: rgb(0xE3E5E7), Accent: rgb(0x2F5D8A),
		Waiting: rgb(0x8A5A00), Problem: rgb(0xB3261E), Done: rgb(0x2B6B3C),
		TintWait: rgb(0xFFF4DC), TintBad: rgb(0xFCE9E7), TintGood: rgb(0xE6F3E9), TintKey: rgb(0xE1EAF3),
		Paper: rgb(0xFFFFFF), Desk: rgb(0xE6E8EA),
		Term1: rgb(0x2F5D8A), Term2: rgb(0x6E9AC4), Term3: rgb(0xB4CBE1), Term4: rgb(0xD5D8DB),
		base.ColorNameButton: rgb(0xECEEEF), base.ColorNameDisabledButton: rgb(0xF1F2F2),
		base.ColorNameDisabled: rgb(0x9AA0A6), base.ColorNamePlaceHolder: rgb(0x666D74),
		base.ColorNameInputBackground: rgb(0xF4F5F5), base.ColorNameInputBorder: rgb(0xC3C7CB),
		base.ColorNameHover: rgba(0x1F232812), base.ColorNamePressed: rgba(0x1F232822), base.ColorNameFocus: rgba(0x2F5D8A40),
		base.ColorNameSelection: rgb(0xDCE7F1), base.ColorNameSeparator: rgb(0xE6E8EA),
		base.ColorNameMenuBackground: rgb(0xFFFFFF), base.ColorNameOverlayBackground: rgb(0xFFFFFF),
		base.ColorNameHeaderBackground: rgb(0xF1F2F2), base.ColorNameHyperlink: rgb(0x2F5D8A),
		base.ColorNameScrollBar: rgba(0x1F232855), base.ColorNameScrollBarBackground: rgba(0x1F232808),
		base.ColorNameShadow: rgba(0x00000026), base.ColorNameForegroundOnPrimary: rgb(0xFFFFFF),
		base.ColorNameForegroundOnWarning: rgb(0xFFFFFF), base.ColorNameForegroundOnError: rgb(0xFFFFFF),
		base.ColorNameForegroundOnSuccess: rgb(0xFFFFFF),
	}
})

var darkPalette = sync.OnceValue(func() palette {
	return palette{
		Ground: rgb(0x1D2023), Ink: rgb(0xE5E7E9), Rail: rgb(0x25292D), Hairline: rgb(0x373C41),
		Muted: rgb(0xA5ACB3), Track: rgb(0x33383D), Accent: rgb(0x7FB0DE),
		Waiting: rgb(0xE3B458), Problem: rgb(0xF0978C), Done: rgb(0x84C596),
		TintWait: rgb(0x3A3220), TintBad: rgb(0x402624), TintGood: rgb(0x22352A), TintKey: rgb(0x2B3947),
		Paper: rgb(0xF4F4F2), Desk: rgb(0x15181A),
		Term1: rgb(0x7FB0DE), Term2: rgb(0x5583AE), Term3: rgb(0x3C5973), Term4: rgb(0x454B51),
		base.ColorNameButton: rgb(0x30353A), base.ColorNameDisabledButton: rgb(0x292D31),
		base.ColorNameDisabled: rgb(0x6C737A), base.ColorNamePlaceHolder: rgb(0x99A0A7),
		base.ColorNameInputBackground: rgb(0x17191C), base.ColorNameInputBorder: rgb(0x4A5056),
		base.ColorNameHover: rgba(0xFFFFFF12), base.ColorNamePressed: rgba(0xFFFFFF22), base.ColorNameFocus: rgba(0x7FB0DE50),
		base.ColorNameSelection: rgb(0x2A3C4E), base.ColorNameSeparator: rgb(0x2E3338),
		base.ColorNameMenuBackground: rgb(0x2A2E33), base.ColorNameOverlayBackground: rgb(0x25292D),
		base.ColorNameHeaderBackground: rgb(0x25292D), base.ColorNameHyperlink: rgb(0x7FB0DE),
		base.ColorNameScrollBar: rgba(0xFFFFFF50), base.ColorNameScrollBarBackground: rgba(0xFFFFFF08),
		base.ColorNameShadow: rgba(0x00000066), base.ColorNameForegroundOnPrimary: rgb(0x10202F),
		base.ColorNameForegroundOnWarning: rgb(0x1D2023), base.ColorNameForegroundOnError: rgb(0x1D2023),
		base.ColorNameForegroundOnSuccess: rgb(0x1D2023),
	}
})
