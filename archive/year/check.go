package year

import (
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/arrange"
)

// choices are the settings that must be one of a few words.
func choices(s archive.Settings) []struct {
	key, value string
	allowed    []string
} {
	return []struct {
		key, value string
		allowed    []string
	}{
		{"arrange.scheme", s.Arrange.Scheme, []string{arrange.YearDepartmentRetention, arrange.YearRetentionDepartment, arrange.YearRetention}},
		{"transfer.profile", s.Transfer.Profile, []string{"dat93", "dat2012", "eep", "eark"}},
		{"transfer.wrap", s.Transfer.Wrap, []string{"bag", "none"}},
		{"transfer.form", s.Transfer.Form, []string{"folder", "zip", "iso"}},
		{"bind.engine", s.Bind.Engine, []string{"open", "unipdf"}},
		{"dispose.renewed_from", s.Dispose.RenewedFrom, []string{"", "end", "start"}},
		{"language", s.Language, []string{"", "zh-Hans", "en"}},
	}
}

// CheckSettings refuses settings that no step could work with.
func CheckSettings(s archive.Settings) error {
	for _, c := range choices(s) {
		if !slices.Contains(c.allowed, c.value) {
			return archive.Fail(archive.CodeInvalid, "setting_choice", nil, "key", c.key, "value", c.value, "allowed", strings.Join(c.allowed, ", "))
		}
	}
	if s.Organ.Fonds == "" || s.Organ.Name == "" {
		return archive.Fail(archive.CodeInvalid, "init", nil)
	}
	if s.Arrange.NumberWidth < 1 || s.Arrange.NumberWidth > 8 || s.Bind.VolumePages < 1 || len(s.Arrange.Spines) == 0 {
		return archive.Fail(archive.CodeInvalid, "setting_number", nil)
	}
	return arrange.CheckTemplate(s.Arrange.Template)
}
