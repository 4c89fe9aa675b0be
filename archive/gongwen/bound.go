package gongwen

import (
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/page"
)

// mostFormPages is how many pages a processing form takes before what follows it.
const mostFormPages = 4

// Behind gives a document without the processing form that is bound in front of
// it: offices print and scan the form and the document as one file. A form alone,
// and a document without one, are given back as they are.
func Behind(d page.Doc, h Hints) page.Doc {
	n, _ := boundForm(d, h)
	d.Pages = d.Pages[n:]
	return d
}

// boundForm gives how many pages at the front are a processing form with its
// document behind it, and which form; none for a form alone.
func boundForm(d page.Doc, h Hints) (int, archive.Form) {
	if d.Flow || len(d.Pages) < 2 || len(d.Tables) > 0 {
		return 0, ""
	}
	ls := pageLines(d, 0)
	form := formHead(ls)
	if form == "" {
		return 0, ""
	}
	front := readLines(ls, page.Doc{Pages: d.Pages[:1]}, h)
	for i := 1; i < len(d.Pages) && i <= mostFormPages; i++ {
		if ls := pageLines(d, i); formHead(ls) == "" && (opensDocument(ls) || namedBy(front, ls, h)) {
			return i, form
		}
	}
	return 0, ""
}

// pageLines lays one page out.
func pageLines(d page.Doc, i int) []line { return layOut(page.Doc{Pages: d.Pages[i : i+1]}) }

// formHead gives the form whose heading stands at the top of a page, "" for none.
func formHead(ls []line) archive.Form {
	for i := 0; i < len(ls) && i < 4; i++ {
		if f := formOf(ls[i]); f != "" {
			return f
		}
	}
	return ""
}

// namedBy reports a page that opens with the title that a form gives, or with one
// to which recipients or signature and date belong: a document of plain heading.
func namedBy(form archive.Face, ls []line, h Hints) bool {
	if len(ls) < 3 || attachTop.MatchString(ls[0].key) {
		return false
	}
	f := readLines(ls, page.Doc{}, h)
	if f.Title == "" || f.Form != "" {
		return false
	}
	if alikeTitles(f.Title, form.Title) || f.Number != "" && sameNumber(f.Number, form.Number) {
		return true
	}
	return strings.Contains(f.Title, "关于") && f.Genre != "" && (len(f.Recipients) > 0 || f.Date != "")
}

// alikeTitles compares two titles by the pairs of characters behind 关于; one in
// five may be misread, and a form often shortens the title.
func alikeTitles(a, b string) bool {
	pa, pb := pairsOf(a), pairsOf(b)
	if len(pa) > len(pb) {
		pa, pb = pb, pa
	}
	same := 0
	for _, p := range pa {
		if slices.Contains(pb, p) {
			same++
		}
	}
	return len(pa) >= 4 && 5*same >= 3*len(pa)
}

func pairsOf(title string) []string {
	_, about, found := strings.Cut(keyOf(title), "关于")
	if !found {
		about = keyOf(title)
	}
	rs := []rune(about)
	var out []string
	for i := 0; i+2 <= len(rs); i++ {
		out = append(out, string(rs[i:i+2]))
	}
	return out
}

// readBound reads a document behind its form. What its face does not show is
// taken from the form, for a person to look at.
func readBound(d page.Doc, n int, form archive.Form, h Hints) archive.Face {
	behind := d
	behind.Pages = d.Pages[n:]
	f := Read(behind, h)
	f.Bound = form
	front := readLines(pageLines(d, 0), page.Doc{Pages: d.Pages[:1]}, h)
	if f.Trusts == nil {
		f.Trusts = make(map[string]archive.Trust)
	}
	lend := func(el string, empty, has bool, take func()) {
		if !empty || !has {
			return
		}
		take()
		t := front.Trusts[el]
		t.Confidence = round(t.Confidence * lentTrust)
		f.Trusts[el] = t
	}
	lend(archive.ElNumber, f.Number == "", front.Number != "", func() { f.Number, f.NumberAsRead = front.Number, "" })
	lend(archive.ElTitle, f.Title == "", front.Title != "", func() { f.Title = front.Title })
	lend(archive.ElSecurity, f.Security == "", front.Security != "", func() { f.Security, f.SecurityTerm = front.Security, front.SecurityTerm })
	return f
}

// lentTrust is by how much an element is less sure when it stands on the form
// and not on the document.
const lentTrust = 0.7
