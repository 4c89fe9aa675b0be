package archive

import (
	"context"
	"io"
	"iter"
	"time"
)

// Change is a set of records to be written in one transaction with one event
// that says why. Records are written whole, found by their ID (Reading by SHA256
// and Ext, Rendition by Of and Kind).
type Change struct {
	What   string // the event's verb
	On     string
	Why    string
	Who    string
	Year   int
	Person bool // a person's change: what was before is kept, so that it can be undone

	Files      []File
	Documents  []Document
	Items      []Item
	Boxes      []Box
	Volumes    []Volume
	Transfers  []Transfer
	Disposals  []Disposal
	Rows       []Row
	Readings   []Reading
	Pages      []PageText
	Renditions []Rendition
	Settings   *Settings

	Remove   []Ref        // records to be removed
	Findings []FindingSet // findings to be renewed
	Resolve  []Resolve    // a person's word on findings

	Quiet bool // write no event: for parts of a longer step that ends with one
}

// Ref names a record: Table is one of file, document, item, box, volume, row,
// transfer. A batch of disposal is never removed.
type Ref struct {
	Table string
	ID    string
}

// FindingSet replaces all findings that Step made for Year. Resolutions of
// findings that are found again stay.
type FindingSet struct {
	Step     string
	Year     int
	Findings []Finding
}

// Resolve puts a resolution on the finding with Key; a nil Resolution takes it
// back.
type Resolve struct {
	Key        string
	Resolution *Resolution
}

// Filter narrows a list. Zero fields ask for nothing. After and Limit page by ID
// in ascending order.
type Filter struct {
	Year     int
	Document string // files, items of this document
	Class    string
	Box      string
	Status   Status
	SHA256   string // files with these bytes
	Kind     string // finding kind
	Review   bool   // documents whose retention or elements need a person
	Open     bool   // findings without resolution
	After    string
	Limit    int
}

// Query asks the search index.
type Query struct {
	Text       string
	Year       int
	Retention  Retention
	Department string
	Issuer     string // in full, as it stands in the catalogue
	From, To   string // ISO dates
	Limit      int
	Offset     int
}

// Hit is one document found, with a snippet in which the hits stand between
// \x02 and \x03.
type Hit struct {
	Document string  `json:"document"`
	Item     string  `json:"item"`
	Code     string  `json:"code"`
	Number   string  `json:"number"`
	Title    string  `json:"title"`
	Date     string  `json:"date"`
	Issuers  string  `json:"issuers"`
	Path     string  `json:"path"` // of the file with the hit
	SHA256   string  `json:"sha256"`
	Page     int     `json:"page"` // of the hit, 0 for a hit in the catalogue
	Snippet  string  `json:"snippet"`
	Field    string  `json:"field"` // number, title, issuer, text, pinyin
	Score    float64 `json:"score"`

	Destroyed *Destroyed `json:"destroyed,omitempty"` // only the entry is left
}

// Staged is a file in the private staging area: its bytes are not yet part of
// the library. Exactly one of Keep and Wipe ends it; Wipe after Keep does
// nothing, so that it can be deferred.
type Staged interface {
	Path() string // on disk, with no telling name
	Size() int64
	SHA256() string
	SM3() string
	// Keep makes the bytes an object of the library, durable on disk when it
	// returns. Keeping bytes that the library has already is no error.
	Keep(ctx context.Context) error
	// Wipe overwrites and removes the bytes.
	Wipe() error
}

// Objects hold the original bytes and renditions, named by their SHA-256. An
// object is never changed.
type Objects interface {
	// Stage copies r into the staging area and digests it in the same pass.
	Stage(ctx context.Context, r io.Reader) (Staged, error)
	// TempDir makes a private folder in the staging area, for helpers; it is
	// wiped by the returned function, or at the next opening after a crash.
	TempDir() (dir string, wipe func() error, err error)
	// OpenObject opens an object; CodeNotFound when there is none.
	OpenObject(sha256 string) (Object, error)
	// ObjectPath gives the object's place on disk, to be read only.
	ObjectPath(sha256 string) string
	HasObject(sha256 string) bool
}

// Object is an open object.
type Object interface {
	io.Reader
	io.ReaderAt
	io.Seeker
	io.Closer
	Size() int64
}

