package archive

import (
	"strconv"
	"strings"
	"time"
)

// Severity says how much a finding matters.
type Severity string

// The severities. An Error stops the transfer of its item.
const (
	SevError   Severity = "error"
	SevWarning Severity = "warning"
	SevNote    Severity = "note"
)

// The kinds of findings about files.
const (
	FDuplicate         = "duplicate"
	FTextDuplicate     = "text_duplicate"
	FNearDuplicate     = "near_duplicate"
	FZeroByte          = "zero_byte"
	FTruncated         = "truncated"
	FEncrypted         = "encrypted"
	FOwnerRestricted   = "owner_restricted"
	FWrongExtension    = "wrong_extension"
	FLongName          = "long_name"
	FNoTextLayer       = "no_text_layer"
	FGarbledTextLayer  = "garbled_text_layer"
	FKangxiRadicals    = "kangxi_radicals"
	FMultiDocumentScan = "multi_document_scan"
	FTrackedChanges    = "tracked_changes"
	FOnlyInEmail       = "only_in_email"
	FMissingAttachment = "missing_attachment"
	FSymlink           = "symlink"
	FBrokenSymlink     = "broken_symlink"
	FSymlinkLoop       = "symlink_loop"
	FZipGBK            = "zip_gbk"
	FZipGBKNested      = "zip_gbk_backslash_nested"
	FUnsupportedFormat = "unsupported_format"
	FUnreadable        = "unreadable"
	FUnsafeArchive     = "unsafe_archive"
	FHelperMissing     = "helper_missing"
	FConversionFailed  = "conversion_failed"
	FGlyphMissing      = "glyph_missing"
)

// The kinds of findings about items, years, numbers and secrecy.
const (
	FMissingForm      = "missing_form"
	FMissingDraft     = "missing_draft"
	FReplyMissing     = "reply_missing"
	FWrongYear        = "wrong_year"
	FYearBySigning    = "year_by_signing"
	FCrossYear        = "cross_year"
	FMissingNumber    = "missing_number"
	FDuplicateNumber  = "duplicate_number"
	FNumberForm       = "number_form"
	FSecurityConflict = "security_conflict"
	FSecretRefused    = "secret_refused"
	FPossibleSecret   = "possible_secret"
)

// The kinds of findings about the register.
const (
	FFileWithoutRow            = "file_without_row"
	FRowWithoutFile            = "register_row_without_file"
	FVoidNumber                = "register_void_number"
	FDuplicateRow              = "register_duplicate_row"
	FTitleTypo                 = "register_title_typo"
	FTitleVariant              = "register_title_variant"
	FNumberTypo                = "register_number_typo"
	FDateMismatch              = "register_date_mismatch"
	FRegisterSecurityVsPublic  = "register_security_vs_public"
	FRegisterSecurityNotOnFace = "register_security_not_on_face"
	FRegisterDisclosure        = "register_disclosure_conflict"
	FSheetNotUnderstood        = "register_sheet_not_understood"
)

// severities of the vocabulary; a kind that is not listed is a warning.
var severities = map[string]Severity{
	FDuplicate: SevNote, FTextDuplicate: SevNote, FNearDuplicate: SevNote, FLongName: SevNote,
	FZipGBK: SevNote, FZipGBKNested: SevNote, FNumberForm: SevNote, FKangxiRadicals: SevNote,
	FNoTextLayer: SevNote, FYearBySigning: SevNote, FVoidNumber: SevNote, FTitleVariant: SevNote,
	FOwnerRestricted: SevNote, FSymlink: SevNote, FBrokenSymlink: SevNote, FSymlinkLoop: SevNote,
	FSecurityConflict: SevError, FRegisterSecurityVsPublic: SevError, FSecretRefused: SevError,
	FTruncated: SevError, FEncrypted: SevError, FZeroByte: SevWarning, FUnsafeArchive: SevError,
	FUnreadable: SevError, FMissingForm: SevNote, FMissingDraft: SevNote,
}

// SeverityOf gives the severity that a kind of finding has by default.
func SeverityOf(kind string) Severity {
	if s, ok := severities[kind]; ok {
		return s
	}
	return SevWarning
}

// Finding is something a person should know about a file, an item, a number or
// a register row. It is not an error: the check itself ran. Its message is the
// text "finding.<kind>" with Args, in which path, number, series, sheet, row and
// of may be used as placeholders as well.
type Finding struct {
	Kind     string            `json:"kind"`
	Severity Severity          `json:"severity"`
	Year     int               `json:"year"`
	Step     string            `json:"step"` // the step that made it and will renew it: collect, appraise, arrange, bind, transfer, receipt
	Path     string            `json:"path,omitempty"`
	Number   string            `json:"number,omitempty"`
	Series   string            `json:"series,omitempty"`
	Item     string            `json:"item,omitempty"`
	Document string            `json:"document,omitempty"`
	Sheet    string            `json:"sheet,omitempty"`
	Row      int               `json:"row,omitempty"`
	Of       string            `json:"of,omitempty"`
	Args     map[string]string `json:"args,omitempty"`
	Resolved *Resolution       `json:"resolved,omitempty"`
}

// Resolution is a person's word on a finding.
type Resolution struct {
	Who string    `json:"who"`
	Why string    `json:"why"`
	At  time.Time `json:"at"`
}

// NewFinding makes a finding of a kind with its default severity and pairs of
// placeholder name and value.
func NewFinding(kind, path string, pairs ...string) Finding {
	return Finding{Kind: kind, Severity: SeverityOf(kind), Path: path, Args: Say("", pairs...).Args}
}

// Key identifies a finding over runs: the same fact found again has the same
// key, so that a person's resolution stays.
func (f Finding) Key() string {
	return strings.Join([]string{strconv.Itoa(f.Year), f.Kind, f.Path, f.Number, f.Sheet, strconv.Itoa(f.Row), f.Of}, "\x1f")
}

// Text gives the sentence for people.
func (f Finding) Text() Text {
	args := map[string]string{
		"path": f.Path, "number": f.Number, "series": f.Series, "sheet": f.Sheet, "of": f.Of,
	}
	if f.Row > 0 {
		args["row"] = strconv.Itoa(f.Row)
	}
	for k, v := range f.Args {
		args[k] = v
	}
	return Text{ID: "finding." + f.Kind, Args: args}
}
