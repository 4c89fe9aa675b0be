package transfer

import (
	"io"
	"io/fs"
	"strings"
)

// schemaFiles gives the schemas that go along with an E-ARK package (CSIPSTR15);
// where none were handed in, a note on where the formats are described stands in
// their place, for the group must not be empty (CSIP113).
func schemaFiles(from []fs.FS) []paperFile {
	byName := make(map[string]fs.FS)
	for _, fsys := range from {
		names, _ := fs.Glob(fsys, "*.xsd") // the pattern is sound
		for _, name := range names {
			byName[name] = fsys
		}
	}
	if len(byName) == 0 {
		return []paperFile{{"README.txt", func(w io.Writer) error {
			_, err := io.Copy(w, strings.NewReader("METS 1.12: http://www.loc.gov/METS/\nPREMIS 3.0: http://www.loc.gov/premis/v3\n"))
			return err
		}}}
	}
	var out []paperFile
	for _, name := range sortedKeys(byName) {
		out = append(out, paperFile{name, func(w io.Writer) error {
			f, err := byName[name].Open(name)
			if err != nil {
				return err
			}
			defer f.Close()
			_, err = io.Copy(w, f)
			return err
		}})
	}
	return out
}
