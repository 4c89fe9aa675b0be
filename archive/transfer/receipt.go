package transfer

import (
	"encoding/json"
	"io"
	"time"

	"niandang/archive"
)

// Receipt is the archives' word on a package, bound to it by the digest of its
// tag manifest.
type Receipt struct {
	Kind     string      `json:"kind"` // niandang-receipt
	Package  string      `json:"package"`
	Digest   string      `json:"digest"`
	Accepted bool        `json:"accepted"`
	Items    int         `json:"items"`
	Number   string      `json:"number"`
	By       string      `json:"by"`
	At       time.Time   `json:"at"`
	Checks   []checkLine `json:"checks,omitempty"` // what was not right
}

const receiptKind = "niandang-receipt"

// NewReceipt gives the receipt for a verdict, signed by whoever checked.
func NewReceipt(v Verdict, by string) Receipt {
	r := Receipt{Kind: receiptKind, Package: v.Package, Digest: v.Digest, Accepted: v.Accepted, Items: v.Items, By: by, At: time.Now()}
	if len(v.Digest) >= 12 {
		r.Number = v.Digest[:12]
	}
	for _, c := range v.Checks {
		if c.Result == Failed {
			r.Checks = append(r.Checks, checkLine{Code: c.Code, Result: c.Result, texts: c.Detail})
		}
	}
	return r
}

// WriteReceipt writes a receipt as JSON, its reasons said in words.
func WriteReceipt(w io.Writer, r Receipt, words archive.Words) error {
	for i, c := range r.Checks {
		c.Name = words.Say(archive.Say("check." + c.Code))
		c.Detail = nil
		for _, t := range c.texts {
			c.Detail = append(c.Detail, words.Say(t))
		}
		r.Checks[i] = c
	}
	return writeJSON(w, r)
}

// ReadReceipt reads a receipt. Errors: CodeInvalid for anything else.
func ReadReceipt(r io.Reader) (Receipt, error) {
	var out Receipt
	if err := json.NewDecoder(r).Decode(&out); err != nil || out.Kind != receiptKind || out.Digest == "" {
		return out, archive.Fail(archive.CodeInvalid, "receipt", err)
	}
	return out, nil
}
