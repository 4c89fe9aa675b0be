package collect

import (
	"regexp"
	"strings"

	"niandang/archive"
)

var (
	issuerHead  = regexp.MustCompile(`^.{0,60}?关于`)
	topicVerbs  = regexp.MustCompile(`^(同意|批准|不同意|批复|商请|申请|请求|恳请|提请|报请|要求|请予|答复|回复|办理|征求|征询|核准|审批|审议|协助|给予|对|做好|开展)+`)
	topicTail   = regexp.MustCompile(`(的|有关|相关)?(请示|批复|复函|函|通知|通报|报告|答复|意见|议案|建议|提案|申请|决定|回复|会办意见|协办意见|情况|问题|事宜|事项|有关问题|意见建议)$`)
	trailingTag = regexp.MustCompile(`[(（\[【〔][^()（）\[\]【】〔〕]{0,20}[)）\]】〕]\s*$`)
)

// grams are the two-letter pieces of a title.
type grams map[string]int

func gramsOf(s string) grams {
	rs := []rune(s)
	g := make(grams, len(rs))
	for i := 0; i+2 <= len(rs); i++ {
		g[string(rs[i:i+2])]++
	}
	return g
}

// wording is a title made ready for comparing.
type wording struct {
	s     string // letters and digits only
	g     grams
	total int // pieces, counted as often as they occur
}

func word(title string) *wording {
	w := &wording{s: letters(title)}
	w.g = gramsOf(w.s)
	w.total = total(w.g)
	return w
}

func total(g grams) int {
	n := 0
	for _, k := range g {
		n += k
	}
	return n
}

// dice gives how much two sets of pieces share, 0 to 1.
func dice(a, b grams, both int) float64 {
	if both == 0 {
		return 0
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	common := 0
	for k, n := range a {
		common += min(n, b[k])
	}
	return 2 * float64(common) / float64(both)
}

// sameLetters gives how many letters two titles share, in whatever order, 0 to 1.
func sameLetters(a, b string) float64 {
	count := func(s string) grams {
		g := make(grams)
		for _, r := range letters(s) {
			g[string(r)]++
		}
		return g
	}
	ga, gb := count(a), count(b)
	return dice(ga, gb, total(ga)+total(gb))
}

// alike compares two titles by their letters: 1 for the same, high where one
// holds the other, else by their common pieces.
func alike(a, b *wording) float64 {
	if a.s == "" || b.s == "" {
		return 0
	}
	if a.s == b.s {
		return 1
	}
	score := dice(a.g, b.g, a.total+b.total)
	short, long := a.s, b.s
	if len(short) > len(long) {
		short, long = long, short
	}
	if score > 0 && strings.Contains(long, short) {
		score = max(score, 0.6+0.4*float64(len(short))/float64(len(long)))
	}
	return score
}

func alikeTitles(a, b string) float64 { return alike(word(a), word(b)) }

// topic gives what a title is about: without issuer, 关于, the verbs of asking and
// granting, and the genre.
func topic(title string) string {
	t := archive.Squeeze(archive.Fold(title))
	t = trailingTag.ReplaceAllString(t, "")
	t = issuerHead.ReplaceAllString(t, "")
	for {
		s := topicTail.ReplaceAllString(topicVerbs.ReplaceAllString(t, ""), "")
		if s == t || s == "" {
			return letters(t)
		}
		t = s
	}
}

// quoted gives the names in 《》 within a title.
func quoted(title string) []string {
	var out []string
	for _, m := range bookTitle.FindAllString(title, -1) {
		out = append(out, strings.TrimSuffix(strings.TrimPrefix(m, "《"), "》"))
	}
	return out
}

// titleIndex finds titles that share pieces with another without comparing all
// of them.
type titleIndex struct {
	posts  map[string][]int
	titles []*wording
}

func newTitleIndex() *titleIndex { return &titleIndex{posts: make(map[string][]int)} }

// add puts a title in; its place in the order of adding is its handle.
func (x *titleIndex) add(t *wording) {
	x.titles = append(x.titles, t)
	for g := range t.g {
		x.posts[g] = append(x.posts[g], len(x.titles)-1)
	}
}

// commonPiece is how many titles may share a piece before it says nothing.
const commonPiece = 400

// near gives the handles of the titles that share at least share of the pieces
// of a title, most first and at most 20.
func (x *titleIndex) near(t *wording, share float64) []int {
	hits := make(map[int]int)
	asked := 0
	for g := range t.g {
		if ps := x.posts[g]; len(ps) <= commonPiece {
			asked++
			for _, p := range ps {
				hits[p]++
			}
		}
	}
	return best(hits, int(share*float64(asked)), 20)
}
