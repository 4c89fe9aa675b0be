package transfer

import (
	"io"
	"io/fs"
	"sort"
	"strings"
)

// schemaFiles gives the schemas that go along with an E-ARK package (CSIPSTR15);
// where none were handed in, a note on where the formats are described stands in
// their place, for the group must not be empty (CSIP113).
func schemaFiles(fsys fs.FS) []paperFile {
	var out []paperFile
	if fsys != nil {
		names, _ := fs.Glob(fsys, "*.xsd") // the pattern is sound
		sort.Strings(names)
		for _, name := range names {
			out = append(out, paperFile{name, func(w io.Writer) error {
				f, err := fsys.Open(name)
				if err != nil {
					return err
				}
				defer f.Close()
				_, err = io.Copy(w, f)
				return err
			}})
		}
	}
	if len(out) == 0 {
		out = append(out, paperFile{"README.txt", func(w io.Writer) error {
			_, err := io.Copy(w, strings.NewReader("METS 1.12: http://www.loc.gov/METS/\nPREMIS 3.0: http://www.loc.gov/premis/v3\n"))
			return err
		}})
	}
	return out
}
