package archive

// Settings are the choices of one library. Organs and archives differ in all of
// them, so none is a constant; [DefaultSettings] gives the national defaults. The
// JSON path of a field is its key for `nd settings`.
type Settings struct {
	Organ      Organ            `json:"organ"`
	Classified bool             `json:"classified"`    // a library on a secret machine takes secret content
	ShowSecret bool             `json:"secret_titles"` // titles of secret documents may be shown
	Language   string           `json:"language"`      // zh-Hans, en, "" for the system's
	Arrange    ArrangeSettings  `json:"arrange"`
	Bind       BindSettings     `json:"bind"`
	Transfer   TransferSettings `json:"transfer"`
	Dispose    DisposeSettings  `json:"dispose"`
	Limits     LimitSettings    `json:"limits"`
	Helpers    HelperSettings   `json:"helpers"`
	Mappings   []Mapping        `json:"mappings"`            // remembered register columns
	Schedules  []ScheduleTable  `json:"schedules,omitempty"` // the organ's own approved tables, by year
	Forms      Forms            `json:"forms,omitempty"`     // what the organ has otherwise on its printed forms
}

// Forms are sizes (mm, points) and captions of printed forms: name of the form,
// then names and values as in its file under assets/forms. In the settings only
// what differs from these files is kept.
type Forms map[string]any

// ArrangeSettings decide items, classes, codes and boxes (DA/T 22, DA/T 13).
type ArrangeSettings struct {
	Scheme      string  `json:"scheme"`        // year-department-retention, year-retention-department, year-retention
	Template    string  `json:"template"`      // code template, see arrange
	Category    string  `json:"category"`      // 档案门类代码
	NumberWidth int     `json:"number_width"`  // digits of the item number
	PairAsOne   bool    `json:"pair_as_one"`   // 来文 and 复文 are one item
	SheetMM     float64 `json:"sheet_mm"`      // thickness of one sheet
	DuplexPages bool    `json:"duplex_pages"`  // two pages a sheet
	Spines      []int   `json:"spines_mm"`     // box spines at hand
	FillShare   float64 `json:"fill_share"`    // how full a box may be
	BoxDigits   int     `json:"box_digits"`    // digits of the box number
	BoxPerYear  bool    `json:"box_per_year"`  // box numbers begin anew each year
	DefaultDept string  `json:"default_dept"`  // department code where none is known
	FillForms   bool    `json:"require_forms"` // report missing processing forms and drafts
}

// BindSettings decide the bound volumes and papers.
type BindSettings struct {
	VolumePages int     `json:"volume_pages"` // a volume is split beyond this
	WholeYear   bool    `json:"whole_year"`   // one volume set for the year instead of one per class
	StampTopMM  float64 `json:"stamp_top_mm"`
	StampRed    bool    `json:"stamp_red"`
	Arranger    string  `json:"arranger"` // 整理人
	Checker     string  `json:"checker"`  // 检查人
	ArrangedOn  string  `json:"arranged_on"`
	CheckedOn   string  `json:"checked_on"`
	Engine      string  `json:"engine"`      // open, unipdf
	UniPDFKey   string  `json:"unipdf_key"`  // path of an offline licence key file
	UniPDFName  string  `json:"unipdf_name"` // customer name of the licence
	// Columns of the catalogue as XLSX and CSV, in the order of the archives' own
	// sheet; empty for the nine of DA/T 22-2015.
	Columns []CatalogueColumn `json:"columns,omitempty"`
}

// CatalogueColumn is a column of the catalogue under the archives' own heading.
type CatalogueColumn struct {
	Heading string `json:"heading"`
	Field   string `json:"field"` // seq, code, number, issuers, title, date, security, pages, note, fonds, year, retention, department, item_number, box; "" for an empty column
}

// TransferSettings decide what goes to the archives and how.
type TransferSettings struct {
	Profile   string      `json:"profile"`   // dat93, dat2012, eep, eark
	Wrap      string      `json:"wrap"`      // bag, none
	Form      string      `json:"form"`      // folder, zip, iso
	Retention []Retention `json:"retention"` // which terms go
	Archives  string      `json:"archives"`  // 接收单位
	Code      string      `json:"archives_code"`
	Maker     string      `json:"maker"`    // 制作单位
	Inspector string      `json:"checker"`  // 检查单位
	FileName  string      `json:"filename"` // template of content file names
	Formats   []string    `json:"formats"`  // PUIDs or extensions accepted as they are
	Due       string      `json:"due"`      // MM-DD in the next year by which the year is arranged
	Encoding  string      `json:"encoding"` // of the Chinese text and XML files: UTF-8, GB18030
	Copies    int         `json:"copies"`   // of the forms that both sides sign
	Schemas   string      `json:"schemas"`  // folder with the published METS and PREMIS schemas, that go along with an E-ARK package
}

