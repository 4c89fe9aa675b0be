package store

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"niandang/archive"
)

// log appends an event to the chain and gives it its number, ID and hashes.
func (t *tx) log(e archive.Event) (archive.Event, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return e, fmt.Errorf("log: %w", err)
	}
	e.ID = id.String()
	e.When = e.When.Round(0)
	if e.Before, err = t.image.encode(t); err != nil {
		return e, fmt.Errorf("log: %w", err)
	}
	if err := t.one("SELECT seq + 1, hash FROM chain", nil, &e.Seq, &e.Previous); err != nil {
		return e, fmt.Errorf("log: %w", err)
	}
	body, err := json.Marshal(chained{Event: e, Before: digest(e.Before)})
	if err != nil {
		return e, fmt.Errorf("log: %w", err)
	}
	e.Hash = link(e.Previous, body)
	before := sql.NullString{String: string(e.Before), Valid: e.Before != nil}
	err = t.exec("INSERT INTO event (seq, body, hash, before) VALUES (?, ?, ?, ?)", e.Seq, string(body), e.Hash, before)
	if err != nil {
		return e, fmt.Errorf("log: %w", err)
	}
	return e, t.exec("UPDATE chain SET seq = ?, hash = ?", e.Seq, e.Hash)
}

// chained is an event as the chain covers it: of what was before it has the
// digest only, so that a secret can leave the log and the chain still holds.
type chained struct {
	archive.Event
	Before string `json:"before,omitempty"` // SHA-256
}

// link gives the hash of an event: over the hash before it and its JSON as
// stored, in which the hash itself is empty.
func link(previous string, body []byte) string {
	h := sha256.New()
	h.Write([]byte(previous))
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// hashAndBefore is the SQL for what an event's JSON lacks.
const hashAndBefore = "hash || coalesce(before, '')"

// decodeEvent reads a stored event and gives it what its JSON lacks.
func decodeEvent(body []byte, hashAndBefore string) (archive.Event, error) {
	c, err := decodeChained(body)
	n := min(len(hashAndBefore), 2*sha256.Size)
	c.Event.Hash = hashAndBefore[:n]
	if n < len(hashAndBefore) {
		c.Event.Before = json.RawMessage(hashAndBefore[n:])
	}
	return c.Event, err
}

func decodeChained(body []byte) (c chained, err error) {
	err = json.Unmarshal(body, &c)
	return c, err
}
