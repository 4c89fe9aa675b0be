package readable

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"

	"niandang/archive/transfer/xmlguard"
)

// checkXML reads a document to its end.
func checkXML(r io.Reader) error {
	d := xmlguard.NewDecoder(r)
	roots := 0
	for depth := 0; ; {
		t, err := d.Token()
		if err == io.EOF && roots == 1 {
			return nil
		}
		if err == io.EOF {
			err = BadXML
		}
		if err != nil {
			return errors.Join(BadXML, err)
		}
		switch t.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			depth++
		case xml.EndElement:
			depth--
		}
	}
}

// checkText reads a text to its end, in UTF-8 or GB18030.
func checkText(r io.ReadSeeker) error {
	if plain(bufio.NewReader(r), 0) {
		return nil
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if plain(bufio.NewReader(transform.NewReader(r, simplifiedchinese.GB18030.NewDecoder())), utf8.RuneError) {
		return nil
	}
	return BadText
}

// plain reads runes to the end; lost is what a decoder gives for bytes that it
// does not know, 0 where bad UTF-8 tells itself.
func plain(r io.RuneReader, lost rune) bool {
	for {
		c, n, err := r.ReadRune()
		switch {
		case err == io.EOF:
			return true
		case err != nil, c == 0, c == utf8.RuneError && n == 1, lost != 0 && c == lost:
			return false
		}
	}
}