// DisposeSettings decide how what has run out its term is destroyed.
type DisposeSettings struct {
	Supervisors int    `json:"supervisors"`  // how many persons must watch (监销人); 0: two
	RenewedFrom string `json:"renewed_from"` // a term set anew runs from the end of the old one (end), or from its start (start); "": end
}

// Watchers gives how many persons must watch a destruction: two, as offices' own
// rules have it, unless the settings say otherwise.
func (s DisposeSettings) Watchers() int {
	if s.Supervisors <= 0 {
		return 2
	}
	return s.Supervisors
}

// LimitSettings bound what a damaged or hostile file can cost.
type LimitSettings struct {
	Pages       int   `json:"pages"`        // of one file
	Seconds     int   `json:"seconds"`      // to read one file
	ZipEntries  int   `json:"zip_entries"`  // of one container
	ZipBytes    int64 `json:"zip_bytes"`    // unpacked, of one container
	ZipRatio    int   `json:"zip_ratio"`    // unpacked to packed
	ZipDepth    int   `json:"zip_depth"`    // containers in containers
	NameBytes   int   `json:"name_bytes"`   // longer file names are reported
	OCRPages    int   `json:"ocr_pages"`    // recognised per file
	OCRSeconds  int   `json:"ocr_seconds"`  // for one page
	HelperSecs  int   `json:"helper_secs"`  // for one conversion
	MemoryBytes int64 `json:"memory_bytes"` // a file read whole may be at most this large
}

// HelperSettings name the helper programs; "" means: look on the PATH.
type HelperSettings struct {
	Office    string   `json:"office"`     // soffice
	OfficeCmd []string `json:"office_cmd"` // another converter; {in} and {out} are replaced
	Tesseract string   `json:"tesseract"`
	OCRLang   string   `json:"ocr_lang"`
	Disabled  bool     `json:"disabled"` // work without any helper
	Xorriso   string   `json:"xorriso"`
}

// Mapping is the meaning of a register's columns, remembered by its headings.
type Mapping struct {
	Sheet    string            `json:"sheet"`
	Headings []string          `json:"headings"`
	Columns  map[string]string `json:"columns"` // heading to element name, "" for not used
	Kind     Kind              `json:"kind"`
	Person   bool              `json:"person"` // confirmed by a person
}

// DefaultSettings gives the national defaults: DA/T 22-2015 codes with the
// scheme 年度—机构—保管期限, 永久 and 30年 transferred under DA/T 93.
func DefaultSettings() Settings {
	return Settings{
		Arrange: ArrangeSettings{
			Scheme: "year-department-retention", Template: "dat22", Category: "WS", NumberWidth: 4,
			SheetMM: 0.1, Spines: []int{20, 30, 40, 50}, FillShare: 0.9, BoxDigits: 4,
			DefaultDept: "BGS", FillForms: true,
		},
		Bind: BindSettings{VolumePages: 200, StampTopMM: 10, StampRed: true, Engine: "open"},
		Transfer: TransferSettings{
			Profile: "dat93", Wrap: "bag", Form: "folder", Retention: []Retention{Permanent, Years30},
			FileName: "{code}-{part}", Due: "06-30", Encoding: "UTF-8", Copies: 2,
			Formats: []string{".pdf", ".ofd", ".txt", ".xml", ".jpg", ".jpeg", ".tif", ".tiff", ".png"},
		},
		Dispose: DisposeSettings{Supervisors: 2, RenewedFrom: "end"},
		Limits: LimitSettings{
			Pages: 2000, Seconds: 60, ZipEntries: 20000, ZipBytes: 8 << 30, ZipRatio: 200, ZipDepth: 3,
			NameBytes: 200, OCRPages: 50, OCRSeconds: 60, HelperSecs: 120, MemoryBytes: 512 << 20,
		},
		Helpers: HelperSettings{OCRLang: "chi_sim"},
	}
}
