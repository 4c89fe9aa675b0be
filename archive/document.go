package archive

import "time"

// Kind tells whether a document was sent, received or is internal.
type Kind string

// The kinds of documents.
const (
	Outgoing Kind = "发文"
	Incoming Kind = "收文"
	Internal Kind = "内部"
)

// Relation is the relation of a document's issuer to the organ.
type Relation string

// The relations of an issuer to the organ. The empty Relation is unknown.
const (
	Own         Relation = "本机关"
	Superior    Relation = "上级"
	Peer        Relation = "同级"
	Subordinate Relation = "下级"
	Unrelated   Relation = "非隶属"
)

// Source is where an element was read.
type Source string

// The sources of an element.
const (
	FromFace     Source = "face"     // 版面
	FromRegister Source = "register" // 收发文登记簿
	FromFilename Source = "filename" // file or folder name
	FromRule     Source = "rule"     // inferred by a rule
	FromPerson   Source = "person"   // entered by a person
)

// The names of elements, as in JSON and in review_elements.
const (
	ElNumber       = "number"
	ElTitle        = "title"
	ElIssuers      = "issuers"
	ElDate         = "date"
	ElGenre        = "genre"
	ElDirection    = "direction"
	ElRecipients   = "recipients"
	ElCC           = "cc"
	ElSecurity     = "security"
	ElSecurityTerm = "security_term"
	ElUrgency      = "urgency"
	ElCopyNo       = "copy_no"
	ElSigners      = "signers"
	ElDisclosure   = "disclosure"
	ElDepartment   = "department"
	ElAttachments  = "attachments"
	ElPages        = "pages"
	ElYear         = "archive_year"
)

// Elements are the elements of an official document (GB/T 9704-2012 and the
// catalogue's columns). Dates are ISO (2023-03-05), "" when unknown.
type Elements struct {
	Number       string   `json:"number"` // canonical: 代字〔2023〕13号
	Title        string   `json:"title"`
	Issuers      []string `json:"issuers"` // 责任者, lead organ first
	Date         string   `json:"date"`    // 成文日期
	PrintDate    string   `json:"print_date,omitempty"`
	Genre        string   `json:"genre"`     // 文种
	Direction    string   `json:"direction"` // 上行, 下行, 平行, 内部, ""
	Recipients   []string `json:"recipients"`
	CC           []string `json:"cc"`
	Security     string   `json:"security"` // 绝密, 机密, 秘密, 内部, ""
	SecurityTerm string   `json:"security_term"`
	Urgency      string   `json:"urgency"`
	CopyNo       string   `json:"copy_no"`
	Signers      []string `json:"signers"`
	Disclosure   string   `json:"disclosure"` // 主动公开, 依申请公开, 不予公开, ""
	Attachments  []string `json:"attachments"`
	// Enclosed are the numbers of the attachments whose text stands in the same
	// file, under a heading 附件N of its own page or paragraph (0: 附件 without a
	// number). nil: nobody looked; empty: looked, and there is none.
	Enclosed []int  `json:"enclosed"`
	Note     string `json:"note,omitempty"` // 附注
}

// Spot is a place on a page, in points from the page's upper left corner.
type Spot struct {
	Page int     `json:"page"` // from 1
	X0   float64 `json:"x0"`
	Y0   float64 `json:"y0"`
	X1   float64 `json:"x1"`
	Y1   float64 `json:"y1"`
}

// Trust says where an element was read and how sure that is.
type Trust struct {
	Source     Source  `json:"source"`
	Confidence float64 `json:"confidence"` // 0 to 1
	Spot       *Spot   `json:"spot,omitempty"`
}

// Quote is a document that another one quotes, such as the request in the
// opening of a reply: 《关于…的请示》（X〔2023〕5号）收悉.
type Quote struct {
	Number string `json:"number,omitempty"`
	Title  string `json:"title,omitempty"`
}

