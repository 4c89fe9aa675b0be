package store

import (
	"context"

	"niandang/archive"
)

func (t *tx) unindex(document string) error                            { return nil }
func (s *Store) reindex(ctx context.Context, documents []string) error { return nil }
func (s *Store) Index(ctx context.Context, documents []string) error   { return nil }
func (s *Store) Search(ctx context.Context, q archive.Query) ([]archive.Hit, int, error) {
	return nil, 0, nil
}
func (s *Store) Check(ctx context.Context, p archive.Progress) ([]archive.Damage, error) {
	return nil, nil
}
func (s *Store) Backup(ctx context.Context, path string, p archive.Progress) error { return nil }
func (s *Store) Purge(ctx context.Context, sha256 string, permitted archive.Reading) error {
	return nil
}
