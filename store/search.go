package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"niandang/archive"
)

// The fields of a hit, best first: the number that was asked for, then what
// stands in the catalogue, then initials, then the text.
const (
	hitNumber = iota
	hitNumberPart
	hitTitle
	hitIssuer
	hitPinyin
	hitText
)

// hitFields are the names of the fields in a Hit.
var hitFields = [...]string{"number", "number", "title", "issuer", "pinyin", "text"}

// defaultHits is how many hits a query without a limit gets.
const defaultHits = 50

// Search finds the documents in which all words of the query stand, in the
// catalogue or in the text, best field first and in it the newest first; and
// says how many there are in all. A query without any letter or digit finds
// nothing.
func (s *Store) Search(ctx context.Context, q archive.Query) ([]archive.Hit, int, error) {
	f := newFolder()
	a := ask(f, q.Text)
	if len(a.terms) == 0 {
		return nil, 0, nil
	}
	found, total, err := s.find(ctx, a, q)
	if err != nil {
		return nil, 0, told("search", err)
	}
	hits := make([]archive.Hit, 0, len(found))
	for _, d := range found {
		h, err := s.show(ctx, f, a, d)
		if archive.ErrorCode(err) == archive.CodeNotFound {
			continue // removed in this moment
		}
		if err != nil {
			return nil, 0, told("search", err)
		}
		hits = append(hits, h)
	}
	return hits, total, nil
}

// foundDocument is a document with the best field it was found in.
type foundDocument struct {
	n     int64
	field int
	id    string
}

// find runs the query against the index.
func (s *Store) find(ctx context.Context, a asked, q archive.Query) ([]foundDocument, int, error) {
	var parts, tables []string
	var args []any
	for i, t := range a.terms {
		tables = append(tables, fmt.Sprintf(`term%d(n) AS (
			SELECT rowid FROM search_catalogue WHERE search_catalogue MATCH ?
			UNION SELECT rowid >> 20 FROM search_text WHERE search_text MATCH ?)`, i))
		args = append(args, "{number title issuers department} : "+t.match, t.match)
		parts = append(parts, fmt.Sprintf("SELECT n FROM term%d", i))
	}
	levels := []string{fmt.Sprintf("SELECT n, %d FROM (%s)", hitText, strings.Join(parts, " INTERSECT "))}
	column := func(level int, columns, match string) {
		levels = append(levels, fmt.Sprintf("SELECT rowid, %d FROM search_catalogue WHERE search_catalogue MATCH ?", level))
		args = append(args, "{"+columns+"} : ("+match+")")
	}
	column(hitNumberPart, "number", a.all())
	column(hitTitle, "title", a.all())
	column(hitIssuer, "issuers department", a.all())
	if a.pinyin != "" {
		column(hitPinyin, "pinyin", a.pinyin)
	}
	if !a.number.IsZero() {
		levels = append(levels, numberLevel)
		args = append(args, a.number.Year, a.number.Serial, a.number.Prefix)
	}
	var w where
	s.narrow(ctx, q, &w)
	query := "WITH " + strings.Join(tables, ", ") + ", hit(n, field) AS (" + strings.Join(levels, " UNION ALL ") + ")" +
		", best AS (SELECT n, min(field) AS field FROM hit GROUP BY n)" +
		" SELECT d.n, field, d.document, count(*) OVER () FROM best JOIN search_document AS d USING (n)" + w.sql() +
		" ORDER BY field, d.date DESC, d.n DESC LIMIT ? OFFSET ?"
	limit := q.Limit
	if limit <= 0 {
		limit = defaultHits
	}
	args = append(append(args, w.args...), limit, q.Offset)
	return s.findRows(ctx, query, args)
}

// numberLevel finds an exact number. The prefix may be left out, be cut at its
// beginning, or have words of the sentence before it.
const numberLevel = `SELECT n, 0 FROM search_document, (SELECT ? AS y, ? AS s, ? AS p)
	WHERE number_year = y AND serial = s AND serial > 0
	AND (p = '' OR prefix = '' OR substr(prefix, -length(p)) = p OR substr(p, -length(prefix)) = prefix)`

