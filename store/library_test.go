package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"niandang/archive"
	"niandang/assets/i18n"
	"niandang/store"
)

func refuses(t *testing.T, what string, err error, code archive.Code) {
	t.Helper()
	if err == nil || archive.ErrorCode(err) != code {
		t.Fatalf("%s: got %v, want an error %s", what, err, code)
	}
	words, werr := i18n.Words(i18n.Chinese)
	if werr != nil {
		t.Fatal(werr)
	}
	if message, _ := archive.ErrorMessage(words, err); strings.Contains(message, "error.") || strings.Contains(message, "{") {
		t.Errorf("%s: no sentence for a person: %s", what, message)
	}
}

func must(t testing.TB, what string, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

func open(t testing.TB, dir string, o store.Options) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dir, o)
	must(t, "Open", err)
	return s
}

// change alters a closed library's database as no program of ours would.
func change(t *testing.T, dir, query string) {
	t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(dir, "archive.db"))
	must(t, "open", err)
	_, err = db.Exec(query)
	must(t, query, errors.Join(err, db.Close()))
}

func TestCreateRefusesAFolderInUse(t *testing.T) {
	dir := t.TempDir()
	must(t, "write", os.WriteFile(filepath.Join(dir, "年报.doc"), nil, 0o600))
	_, err := store.Create(t.Context(), dir, archive.DefaultSettings(), store.Options{})
	refuses(t, "Create beside a file", err, archive.CodeExists)
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("Create left %v", entries)
	}
	inner := filepath.Join(dir, "库")
	must(t, "Close", create(t, inner).Close())
	_, err = store.Create(t.Context(), inner, archive.DefaultSettings(), store.Options{})
	refuses(t, "Create over a library", err, archive.CodeExists)
}

func TestCreateCanBeRepeatedAfterItBrokeOff(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "库")
	for _, name := range []string{"objects", "staging"} {
		must(t, "mkdir", os.MkdirAll(filepath.Join(dir, name), 0o700))
	}
	must(t, "write", os.WriteFile(filepath.Join(dir, "staging", "archive.db"), []byte("half"), 0o600))
	must(t, "Close", create(t, dir).Close())
}

func TestOpenRefusesWhatIsNoLibrary(t *testing.T) {
	dir := t.TempDir()
	_, err := store.Open(t.Context(), filepath.Join(dir, "none"), store.Options{})
	refuses(t, "no folder", err, archive.CodeNotFound)
	for name, b := range map[string]string{"empty": "", "text": strings.Repeat("no database ", 20), "short": "SQLite format 3\x00"} {
		path := filepath.Join(dir, "archive.db")
		must(t, "write", os.WriteFile(path, []byte(b), 0o600))
		_, err := store.Open(t.Context(), dir, store.Options{})
		refuses(t, name, err, archive.CodeInvalid)
		if after, _ := os.ReadFile(path); string(after) != b {
			t.Errorf("%s: a foreign file was changed", name)
		}
	}
	foreign := filepath.Join(dir, "foreign")
	must(t, "mkdir", os.Mkdir(foreign, 0o700))
	change(t, foreign, "CREATE TABLE other (x)")
	_, err = store.Open(t.Context(), foreign, store.Options{})
	refuses(t, "another program's database", err, archive.CodeInvalid)
}

func TestOpenRefusesANewerLibrary(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "库")
	must(t, "Close", create(t, dir).Close())
	change(t, dir, "PRAGMA user_version = 999")
	for _, readOnly := range []bool{false, true} {
		_, err := store.Open(t.Context(), dir, store.Options{ReadOnly: readOnly})
		refuses(t, "Open", err, archive.CodeUnsupported)
	}
}

func TestOneWriterAtATimeAndReadersBesideIt(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "库")
	s := create(t, dir)
	_, err := store.Open(t.Context(), dir, store.Options{})
	refuses(t, "a second writer", err, archive.CodeLocked)

	r := open(t, dir, store.Options{ReadOnly: true})
	_, err = s.Apply(t.Context(), archive.Change{What: "x", Documents: []archive.Document{{ID: "d1"}}})
	must(t, "Apply", err)
	if _, err := r.Document(t.Context(), "d1"); err != nil {
		t.Errorf("the reader does not see what was written: %v", err)
	}
	_, err = r.Apply(t.Context(), archive.Change{What: "y"})
	refuses(t, "writing to a library opened to be read", err, archive.CodeInvalid)
	_, err = r.Stage(t.Context(), strings.NewReader("x"))
	refuses(t, "staging", err, archive.CodeInvalid)
	must(t, "Close", r.Close())
	must(t, "Close", s.Close())
	must(t, "Close again", s.Close())
	must(t, "Close", open(t, dir, store.Options{}).Close())
}

