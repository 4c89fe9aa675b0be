package store

import (
	"archive/zip"
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"niandang/archive"
	"niandang/archive/fixity"
)

// A backup is a ZIP file (ZIP64 where it must be) of the library's folder with a
// list of digests, so it can be unpacked and checked with sha256sum -c alone.
const manifestName = "manifest-sha256.txt"

// Backup writes the library as one consistent file, which is read back and
// compared before it takes its name: CodeDamaged when an object is not what was
// kept, or when the file does not read back. Writing to the library goes on
// meanwhile.
func (s *Store) Backup(ctx context.Context, path string, p archive.Progress) error {
	path, err := s.outside(path)
	if err != nil {
		return err
	}
	if s.writer != nil {
		if err := s.flushKept(); err != nil {
			return err
		}
	}
	aside := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+fixity.Partial)
	copied := aside + ".db"
	defer os.Remove(copied)
	defer os.Remove(aside)
	if err := s.snapshot(ctx, copied); err != nil {
		return told("back up", err)
	}
	w := backup{store: s, database: copied, progress: p, now: s.o.Now()}
	if _, err := fixity.WriteFile(aside, func(out io.Writer) error { return w.write(ctx, out) }); err != nil {
		return told("back up", err)
	}
	if err := verifyBackup(ctx, aside, p); err != nil {
		return archive.Fail(archive.CodeDamaged, "store.backup_verify", err, "path", path)
	}
	if err := os.Rename(aside, path); err != nil {
		return told("back up", err)
	}
	return told("back up", fixity.SyncDir(filepath.Dir(path)))
}

// snapshot copies the database, beside a writer.
func (s *Store) snapshot(ctx context.Context, path string) error {
	db, err := s.openFresh()
	if err != nil {
		return err
	}
	return errors.Join(snapshot(ctx, db, path), db.Close())
}

// outside refuses a place inside the library, where a backup would be lost with
// it.
func (s *Store) outside(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("back up: %w", err)
	}
	rel, err := filepath.Rel(s.dir, path)
	if err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", archive.Fail(archive.CodeInvalid, "store.backup_inside", nil, "path", path)
	}
	return path, nil
}

// backup writes the entries of one backup file.
type backup struct {
	store    *Store
	database string // the copy
	progress archive.Progress
	now      time.Time

	zip      *zip.Writer
	manifest strings.Builder
}

func (w *backup) write(ctx context.Context, out io.Writer) error {
	buffered := bufio.NewWriterSize(out, 1<<20)
	w.zip = zip.NewWriter(buffered)
	if err := w.entries(ctx); err != nil {
		return err
	}
	if err := w.zip.Close(); err != nil {
		return err
	}
	return buffered.Flush()
}

func (w *backup) entries(ctx context.Context) error {
	f, err := os.Open(w.database)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := w.add(ctx, databaseName, zip.Deflate, f); err != nil {
		return err
	}
	if err := w.objects(ctx); err != nil {
		return err
	}
	m, err := w.header(manifestName, zip.Deflate)
	if err != nil {
		return err
	}
	_, err = io.WriteString(m, w.manifest.String())
	return err
}

func (w *backup) header(name string, method uint16) (io.Writer, error) {
	return w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: w.now})
}

func (w *backup) add(ctx context.Context, name string, method uint16, r io.Reader) (fixity.Sums, error) {
	out, err := w.header(name, method)
	if err != nil {
		return fixity.Sums{}, err
	}
	sums, err := fixity.Copy(ctx, out, r)
	fmt.Fprintf(&w.manifest, "%s  %s\n", sums.SHA256, name)
	return sums, err
}

