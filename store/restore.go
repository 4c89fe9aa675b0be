package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"niandang/archive"
	"niandang/archive/fixity"
)

// Restore makes a library in dir of a backup file. dir must not exist or be
// empty (CodeExists); a file that is no whole backup is CodeDamaged. The library
// is unpacked aside, verified and synced, and only then takes its name.
func Restore(ctx context.Context, file, dir string, p archive.Progress) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 || exists(dir) && err != nil {
		return archive.Fail(archive.CodeExists, "store.restore_exists", err, "dir", dir)
	}
	if !exists(file) {
		return archive.Fail(archive.CodeNotFound, "store.no_backup", nil, "path", file)
	}
	r, err := openBackup(file)
	if err != nil {
		return archive.Fail(archive.CodeDamaged, "store.no_backup", err, "path", file)
	}
	defer r.Close()
	aside := filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+fixity.Partial)
	if err := fixity.RemoveTree(aside); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	defer fixity.RemoveTree(aside) // does nothing once it has its name
	p.Total(len(r.manifest) - 1)
	if err := r.unpack(ctx, aside, p); err != nil {
		return restoreError(ctx, file, err)
	}
	if err := checkDatabase(ctx, filepath.Join(aside, databaseName)); err != nil {
		return restoreError(ctx, file, err)
	}
	return told("restore", settle(aside, dir))
}

// restoreError tells a full disk and a cancelled restore from a bad backup.
func restoreError(ctx context.Context, file string, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("restore: %w", err)
	}
	err = told("restore", err)
	if archive.ErrorCode(err) == archive.CodeSpace {
		return err
	}
	return archive.Fail(archive.CodeDamaged, "store.no_backup", err, "path", file)
}

// unpack writes the files of a backup into a new folder, each synced.
func (r *backupReader) unpack(ctx context.Context, dir string, p archive.Progress) error {
	for _, name := range []string{"", objectsName, stagingName, backupName} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			return err
		}
	}
	return r.each(ctx, p, func(name string) (io.Writer, func() error, error) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, nil, err
		}
		mode := os.FileMode(0o444)
		if name == databaseName {
			mode = 0o600
		}
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if err != nil {
			return nil, nil, err
		}
		return f, func() error { return errors.Join(f.Sync(), f.Close()) }, nil
	})
}

// checkDatabase refuses a database that is not ours or not whole.
func checkDatabase(ctx context.Context, path string) error {
	if err := checkHeader(path); err != nil {
		return err
	}
	db, err := sql.Open("sqlite3", dsn(path, "immutable=1"))
	if err != nil {
		return err
	}
	defer db.Close()
	var said string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said); err != nil {
		return err
	}
	if said != "ok" {
		return fmt.Errorf("%w: %s", errBackup, said)
	}
	return nil
}

// settle makes the unpacked folders durable and gives the library its name.
func settle(aside, dir string) error {
	shelves, err := filepath.Glob(filepath.Join(aside, objectsName, "??"))
	if err != nil {
		return err
	}
	for _, d := range append(shelves, filepath.Join(aside, objectsName), aside) {
		if err := fixity.SyncDir(d); err != nil {
			return err
		}
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.Rename(aside, dir); err != nil {
		return err
	}
	return fixity.SyncDir(filepath.Dir(dir))
}