func (s *Store) findRows(ctx context.Context, query string, args []any) (found []foundDocument, total int, err error) {
	rows, err := s.reader.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var d foundDocument
		if err := rows.Scan(&d.n, &d.field, &d.id, &total); err != nil {
			return nil, 0, err
		}
		found = append(found, d)
	}
	return found, total, rows.Err()
}

// narrow adds what the query asks of the documents. A department may be named by
// name, alias or code.
func (s *Store) narrow(ctx context.Context, q archive.Query, w *where) {
	w.year("d.archive_year", q.Year)
	w.equal("d.retention", q.Retention.String())
	if q.From != "" {
		w.and("d.date >= ?", q.From)
	}
	if q.To != "" {
		w.and("d.date <= ? AND d.date <> ''", q.To)
	}
	if q.Department == "" {
		return
	}
	names := []any{q.Department}
	if settings, err := s.Settings(ctx); err == nil {
		if d, ok := settings.Organ.Department(q.Department); ok {
			names = append(names, d.Name, d.Code)
			for _, alias := range d.Aliases {
				names = append(names, alias)
			}
		}
	}
	w.and("d.department IN (?"+strings.Repeat(", ?", len(names)-1)+")", names...)
}

// show makes the hit that a person sees.
func (s *Store) show(ctx context.Context, f folder, a asked, found foundDocument) (archive.Hit, error) {
	d, err := s.Document(ctx, found.id)
	if err != nil {
		return archive.Hit{}, err
	}
	h := archive.Hit{
		Document: d.ID, Number: d.Number, Title: d.Title, Date: d.Date, Issuers: strings.Join(d.Issuers, "、"),
		Path: d.Path, SHA256: d.SHA256, Field: hitFields[found.field], Score: 1 - float64(found.field)/float64(len(hitFields)),
	}
	if h.Item, h.Code, err = s.itemOf(ctx, d.ID); err != nil {
		return h, err
	}
	switch found.field {
	case hitNumber, hitNumberPart:
		h.Snippet = snippet(f, strings.TrimSpace(d.Number+" "+d.Title), a)
	case hitIssuer:
		h.Snippet = snippet(f, strings.TrimSpace(h.Issuers+" "+d.Department), a)
	case hitTitle, hitPinyin:
		h.Snippet = snippet(f, d.Title, a)
	default:
		err = s.showText(ctx, f, a, found.n, &h)
	}
	if found.field == hitText && h.Page == 0 { // the words stand in several fields
		h.Snippet = snippet(f, strings.TrimSpace(d.Number+" "+d.Title+" "+h.Issuers), a)
	}
	return h, err
}

// itemOf gives the item of a document and its code, "" before it is arranged.
func (s *Store) itemOf(ctx context.Context, document string) (id, code string, err error) {
	err = s.reader.QueryRowContext(ctx, `SELECT item.id, item.body ->> '$.code' FROM item_document
		JOIN item ON item.id = item_document.item WHERE item_document.document = ? LIMIT 1`, document).Scan(&id, &code)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return id, code, err
}

// showText fills in the page with the hit: the first one that has all the words,
// else the first that has one of them.
func (s *Store) showText(ctx context.Context, f folder, a asked, n int64, h *archive.Hit) error {
	for _, match := range []string{a.all(), a.any()} {
		var body, text string
		err := s.reader.QueryRowContext(ctx, `SELECT file.body ->> '$.path', file.sha256, p.page, page.text
			FROM search_page AS p JOIN file ON file.id = p.file JOIN page ON page.sha256 = file.sha256 AND page.page = p.page
			WHERE p.n = (SELECT min(rowid) FROM search_text WHERE search_text MATCH ? AND rowid BETWEEN ? AND ?)`,
			match, n<<pageBits, (n+1)<<pageBits-1).Scan(&body, &h.SHA256, &h.Page, &text)
		if err == nil {
			h.Path, h.Snippet = body, snippet(f, text, a)
			return nil
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	return nil
}
