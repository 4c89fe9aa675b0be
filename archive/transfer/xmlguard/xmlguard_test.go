package xmlguard_test

import (
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"niandang/archive/transfer/xmlguard"
)

// text gives the characters between the tags of a document.
func text(t *testing.T, in string) (string, error) {
	t.Helper()
	var v struct {
		Text string `xml:",chardata"`
	}
	err := xmlguard.NewDecoder(strings.NewReader(in)).Decode(&v)
	return v.Text, err
}

func TestEncodingsThatTheStandardsAllow(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("云州市水务局")
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"<a>云州市水务局</a>":                                             "云州市水务局",
		`<?xml version="1.0" encoding="GB18030"?><a>` + gb + "</a>": "云州市水务局",
		`<?xml version="1.0" encoding="gb2312"?><a>` + gb + "</a>":  "云州市水务局",
	} {
		if got, err := text(t, in); err != nil || got != want {
			t.Errorf("%q gives %q, %v", in, got, err)
		}
	}
}

func TestWhatAskForTooMuchIsRefused(t *testing.T) {
	for name, in := range map[string]string{
		"UTF-16":                 `<?xml version="1.0" encoding="UTF-16"?><a/>`,
		"an entity of its own":   `<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY c "&b;&b;">]><a>&c;</a>`,
		"depth":                  strings.Repeat("<a>", 5000) + strings.Repeat("</a>", 5000),
		"a text without end":     "<a>" + strings.Repeat("x", 9<<20) + "</a>",
		"an attribute too large": `<a b="` + strings.Repeat("x", 9<<20) + `"/>`,
		"tags that do not match": "<a><b></a></b>",
	} {
		if _, err := text(t, in); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestBoundedFailsAndDoesNotJustEnd(t *testing.T) {
	for n, ok := range map[int64]bool{4: false, 5: true, 6: true} {
		b, err := io.ReadAll(xmlguard.Bounded(strings.NewReader("12345"), n))
		if (err == nil) != ok || ok && string(b) != "12345" {
			t.Errorf("%d: %q %v", n, b, err)
		}
	}
}