// Store is a library: its records, objects, index and log. Reads may run beside
// one another and beside a write; writes queue. All methods may return the
// context's error. Lists come in ascending order of ID unless said otherwise.
type Store interface {
	Objects

	// Apply writes a change in one transaction and returns its event (the zero
	// Event for a quiet change).
	Apply(ctx context.Context, c Change) (Event, error)
	// Undo restores what was before the event with that ID, or before the last
	// person's change that is not undone when id is "". CodeNotFound when there
	// is none; CodeInvalid when a later event changed the same records.
	Undo(ctx context.Context, id, who string) (Event, error)

	Settings(ctx context.Context) (Settings, error)

	File(ctx context.Context, id string) (File, error)
	Document(ctx context.Context, id string) (Document, error)
	Item(ctx context.Context, id string) (Item, error)
	Disposal(ctx context.Context, id string) (Disposal, error)
	// Reading gives the reading of an object, CodeNotFound when it was not read.
	Reading(ctx context.Context, sha256, ext string) (Reading, error)
	Rendition(ctx context.Context, of, kind string) (Rendition, error)
	// PageTexts gives the text of an object's pages in order.
	PageTexts(ctx context.Context, sha256 string) ([]PageText, error)

	Files(ctx context.Context, f Filter) iter.Seq2[File, error]
	Documents(ctx context.Context, f Filter) iter.Seq2[Document, error]
	Items(ctx context.Context, f Filter) iter.Seq2[Item, error] // by class, then number
	Boxes(ctx context.Context, f Filter) iter.Seq2[Box, error]  // by number
	Volumes(ctx context.Context, f Filter) iter.Seq2[Volume, error]
	Transfers(ctx context.Context, f Filter) iter.Seq2[Transfer, error]
	Disposals(ctx context.Context, f Filter) iter.Seq2[Disposal, error]
	Rows(ctx context.Context, f Filter) iter.Seq2[Row, error] // by sheet, then row
	Readings(ctx context.Context, f Filter) iter.Seq2[Reading, error]
	Findings(ctx context.Context, f Filter) iter.Seq2[Finding, error]
	Events(ctx context.Context, f Filter) iter.Seq2[Event, error] // by sequence

	// Count counts the records of a table (file, document, item, box, volume,
	// row, transfer, disposal, finding, event) that a filter lets through.
	Count(ctx context.Context, table string, f Filter) (int, error)
	// Tally counts a year for the glance at it.
	Tally(ctx context.Context, year int) (Tally, error)
	// Years gives the years that have files, newest first.
	Years(ctx context.Context) ([]int, error)

	// Index renews the search index for these documents; the store finds their
	// files and texts itself.
	Index(ctx context.Context, documents []string) error
	Search(ctx context.Context, q Query) ([]Hit, int, error)

	// Purge takes the content of an object back out of the library: bytes and
	// renditions are wiped, texts and index entries removed, the reading replaced
	// by what is permitted. It is for bytes that turn out to be secret after they
	// were kept (design rule 3); the event log keeps no trace of the content.
	Purge(ctx context.Context, sha256 string, permitted Reading) error

	// Destroy takes the content of objects out of the library for good (销毁): bytes
	// and renditions are overwritten, readings, texts and index entries go, copies of
	// the database from before a migration too. Records and log stay. CodeInvalid when
	// a file that is not marked as destroyed still has one of them: then nothing is
	// done. A destruction that was broken off is gone on with by the same call, and
	// its bytes at the next opening.
	Destroy(ctx context.Context, batch string, sha256 []string, p Progress) error

	// Journal remembers the finished steps of a long write, by key and name, so
	// that it goes on after a crash.
	Journal(ctx context.Context, key string) (map[string]string, error)
	SetJournal(ctx context.Context, key, name, value string) error
	ClearJournal(ctx context.Context, key string) error

	// Check re-reads every object against its digests, the database and the
	// event chain, and returns what is damaged.
	Check(ctx context.Context, p Progress) ([]Damage, error)
	// Backup writes the library as one consistent file, verified after writing.
	Backup(ctx context.Context, path string, p Progress) error

	Dir() string
	Close() error
}

// Damage is something that Check found broken.
type Damage struct {
	What string `json:"what"` // object, missing_object, database, event
	On   string `json:"on"`
	Text Text   `json:"-"`
}

// Clock tells the time; tests fix it, so that what is made can be made again.
type Clock func() time.Time
