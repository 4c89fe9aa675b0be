package store

import (
	"context"
	"database/sql"

	"niandang/archive"
)

// Tally counts a year. Each count is one walk through an index.
func (s *Store) Tally(ctx context.Context, year int) (archive.Tally, error) {
	t := archive.Tally{Files: make(map[archive.Status]int)}
	for _, count := range []func(context.Context, int, *archive.Tally) error{
		s.tallyFiles, s.tallyDocuments, s.tallyFindings, s.tallyItems,
	} {
		if err := count(ctx, year, &t); err != nil {
			return archive.Tally{}, told("count a year", err)
		}
	}
	return t, nil
}

func (s *Store) tallyFiles(ctx context.Context, year int, t *archive.Tally) error {
	return s.counts(ctx, func(rows *sql.Rows) error {
		var status archive.Status
		var n int
		err := rows.Scan(&status, &n)
		t.Files[status] = n
		return err
	}, "SELECT status, count(*) FROM file WHERE year = ? GROUP BY status", year)
}

func (s *Store) tallyDocuments(ctx context.Context, year int, t *archive.Tally) error {
	return s.counts(ctx, func(rows *sql.Rows) error {
		var d archive.DocumentCount
		var retention string
		var own bool
		err := rows.Scan(&d.Month, &retention, &d.Department, &d.Confirmed, &d.Review, &d.Elements, &own, &d.Count)
		if err == nil {
			d.Retention, err = archive.ParseRetention(retention)
		}
		d.ToArchive = own && d.Retention.Archived()
		t.Documents = append(t.Documents, d)
		return err
	}, `SELECT month, coalesce(retention, ''), department, confirmed, unsure, doubtful, own, count(*)
		FROM document WHERE year = ? GROUP BY month, 2, department, confirmed, unsure, doubtful, own`, year)
}

func (s *Store) tallyFindings(ctx context.Context, year int, t *archive.Tally) error {
	return s.counts(ctx, func(rows *sql.Rows) error {
		var f archive.FindingCount
		err := rows.Scan(&f.Kind, &f.Severity, &f.Count)
		t.Findings = append(t.Findings, f)
		return err
	}, `SELECT kind, severity, count(*) FROM finding
		WHERE year = ? AND NOT EXISTS (SELECT 1 FROM resolution AS r WHERE r.id = finding.key) GROUP BY kind, severity`, year)
}

func (s *Store) tallyItems(ctx context.Context, year int, t *archive.Tally) error {
	err := s.reader.QueryRowContext(ctx, "SELECT count(*), coalesce(sum(locked), 0) FROM item WHERE year = ?", year).Scan(&t.Items, &t.Locked)
	if err != nil {
		return err
	}
	return s.reader.QueryRowContext(ctx, `SELECT count(*) FROM item JOIN item_document ON item_document.item = item.id
		WHERE item.year = ?`, year).Scan(&t.Arranged)
}

// counts runs a query and scans each of its rows.
func (s *Store) counts(ctx context.Context, scan func(*sql.Rows) error, query string, args ...any) error {
	rows, err := s.reader.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
