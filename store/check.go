package store

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"strconv"

	"niandang/archive"
	"niandang/archive/fixity"
)

// check goes through a library and gathers damage.
type check struct {
	store    *Store
	progress archive.Progress
	damage   []archive.Damage
}

// Check re-reads every object against its SHA-256 and SM3, looks for objects
// that are missing, lets SQLite check the database, and follows the chain of
// events. An object that no record names yet is whole or damaged like any other:
// a collection that was broken off leaves such, and takes them up when it is run
// again.
func (s *Store) Check(ctx context.Context, p archive.Progress) ([]archive.Damage, error) {
	c := &check{store: s, progress: p}
	var n int
	if err := s.reader.QueryRowContext(ctx, "SELECT count(*) FROM object").Scan(&n); err != nil {
		return nil, told("check", err)
	}
	p.Total(n)
	for _, step := range []func(context.Context) error{c.database, c.events, c.shelves, c.strays, c.unrecorded} {
		err := step(ctx)
		if archive.ErrorCode(told("check", err)) == archive.CodeDamaged {
			c.add("database", databaseName, "database", "detail", err.Error())
			continue
		}
		if err != nil {
			return c.damage, told("check", err)
		}
	}
	return c.damage, nil
}

func (c *check) add(what, on, id string, pairs ...string) {
	c.damage = append(c.damage, archive.Damage{What: what, On: on, Text: archive.Say("damage.store."+id, pairs...)})
}

// database lets SQLite check its file, over a new connection: one that searched
// before remembers the layout of the search index as it was then, and its check
// takes a later rewriting of the index for damage (seen with SQLite 3.54).
func (c *check) database(ctx context.Context) error {
	c.progress.Note(databaseName)
	db, err := c.store.openFresh()
	if err != nil {
		return err
	}
	defer db.Close()
	rows, err := db.QueryContext(ctx, "PRAGMA integrity_check(20)")
	if err != nil {
		return err
	}
	said, err := column(rows)
	for _, detail := range said {
		if detail != "ok" {
			c.add("database", databaseName, "database", "detail", detail)
		}
	}
	return err
}

// shelves checks the objects, one of the 256 folders at a time.
func (c *check) shelves(ctx context.Context) error {
	for i := range 256 {
		if err := c.shelf(ctx, fmt.Sprintf("%02x", i)); err != nil {
			return err
		}
	}
	return nil
}

// recorded reads the objects that the database knows of in one folder.
func (c *check) recorded(ctx context.Context, shelf string) (map[string]fixity.Sums, error) {
	rows, err := c.store.reader.QueryContext(ctx, "SELECT sha256, sm3, size FROM object WHERE sha256 BETWEEN ? AND ?", shelf, shelf+"g")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	known := make(map[string]fixity.Sums)
	for rows.Next() {
		var s fixity.Sums
		if err := rows.Scan(&s.SHA256, &s.SM3, &s.Size); err != nil {
			return nil, err
		}
		known[s.SHA256] = s
	}
	return known, rows.Err()
}

func (c *check) shelf(ctx context.Context, shelf string) error {
	known, err := c.recorded(ctx, shelf)
	if err != nil {
		return err
	}
	entries, err := os.ReadDir(c.store.path(objectsName, shelf))
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	for _, e := range entries {
		if !isDigest(e.Name()) || e.Name()[:2] != shelf || !e.Type().IsRegular() {
			c.stray(shelf + "/" + e.Name())
			continue
		}
		if err := c.object(ctx, e.Name(), known[e.Name()]); err != nil {
			return err
		}
		delete(known, e.Name())
	}
	for sha := range known {
		if err := c.missing(ctx, sha); err != nil {
			return err
		}
	}
	return nil
}

// object re-reads one object. Bytes that cannot be read are damaged as well.
func (c *check) object(ctx context.Context, sha256 string, want fixity.Sums) error {
	c.progress.Note(sha256)
	f, err := os.Open(c.store.ObjectPath(sha256))
	if err != nil {
		c.add("object", sha256, "object", "sha256", sha256)
		return nil
	}
	defer f.Close()
	got, err := fixity.Digest(ctx, f)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil || got.SHA256 != sha256 || want.SM3 != "" && got.SM3 != want.SM3 {
		c.add("object", sha256, "object", "sha256", sha256)
	}
	c.progress.Add(1)
	return nil
}

