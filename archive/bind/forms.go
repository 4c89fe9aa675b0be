package bind

// The forms, as their files say. Lengths are mm, sizes of type are points.
type forms struct {
	stamp     stampForm
	volume    volumeForm
	catalogue catalogueForm
	spine     spineForm
	boxCover  boxCoverForm
	note      noteForm
	subjects  []subject
	sums      map[string]string // digests of the forms in force, by name
}

type margins struct {
	Top    float64 `json:"top"`
	Bottom float64 `json:"bottom"`
	Left   float64 `json:"left"`
	Right  float64 `json:"right"`
}

type stampForm struct {
	Width       float64    `json:"width"`
	Height      float64    `json:"height"`
	Rule        float64    `json:"rule"`
	Rows        [][]string `json:"rows"`
	CaptionPt   float64    `json:"caption_pt"` // 0: no captions
	CaptionIn   float64    `json:"caption_in"`
	CaptionDown float64    `json:"caption_down"`
	ValuePt     float64    `json:"value_pt"`
	ValueMinPt  float64    `json:"value_min_pt"`
	ValueDown   float64    `json:"value_down"`
	Color       string     `json:"color"`  // of a red stamp: #RRGGBB
	Places      []string   `json:"places"` // center, right, left, in the order in which they are tried
	Side        float64    `json:"side"`   // from the paper's side, when moved aside
	Clear       float64    `json:"clear"`  // free space around it
	Step        float64    `json:"step"`   // how far it is moved down at a time
	Lowest      float64    `json:"lowest"` // its upper edge never goes below
}

type volumeForm struct {
	Margin  margins `json:"margin"`
	Grid    float64 `json:"grid"` // baseline grid
	Foot    upPt    `json:"foot"`
	Number  inPt    `json:"number"` // 件内页码
	Head    headPt  `json:"head"`
	Running struct {
		Down float64 `json:"down"`
		Pt   float64 `json:"pt"`
		Rule float64 `json:"rule"`
	} `json:"running"`
	Body struct {
		Pt float64 `json:"pt"`
	} `json:"body"`
	Cover    volumeCoverForm `json:"cover"`
	Contents tableForm       `json:"contents"`
	Index    indexForm       `json:"index"`
	Copy     copyForm        `json:"copy"`
	Slip     slipForm        `json:"slip"`
}

type upPt struct {
	Up float64 `json:"up"`
	Pt float64 `json:"pt"`
}

type inPt struct {
	In   float64 `json:"in"`
	Down float64 `json:"down"`
	Pt   float64 `json:"pt"`
}

type headPt struct {
	Pt    float64 `json:"pt"`
	After float64 `json:"after"`
}

type doubleRule struct {
	Down  float64 `json:"rule_down"`
	In    float64 `json:"rule_in"`
	Thick float64 `json:"rule_thick"`
	Thin  float64 `json:"rule_thin"`
	Gap   float64 `json:"rule_gap"`
}

type volumeCoverForm struct {
	doubleRule
	OrganDown  float64 `json:"organ_down"`
	OrganPt    float64 `json:"organ_pt"`
	TitleDown  float64 `json:"title_down"`
	TitlePt    float64 `json:"title_pt"`
	YearDown   float64 `json:"year_down"`
	YearPt     float64 `json:"year_pt"`
	ClassDown  float64 `json:"class_down"`
	ClassPt    float64 `json:"class_pt"`
	VolumeDown float64 `json:"volume_down"`
	VolumePt   float64 `json:"volume_pt"`
	TableDown  float64 `json:"table_down"`
	TableIn    float64 `json:"table_in"`
	TableRow   float64 `json:"table_row"`
	TablePt    float64 `json:"table_pt"`
	TableKey   float64 `json:"table_key"`
}

type tableForm struct {
	Pt       float64            `json:"pt"`
	HeadPt   float64            `json:"head_pt"`
	Line     float64            `json:"line"`
	Pad      float64            `json:"pad"`
	Side     float64            `json:"side"`
	MinLines int                `json:"min_lines"`
	Rule     float64            `json:"rule"`
	Heavy    float64            `json:"heavy"`
	Grid     bool               `json:"grid"`    // upright rules between columns too
	Columns  []string           `json:"columns"` // in order; names as in the catalogue's fields
	Widths   map[string]float64 `json:"widths"`
	Align    map[string]string  `json:"align"` // left, center, right
}

