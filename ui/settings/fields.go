package settings

// Kind says how a field is entered.
type Kind int

// The kinds of fields.
const (
	Text    Kind = iota // one line
	Number              // digits
	List                // values with 、 between
	Numbers             // numbers with 、 between
	Choice              // one of a few
	YesNo
	Departments // lines of name, code, other names
	Program     // the path of a program
)

// field is a setting that a person changes: its key is that of the settings file.
type field struct {
	key     string
	kind    Kind
	choices []string // their labels are ui.choice.<key>.<value>
}

// section is a group of fields; its title is ui.set.<id>.
type section struct {
	id     string
	fields []field
}

// The sections by their ID.
const (
	Organ    = "organ"
	Codes    = "codes"
	Schedule = "schedule"
	Archives = "archives"
	Papers   = "papers"
	Forms    = "forms"
	Programs = "programs"
	Operator = "operator"
)

// sections are in the order in which an archivist sets a year up.
func sections() []section {
	return []section{
		{Organ, []field{
			{key: "organ.name"}, {key: "organ.fonds"}, {key: "organ.short_names", kind: List}, {key: "organ.former_names", kind: List},
			{key: "organ.own_bodies", kind: List}, {key: "organ.superiors", kind: List}, {key: "organ.subordinates", kind: List},
			{key: "organ.departments", kind: Departments},
		}},
		{Codes, []field{
			{key: "arrange.scheme", kind: Choice, choices: []string{"year-department-retention", "year-retention-department", "year-retention"}},
			{key: "arrange.template", kind: Choice, choices: []string{"dat22", "dat13"}},
			{key: "arrange.category"}, {key: "arrange.number_width", kind: Number}, {key: "arrange.default_dept"}, {key: "arrange.pair_as_one", kind: YesNo},
			{key: "arrange.require_forms", kind: YesNo}, {key: "arrange.box_per_year", kind: YesNo}, {key: "arrange.spines_mm", kind: Numbers},
			{key: "arrange.sheet_mm", kind: Number}, {key: "arrange.duplex_pages", kind: YesNo},
		}},
		{Schedule, nil},
		{Archives, []field{
			{key: "transfer.archives"}, {key: "transfer.archives_code"}, {key: "transfer.profile", kind: Choice, choices: []string{"dat93", "dat2012", "eep", "eark"}},
			{key: "transfer.form", kind: Choice, choices: []string{"folder", "zip", "iso"}}, {key: "transfer.retention", kind: List},
			{key: "transfer.due"}, {key: "transfer.maker"}, {key: "transfer.checker"}, {key: "transfer.formats", kind: List},
		}},
		{Papers, []field{
			{key: "bind.volume_pages", kind: Number}, {key: "bind.whole_year", kind: YesNo}, {key: "bind.stamp_red", kind: YesNo},
			{key: "bind.stamp_top_mm", kind: Number}, {key: "bind.arranger"}, {key: "bind.arranged_on"}, {key: "bind.checker"}, {key: "bind.checked_on"},
		}},
		{Forms, []field{
			{key: "forms.stamp.width", kind: Number}, {key: "forms.stamp.height", kind: Number}, {key: "forms.stamp.value_pt", kind: Number},
			{key: "forms.stamp.caption_pt", kind: Number}, {key: "forms.stamp.color"}, {key: "forms.stamp.side", kind: Number},
			{key: "forms.captions.stamp.department"}, {key: "forms.captions.cover.title"}, {key: "forms.captions.notesheet"},
			{key: "forms.catalogue.table.widths.code", kind: Number}, {key: "forms.catalogue.table.widths.number", kind: Number},
			{key: "forms.catalogue.table.widths.issuers", kind: Number}, {key: "forms.catalogue.table.widths.title", kind: Number},
			{key: "forms.catalogue.table.widths.date", kind: Number}, {key: "forms.catalogue.table.widths.note", kind: Number},
			{key: "forms.catalogue.table.pt", kind: Number}, {key: "forms.spine.narrower", kind: Number}, {key: "forms.spine.height", kind: Number},
			{key: "forms.spine.value_pt", kind: Number}, {key: "forms.notesheet.body_pt", kind: Number},
		}},
		{Programs, []field{
			{key: "helpers.office", kind: Program}, {key: "helpers.tesseract", kind: Program}, {key: "helpers.ocr_lang"}, {key: "helpers.disabled", kind: YesNo},
		}},
		{Operator, []field{{key: "language", kind: Choice, choices: []string{"", "zh-Hans", "en"}}}},
	}
}
