package bagit

import "niandang/archive"

// Note is one thing that is not as it should be: the sentence, and the file that
// it is about ("" for the bag as a whole).
type Note struct {
	Path string
	Text archive.Text
}

// Report is what checking a bag showed.
type Report struct {
	Version   string // of BagIt
	Info      []Tag  // bag-info.txt, in order
	Errors    []Note
	Warnings  []Note
	Unfetched []string // listed in fetch.txt and not there
	Unlisted  []string // outside the payload and in no tag manifest
	Files     int      // of the payload
	Bytes     int64    // of the payload
}

// Tag is one line of bag-info.txt.
type Tag struct{ Key, Value string }

// Valid reports whether the bag is valid as RFC 8493 has it; a bag with files
// still to be fetched may be valid and not complete.
func (r Report) Valid() bool { return len(r.Errors) == 0 }

// Complete reports whether nothing remains to be fetched.
func (r Report) Complete() bool { return len(r.Unfetched) == 0 }

// Get gives the first value of a tag, "" when there is none.
func (r Report) Get(key string) string {
	for _, t := range r.Info {
		if t.Key == key {
			return t.Value
		}
	}
	return ""
}

func (r *Report) fail(path, id string, pairs ...string) {
	r.Errors = append(r.Errors, Note{path, archive.Say(id, pairs...)})
}

func (r *Report) warn(path, id string, pairs ...string) {
	r.Warnings = append(r.Warnings, Note{path, archive.Say(id, pairs...)})
}
