package archive

import (
	"encoding/json"
	"time"
)

// Event is one entry of the log: who did what, when, why. Events form a chain:
// Hash covers the event and the hash of the one before.
type Event struct {
	Seq      int64           `json:"seq"`
	ID       string          `json:"id"`
	When     time.Time       `json:"when"`
	Who      string          `json:"who"`
	What     string          `json:"what"` // collect, appraise, decide, edit, undo …
	On       string          `json:"on"`   // ID or path of the object, or the year
	Why      string          `json:"why"`
	Year     int             `json:"year"`
	Person   bool            `json:"person"`           // a person's change: can be undone
	Undoes   string          `json:"undoes,omitempty"` // ID of the event that this one undid
	Before   json.RawMessage `json:"before,omitempty"` // what was before, see store
	Hash     string          `json:"hash"`
	Previous string          `json:"previous"`
}
