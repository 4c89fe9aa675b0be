package readable

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
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

// checkText reads a text to its end, in UTF-8 or GB18030, or in UTF-16 where it
// begins with the mark of it, as an editor of Windows writes it.
func checkText(r io.ReadSeeker) error {
	ways := []transform.Transformer{nil, simplifiedchinese.GB18030.NewDecoder(), unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()}
	for _, decode := range ways {
		if _, err := r.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if decode == nil {
			if plain(bufio.NewReader(r), 0) {
				return nil
			}
			continue
		}
		if plain(bufio.NewReader(transform.NewReader(r, decode)), utf8.RuneError) {
			return nil
		}
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
