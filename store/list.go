package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"

	"niandang/archive"
)

// listing says how the records of one table are listed.
type listing struct {
	from  string   // the table, with what is joined to it
	body  string   // the column with the JSON
	more  string   // a second column for whoever decodes, "" for none
	id    string   // the column that Filter.After names
	order []string // columns; the last one tells any two records apart
	where func(archive.Filter, *where)
	whole bool // records with the same first column stay on one page
}

// where gathers the terms of a condition and their values.
type where struct {
	terms []string
	args  []any
}

func (w *where) and(term string, args ...any) {
	w.terms = append(w.terms, term)
	w.args = append(w.args, args...)
}

func (w *where) sql() string {
	if len(w.terms) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.terms, " AND ")
}

// equal adds column = value for values that ask for something.
func (w *where) equal(column, value string) {
	if value != "" {
		w.and(column+" = ?", value)
	}
}

func (w *where) year(column string, year int) {
	if year != 0 {
		w.and(column+" = ?", year)
	}
}

// chunk is how many records are read at a time. Between chunks a list holds
// nothing in the database.
const chunk = 200

// line is one record as it is stored, and its place in the order.
type line struct {
	body, more string
	key        []any
}

// list yields the records that a filter lets through, decoded.
func list[T any](ctx context.Context, s *Store, l listing, f archive.Filter) iter.Seq2[T, error] {
	return listWith(ctx, s, l, f, func(body []byte, _ string) (record T, err error) {
		err = json.Unmarshal(body, &record)
		return record, err
	})
}

type filter = archive.Filter

func listWith[T any](ctx context.Context, s *Store, l listing, f filter, decode func([]byte, string) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for ln, err := range s.lines(ctx, l, f) {
			if err != nil {
				yield(none, told("list "+l.from, err))
				return
			}
			record, err := decode([]byte(ln.body), ln.more)
			if err != nil {
				err = fmt.Errorf("list %s: %w", l.from, err)
			}
			if !yield(record, err) || err != nil {
				return
			}
		}
	}
}

// lines yields the stored records of one page, or of all when there is no limit.
func (s *Store) lines(ctx context.Context, l listing, f archive.Filter) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		after, err := s.start(ctx, l, f.After)
		if err != nil {
			yield(line{}, err)
			return
		}
		given := 0
		for {
			n := chunk
			if f.Limit > 0 {
				n = min(n, max(f.Limit-given, 0)+1)
			}
			lines, err := s.chunk(ctx, l, f, after, n)
			if err != nil {
				yield(line{}, err)
				return
			}
			for _, ln := range lines {
				if f.Limit > 0 && given >= f.Limit && !(l.whole && ln.key[0] == after[0]) {
					return
				}
				if !yield(ln, nil) {
					return
				}
				given++
				after = ln.key
			}
			if len(lines) < n {
				return
			}
		}
	}
}

// start gives the place in the order of the record after which a page begins.
func (s *Store) start(ctx context.Context, l listing, after string) ([]any, error) {
	if after == "" {
		return nil, nil
	}
	if len(l.order) == 1 && l.order[0] == l.id {
		return []any{after}, nil
	}
	key, into := slots(len(l.order))
	last := l.order[len(l.order)-1]
	q := "SELECT " + strings.Join(l.order, ", ") + " FROM " + l.from + " WHERE " + l.id + " = ? ORDER BY " + last + " DESC LIMIT 1"
	err := s.reader.QueryRowContext(ctx, q, after).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, archive.Fail(archive.CodeNotFound, "store.no_record", nil, "table", l.from, "id", after)
	}
	return key, err
}

// slots makes values to scan columns into.
func slots(n int) (values, into []any) {
	values = make([]any, n)
	into = make([]any, n)
	for i := range values {
		into[i] = &values[i]
	}
	return values, into
}

// chunk reads the next n records after a place in the order.
func (s *Store) chunk(ctx context.Context, l listing, f archive.Filter, after []any, n int) ([]line, error) {
	var w where
	l.where(f, &w)
	columns := strings.Join(l.order, ", ")
	if after != nil {
		w.and("("+columns+") > (?"+strings.Repeat(", ?", len(after)-1)+")", after...)
	}
	more := l.more
	if more == "" {
		more = "''"
	}
	q := "SELECT " + l.body + ", " + more + ", " + columns + " FROM " + l.from + w.sql() + " ORDER BY " + columns + " LIMIT ?"
	rows, err := s.reader.QueryContext(ctx, q, append(w.args, n)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	lines := make([]line, 0, min(n, chunk))
	for rows.Next() {
		var ln line
		var into []any
		ln.key, into = slots(len(l.order))
		if err := rows.Scan(append([]any{&ln.body, &ln.more}, into...)...); err != nil {
			return nil, err
		}
		lines = append(lines, ln)
	}
	return lines, rows.Err()
}

// Count counts the records that a filter lets through; After and Limit do not
// narrow it.
func (s *Store) Count(ctx context.Context, table string, f archive.Filter) (int, error) {
	l, ok := listings(table)
	if !ok {
		return 0, archive.Fail(archive.CodeInvalid, "store.table", nil, "table", table)
	}
	var w where
	l.where(f, &w)
	var n int
	if err := s.reader.QueryRowContext(ctx, "SELECT count(*) FROM "+l.from+w.sql(), w.args...).Scan(&n); err != nil {
		return 0, told("count "+table, err)
	}
	return n, nil
}