// Face is what was read on a file's own pages, before the register, the file
// name and a person had their say.
type Face struct {
	Elements
	Layout       string           `json:"layout"`                   // 文件, 信函, 命令, 纪要, 公报, 表单, ""
	Form         Form             `json:"form,omitempty"`           // the file is a processing form
	Bound        Form             `json:"bound,omitempty"`          // a processing form stands before the document in the same file
	AttachmentNo int              `json:"attachment_no,omitempty"`  // the file opens with 附件N; -1: 附件 without a number
	Draft        bool             `json:"draft,omitempty"`          // says of itself that it is a draft (征求意见稿, 送审稿 …)
	NumberAsRead string           `json:"number_as_read,omitempty"` // before it was made canonical
	DateAsRead   string           `json:"date_as_read,omitempty"`
	Quotes       []Quote          `json:"quotes,omitempty"`
	Printer      string           `json:"printer,omitempty"` // 印发机关
	Opening      string           `json:"opening,omitempty"` // first sentences of the body, at most 200 characters
	Trusts       map[string]Trust `json:"trusts,omitempty"`  // by element name
}

// Decision is what the schedule says of a document: how long it is kept, by
// which clause, and why.
type Decision struct {
	Retention  Retention `json:"retention"`
	Clause     string    `json:"clause"`
	Why        []Text    `json:"why,omitempty"`
	Confidence float64   `json:"confidence"`
	Review     bool      `json:"review"`
	RunnerUp   *RunnerUp `json:"runner_up,omitempty"`
	Schedule   string    `json:"schedule,omitempty"` // name and version of the table that decided
	Confirmed  bool      `json:"confirmed,omitempty"`
	By         string    `json:"by,omitempty"`     // a person who confirmed or overrode; "" for the program
	Reason     string    `json:"reason,omitempty"` // the person's reason
	At         time.Time `json:"at,omitzero"`
}

// RunnerUp is the next best clause and why it lost.
type RunnerUp struct {
	Retention Retention `json:"retention"`
	Clause    string    `json:"clause"`
	Why       []Text    `json:"why,omitempty"`
}

// Document (公文) is one main document of the year.
type Document struct {
	ID       string   `json:"id"`
	FileID   string   `json:"file_id"` // the main file; "" when only the register knows the document
	Path     string   `json:"path"`
	Year     int      `json:"year"`         // the year it was collected for
	ArchYear int      `json:"archive_year"` // 归属年度
	Kind     Kind     `json:"kind"`
	Relation Relation `json:"relation"`
	Elements
	Department string           `json:"department"`
	Layout     string           `json:"layout,omitempty"`
	Bound      Form             `json:"bound,omitempty"` // the main file begins with its processing form
	Opening    string           `json:"opening"`         // opening opinion: 开放, 控制, 延期开放, ""
	Pages      int              `json:"pages"`           // of the main file
	Group      string           `json:"group"`           // documents with the same group form one item; default the document's ID
	Matter     string           `json:"matter"`          // documents of one matter (事由) stand together; default the document's ID
	ReplyTo    string           `json:"reply_to"`        // document ID of the request that this one answers
	Text       string           `json:"-"`               // first 2,000 characters of the text, for appraisal only; never stored with the document
	Secret     bool             `json:"secret"`          // 涉密: content was refused, only the permitted facts are here
	SHA256     string           `json:"sha256"`          // of the main file
	Lead       bool             `json:"lead"`            // of a joint document: the organ leads (主办)
	Trusts     map[string]Trust `json:"trusts"`          // by element name
	Review     []string         `json:"review_elements"`
	Decision   Decision         `json:"decision"`
	Late       bool             `json:"late,omitempty"`      // came after codes were locked
	Hold       *Signature       `json:"hold,omitempty"`      // must not be destroyed for the time being: a lawsuit, a petition
	Destroyed  *Destroyed       `json:"destroyed,omitempty"` // its content is gone; this entry stays as it is
}
