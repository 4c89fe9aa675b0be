package collect

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// sketchSize is how many values a sketch has; the error of an estimate is about
// one eighth.
const sketchSize = 64

// shingle is the length of the pieces that a sketch compares, in characters.
const shingle = 5

// pageNumber is a line that only numbers its page, as fixed layouts print it and
// word processors do not keep it.
var pageNumber = regexp.MustCompile(`(?m)^[\s\-—－–―_·.第]*\d{1,4}[\s\-—－–―_·.页]*$`)

// content gives the letters of a text without its page numbers.
func content(text string) string { return letters(pageNumber.ReplaceAllString(text, "")) }

// letters gives the letters and digits of a text, all else taken out and variants
// of width and compatibility folded (NFKC): what is left is what a reader would
// call the same text in another format.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Han, r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(text))
}

// TextDigest gives the SHA-256 of a text's letters and digits in hexadecimal, so
// that spaces, line breaks, page numbers, widths and punctuation do not count; ""
// for a text without any.
func TextDigest(text string) string {
	p := content(text)
	if p == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(p))
	return hex.EncodeToString(sum[:])
}

// Sketch gives the min-hash of a text: the share of equal values of two sketches
// estimates the share of pieces that the texts have in common. Nil for a text of
// fewer than five letters.
func Sketch(text string) []uint64 {
	rs := []rune(content(text))
	if len(rs) < shingle {
		return nil
	}
	out := make([]uint64, sketchSize)
	for i := range out {
		out[i] = ^uint64(0)
	}
	for i := 0; i+shingle <= len(rs); i++ {
		h := hashRunes(rs[i : i+shingle])
		for k := range out {
			if v := remix(h, uint64(k)); v < out[k] {
				out[k] = v
			}
		}
	}
	return out
}

// hashRunes is FNV-1a over runes.
func hashRunes(rs []rune) uint64 {
	h := uint64(14695981039346656037)
	for _, r := range rs {
		h = (h ^ uint64(r)) * 1099511628211
	}
	return h
}

// remix gives the k-th of a family of hashes (the finaliser of SplitMix64).
func remix(h, k uint64) uint64 {
	h += (k + 1) * 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// Alike estimates from two sketches which share of their pieces the texts have
// in common, 0 to 1; 0 where one has no sketch.
func Alike(a, b []uint64) float64 {
	if len(a) == 0 || len(a) != len(b) {
		return 0
	}
	same := 0
	for i := range a {
		if a[i] == b[i] {
			same++
		}
	}
	return float64(same) / float64(len(a))
}