// missing reports an object that is not there, by the file that it was.
func (c *check) missing(ctx context.Context, sha256 string) error {
	var path string
	err := c.store.reader.QueryRowContext(ctx, "SELECT coalesce(max(body ->> '$.path'), '') FROM file WHERE sha256 = ?", sha256).Scan(&path)
	c.add("missing_object", sha256, "missing", "sha256", sha256, "path", path)
	return err
}

func (c *check) stray(name string) {
	c.add("object", objectsName+"/"+name, "stray", "path", c.store.path(objectsName, name))
}

// strays reports what does not belong beside the 256 folders.
func (c *check) strays(context.Context) error {
	entries, err := os.ReadDir(c.store.path(objectsName))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !isShelf(e) {
			c.stray(e.Name())
		}
	}
	return nil
}

func isShelf(e fs.DirEntry) bool {
	_, err := strconv.ParseUint(e.Name(), 16, 8)
	return err == nil && len(e.Name()) == 2 && e.IsDir()
}

// unrecorded reports kept files whose bytes were never an object.
func (c *check) unrecorded(ctx context.Context) error {
	rows, err := c.store.reader.QueryContext(ctx, `SELECT DISTINCT sha256 FROM file
		WHERE status = 'kept' AND sha256 <> '' AND NOT EXISTS (SELECT 1 FROM object WHERE object.sha256 = file.sha256)`)
	if err != nil {
		return err
	}
	known, err := column(rows)
	if err != nil {
		return err
	}
	for _, sha := range known {
		if c.store.HasObject(sha) {
			continue
		}
		if err := c.missing(ctx, sha); err != nil {
			return err
		}
	}
	return nil
}

// events follows the chain from its first event to its recorded end.
func (c *check) events(ctx context.Context) error {
	rows, err := c.store.reader.QueryContext(ctx, `SELECT seq, body, hash, before,
		EXISTS (SELECT 1 FROM event AS p WHERE p.seq = event.purged AND p.body ->> '$.what' = 'purge') FROM event ORDER BY seq`)
	if err != nil {
		return err
	}
	defer rows.Close()
	previous, last := "", int64(0)
	for rows.Next() {
		var l eventLine
		if err := rows.Scan(&l.seq, &l.body, &l.hash, &l.before, &l.purged); err != nil {
			return err
		}
		if l.seq != last+1 || !l.holds(previous) {
			c.add("event", strconv.FormatInt(l.seq, 10), "event", "seq", strconv.FormatInt(l.seq, 10))
		}
		previous, last = l.hash, l.seq
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return c.chainEnd(ctx, last, previous)
}

func (c *check) chainEnd(ctx context.Context, seq int64, hash string) error {
	var wantSeq int64
	var wantHash string
	if err := c.store.reader.QueryRowContext(ctx, "SELECT seq, hash FROM chain").Scan(&wantSeq, &wantHash); err != nil {
		return err
	}
	// The log may have grown since it was read.
	if seq < wantSeq && !c.grew(ctx, seq, hash) || seq == wantSeq && hash != wantHash {
		c.add("event", strconv.FormatInt(wantSeq, 10), "chain_end",
			"want", strconv.FormatInt(wantSeq, 10), "have", strconv.FormatInt(seq, 10))
	}
	return nil
}

// grew reports whether an event follows the last one that was read.
func (c *check) grew(ctx context.Context, seq int64, hash string) bool {
	var previous string
	err := c.store.reader.QueryRowContext(ctx, "SELECT body ->> '$.previous' FROM event WHERE seq = ?", seq+1).Scan(&previous)
	return err == nil && previous == hash
}

// eventLine is an event as it is stored.
type eventLine struct {
	seq    int64
	body   []byte
	hash   string
	before sql.NullString
	purged bool
}

// holds reports whether the event is what was written after the previous one.
func (l eventLine) holds(previous string) bool {
	e, err := decodeChained(l.body)
	if err != nil || e.Seq != l.seq || e.Previous != previous || link(previous, l.body) != l.hash {
		return false
	}
	if !l.before.Valid {
		return e.Before == "" || l.purged
	}
	return digest([]byte(l.before.String)) == e.Before
}
