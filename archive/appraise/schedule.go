package appraise

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"sync"

	"niandang/archive"
)

// Schedule decides. It may be used by several goroutines at once.
type Schedule struct {
	Name    string
	Version string

	table  string // the organ's own table, "" for none
	src    *source
	rows   []Row
	rules  []compiled
	voc    *vocabulary
	weigh  []weight
	organs *bureaus // names of bureaus, to be masked in titles

	mu    sync.Mutex
	known map[string]*subject
}

// The files of a schedule.
const (
	fileRows   = "national.json"
	fileWords  = "words.json"
	fileWeight = "importance.json"
	fileFields = "fields.json"
)

// weight is a word that makes a matter more or less important.
type weight struct {
	concept int
	points  int
}

// fieldWords are the words of one field of work, found by the words in an organ's
// name.
type fieldWords struct {
	Names []string `json:"names"` // in an organ's name: 水务, 水利
	Words []string `json:"words"` // in a title: 供水, 水库
}

// source is what the data files hold, kept so that the organ's own table can be
// put before it without changing a schedule in use.
type source struct {
	table struct {
		Name    string `json:"name"`
		Version string `json:"version"`
		Rows    []Row  `json:"rows"`
	}
	sets    map[string]wordSet
	weights map[string][]string
	fields  []fieldWords
}

// LoadSchedule reads a schedule from its four files: rows with their rules, word
// sets, importance and fields of work.
func LoadSchedule(fsys fs.FS) (*Schedule, error) {
	src := &source{}
	for _, f := range []struct {
		name string
		into any
	}{{fileRows, &src.table}, {fileWords, &src.sets}, {fileWeight, &src.weights}, {fileFields, &src.fields}} {
		b, err := fs.ReadFile(fsys, f.name)
		if err != nil {
			return nil, fmt.Errorf("load schedule: %w", err)
		}
		if err := json.Unmarshal(b, f.into); err != nil {
			return nil, fmt.Errorf("load schedule: %s: %w", f.name, err)
		}
	}
	s, err := build(src)
	if err != nil {
		return nil, fmt.Errorf("load schedule: %w", err)
	}
	return s, nil
}

func build(src *source) (*Schedule, error) {
	voc, err := newVocabulary(src.sets)
	if err != nil {
		return nil, err
	}
	s := &Schedule{
		Name: src.table.Name, Version: src.table.Version,
		src: src, voc: voc, organs: newBureaus(src.fields), known: make(map[string]*subject),
	}
	if err := s.addWeights(src.weights); err != nil {
		return nil, err
	}
	return s, s.addRows(src.table.Rows)
}

func (s *Schedule) addRows(rows []Row) error {
	for _, row := range rows {
		if err := row.check(); err != nil {
			return err
		}
		at := len(s.rows)
		s.rows = append(s.rows, row)
		for _, r := range row.Rules {
			c, err := s.voc.compile(r, at)
			if err != nil {
				return fmt.Errorf("row %q: %w", row.Clause, err)
			}
			s.rules = append(s.rules, c)
		}
	}
	return nil
}

func (s *Schedule) addWeights(weights map[string][]string) error {
	for points, words := range weights {
		var n int
		if _, err := fmt.Sscanf(points, "%d", &n); err != nil || n == 0 {
			return fmt.Errorf("importance %q is no number of points", points)
		}
		for _, w := range words {
			id, err := s.voc.concept(w)
			if err != nil {
				return err
			}
			s.weigh = append(s.weigh, weight{id, n})
		}
	}
	return nil
}

// Rows gives the rows of the national model, in order.
func (s *Schedule) Rows() []Row { return append([]Row(nil), s.rows...) }

// Clause gives a row by its clause.
func (s *Schedule) Clause(clause string) (Row, bool) {
	for _, r := range s.rows {
		if r.Clause == clause {
			return r, true
		}
	}
	return Row{}, false
}

// subject is an organ with the words of its own field.
type subject struct {
	*profile
	fields *lexicon
	others *lexicon // words of other fields than its own
	told   bool     // the profile says what it does, beyond its name
}

// subjectOf gives the organ made ready; it is made once for each profile.
func (s *Schedule) subjectOf(o archive.Organ) *subject {
	key := fmt.Sprint(o.Name, o.ShortNames, o.FormerNames, o.OwnBodies, o.Place, o.Level, o.Fields, len(o.Departments), o.Superiors, o.Subordinates)
	s.mu.Lock()
	defer s.mu.Unlock()
	if p, ok := s.known[key]; ok {
		return p
	}
	p := &subject{profile: newProfile(o)}
	p.fields, p.others, p.told = fieldsOf(s.src.fields, o)
	s.known[key] = p
	return p
}
