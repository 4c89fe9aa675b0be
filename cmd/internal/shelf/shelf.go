package shelf

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"sync"

	"github.com/adrg/xdg"

	"niandang/archive"
	"niandang/archive/fixity"
	"niandang/cmd/internal/library"
	"niandang/ui"
)

// kept is what is remembered from one run to the next: a person's habits, and
// nothing that belongs to a library.
type kept struct {
	Recent   []string `json:"recent"`
	Who      string   `json:"who"`
	Language string   `json:"language"`
}

// mostRecent is how many libraries are remembered.
const mostRecent = 5

// Shelf implements ui.Shelf.
type Shelf struct {
	words archive.Words
	now   archive.Clock
	path  string // of the file with what is remembered
	mu    sync.Mutex
	kept  kept
}

var _ ui.Shelf = (*Shelf)(nil)

// New reads what is remembered; a file that cannot be read is begun anew.
func New(path string) *Shelf {
	s := &Shelf{path: path}
	if b, err := os.ReadFile(path); err == nil {
		_ = json.Unmarshal(b, &s.kept)
	}
	return s
}

// File is where what is remembered stands by default.
func File() string { return filepath.Join(xdg.ConfigHome, "niandang", "window.json") }

// Say sets the language's words for reports and findings.
func (s *Shelf) Say(w archive.Words) { s.words = w }

// Clock fixes the time that libraries see, for pictures.
func (s *Shelf) Clock(now archive.Clock) { s.now = now }

// Language gives the language of the library that was open last, "" for the
// system's.
func (s *Shelf) Language() string { return s.kept.Language }

// Recent gives the libraries that were open and are still there.
func (s *Shelf) Recent() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.kept.Recent), func(dir string) bool {
		_, err := os.Stat(dir)
		return err != nil
	})
}

// DefaultDir is where a new library is put unless another place is chosen: a
// folder that is not there yet.
func (s *Shelf) DefaultDir() string { return free(library.DefaultDir()) }

// DemoDir is where the demo year is tried.
func (s *Shelf) DemoDir() string {
	return free(filepath.Join(filepath.Dir(library.DefaultDir()), "demo"))
}

// free gives the first of dir, dir-2, dir-3 … that does not exist.
func free(dir string) string {
	for i, d := 2, dir; ; i++ {
		if _, err := os.Stat(d); err != nil {
			return d
		}
		d = fmt.Sprintf("%s-%d", dir, i)
	}
}

// ReadOrgan reads an organ's profile from a JSON file.
func (s *Shelf) ReadOrgan(path string) (archive.Organ, error) {
	var o archive.Organ
	b, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(b, &o)
	}
	if err != nil {
		return o, archive.Fail(archive.CodeInvalid, "organ", err, "path", path)
	}
	return o, nil
}

// Open opens a library and remembers it.
func (s *Shelf) Open(ctx context.Context, dir string) (ui.Library, error) {
	l, err := library.Open(ctx, s.options(dir))
	if err != nil {
		return nil, err
	}
	return s.opened(ctx, l)
}

// Create makes a library, opens it and remembers it.
func (s *Shelf) Create(ctx context.Context, dir string, set archive.Settings) (ui.Library, error) {
	l, err := library.Create(ctx, s.options(dir), set)
	if err != nil {
		return nil, err
	}
	return s.opened(ctx, l)
}

func (s *Shelf) options(dir string) library.Options {
	return library.Options{Dir: dir, Who: s.who(), Words: s.words, Now: s.now}
}

func (s *Shelf) opened(ctx context.Context, l *library.Library) (ui.Library, error) {
	set, err := l.Store.Settings(ctx)
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	dir, err := filepath.Abs(l.Store.Dir())
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	s.remember(func(k *kept) {
		k.Recent = slices.DeleteFunc(k.Recent, func(d string) bool { return d == dir })
		k.Recent = slices.Insert(k.Recent, 0, dir)
		k.Recent = k.Recent[:min(len(k.Recent), mostRecent)]
		k.Language = set.Language
	})
	return &opened{Year: l.Year, Store: l.Store, library: l, shelf: s}, nil
}

// who gives the name that goes into the log.
func (s *Shelf) who() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept.Who != "" {
		return s.kept.Who
	}
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "niandang"
}

// remember changes what is remembered. What cannot be written is forgotten: it is
// a convenience.
func (s *Shelf) remember(change func(*kept)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.kept)
	b, err := json.MarshalIndent(s.kept, "", " ")
	if err != nil || os.MkdirAll(filepath.Dir(s.path), 0o700) != nil {
		return
	}
	_, _ = fixity.WriteFile(s.path, func(w io.Writer) error { _, err := w.Write(b); return err })
}
