package archive

import "time"

// Opinion is the outcome of appraising what has run out its term (到期鉴定).
type Opinion string

// The opinions (档案法实施条例 art. 24).
const (
	KeepOn  Opinion = "续存" // a new term is set
	Destroy Opinion = "销毁"
)

// Reappraisal is a person's opinion on an item whose term has run out.
type Reappraisal struct {
	Opinion   Opinion   `json:"opinion"`
	Retention Retention `json:"retention,omitempty"` // 续存: the term set anew
	Until     int       `json:"until,omitempty"`     // 续存: its last year, 0 for ever
	Ended     int       `json:"ended"`               // last year of the term that had run out
	Signature
}

// Signature is a person's word: who, why and when.
type Signature struct {
	By  string    `json:"by"`
	Why string    `json:"why,omitempty"`
	At  time.Time `json:"at,omitzero"`
}

// Destroyed marks what was destroyed: its content is gone, its entry stays.
type Destroyed struct {
	Batch string    `json:"batch"` // ID of the Disposal
	At    time.Time `json:"at"`
}

// DisposalKind says what a batch of disposal holds.
type DisposalKind string

// The kinds of batches.
const (
	ExpiredItems DisposalKind = "expired"      // items whose term has run out
	NeverFiled   DisposalKind = "not-archived" // documents outside the archiving scope (不归档)
)

// DisposalState says how far a batch of disposal is.
type DisposalState string

// The states, in this order; Withdrawn ends a batch before anything is destroyed.
const (
	Proposed   DisposalState = "proposed"
	Approved   DisposalState = "approved"
	Destroying DisposalState = "destroying" // begun, to be gone on with after an interruption
	Finished   DisposalState = "destroyed"
	Withdrawn  DisposalState = "withdrawn"
)

// Disposal is a batch of what is to be destroyed, the disposal register (销毁清册)
// with its signatures. Two confirmations by different persons stand between the
// proposal and the destruction: the approver's (批准人), then that of the persons
// who watch it (监销人).
type Disposal struct {
	ID         string          `json:"id"`   // such as XH-2041-001; never used again
	Year       int             `json:"year"` // in which it was proposed
	Kind       DisposalKind    `json:"kind"`
	State      DisposalState   `json:"state"`
	Entries    []DisposalEntry `json:"entries"`
	Proposed   Signature       `json:"proposed"`
	Approved   *Signature      `json:"approved,omitempty"`
	Supervised []Signature     `json:"supervised,omitempty"`
	Withdrawn  *Signature      `json:"withdrawn,omitempty"`
	Done       time.Time       `json:"done,omitzero"`
	Objects    []string        `json:"objects,omitempty"` // from the beginning of the destruction: the bytes that go, by SHA-256
	Shared     int             `json:"shared,omitempty"`  // files whose bytes stay, since another document has the same
}

// DisposalEntry is a line of the register. It says all that will be known of the
// item once its content is gone.
type DisposalEntry struct {
	Item      string    `json:"item,omitempty"` // "" for a document that was never filed
	Documents []string  `json:"documents"`
	Code      string    `json:"code,omitempty"`
	Number    string    `json:"number"`
	Title     string    `json:"title"`
	Issuers   []string  `json:"issuers"`
	Date      string    `json:"date"`
	Year      int       `json:"year"` // 归属年度
	Retention Retention `json:"retention"`
	Clause    string    `json:"clause"`
	Due       int       `json:"due,omitempty"` // the first year after its term
	Pages     int       `json:"pages"`
	Files     int       `json:"files"`
	Bytes     int64     `json:"bytes"`
	SHA256    string    `json:"sha256"` // of the main file
	Opinion   Signature `json:"opinion"`
}
