package gongwen

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"niandang/archive"
)

// always are elements that must be empty where a case does not name them.
var always = []string{"number", "recipients", "cc", "security", "security_term", "urgency", "copy_no", "signers", "disclosure", "attachments"}

// forms are those that must have ten cases each, and more.
var forms = []string{
	"two-line-title", "joint", "letter", "order", "minutes", "signer", "signers", "copy-number", "secrecy", "urgency",
	"moved-recipients", "attachments", "notes", "cc", "print",
}

func TestReadsHandWrittenLayouts(t *testing.T) {
	for _, c := range loadLayouts(t) {
		t.Run(strings.TrimSuffix(c.file, ".txt")+"/"+c.name, func(t *testing.T) {
			f := Read(c.doc, Hints{})
			got := faceMap(f)
			for k, want := range c.want {
				if _, known := got[k]; !known {
					t.Fatalf("no such element: %s", k)
				}
				if got[k] != want {
					t.Errorf("%s\n got %q\nwant %q", k, got[k], want)
				}
			}
			for _, k := range always {
				if _, named := c.want[k]; !named && got[k] != "" {
					t.Errorf("%s must be empty, got %q", k, got[k])
				}
			}
			checkTrusts(t, f)
		})
	}
}

// checkTrusts: whatever was read says how sure it is.
func checkTrusts(t *testing.T, f archive.Face) {
	t.Helper()
	got := faceMap(f)
	for _, k := range append([]string{"title", "issuers", "date"}, always...) {
		tr, ok := f.Trusts[k]
		if got[k] != "" && k != "security_term" && (!ok || tr.Confidence <= 0 || tr.Confidence > 1 || tr.Source == "") {
			t.Errorf("%s = %q has the trust %+v", k, got[k], tr)
		}
	}
}

func faceMap(f archive.Face) map[string]string {
	quotes := make([]string, len(f.Quotes))
	for i, q := range f.Quotes {
		quotes[i] = q.Title + "/" + q.Number
	}
	list := func(l []string) string { return strings.Join(l, ";") }
	enclosed := "nobody looked"
	if f.Enclosed != nil {
		enclosed = strings.Trim(fmt.Sprint(f.Enclosed), "[]")
	}
	return map[string]string{
		"number": f.Number, "title": f.Title, "genre": f.Genre, "issuers": list(f.Issuers), "date": f.Date, "layout": f.Layout,
		"print_date": f.PrintDate, "printer": f.Printer, "recipients": list(f.Recipients), "cc": list(f.CC), "security": f.Security,
		"security_term": f.SecurityTerm, "urgency": f.Urgency, "copy_no": f.CopyNo, "signers": list(f.Signers), "disclosure": f.Disclosure,
		"attachments": list(f.Attachments), "note": f.Note, "quotes": list(quotes), "opening": f.Opening, "form": string(f.Form),
		"enclosed": enclosed, "draft": strconv.FormatBool(f.Draft), "attachment_no": strconv.Itoa(f.AttachmentNo), "number_as_read": f.NumberAsRead, "date_as_read": f.DateAsRead,
	}
}

func TestLayoutsAreManyAndDifferent(t *testing.T) {
	cases := loadLayouts(t)
	if len(cases) < 150 {
		t.Errorf("only %d layouts, want 150", len(cases))
	}
	count := make(map[string]int)
	shapes := make(map[string]string)
	for _, c := range cases {
		for _, f := range c.forms {
			count[f]++
		}
		if other, twice := shapes[c.shape]; twice {
			t.Errorf("%q and %q differ only in their words", other, c.name)
		}
		shapes[c.shape] = c.name
	}
	for _, f := range forms {
		if count[f] < 10 {
			t.Errorf("form %s has %d layouts, want 10", f, count[f])
		}
	}
}
