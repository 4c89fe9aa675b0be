package format

import (
	"bytes"
	"regexp"
	"unicode/utf8"
)

var (
	mailHead = regexp.MustCompile(`(?im)^(from|to|subject|date|received|return-path|mime-version|message-id|content-type):[ \t]`)
	htmlHead = regexp.MustCompile(`(?i)^\s*(<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<\?xml[^>]*>\s*(<!doctype html|<html))`)
)

// looksLikeMail asks for three of the usual header lines.
func looksLikeMail(head []byte) bool { return len(mailHead.FindAll(head, 3)) == 3 }

func looksLikeHTML(head []byte) bool {
	return htmlHead.Match(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")))
}

// looksLikeText reports whether the beginning of a file is text in one of the
// encodings that decodeText knows. Control characters tell that it is not.
func looksLikeText(head []byte) bool {
	if len(head) == 0 {
		return false
	}
	text, enc := decodeText(head)
	if enc == "" {
		return false
	}
	control, all := 0, 0
	for _, r := range text {
		all++
		if r == utf8.RuneError || r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' && r != 0x1a {
			control++
		}
	}
	return all > 0 && control*100 <= all
}
