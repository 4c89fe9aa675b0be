package archive

// Tally is a year counted by the library itself, for the glance at it: none of
// its records is read.
type Tally struct {
	Files     map[Status]int
	Documents []DocumentCount
	Findings  []FindingCount // without a person's word on them
	Items     int
	Arranged  int // documents that lie in an item
	Locked    int // items with a locked code
}

// DocumentCount says how many documents are alike in what is shown of a year.
type DocumentCount struct {
	Month      string // 2023-03; "" without a date
	Retention  Retention
	Department string
	Confirmed  bool // a person has confirmed the retention
	Review     bool // the retention is to be looked at
	Elements   bool // elements are to be looked at
	ToArchive  bool // is to lie in an item of this year
	Count      int
}

// FindingCount says how many findings of a kind and severity are open.
type FindingCount struct {
	Kind     string
	Severity Severity
	Count    int
}
