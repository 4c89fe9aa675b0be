package year

import (
	"strings"
	"testing"

	"niandang/archive"
)

func madeUp() archive.Settings {
	s := archive.DefaultSettings()
	s.Organ = archive.Organ{Fonds: "C027", Name: "南浦县教育局"}
	return s
}

// Settings written out and read in again are the same.
func TestEverySettingHasAKeyAndComesBack(t *testing.T) {
	pairs := SettingPairs(madeUp())
	for _, p := range pairs {
		v, err := Setting(madeUp(), p.Key)
		if err != nil || v != p.Value {
			t.Errorf("%s: %q, %v; want %q", p.Key, v, err, p.Value)
		}
	}
	if len(pairs) < 40 {
		t.Errorf("only %d settings", len(pairs))
	}
	if _, err := Setting(madeUp(), "bind.nothing"); archive.ErrorCode(err) != archive.CodeNotFound {
		t.Errorf("an unknown key: %v", err)
	}
}

// What no step could work with is refused before it is stored.
func TestUnusableSettingsAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(*archive.Settings){
		"scheme":   func(s *archive.Settings) { s.Arrange.Scheme = "random" },
		"template": func(s *archive.Settings) { s.Arrange.Template = "{fonds}-{year}" },
		"digits":   func(s *archive.Settings) { s.Arrange.NumberWidth = 0 },
		"pages":    func(s *archive.Settings) { s.Bind.VolumePages = 0 },
		"fonds":    func(s *archive.Settings) { s.Organ.Fonds = "" },
		"profile":  func(s *archive.Settings) { s.Transfer.Profile = "zip" },
	} {
		s := madeUp()
		spoil(&s)
		if err := CheckSettings(s); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if err := CheckSettings(madeUp()); err != nil {
		t.Errorf("the defaults: %v", err)
	}
}

// A list as a person types it, in any of the usual separators.
func TestListsAreTypedWithAnySeparator(t *testing.T) {
	if got := strings.Join(list("甲局、乙局；丙局，丁局"), "|"); got != "甲局|乙局|丙局|丁局" {
		t.Error(got)
	}
}
