package verify

import (
	"encoding/json"
	"io"
	"slices"
	"time"

	"niandang/archive"
)

// Receipt is the archives' word on a package, bound to it by its digest.
type Receipt struct {
	Kind     string    `json:"kind"` // niandang-receipt
	Package  string    `json:"package"`
	Digest   string    `json:"digest"`
	Accepted bool      `json:"accepted"`
	Items    int       `json:"items"`
	First    string    `json:"first"`
	Last     string    `json:"last"`
	From     string    `json:"from"`
	Number   string    `json:"number"`
	By       string    `json:"by"`
	At       time.Time `json:"at"`
	Checks   []Row     `json:"checks,omitempty"` // what was not right
	failed   []Check
}

const receiptKind = "niandang-receipt"

// NewReceipt gives the receipt for a verdict, signed by whoever checked.
func NewReceipt(v Verdict, by string, at time.Time) Receipt {
	r := Receipt{
		Kind: receiptKind, Package: baseName(v.Package), Digest: v.Digest, Accepted: v.Accepted, Items: v.Items,
		First: v.First, Last: v.Last, From: v.From, By: by, At: at,
	}
	if len(v.Digest) >= 12 {
		r.Number = at.Format("20060102") + "-" + v.Digest[:12]
	}
	for _, c := range v.Checks {
		if c.Result == Failed {
			c.Notes = slices.DeleteFunc(slices.Clone(c.Notes), func(n Note) bool { return n.Remark })
			r.failed = append(r.failed, c)
		}
	}
	return r
}

func baseName(p string) string {
	for i := len(p) - 1; i >= 0; i-- {
		if p[i] == '/' || p[i] == '\\' {
			return p[i+1:]
		}
	}
	return p
}

// Said gives the receipt with its reasons said in words.
func (r Receipt) Said(words archive.Words) Receipt {
	if r.failed != nil {
		r.Checks = Rows(r.failed, words)
	}
	return r
}

// WriteReceipt writes a receipt as JSON, its reasons said in words.
func WriteReceipt(w io.Writer, r Receipt, words archive.Words) error {
	return writeJSON(w, r.Said(words))
}

// ReadReceipt reads a receipt. Errors: CodeInvalid for anything else.
func ReadReceipt(r io.Reader) (Receipt, error) {
	var out Receipt
	if err := json.NewDecoder(io.LimitReader(r, maxText)).Decode(&out); err != nil || out.Kind != receiptKind || out.Digest == "" {
		return out, archive.Fail(archive.CodeInvalid, "receipt", err)
	}
	return out, nil
}
