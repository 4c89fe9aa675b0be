package store

import (
	"context"
	"database/sql"
	"strings"

	"niandang/archive"
)

// foundDocument is a document with the best field it was found in.
type foundDocument struct {
	place
	field int
	id    string
}

// finder finds the documents of a query. It gathers sets of document numbers,
// each by one pass over the index: even a word that stands in all of 100,000
// documents costs some milliseconds, where sorting them would cost a second.
type finder struct {
	store *Store
	asked asked
	query archive.Query
	sets  [hitText + 1]set // by field, each without those of a better one
}

// find gives the page of hits that the query asks for, and how many there are.
func (s *Store) find(ctx context.Context, a asked, q archive.Query) ([]foundDocument, int, error) {
	f := finder{store: s, asked: a, query: q}
	if err := f.gather(ctx); err != nil {
		return nil, 0, err
	}
	total, err := f.narrow(ctx)
	if err != nil {
		return nil, 0, err
	}
	offset, limit := max(q.Offset, 0), q.Limit
	if limit <= 0 {
		limit = defaultHits
	}
	var found []foundDocument
	for field := range f.sets {
		n := f.sets[field].count()
		if offset >= n {
			offset -= n
			continue
		}
		some, err := f.newest(ctx, field, offset, limit-len(found))
		if err != nil {
			return nil, 0, err
		}
		found, offset = append(found, some...), 0
		if len(found) >= limit {
			break
		}
	}
	return found, total, nil
}

// gather fills the sets: all words in one field of the catalogue, the number,
// the initials, or all words wherever they stand.
func (f *finder) gather(ctx context.Context) (err error) {
	all := f.asked.all()
	for field, columns := range map[int]string{hitNumberPart: "number", hitTitle: "title", hitIssuer: "issuers department"} {
		if f.sets[field], err = f.catalogue(ctx, columns, all); err != nil {
			return err
		}
	}
	if f.asked.pinyin != "" {
		if f.sets[hitPinyin], err = f.catalogue(ctx, "pinyin", f.asked.pinyin); err != nil {
			return err
		}
	}
	if no := f.asked.number; !no.IsZero() {
		if f.sets[hitNumber], err = f.set(ctx, numberQuery, no.Year, no.Serial, no.Prefix); err != nil {
			return err
		}
	}
	f.sets[hitText], err = f.everywhere(ctx)
	return err
}

// numberQuery finds an exact number. The prefix may be left out, be cut at its
// beginning, or have words of the sentence before it.
const numberQuery = `SELECT group_concat(n) FROM search_document, (SELECT ? AS y, ? AS s, ? AS p)
	WHERE number_year = y AND serial = s AND serial > 0
	AND (p = '' OR prefix = '' OR substr(prefix, -length(p)) = p OR substr(p, -length(prefix)) = prefix)`

func (f *finder) catalogue(ctx context.Context, columns, match string) (set, error) {
	return f.set(ctx, "SELECT group_concat(rowid) FROM search_catalogue WHERE search_catalogue MATCH ?", "{"+columns+"} : ("+match+")")
}

// everywhere finds the documents that have every word, in the catalogue or on
// some page.
func (f *finder) everywhere(ctx context.Context) (set, error) {
	var all set
	if len(f.asked.terms) == 1 { // the catalogue was asked already
		return f.pages(ctx, f.asked.terms[0])
	}
	for i, t := range f.asked.terms {
		pages, err := f.pages(ctx, t)
		if err != nil {
			return nil, err
		}
		entries, err := f.catalogue(ctx, "number title issuers department", t.match)
		if err != nil {
			return nil, err
		}
		either := pages.or(entries)
		if i == 0 {
			all = either
		} else {
			all = all.and(either)
		}
	}
	return all, nil
}

// pages gives the documents with a word on some page.
func (f *finder) pages(ctx context.Context, t term) (set, error) {
	pages, err := f.set(ctx, "SELECT group_concat(rowid >> 8) FROM search_text WHERE search_text MATCH ?", t.match)
	if err != nil {
		return nil, err
	}
	return pages, f.fold(ctx, pages)
}