func TestAReadOnlyFolderCanBeRead(t *testing.T) {
	if os.Getuid() == 0 {
		t.Log("as root nothing is read-only; the mode is only tried")
	}
	dir := filepath.Join(t.TempDir(), "库")
	must(t, "Close", create(t, dir).Close())
	must(t, "chmod", os.Chmod(dir, 0o500))
	defer os.Chmod(dir, 0o700)
	r := open(t, dir, store.Options{ReadOnly: true})
	defer r.Close()
	if _, err := r.Settings(t.Context()); err != nil {
		t.Error(err)
	}
	damage, err := r.Check(t.Context(), archive.NoProgress{})
	if err != nil || len(damage) != 0 {
		t.Errorf("Check: %v, %v", damage, err)
	}
}

func TestOpenWipesWhatACrashLeft(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "库")
	must(t, "Close", create(t, dir).Close())
	left := filepath.Join(dir, "staging", "x", "profile")
	must(t, "mkdir", os.MkdirAll(left, 0o700))
	secret := filepath.Join(left, "page.png")
	must(t, "write", os.WriteFile(secret, []byte("涉密"), 0o400))
	kept := filepath.Join(t.TempDir(), "hard link") // shows whether the bytes were overwritten
	must(t, "link", os.Link(secret, kept))
	must(t, "Close", open(t, dir, store.Options{ReadOnly: true}).Close())
	if _, err := os.Stat(secret); err != nil {
		t.Error("a reader wiped the staging area of a writer")
	}
	must(t, "Close", open(t, dir, store.Options{}).Close())
	if entries, _ := os.ReadDir(filepath.Join(dir, "staging")); len(entries) != 0 {
		t.Errorf("left: %v", entries)
	}
	if b, err := os.ReadFile(kept); err != nil || string(b) == "涉密" {
		t.Errorf("the bytes were not overwritten: %q, %v", b, err)
	}
}

// firstVersion takes from a new library what later versions added to it.
const firstVersion = `
	DROP TABLE disposal; DROP INDEX rendition_sha256;
	DROP INDEX document_tally; DROP INDEX item_tally; DROP INDEX finding_tally;
	ALTER TABLE document DROP COLUMN month; ALTER TABLE document DROP COLUMN confirmed;
	ALTER TABLE document DROP COLUMN unsure; ALTER TABLE document DROP COLUMN doubtful; ALTER TABLE document DROP COLUMN own;
	ALTER TABLE item DROP COLUMN locked; ALTER TABLE finding DROP COLUMN severity;
	DELETE FROM goose_db_version WHERE version_id > 1; PRAGMA user_version = 1;`

func TestMigrationKeepsACopyFirst(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "库")
	s := create(t, dir)
	_, err := s.Apply(t.Context(), archive.Change{What: "x", Documents: []archive.Document{{ID: "d1", Year: 2022, Department: "办公室"}}})
	must(t, "Apply", err)
	must(t, "Close", s.Close())
	change(t, dir, firstVersion)
	now := func() time.Time { return time.Date(2022, 2, 3, 4, 5, 6, 0, time.UTC) }
	s = open(t, dir, store.Options{ReadOnly: true, Now: now})
	tally, err := s.Tally(t.Context(), 2022)
	if err != nil || len(tally.Documents) != 1 || tally.Documents[0].Department != "办公室" {
		t.Errorf("a document of the first version is counted as %+v, %v", tally.Documents, err)
	}
	must(t, "Close", s.Close())
	copied := filepath.Join(dir, "backup", "archive-v1-20220203T040506.000Z.db")
	b, err := os.ReadFile(copied)
	if err != nil || !strings.HasPrefix(string(b), "SQLite format 3") {
		t.Errorf("no copy: %v", err)
	}
}

