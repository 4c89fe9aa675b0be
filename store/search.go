package store

import (
	"context"
	"database/sql"
	"errors"
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
		err = s.showText(ctx, f, a, found.place, &h)
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
func (s *Store) showText(ctx context.Context, f folder, a asked, p place, h *archive.Hit) error {
	from, to := p.rows()
	for _, match := range []string{a.all(), a.any()} {
		var body, text string
		err := s.reader.QueryRowContext(ctx, `SELECT file.body ->> '$.path', file.sha256, p.page, page.text
			FROM search_page AS p JOIN file ON file.id = p.file JOIN page ON page.sha256 = file.sha256 AND page.page = p.page
			WHERE p.n = (SELECT min(rowid) FROM search_text WHERE search_text MATCH ? AND rowid >= ? AND rowid < ?)`,
			match, from, to).Scan(&body, &h.SHA256, &h.Page, &text)
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
