package archive

import "time"

// Status is what became of a file seen in a source.
type Status string

// What can become of a file.
const (
	Kept      Status = "kept"
	Duplicate Status = "duplicate"
	Junk      Status = "junk"
	Problem   Status = "problem"
	Secret    Status = "secret"
	Container Status = "container"
	Gone      Status = "destroyed" // 已销毁: its record stays, its bytes were destroyed
)

// Role is what a file is to its document (DA/T 22-2015, forming of items).
type Role string

// The roles of files. Request and Reply are main documents of a pair.
const (
	RoleMain       Role = "正本"
	RoleAttachment Role = "附件"
	RoleFinalDraft Role = "定稿"
	RoleForm       Role = "处理单"
	RoleRequest    Role = "来文"
	RoleReply      Role = "复文"
	RoleDuplicate  Role = "重份"
	RoleSuperseded Role = "旧版"
	RoleDraft      Role = "过程稿"
	RoleContainer  Role = "容器"
	RoleJunk       Role = "junk"
)

// Main reports whether the role is that of a main document.
func (r Role) Main() bool { return r == RoleMain || r == RoleRequest || r == RoleReply }

// InItem reports whether a file with this role becomes a part of an item.
func (r Role) InItem() bool {
	return r.Main() || r == RoleAttachment || r == RoleFinalDraft || r == RoleForm
}

// Form is the kind of a processing form.
type Form string

// The two processing forms.
const (
	DispatchForm Form = "发文稿纸"
	RoutingForm  Form = "文件处理单"
)

// File is one file seen in a source, whatever became of it: every one is
// accounted for.
type File struct {
	ID       string    `json:"id"`
	Year     int       `json:"year"`
	Source   string    `json:"source"` // absolute path of the folder or file that was collected
	Path     string    `json:"path"`   // relative to Source, with /; members are outer.zip!/inner
	Status   Status    `json:"status"`
	Role     Role      `json:"role"`
	Form     Form      `json:"form"`
	Problems []string  `json:"problems"` // finding kinds
	Why      []Text    `json:"why,omitempty"`
	Noted    []Finding `json:"noted,omitempty"` // what taking it in showed, apart from what its bytes show
	Document string    `json:"document"`        // the document it belongs to
	Of       string    `json:"of"`              // path of the file it duplicates or is superseded by
	Title    string    `json:"title"`           // of an attachment: the title that the text lists
	Seq      int       `json:"seq"`             // order among the parts of its document
	SHA256   string    `json:"sha256"`
	SM3      string    `json:"sm3"`
	Size     int64     `json:"bytes"`
	ModTime  time.Time `json:"mod_time"`
	PUID     string    `json:"puid"`
	MIME     string    `json:"mime"`
	Pages    int       `json:"pages"`
	Blank    []int     `json:"blank,omitempty"` // of its pages, from 1: sides on which nothing stands
	First    int       `json:"first,omitempty"` // of a segment: its first page in the scan, from 1
	Fixed    bool      `json:"fixed,omitempty"` // a person set role or document: never changed by a run
}

// Reading is what reading a file's bytes gave. It depends on the bytes and the
// extension alone, so a second file with the same bytes is not read again.
type Reading struct {
	SHA256     string     `json:"sha256"`
	Ext        string     `json:"ext"` // lower case with the dot
	PUID       string     `json:"puid"`
	MIME       string     `json:"mime"`
	Format     string     `json:"format"` // name of the format
	Family     string     `json:"family"` // as archive/format groups them: pdf, docx, image …
	Pages      int        `json:"pages"`
	PagesSure  bool       `json:"pages_sure"`      // false where pages were estimated
	Blank      []int      `json:"blank,omitempty"` // sides on which nothing stands, from 1
	Problems   []Finding  `json:"problems,omitempty"`
	Face       Face       `json:"face"`
	TextDigest string     `json:"text_digest,omitempty"` // SHA-256 of the text without spaces and width variants; "" without text
	Sketch     []uint64   `json:"sketch,omitempty"`      // min-hash of the text, for near duplicates
	Chars      int        `json:"chars"`                 // characters of text
	OCR        bool       `json:"ocr,omitempty"`         // the text was recognised from pictures
	Segments   []Segment  `json:"segments,omitempty"`    // several documents in one scan
	Embedded   []Embedded `json:"embedded,omitempty"`    // e-mail and OFD attachments, zip members
	Head       *PageHead  `json:"head,omitempty"`        // where the first page is written on, for the stamp; nil when not known or when a scan fills it
}

// PageHead says which places of a first page bear text or pictures, so that the
// archiving stamp is put beside them without opening the file again. Lengths are
// points of the page as seen.
type PageHead struct {
	Width  float64 `json:"w"`
	Height float64 `json:"h"`
	Taken  []Spot  `json:"taken,omitempty"`
}

// Segment is one document inside a scan of several.
type Segment struct {
	First int  `json:"first"` // page, from 1
	Last  int  `json:"last"`
	Face  Face `json:"face"`
}

// Embedded is a file inside a file.
type Embedded struct {
	Name string `json:"name"`
	Size int64  `json:"bytes"`
}

// PageText is the text of one page, kept for search and previews.
type PageText struct {
	SHA256 string `json:"sha256"`
	Page   int    `json:"page"` // from 1
	Text   string `json:"text"`
}

// Rendition is a derivative made of an object: a PDF of an office file, say. The
// original bytes are never changed.
type Rendition struct {
	Of     string `json:"of"`     // SHA-256 of the original
	SHA256 string `json:"sha256"` // of the rendition's bytes, an object of its own
	Kind   string `json:"kind"`   // "pdf" made by a helper
	Pages  int    `json:"pages"`
	Maker  string `json:"maker"` // program and version
}

// Row is one row of the register (收发文登记簿).
type Row struct {
	ID    string `json:"id"`
	Year  int    `json:"year"`
	Sheet string `json:"sheet"`
	Row   int    `json:"row"` // as the spreadsheet counts, from 1
	Kind  Kind   `json:"kind"`
	// TitleDigest stands for the title of a secret document, which an open library
	// does not keep: SHA-256 of the title without white space.
	TitleDigest string `json:"title_digest,omitempty"`
	Void        bool   `json:"void"` // the row says that the number was not used (作废, 空号)
	Remark      string `json:"remark"`
	Elements           // what the row says; empty where it has no such column
	Depart      string `json:"department"`
	Serial      string `json:"serial"`   // running number of the register
	Received    string `json:"received"` // date received, of incoming documents
	Document    string `json:"document"` // the document it was matched to, "" for none
}
