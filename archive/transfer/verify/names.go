package verify

import (
	"io/fs"
	"path"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

// longestPath is the longest path, in UTF-16 units, that an ordinary program of
// Windows opens, less room for where the package lies.
const longestPath = 240

// reserved are the names that Windows keeps for devices, whatever the ending.
var reserved = map[string]bool{
	"con": true, "prn": true, "aux": true, "nul": true, "com1": true, "com2": true, "com3": true, "com4": true, "com5": true, "com6": true,
	"com7": true, "com8": true, "com9": true, "lpt1": true, "lpt2": true, "lpt3": true, "lpt4": true, "lpt5": true, "lpt6": true, "lpt7": true,
	"lpt8": true, "lpt9": true,
}

// Portable reports whether every system keeps a path as it is.
func Portable(p string) bool {
	for _, part := range strings.Split(p, "/") {
		stem, _, _ := strings.Cut(strings.ToLower(part), ".")
		if reserved[stem] || strings.ContainsAny(part, `<>:"\|?*`) || strings.TrimRight(part, ". ") != part {
			return false
		}
	}
	return true
}

// judgeNames warns of names that another system cannot keep or tell apart, and of
// folders with nothing in them, which no manifest can list.
func (v *verifier) judgeNames() {
	forms := make(map[string]string, len(v.seen))
	for _, p := range sortedKeys(v.seen) {
		if v.seen[p].inner {
			continue
		}
		if n := len(utf16.Encode([]rune(p))); n > longestPath {
			v.board.Warn("GD-3-5", On(v.codeOf(p), p, "verify.name_long", "path", p, "n", strconv.Itoa(n)))
		}
		if !Portable(p) {
			v.board.Warn("GD-3-5", On(v.codeOf(p), p, "verify.name_odd", "path", p))
		}
		form := strings.ToLower(norm.NFC.String(p))
		if other, twice := forms[form]; twice && !v.verdict.Bag { // a bag's own check has said so
			v.board.Warn("GD-3-5", On(v.codeOf(p), p, "bag.case", "path", p, "other", other))
		}
		forms[form] = p
	}
	v.judgeEmptyFolders()
}

func (v *verifier) judgeEmptyFolders() {
	full := make(map[string]bool)
	for p := range v.seen {
		for dir := path.Dir(p); !full[dir] && dir != "."; dir = path.Dir(dir) {
			full[dir] = true
		}
	}
	_ = fs.WalkDir(v.src.fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && p != "." && p != "data" && !full[p] {
			v.board.Warn("GD-1-13", On(v.codeOf(p+"/x"), p, "verify.empty_folder", "path", p))
			return fs.SkipDir
		}
		return nil
	})
}
