package archive

import "time"

// Part is a file within an item, at its place (DA/T 22-2015: order inside an item).
type Part struct {
	FileID string `json:"file_id"`
	Path   string `json:"path"`
	Role   Role   `json:"role"`
	Form   Form   `json:"form"`
	Pages  int    `json:"pages"`
	Blank  int    `json:"blank,omitempty"` // of them bear nothing and do not count
	Title  string `json:"title,omitempty"`
}

// Item (件) is the unit of arrangement.
type Item struct {
	ID         string    `json:"id"`
	Year       int       `json:"year"` // 归属年度
	Number     int       `json:"number"`
	Code       string    `json:"code"`  // 档号, rendered from the parts by the template
	Class      string    `json:"class"` // the class's key, such as 2023-Y-BGS
	Retention  Retention `json:"retention"`
	Department string    `json:"department"` // code, "" where the scheme has none
	Title      string    `json:"title"`
	Document   string    `json:"document"`  // the main document
	Documents  []string  `json:"documents"` // all documents in the item
	Parts      []Part    `json:"parts"`
	Pages      int       `json:"pages"` // 页数 of stamp and catalogue
	Box        string    `json:"box"`
	Locked     bool      `json:"locked"`
	Late       bool      `json:"late,omitempty"`  // added after locking
	Missing    []string  `json:"missing"`         // what the rules ask for and the item lacks
	Moved      int       `json:"moved,omitempty"` // a person's place within the class, 0 for none

	Reappraisal *Reappraisal `json:"reappraisal,omitempty"` // once its term has run out
	Destroyed   *Destroyed   `json:"destroyed,omitempty"`   // its content is gone; the code is never used again
}

// Box (档案盒) holds items of one year, term and department.
type Box struct {
	ID          string  `json:"id"`
	Year        int     `json:"year"`
	Number      string  `json:"number"` // 盒号
	Class       string  `json:"class"`
	First       string  `json:"first"` // first and last item number
	Last        string  `json:"last"`
	Items       int     `json:"items"`
	Pages       int     `json:"pages"`
	ThicknessMM float64 `json:"thickness_mm"`
	SpineMM     int     `json:"spine_mm"`
	Note        []Text  `json:"note,omitempty"` // what a person adds to 盒内文件情况说明
}

// Volume is a bound volume (汇编册): one PDF.
type Volume struct {
	ID     string       `json:"id"`
	Year   int          `json:"year"`
	File   string       `json:"file"`
	Title  string       `json:"title"`
	Class  string       `json:"class"`
	Pages  int          `json:"pages"`
	SHA256 string       `json:"sha256"`
	Items  []VolumeItem `json:"items"`
}

// VolumeItem says where an item lies in a volume.
type VolumeItem struct {
	Item     string `json:"item"`
	Code     string `json:"code"`
	Document string `json:"document"`
	Page     int    `json:"page"` // first page of the item in the file, from 1
	Pages    int    `json:"pages"`
}

// Transfer is one hand-over to the archives.
type Transfer struct {
	ID      string    `json:"id"`
	Year    int       `json:"year"`
	Profile string    `json:"profile"`
	Where   string    `json:"where"`
	Items   int       `json:"items"`
	ItemIDs []string  `json:"item_ids"`
	State   string    `json:"state"`   // written, accepted, rejected
	Receipt string    `json:"receipt"` // the receipt's number or file
	Digest  string    `json:"digest"`  // SHA-256 of the tag manifest: binds a receipt to the package
	Why     string    `json:"why,omitempty"`
	At      time.Time `json:"at"`
}
