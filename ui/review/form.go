package review

import (
	"slices"
	"strings"

	"niandang/archive"
)

// Field is one element in the form.
type Field struct {
	Name   string
	Value  string
	Source archive.Source
	Unsure bool
	Spot   *archive.Spot
}

// Form is what the right side shows of a document.
type Form struct {
	Fields   []Field
	Cursor   int
	Term     archive.Retention
	Steps    int
	Clause   string // with its wording in full
	Why      []string
	RunnerUp string
	Unsure   bool   // the term asks for a look
	By       string // who confirmed or decided, with the reason
	Peers    int    // proposals by the same clause and as sure, this one included
	Secret   bool
}

// order is that of the page (GB/T 9704-2012): head, subject, tail.
var order = [...]string{
	archive.ElSecurity, archive.ElSecurityTerm, archive.ElUrgency, archive.ElIssuers, archive.ElNumber, archive.ElSigners, archive.ElTitle,
	archive.ElRecipients, archive.ElAttachments, archive.ElDate, archive.ElDisclosure, archive.ElCC, archive.ElDepartment,
}

// always are the elements that stand in the catalogue: shown even when empty.
var always = [...]string{archive.ElIssuers, archive.ElNumber, archive.ElTitle, archive.ElDate}

// valueOf gives an element as text; lists are joined by 、 as Edit takes them.
func valueOf(d archive.Document, name string) string {
	switch name {
	case archive.ElSecurity:
		return d.Security
	case archive.ElSecurityTerm:
		return d.SecurityTerm
	case archive.ElUrgency:
		return d.Urgency
	case archive.ElIssuers:
		return strings.Join(d.Issuers, "、")
	case archive.ElNumber:
		return d.Number
	case archive.ElSigners:
		return strings.Join(d.Signers, "、")
	case archive.ElTitle:
		return d.Title
	case archive.ElRecipients:
		return strings.Join(d.Recipients, "、")
	case archive.ElAttachments:
		return strings.Join(d.Attachments, "、")
	case archive.ElDate:
		return d.Date
	case archive.ElDisclosure:
		return d.Disclosure
	case archive.ElCC:
		return strings.Join(d.CC, "、")
	}
	return d.Department
}

func fieldsOf(d archive.Document) []Field {
	var out []Field
	for _, name := range order {
		f := Field{Name: name, Value: valueOf(d, name), Unsure: slices.Contains(d.Review, name)}
		if f.Value == "" && !f.Unsure && (d.Secret || !slices.Contains(always[:], name)) {
			continue
		}
		if t, ok := d.Trusts[name]; ok {
			f.Source, f.Spot = t.Source, t.Spot
		}
		out = append(out, f)
	}
	return out
}

// firstUnsure is where the cursor begins: at what asks for a look, else at the
// title.
func firstUnsure(fields []Field) int {
	if i := slices.IndexFunc(fields, func(f Field) bool { return f.Unsure }); i >= 0 {
		return i
	}
	return max(slices.IndexFunc(fields, func(f Field) bool { return f.Name == archive.ElTitle }), 0)
}

// formOf says what is known of a document in the person's words.
func formOf(d archive.Document, w archive.Words) Form {
	f := Form{
		Fields: fieldsOf(d), Term: d.Decision.Retention, Steps: stepsOf(d), Secret: d.Secret,
		Unsure: d.Decision.Review && !d.Decision.Confirmed || d.Decision.Retention == archive.RetentionUnset,
	}
	f.Clause = d.Decision.Clause
	for i, t := range d.Decision.Why {
		if i == 0 && t.Args["wording"] != "" {
			f.Clause += "　" + t.Args["wording"]
			continue
		}
		f.Why = append(f.Why, w.Say(t))
	}
	if r := d.Decision.RunnerUp; r != nil && len(r.Why) > 0 {
		f.RunnerUp = w.SayAll(r.Why, "；")
	}
	switch dec := d.Decision; {
	case dec.Reason != "":
		f.By = w.Say(archive.Say("review.by_reason", "who", dec.By, "why", dec.Reason))
	case dec.Confirmed:
		f.By = w.Say(archive.Say("review.by", "who", dec.By))
	}
	return f
}
