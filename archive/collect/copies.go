package collect

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"niandang/archive"
)

// exactCopies finds files with the same bytes. The one that stands in the most
// official place under the most official name is the main one.
func (g *grouping) exactCopies() {
	bySum := make(map[string][]*piece)
	var sums []string
	for _, p := range g.pieces {
		if p.f.SHA256 == "" || p.f.Size == 0 || p.decided && p.f.Role == archive.RoleJunk {
			continue
		}
		if bySum[p.f.SHA256] == nil {
			sums = append(sums, p.f.SHA256)
		}
		bySum[p.f.SHA256] = append(bySum[p.f.SHA256], p)
	}
	for _, sum := range sums {
		if same := bySum[sum]; len(same) > 1 {
			g.copies(same)
		}
	}
}

func (g *grouping) copies(same []*piece) {
	main := slices.MinFunc(same, func(a, b *piece) int {
		return cmp.Or(cmp.Compare(standing(b), standing(a)), cmp.Compare(len(a.f.Path), len(b.f.Path)), strings.Compare(a.key(), b.key()))
	})
	for _, p := range same {
		if p == main || p.decided {
			continue
		}
		p.copyOf(main, "same_bytes")
		if p.inner && !main.inner && unpacked(p, main) {
			continue // an export repeats what lies beside it: nobody need act on that
		}
		f := archive.NewFinding(archive.FDuplicate, p.f.Path)
		f.Of = main.f.Path
		g.find(f)
	}
}

// unpacked reports that a file was taken out of the container that holds a copy of
// it: it lies in or below a folder that has the container's name, or the folder of
// the message or of the exports that the container is one of. Other archives tell
// nothing of their neighbours.
func unpacked(inner, p *piece) bool {
	container, _, _ := strings.Cut(inner.f.Path, Inside)
	stem, _ := splitExt(container)
	dir := dirOf(container)
	if !containerExts[Ext(container)] || exportDir.MatchString(archive.Fold(baseOf(dir))) {
		return strings.HasPrefix(p.f.Path, dir+"/")
	}
	return strings.HasPrefix(p.f.Path, stem+"/")
}

// standing says how official a file's place and name are; more is better.
func standing(p *piece) int {
	n := 0
	if p.f.Fixed && p.f.Role != archive.RoleDuplicate {
		n += 100
	}
	for _, part := range strings.Split(dirOf(p.f.Path), "/") {
		folder := strings.ToLower(archive.Fold(part))
		switch good := goodFolder.MatchString(folder); {
		case sideFolder.MatchString(folder) && !(good && fetched.MatchString(folder)):
			n -= 3
		case good:
			n++
		}
	}
	for _, m := range []struct {
		holds bool
		worth int
	}{
		{p.marks.copied, -4}, {p.marks.printed, -3}, {p.marks.old, -3}, {p.marks.draft, -2}, {p.inner, -5},
		{strings.Contains(strings.ToLower(p.f.Path), ".eml"+Inside), -3},
		{p.named.Number != "", 3}, {p.marks.official, 1}, {p.named.Title != "", 1},
		{p.face.Title != "" && alikeTitles(p.face.Title, p.stem) > 0.8, 2}, {serialInName(p), 2},
	} {
		if m.holds {
			n += m.worth
		}
	}
	return n
}

// serialInName reports whether a name tells the serial of the document's number:
// 省厅31号.
func serialInName(p *piece) bool {
	n, ok := archive.ParseNumber(p.face.Number)
	if !ok {
		return false
	}
	name := archive.Fold(baseOf(p.f.Path))
	at := strings.Index(name, strconv.Itoa(n.Serial)+"号")
	return at == 0 || at > 0 && !unicode.IsDigit(rune(name[at-1]))
}

// fixedForm and wordForm tell forms in which documents are issued from those in
// which they are written.
var (
	fixedForm = map[string]bool{".pdf": true, ".ofd": true, ".tif": true, ".tiff": true, ".jpg": true, ".jpeg": true, ".png": true, ".ceb": true}
	wordForm  = map[string]bool{".doc": true, ".docx": true, ".wps": true, ".wpt": true, ".rtf": true, ".odt": true, ".txt": true, ".html": true, ".htm": true}
)

// formOf gives the ending of what a file really is where the ending lies.
func formOf(p *piece) string {
	switch m := p.r.MIME; {
	case strings.HasSuffix(m, "/pdf"):
		return ".pdf"
	case strings.HasPrefix(m, "image/"):
		return ".jpg"
	case strings.Contains(m, "wordprocessing"):
		return ".docx"
	case m == "application/msword":
		return ".doc"
	}
	return Ext(p.f.Path)
}

// fewLetters is how much text two files must have for the same text to mean
// anything.
const fewLetters = 20

// textTwins finds files with the same text in other bytes, such as a PDF and the
// DOCX that it was made from: what was issued is the main one; the other is the
// final draft if its name says so, else a copy.
func (g *grouping) textTwins() {
	byText := make(map[string][]*piece)
	var texts []string
	for _, p := range g.open() {
		d := p.r.TextDigest
		if d == "" || p.r.Chars < fewLetters || p.damaged() {
			continue
		}
		if byText[d] == nil {
			texts = append(texts, d)
		}
		byText[d] = append(byText[d], p)
	}
	for _, t := range texts {
		same := byText[t]
		if len(same) < 2 {
			continue
		}
		main := slices.MinFunc(same, issuedFirst)
		for _, p := range same {
			if p != main && !differentNumbers(p, main) {
				g.twin(p, main)
			}
		}
	}
}

// issuedFirst puts the file that is most likely what was issued before others.
func issuedFirst(a, b *piece) int {
	return cmp.Or(
		compareBool(isMessage(a), isMessage(b)), compareBool(b.face.Bound != "", a.face.Bound != ""), compareBool(a.marks.draft || a.marks.final, b.marks.draft || b.marks.final),
		compareBool(backedUp(a), backedUp(b)), cmp.Compare(issuing(b), issuing(a)), cmp.Compare(len(a.f.Path), len(b.f.Path)), strings.Compare(a.f.Path, b.f.Path))
}

// backedUp reports a file in somebody's own backup, where copies lie, in whatever
// form they are.
func backedUp(p *piece) bool {
	return backupDir.MatchString(archive.Fold(dirOf(p.f.Path)))
}

// issuing adds to a file's standing that it has the form in which documents are
// issued.
func issuing(p *piece) int {
	if fixedForm[formOf(p)] {
		return standing(p) + 4
	}
	return standing(p)
}

// compareBool puts false before true.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func (g *grouping) twin(p, main *piece) {
	if p.marks.final && wordForm[formOf(p)] {
		p.to = main
		p.decide(archive.RoleFinalDraft, archive.Kept, archive.Say("collect.why.final_same_text", "of", main.f.Path))
		return
	}
	p.copyOf(main, "same_text")
	f := archive.NewFinding(archive.FTextDuplicate, p.f.Path)
	f.Of = main.f.Path
	g.find(f)
}

// differentNumbers reports that both have a number and not the same one.
func differentNumbers(a, b *piece) bool {
	na, nb := a.number(), b.number()
	return na != "" && nb != "" && numberKey(na) != numberKey(nb)
}
