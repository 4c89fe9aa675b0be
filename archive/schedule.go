package archive

// ScheduleTable is an organ's own approved table of what is archived and how
// long (归档范围和保管期限表): 国家档案局令第8号 art. 12. A library may hold several
// versions; the one with the greatest From not after the document's year counts.
type ScheduleTable struct {
	Name string        `json:"name"`
	From int           `json:"from"` // first year (归属年度) for which it holds
	Rows []ScheduleRow `json:"rows"`
}

// ScheduleRow is a row of such a table, as it was approved.
type ScheduleRow struct {
	Number     string    `json:"number"`               // 序号 or 条款号
	Category   string    `json:"category,omitempty"`   // the heading that it stands under
	Scope      string    `json:"scope"`                // 归档范围: what the row is about
	Retention  Retention `json:"retention"`            // unset where the table's word was not one of the terms
	AsWritten  string    `json:"as_written,omitempty"` // the term as the table has it
	Department string    `json:"department,omitempty"`
	Remark     string    `json:"remark,omitempty"`
	Words      []string  `json:"words,omitempty"` // title words that a person added to find the row's documents
	Like       string    `json:"like,omitempty"`  // clause of the national model whose conditions it takes, a person's choice
	Line       int       `json:"line,omitempty"`  // of the sheet that it was imported from, as the spreadsheet counts
}

// TableFor gives the own table that holds for a year; false when there is none.
func (s Settings) TableFor(year int) (ScheduleTable, bool) {
	best, found := ScheduleTable{}, false
	for _, t := range s.Schedules {
		if t.From <= year && (!found || t.From >= best.From) {
			best, found = t, true
		}
	}
	return best, found
}
