package theme

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

// luminance is the relative luminance of WCAG 2.1.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	f := func(v uint32) float64 {
		s := float64(v) / 0xFFFF
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*f(r) + 0.7152*f(g) + 0.0722*f(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// TestTextKeepsItsContrast: WCAG 2.1 success criterion 1.4.3, level AA.
func TestTextKeepsItsContrast(t *testing.T) {
	pairs := []struct{ text, ground fyne.ThemeColorName }{
		{Ink, Ground}, {Ink, Rail}, {Muted, Ground}, {Muted, Rail}, {Accent, Ground}, {Accent, TintKey}, {Ink, TintKey},
		{Waiting, Ground}, {Waiting, TintWait}, {Waiting, Rail}, {Problem, Ground}, {Problem, TintBad}, {Problem, Rail},
		{Done, Ground}, {Done, TintGood}, {Done, Rail}, {Ink, base.ColorNameSelection}, {Muted, base.ColorNameSelection},
		{Waiting, base.ColorNameSelection}, {Problem, base.ColorNameSelection}, {Done, base.ColorNameSelection},
		{Ink, base.ColorNameMenuBackground}, {base.ColorNamePlaceHolder, base.ColorNameInputBackground}, {base.ColorNamePlaceHolder, Ground},
		{base.ColorNameForegroundOnPrimary, Accent}, {base.ColorNameForegroundOnError, Problem}, {base.ColorNameForegroundOnWarning, Waiting},
	}
	for _, mode := range []Mode{Light, Dark} {
		th := New(mode)
		for _, p := range pairs {
			if c := contrast(th.Color(p.text, 0), th.Color(p.ground, 0)); c < 4.5 {
				t.Errorf("%s: %s on %s has a contrast of %.2f, at least 4.5", mode, p.text, p.ground, c)
			}
		}
	}
}

func TestEveryStyleOfTextHasHan(t *testing.T) {
	th := New(Light)
	for _, s := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Monospace: true}, {Bold: true, Italic: true}} {
		if r := th.Font(s); r != th.regular && r != th.bold {
			t.Errorf("%+v is drawn with %s", s, r.Name())
		}
	}
}

func TestSystemModeFollowsTheVariant(t *testing.T) {
	th := New(System)
	if th.Color(Ground, base.VariantDark) == th.Color(Ground, base.VariantLight) {
		t.Error("dark and light look the same")
	}
	if th.With(Light).Color(Ground, base.VariantDark) != th.Color(Ground, base.VariantLight) {
		t.Error("light follows the system")
	}
}