func TestAnOlderLibraryInUseIsNotMigrated(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "库")
	must(t, "Close", create(t, dir).Close())
	s := open(t, dir, store.Options{})
	defer s.Close()
	change(t, dir, firstVersion)
	_, err := store.Open(t.Context(), dir, store.Options{ReadOnly: true})
	refuses(t, "an older library that another program writes", err, archive.CodeInvalid)
}

// A library from before batches of disposal keeps its records and takes batches.
func TestALibraryOfTheFirstVersionIsBroughtUpToDate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "库")
	s := create(t, dir)
	_, err := s.Apply(t.Context(), archive.Change{What: "x", Documents: []archive.Document{{ID: "d", Elements: archive.Elements{Title: "旧件"}}}})
	must(t, "Apply", err)
	must(t, "Close", s.Close())
	change(t, dir, firstVersion)
	s = open(t, dir, store.Options{})
	defer s.Close()
	_, err = s.Apply(t.Context(), archive.Change{What: "y", Disposals: []archive.Disposal{{ID: "XH-2030-001"}}})
	must(t, "Apply", err)
	if d, err := s.Document(t.Context(), "d"); err != nil || d.Title != "旧件" {
		t.Errorf("%+v, %v", d, err)
	}
	if damage, err := s.Check(t.Context(), archive.NoProgress{}); err != nil || len(damage) != 0 {
		t.Errorf("Check: %v, %v", damage, err)
	}
}

func TestEventsTellWhoAndWhen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "库")
	now := func() time.Time { return time.Date(2022, 2, 3, 4, 5, 6, 7, time.UTC) }
	s, err := store.Create(t.Context(), dir, archive.DefaultSettings(), store.Options{Who: "陈立", Now: now})
	must(t, "Create", err)
	defer s.Close()
	for e, err := range s.Events(t.Context(), archive.Filter{}) {
		must(t, "Events", err)
		if e.What != "init" || e.Who != "陈立" || !e.When.Equal(now()) {
			t.Errorf("event %+v", e)
		}
	}
}

func TestCheckFindsATamperedLog(t *testing.T) {
	for name, query := range map[string]string{
		"who":           `UPDATE event SET body = replace(body, '陈立', '李敏') WHERE seq = 2`,
		"what was":      `UPDATE event SET before = '{}' WHERE seq = 3`,
		"what was gone": `UPDATE event SET before = NULL WHERE seq = 3`,
		"a gap":         `DELETE FROM event WHERE seq = 2`,
		"the end":       `DELETE FROM event WHERE seq = 4`,
		"a new end":     `UPDATE event SET hash = 'x' WHERE seq = 4`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "库")
			s := create(t, dir)
			for range 3 {
				_, err := s.Apply(t.Context(), archive.Change{What: "x", Who: "陈立", Person: true, Documents: []archive.Document{{ID: "d"}}})
				must(t, "Apply", err)
			}
			must(t, "Close", s.Close())
			change(t, dir, query)
			s = open(t, dir, store.Options{ReadOnly: true})
			defer s.Close()
			damage, err := s.Check(t.Context(), archive.NoProgress{})
			must(t, "Check", err)
			if len(damage) == 0 || damage[0].What != "event" {
				t.Errorf("damage %+v", damage)
			}
		})
	}
}

func TestCheckFindsADamagedDatabase(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "库")
	s := create(t, dir)
	c := archive.Change{What: "x"}
	for i := range 400 {
		c.Pages = append(c.Pages, archive.PageText{SHA256: "aa", Page: i, Text: strings.Repeat("水", 900)})
	}
	_, err := s.Apply(t.Context(), c)
	must(t, "Apply", err)
	must(t, "Close", s.Close())
	path := filepath.Join(dir, "archive.db")
	b, err := os.ReadFile(path)
	must(t, "read", err)
	for i := len(b) - 40*8192; i < len(b)-30*8192; i++ {
		b[i] = 0xA5
	}
	must(t, "write", os.WriteFile(path, b, 0o600))
	s = open(t, dir, store.Options{ReadOnly: true})
	defer s.Close()
	damage, err := s.Check(context.Background(), archive.NoProgress{})
	must(t, "Check", err)
	if len(damage) == 0 || damage[0].What != "database" {
		t.Errorf("damage %+v", damage)
	}
}
