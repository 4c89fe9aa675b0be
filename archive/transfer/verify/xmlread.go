package verify

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"

	"niandang/archive/transfer/xmlguard"
)

// What is read of a layout's own files.
const (
	maxText = 64 << 20  // of a small file that is read whole
	maxList = 512 << 20 // of a catalogue or a METS document
)

// readXML reads one small XML file into v.
func readXML(fsys fs.FS, name string, v any) error {
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	d := xmlguard.NewDecoder(xmlguard.Bounded(f, maxText))
	if err := d.Decode(v); err != nil {
		return err
	}
	return rest(d)
}

// rest reads to the end: what follows the root element must be well-formed too.
func rest(d *xml.Decoder) error {
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if _, again := t.(xml.StartElement); again {
			return errors.New("there is more than one root element")
		}
	}
}