// fold brings the further blocks of long documents back to their first.
func (f *finder) fold(ctx context.Context, pages set) error {
	rows, err := f.store.reader.QueryContext(ctx, "SELECT n, blocks FROM search_document WHERE blocks > 1")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var p place
		if err := rows.Scan(&p.n, &p.blocks); err != nil {
			return err
		}
		for i := p.n + 1; i < p.n+p.blocks; i++ {
			if pages.has(i) {
				pages.remove(i)
				pages.add(p.n)
			}
		}
	}
	return rows.Err()
}

// set runs a query that gives numbers as one text. That is many times faster
// than to fetch them row by row from SQLite.
func (f *finder) set(ctx context.Context, query string, args ...any) (set, error) {
	var numbers sql.NullString
	if err := f.store.reader.QueryRowContext(ctx, query, args...).Scan(&numbers); err != nil {
		return nil, err
	}
	return parseSet(numbers.String), nil
}

// narrow leaves in the sets what the query's filters let through, each document
// in its best field only, and counts them.
func (f *finder) narrow(ctx context.Context) (int, error) {
	var w where
	f.where(ctx, &w)
	var let set
	if len(w.terms) > 0 {
		var err error
		if let, err = f.set(ctx, "SELECT group_concat(n) FROM search_document"+w.sql(), w.args...); err != nil {
			return 0, err
		}
	}
	var seen set
	for i := range f.sets {
		if len(w.terms) > 0 {
			f.sets[i] = f.sets[i].and(let)
		}
		f.sets[i] = f.sets[i].without(seen)
		seen = seen.or(f.sets[i])
	}
	return seen.count(), nil
}

// where says what the query asks of the documents. A department may be named by
// name, alias or code.
func (f *finder) where(ctx context.Context, w *where) {
	q := f.query
	w.year("archive_year", q.Year)
	w.equal("retention", q.Retention.String())
	if q.From != "" {
		w.and("date >= ?", q.From)
	}
	if q.To != "" {
		w.and("date <= ? AND date <> ''", q.To)
	}
	if a := ask(newFolder(), q.Issuer); len(a.terms) > 0 {
		w.and("n IN (SELECT rowid FROM search_catalogue WHERE search_catalogue MATCH ?)", "issuers : ("+a.all()+")")
		w.and("EXISTS (SELECT 1 FROM document AS d, json_each(d.body, '$.issuers') AS i WHERE d.id = search_document.document AND i.value = ?)", q.Issuer)
	}
	if q.Department == "" {
		return
	}
	names := []any{q.Department}
	if settings, err := f.store.Settings(ctx); err == nil {
		if d, ok := settings.Organ.Department(q.Department); ok {
			names = append(names, d.Name, d.Code)
			for _, alias := range d.Aliases {
				names = append(names, alias)
			}
		}
	}
	w.and("department IN (?"+strings.Repeat(", ?", len(names)-1)+")", names...)
}

// fewHits is the size up to which a set is sorted by itself; of a larger one the
// newest soon come by when all documents are walked by date.
const fewHits = 2000

// newest gives a page of one field's documents, the newest first.
func (f *finder) newest(ctx context.Context, field, offset, limit int) ([]foundDocument, error) {
	members := f.sets[field]
	query, args := "SELECT n, blocks, document FROM search_document ORDER BY date DESC, n DESC", []any(nil)
	if members.count() <= fewHits {
		query = `SELECT n, blocks, document FROM search_document WHERE n IN (SELECT value FROM json_each(?))
			ORDER BY date DESC, n DESC`
		args = []any{members.json()}
	}
	rows, err := f.store.reader.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []foundDocument
	for len(found) < limit && rows.Next() {
		d := foundDocument{field: field}
		if err := rows.Scan(&d.n, &d.blocks, &d.id); err != nil {
			return nil, err
		}
		if !members.has(d.n) {
			continue
		}
		if offset > 0 {
			offset--
			continue
		}
		found = append(found, d)
	}
	return found, rows.Err()
}
