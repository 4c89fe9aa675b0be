package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"niandang/assets/fonts"
)

// Mode says which look is wanted.
type Mode string

// The looks. Light is the default: documents are paper.
const (
	Light  Mode = "light"
	Dark   Mode = "dark"
	System Mode = "system"
)

// Colours beyond those of Fyne. The three states are Fyne's warning (waits for a
// person), error (does not pass) and success (done).
const (
	Rail     fyne.ThemeColorName = "niandangRail"     // ground of rail, head and foot
	Hairline fyne.ThemeColorName = "niandangHairline" // between parts
	Muted    fyne.ThemeColorName = "niandangMuted"    // captions and marks
	Track    fyne.ThemeColorName = "niandangTrack"    // the empty part of a bar
	TintWait fyne.ThemeColorName = "niandangTintWait" // ground of what waits for a person
	TintBad  fyne.ThemeColorName = "niandangTintBad"
	TintGood fyne.ThemeColorName = "niandangTintGood"
	TintKey  fyne.ThemeColorName = "niandangTintKey" // ground of the chosen step
	Paper    fyne.ThemeColorName = "niandangPaper"   // a page of a document, in light and dark
	Desk     fyne.ThemeColorName = "niandangDesk"    // what pages lie on
	Term1    fyne.ThemeColorName = "niandangTerm1"   // 永久
	Term2    fyne.ThemeColorName = "niandangTerm2"   // 30年
	Term3    fyne.ThemeColorName = "niandangTerm3"   // 10年
	Term4    fyne.ThemeColorName = "niandangTerm4"   // 不归档, undecided
	Waiting                      = base.ColorNameWarning
	Problem                      = base.ColorNameError
	Done                         = base.ColorNameSuccess
	Accent                       = base.ColorNamePrimary
	Ink                          = base.ColorNameForeground
	Ground                       = base.ColorNameBackground
)

// Theme implements fyne.Theme.
type Theme struct {
	mode          Mode
	regular, bold fyne.Resource
}

var _ fyne.Theme = (*Theme)(nil)

// New gives the program's theme.
func New(mode Mode) *Theme {
	return &Theme{
		mode:    mode,
		regular: fyne.NewStaticResource("NotoSansSC-Regular.ttf", fonts.SansRegular),
		bold:    fyne.NewStaticResource("NotoSansSC-Bold.ttf", fonts.SansBold),
	}
}

// With gives the theme in another mode; the faces are shared.
func (t *Theme) With(mode Mode) *Theme {
	return &Theme{mode: mode, regular: t.regular, bold: t.bold}
}

// Mode gives the look.
func (t *Theme) Mode() Mode { return t.mode }

// Font implements fyne.Theme: one family for all, since no other face of the
// machine need have Han characters. Symbols keep Fyne's own.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Symbol:
		return base.DefaultTheme().Font(s)
	case s.Bold:
		return t.bold
	}
	return t.regular
}

// Icon implements fyne.Theme.
func (t *Theme) Icon(n fyne.ThemeIconName) fyne.Resource { return base.DefaultTheme().Icon(n) }

// Size implements fyne.Theme.
func (t *Theme) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case base.SizeNameText:
		return 14
	case base.SizeNameCaptionText:
		return 12
	case base.SizeNameSubHeadingText:
		return 16
	case base.SizeNameHeadingText:
		return 18
	case base.SizeNameInlineIcon:
		return 18
	case base.SizeNameInputRadius, base.SizeNameButtonRadius, base.SizeNameSelectionRadius:
		return 4
	case base.SizeNameScrollBar:
		return 10
	}
	return base.DefaultTheme().Size(n)
}

// Color implements fyne.Theme.
func (t *Theme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	p := lightPalette()
	if t.dark(v) {
		p = darkPalette()
	}
	if c, ok := p[n]; ok {
		return c
	}
	if t.dark(v) {
		return base.DefaultTheme().Color(n, base.VariantDark)
	}
	return base.DefaultTheme().Color(n, base.VariantLight)
}

func (t *Theme) dark(v fyne.ThemeVariant) bool {
	return t.mode == Dark || t.mode == System && v == base.VariantDark
}
