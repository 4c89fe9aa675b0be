package store

import (
	"context"
	"strconv"

	"niandang/archive"
)

// wiping is the journal of the objects whose rows are gone and whose bytes are
// still to be overwritten.
const wiping = "wiping"

// Destroy takes the content of objects out of the library for good; see
// [archive.Store]. First the database forgets them, and notes in the same
// transaction which bytes are to go; then the bytes are overwritten. So a
// destruction that is killed leaves a library that checks clean, and what is left
// of the bytes goes at the next opening.
//
// A guard that does not trust its caller: while any file record that is not marked
// as destroyed names one of the objects, nothing is done.
func (s *Store) Destroy(ctx context.Context, batch string, sha256 []string, pr archive.Progress) error {
	if err := s.canWrite(); err != nil {
		return err
	}
	p := purge{}
	for _, sha := range sha256 {
		if err := s.mayDestroy(ctx, sha); err != nil {
			return err
		}
		objects, err := s.destroyable(ctx, sha)
		if err != nil {
			return told("destroy", err)
		}
		p.originals, p.objects = append(p.originals, sha), append(p.objects, objects...)
	}
	if len(p.originals) > 0 {
		if err := s.write(ctx, func(t *tx) error { return p.destroy(t, s, batch) }); err != nil {
			return err
		}
	}
	if err := s.finishWiping(ctx, pr); err != nil {
		return err
	}
	return s.forgetContent(ctx, p.documents)
}

// mayDestroy refuses an object that is not named as one, or that a living file has.
func (s *Store) mayDestroy(ctx context.Context, sha256 string) error {
	if !isDigest(sha256) {
		return archive.Fail(archive.CodeInvalid, "store.no_object", nil, "sha256", sha256)
	}
	rows, err := s.reader.QueryContext(ctx, "SELECT body ->> '$.path' FROM file WHERE sha256 = ? AND status <> 'destroyed'", sha256)
	if err != nil {
		return told("destroy", err)
	}
	living, err := column(rows)
	if err != nil {
		return told("destroy", err)
	}
	if len(living) > 0 {
		return archive.Fail(archive.CodeInvalid, "store.destroy_living", nil, "path", living[0])
	}
	return nil
}

// destroyable gives an object and its renditions, but for bytes that are also the
// rendition of another original.
func (s *Store) destroyable(ctx context.Context, sha256 string) ([]string, error) {
	objects, err := s.derived(ctx, sha256)
	if err != nil {
		return nil, err
	}
	needed := 0
	err = s.reader.QueryRowContext(ctx, "SELECT count(*) FROM rendition WHERE sha256 = ?1 AND body ->> '$.of' <> ?1", sha256).Scan(&needed)
	if needed > 0 {
		objects = objects[1:]
	}
	return objects, err
}

// destroy forgets the content and notes the bytes that are to go.
func (p *purge) destroy(t *tx, s *Store, batch string) error {
	if err := p.run(t); err != nil {
		return err
	}
	gone := 0
	for _, sha := range p.objects {
		if !s.HasObject(sha) {
			continue
		}
		gone++
		if err := t.exec("INSERT INTO journal VALUES (?, ?, ?) ON CONFLICT DO NOTHING", wiping, sha, batch); err != nil {
			return err
		}
	}
	if gone == 0 {
		return nil
	}
	_, err := t.log(archive.Event{When: s.o.Now(), Who: s.o.Who, What: "destroy", On: batch, Why: strconv.Itoa(gone)})
	return err
}

// finishWiping overwrites the bytes that a destruction noted.
func (s *Store) finishWiping(ctx context.Context, pr archive.Progress) error {
	left, err := s.Journal(ctx, wiping)
	if err != nil || len(left) == 0 {
		return err
	}
	pr.Total(len(left))
	for sha := range left {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.wipeObject(sha); err != nil {
			return told("destroy", err)
		}
		pr.Add(1)
	}
	if err := s.wipeCopies(); err != nil {
		return told("destroy", err)
	}
	return s.ClearJournal(ctx, wiping)
}
