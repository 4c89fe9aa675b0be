package collect

import (
	"archive/zip"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"unicode"
	"unicode/utf8"
)

// nameCoding says how the names of a zip were written.
type nameCoding struct {
	gbk       bool // in GBK or GB18030, without the flag for UTF-8
	backslash bool // with \ between folders, as old Windows programs do
}

// decodeNames reads the names of all members, in one coding for the whole
// archive: one program wrote them. A name with the UTF-8 flag or a Unicode Path
// extra field (APPNOTE 4.6.9) is taken as it says. Of the others, all must be
// UTF-8, or all GB18030; else each is shown as well as it can be.
func decodeNames(files []*zip.File) ([]string, nameCoding) {
	var how nameCoding
	out := make([]string, len(files))
	var odd []int
	utf := true
	for i, f := range files {
		out[i] = f.Name
		if u, ok := unicodePath(f); ok {
			out[i] = u
		} else if f.NonUTF8 && !ascii(f.Name) {
			odd = append(odd, i)
			utf = utf && likelyUTF8(f.Name)
		}
	}
	if !utf {
		how.gbk = decodeAll(out, odd)
	}
	for i := range out {
		if strings.Contains(out[i], `\`) {
			how.backslash = true
			out[i] = strings.ReplaceAll(out[i], `\`, "/")
		}
		out[i] = shownName(out[i])
	}
	return out, how
}

// decodeAll reads these names as GB18030 when all of them are. A trailing byte of
// GBK may be a backslash, so separators are looked for only afterwards.
func decodeAll(names []string, odd []int) bool {
	decoded := make([]string, len(odd))
	for k, i := range odd {
		d, ok := decodeGB(names[i])
		if !ok {
			return false
		}
		decoded[k] = d
	}
	for k, i := range odd {
		names[i] = decoded[k]
	}
	return true
}

// likelyUTF8 reports a name that is UTF-8 and not GBK by chance, as 通知 is, whose
// four bytes in GBK are two marks of other scripts in UTF-8.
func likelyUTF8(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	if strings.ContainsFunc(s, east) {
		return true
	}
	d, ok := decodeGB(s)
	return !ok || !strings.ContainsFunc(d, east)
}

// east reports Han and what stands beside it.
func east(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r < 0x3100
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// unicodePathField is the ID of the Info-ZIP Unicode Path extra field.
const unicodePathField = 0x7075

// unicodePath reads the Unicode Path extra field: version 1, the CRC of the name
// in the header that it stands for, and the name in UTF-8.
func unicodePath(f *zip.File) (string, bool) {
	extra := f.Extra
	for len(extra) >= 4 {
		id, n := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		extra = extra[4:]
		if n > len(extra) {
			return "", false
		}
		if id == unicodePathField && n > 5 && extra[0] == 1 {
			name := string(extra[5:n])
			same := binary.LittleEndian.Uint32(extra[1:]) == crc32.ChecksumIEEE([]byte(f.Name))
			return name, same && utf8.ValidString(name)
		}
		extra = extra[n:]
	}
	return "", false
}

// safeInner makes a member's name a path below its container; false where the
// name tries to be elsewhere: absolute, with a drive letter, or with .. in it.
func safeInner(name string) (string, bool) {
	ok := !strings.HasPrefix(name, "/")
	if len(name) >= 2 && name[1] == ':' {
		ok = false
	}
	var parts []string
	for _, p := range strings.Split(name, "/") {
		switch p {
		case "", ".":
			continue
		case "..":
			ok = false
			p = "_"
		}
		parts = append(parts, p)
	}
	if len(parts) == 0 {
		return "_", false
	}
	return strings.Join(parts, "/"), ok
}
