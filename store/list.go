package store

import (
	"context"
	"database/sql"
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
	more  string   // a second column for whoever decodes
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

// walk is one walk through a list.
type walk struct {
	store  *Store
	filter archive.Filter
	listing
}

// list yields the records of a walk, decoded.
func list[T any](ctx context.Context, w walk, decode func(body []byte, more string) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for ln, err := range w.lines(ctx) {
			if err != nil {
				yield(none, told("list "+w.from, err))
				return
			}
			record, err := decode([]byte(ln.body), ln.more)
			if err != nil {
				err = fmt.Errorf("list %s: %w", w.from, err)
			}
			if !yield(record, err) || err != nil {
				return
			}
		}
	}
}

// lines yields the stored records of one page, or of all when there is no limit.
func (w walk) lines(ctx context.Context) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		after, err := w.start(ctx)
		if err != nil {
			yield(line{}, err)
			return
		}
		limit, given := w.filter.Limit, 0
		for {
			n := chunk
			if limit > 0 {
				n = min(n, max(limit-given, 0)+1)
			}
			lines, err := w.chunk(ctx, after, n)
			if err != nil {
				yield(line{}, err)
				return
			}
			for _, ln := range lines {
				full := limit > 0 && given >= limit
				if full && !(w.whole && ln.key[0] == after[0]) || !yield(ln, nil) {
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
func (w walk) start(ctx context.Context) ([]any, error) {
	after := w.filter.After
	if after == "" {
		return nil, nil
	}
	if len(w.order) == 1 && w.order[0] == w.id {
		return []any{after}, nil
	}
	key, into := slots(len(w.order))
	last := w.order[len(w.order)-1]
	q := "SELECT " + strings.Join(w.order, ", ") + " FROM " + w.from + " WHERE " + w.id + " = ? ORDER BY " + last + " DESC LIMIT 1"
	err := w.store.reader.QueryRowContext(ctx, q, after).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, archive.Fail(archive.CodeNotFound, "store.no_record", nil, "table", w.from, "id", after)
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
func (w walk) chunk(ctx context.Context, after []any, n int) ([]line, error) {
	var cond where
	w.where(w.filter, &cond)
	columns := strings.Join(w.order, ", ")
	if after != nil {
		cond.and("("+columns+") > (?"+strings.Repeat(", ?", len(after)-1)+")", after...)
	}
	q := "SELECT " + w.body + ", " + w.more + ", " + columns + " FROM " + w.from + cond.sql() + " ORDER BY " + columns + " LIMIT ?"
	rows, err := w.store.reader.QueryContext(ctx, q, append(cond.args, n)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	lines := make([]line, 0, min(n, chunk))
	for rows.Next() {
		var ln line
		var into []any
		ln.key, into = slots(len(w.order))
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