// objects adds the objects that the copy of the database knows, so that what
// came since is left out.
func (w *backup) objects(ctx context.Context) error {
	db, err := sql.Open("sqlite3", dsn(w.database, "immutable=1"))
	if err != nil {
		return err
	}
	defer db.Close()
	var n int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM object").Scan(&n); err != nil {
		return err
	}
	w.progress.Total(2 * n) // each is read twice
	rows, err := db.QueryContext(ctx, "SELECT sha256 FROM object ORDER BY sha256")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var sha string
		if err := rows.Scan(&sha); err != nil {
			return err
		}
		if err := w.object(ctx, sha); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (w *backup) object(ctx context.Context, sha256 string) error {
	w.progress.Note(sha256)
	o, err := w.store.OpenObject(sha256)
	if err != nil {
		return archive.Fail(archive.CodeDamaged, "store.backup_object", err, "sha256", sha256)
	}
	defer o.Close()
	sums, err := w.add(ctx, objectsName+"/"+sha256[:2]+"/"+sha256, zip.Store, o)
	if err != nil {
		return err
	}
	if sums.SHA256 != sha256 {
		return archive.Fail(archive.CodeDamaged, "store.backup_object", nil, "sha256", sha256)
	}
	w.progress.Add(1)
	return nil
}

// verifyBackup reads a backup file and compares everything with its list.
func verifyBackup(ctx context.Context, path string, p archive.Progress) error {
	r, err := openBackup(path)
	if err != nil {
		return err
	}
	defer r.Close()
	return r.each(ctx, p, func(string) (io.Writer, func() error, error) {
		return io.Discard, func() error { return nil }, nil
	})
}

// backupReader is an open backup file whose list was read.
type backupReader struct {
	*zip.ReadCloser
	manifest map[string]string // name to SHA-256
}

var errBackup = errors.New("not a whole backup")

// openBackup opens a backup file and reads its list. Every entry is listed, and
// everything listed is there.
func openBackup(path string) (*backupReader, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, fmt.Errorf("open backup: %w", err)
	}
	r := &backupReader{ReadCloser: z, manifest: make(map[string]string)}
	if err := r.readManifest(); err != nil {
		return nil, errors.Join(err, z.Close())
	}
	return r, nil
}

func (r *backupReader) readManifest() error {
	f, err := r.Open(manifestName)
	if err != nil {
		return fmt.Errorf("%w: %w", errBackup, err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		sha, name, ok := strings.Cut(lines.Text(), "  ")
		if !ok || !isDigest(sha) || !mayUnpack(name) {
			return fmt.Errorf("%w: line %q in its list", errBackup, lines.Text())
		}
		r.manifest[name] = sha
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("open backup: %w", err)
	}
	if r.manifest[databaseName] == "" || len(r.File) != len(r.manifest)+1 {
		return fmt.Errorf("%w: %d entries, %d listed", errBackup, len(r.File), len(r.manifest))
	}
	return nil
}

// mayUnpack reports whether a name may stand in a backup: nothing else is ever
// unpacked.
func mayUnpack(name string) bool {
	if name == databaseName {
		return true
	}
	parts := strings.Split(name, "/")
	return len(parts) == 3 && parts[0] == objectsName && isDigest(parts[2]) && parts[1] == parts[2][:2]
}

// each reads every entry into what open gives for it, compares its digest, and
// calls the function that open gave with it.
func (r *backupReader) each(ctx context.Context, p archive.Progress, open openEntry) error {
	for _, f := range r.File {
		if f.Name == manifestName {
			continue
		}
		p.Note(f.Name)
		if err := r.entry(ctx, f, open); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		if f.Name != databaseName {
			p.Add(1)
		}
	}
	return nil
}

// openEntry gives where an entry goes, and what is to be done when it is there.
type openEntry func(name string) (w io.Writer, done func() error, err error)

func (r *backupReader) entry(ctx context.Context, f *zip.File, open openEntry) error {
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	out, done, err := open(f.Name)
	if err != nil {
		return err
	}
	sums, err := fixity.Copy(ctx, out, in)
	if err = errors.Join(err, done()); err != nil {
		return err
	}
	if sums.SHA256 != r.manifest[f.Name] {
		return fmt.Errorf("%w: digest differs", errBackup)
	}
	return nil
}
