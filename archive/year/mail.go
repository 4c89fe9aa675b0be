package year

import (
	"strings"

	"niandang/archive"
	"niandang/archive/page"
)

// An e-mail's own head is surer than what its text looks like.
const (
	sureOfSubject = 0.9
	sureOfSender  = 0.6 // a display name need not be the organ's
)

// mailFace takes title and issuer of an e-mail from its head, unless its text is
// an official document with a number of its own.
func mailFace(f *archive.Face, d page.Doc) {
	if f.Number != "" {
		return
	}
	if f.Trusts == nil {
		f.Trusts = make(map[string]archive.Trust)
	}
	if d.Title != "" {
		f.Title = d.Title
		f.Genre = archive.GenreOf(d.Title)
		f.Trusts[archive.ElTitle] = archive.Trust{Source: archive.FromFace, Confidence: sureOfSubject}
	}
	sender, _, _ := strings.Cut(d.Author, "<")
	if sender = strings.Trim(sender, " \t\""); sender != "" && !strings.Contains(sender, "@") {
		f.Issuers = []string{sender}
		f.Trusts[archive.ElIssuers] = archive.Trust{Source: archive.FromFace, Confidence: sureOfSender}
	}
}
