package store

import (
	"context"

	"niandang/archive"
)

func (s *Store) Check(ctx context.Context, p archive.Progress) ([]archive.Damage, error) {
	return nil, nil
}
func (s *Store) Backup(ctx context.Context, path string, p archive.Progress) error { return nil }
func (s *Store) Purge(ctx context.Context, sha256 string, permitted archive.Reading) error {
	return nil
}