func (f tableForm) width() float64 {
	w := 0.0
	for _, key := range f.Columns {
		w += f.Widths[key]
	}
	return w
}

type indexForm struct {
	Pt         float64 `json:"pt"`
	HeadPt     float64 `json:"head_pt"`
	Line       float64 `json:"line"`
	Columns    int     `json:"columns"`
	Gutter     float64 `json:"gutter"`
	Label      float64 `json:"label"`
	Page       float64 `json:"page"`
	BeforeHead float64 `json:"before_head"`
}

type copyForm struct {
	Pt       float64 `json:"pt"`
	Line     float64 `json:"line"`
	HeadPt   float64 `json:"head_pt"`
	HeadDown float64 `json:"head_down"` // clear of the stamp
	Key      float64 `json:"key"`       // of an e-mail's head
}

type slipForm struct {
	Pt      float64 `json:"pt"`
	Down    float64 `json:"down"`
	In      float64 `json:"in"`
	Row     float64 `json:"row"`
	Key     float64 `json:"key"`
	Rule    float64 `json:"rule"`
	Heavy   float64 `json:"heavy"`
	TitlePt float64 `json:"title_pt"`
}

type fieldsForm struct {
	Down   float64  `json:"fields_down"`
	Row    float64  `json:"field_row"`
	Pt     float64  `json:"field_pt"`
	Key    float64  `json:"field_key"`
	Width  float64  `json:"field_width"`
	Fields []string `json:"fields"`
}

type catalogueForm struct {
	Width     float64   `json:"width"`
	Height    float64   `json:"height"`
	Margin    margins   `json:"margin"`
	TitlePt   float64   `json:"title_pt"`
	TitleDown float64   `json:"title_down"`
	ScopePt   float64   `json:"scope_pt"`
	ScopeDown float64   `json:"scope_down"`
	FootPt    float64   `json:"foot_pt"`
	FootUp    float64   `json:"foot_up"`
	Table     tableForm `json:"table"`
	Cover     struct {
		doubleRule
		fieldsForm
		TitleDown float64 `json:"title_down"`
		TitlePt   float64 `json:"title_pt"`
	} `json:"cover"`
}

type spineForm struct {
	Height      float64            `json:"height"`
	Narrower    float64            `json:"narrower"` // than the spine
	SheetWidth  float64            `json:"sheet_width"`
	SheetHeight float64            `json:"sheet_height"`
	Margin      float64            `json:"margin"`
	Gap         float64            `json:"gap"`
	Rule        float64            `json:"rule"`
	Hair        float64            `json:"hair"`
	CaptionPt   float64            `json:"caption_pt"`
	ValuePt     float64            `json:"value_pt"`
	ValueMinPt  float64            `json:"value_min_pt"`
	Crop        float64            `json:"crop"`  // length of the cutting marks
	Cells       []string           `json:"cells"` // from top to bottom
	Heights     map[string]float64 `json:"heights"`
}

type boxCoverForm struct {
	doubleRule
	fieldsForm
	Width     float64 `json:"width"`
	Height    float64 `json:"height"`
	OrganDown float64 `json:"organ_down"`
	OrganPt   float64 `json:"organ_pt"`
	OrganIn   float64 `json:"organ_in"`
	Rule      float64 `json:"rule"`
}

type noteForm struct {
	Width      float64    `json:"width"`
	Height     float64    `json:"height"`
	Margin     margins    `json:"margin"`
	TitlePt    float64    `json:"title_pt"`
	TitleDown  float64    `json:"title_down"`
	ScopePt    float64    `json:"scope_pt"`
	Rule       float64    `json:"rule"`
	Hair       float64    `json:"hair"`
	CaptionPt  float64    `json:"caption_pt"`
	BodyPt     float64    `json:"body_pt"`
	Line       float64    `json:"line"`
	Inside     float64    `json:"inside"`
	SignHeight float64    `json:"sign_height"`
	SignRow    float64    `json:"sign_row"`
	SignLine   float64    `json:"sign_line"`
	Signs      [][]string `json:"signs"`
}
