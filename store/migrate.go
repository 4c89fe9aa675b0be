package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/pressly/goose/v3"

	"niandang/archive"
	"niandang/archive/fixity"
)

//go:embed sql/*.sql
var migrations embed.FS

// schemaVersion is the version that this program writes: the number of the last
// file in sql/, which each file sets as user_version.
const schemaVersion = 3

// version reads the version of an open database.
func version(ctx context.Context, db *sql.DB) (int, error) {
	var v int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&v); err != nil {
		return 0, told("read version", err)
	}
	return v, nil
}

// migrate brings a library's database to the version of this program, after a
// copy of it; one of a newer program is refused.
func migrate(ctx context.Context, db *sql.DB, dir string, now time.Time) error {
	v, err := version(ctx, db)
	switch {
	case err != nil:
		return err
	case v == schemaVersion:
		return nil
	case v > schemaVersion:
		return newer(dir, v)
	}
	backups := filepath.Join(dir, "backup")
	if err := os.MkdirAll(backups, 0o700); err != nil {
		return fmt.Errorf("copy before migration: %w", err)
	}
	name := fmt.Sprintf("archive-v%d-%s.db", v, now.UTC().Format("20060102T150405.000Z"))
	if err := snapshot(ctx, db, filepath.Join(backups, name)); err != nil {
		return err
	}
	return up(ctx, db)
}

func newer(dir string, v int) error {
	return archive.Fail(archive.CodeUnsupported, "store.newer", nil, "dir", dir, "version", strconv.Itoa(v))
}

// up runs the migrations that the database has not had.
func up(ctx context.Context, db *sql.DB) error {
	files, err := fs.Sub(migrations, "sql")
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	_, err = p.Up(ctx)
	return told("migrate", err)
}

// snapshot writes a consistent copy of the database, whole or not at all.
func snapshot(ctx context.Context, db *sql.DB, path string) error {
	tmp := path + fixity.Partial
	if err := os.Remove(tmp); err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("copy database: %w", err)
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", tmp); err != nil {
		os.Remove(tmp)
		return told("copy database", err)
	}
	if err := syncFile(tmp); err != nil {
		return fmt.Errorf("copy database: %w", err)
	}
	if err := os.Rename(tmp, path); err != nil {
		return fmt.Errorf("copy database: %w", err)
	}
	return fixity.SyncDir(filepath.Dir(path))
}
