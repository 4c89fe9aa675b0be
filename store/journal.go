package store

import (
	"context"
	"fmt"
)

// Journal gives the finished steps of a long write, by name; an empty map when
// there are none.
func (s *Store) Journal(ctx context.Context, key string) (map[string]string, error) {
	rows, err := s.reader.QueryContext(ctx, "SELECT name, value FROM journal WHERE key = ?", key)
	if err != nil {
		return nil, told("read journal", err)
	}
	defer rows.Close()
	steps := make(map[string]string)
	for rows.Next() {
		var name, value string
		if err := rows.Scan(&name, &value); err != nil {
			return nil, fmt.Errorf("read journal: %w", err)
		}
		steps[name] = value
	}
	return steps, told("read journal", rows.Err())
}

// SetJournal remembers a finished step; it is durable when it returns.
func (s *Store) SetJournal(ctx context.Context, key, name, value string) error {
	return s.write(ctx, func(t *tx) error {
		return t.exec("INSERT INTO journal VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", key, name, value)
	})
}

// ClearJournal forgets a long write when it is done.
func (s *Store) ClearJournal(ctx context.Context, key string) error {
	return s.write(ctx, func(t *tx) error { return t.exec("DELETE FROM journal WHERE key = ?", key) })
}
