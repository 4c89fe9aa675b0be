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
	v := viewer{store: s, fold: f, asked: a}
	hits := make([]archive.Hit, 0, len(found))
	for _, d := range found {
		h, err := v.show(ctx, d)
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

// viewer makes the hits that a person sees.
type viewer struct {
	store *Store
	fold  folder
	asked asked
}

func (v viewer) snippet(text string) string {
	return snippet(v.fold, strings.TrimSpace(text), v.asked)
}

func (v viewer) show(ctx context.Context, found foundDocument) (archive.Hit, error) {
	d, err := v.store.Document(ctx, found.id)
	if err != nil {
		return archive.Hit{}, err
	}
	h := archive.Hit{
		Document: d.ID, Number: d.Number, Title: d.Title, Date: d.Date, Issuers: strings.Join(d.Issuers, "、"),
		Path: d.Path, SHA256: d.SHA256, Field: hitFields[found.field], Score: 1 - float64(found.field)/float64(len(hitFields)),
		Destroyed: d.Destroyed,
	}
	if h.Item, h.Code, err = v.store.itemOf(ctx, d.ID); err != nil {
		return h, err
	}
	switch found.field {
	case hitNumber, hitNumberPart:
		h.Snippet = v.snippet(d.Number + " " + d.Title)
	case hitIssuer:
		h.Snippet = v.snippet(h.Issuers + " " + d.Department)
	case hitTitle, hitPinyin:
		h.Snippet = v.snippet(d.Title)
	default:
		err = v.text(ctx, found.place, &h)
	}
	if found.field == hitText && h.Page == 0 { // the words stand in several fields
		h.Snippet = v.snippet(d.Number + " " + d.Title + " " + h.Issuers)
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

// text fills in the page with the hit: the first one that has all the words,
// else the first that has one of them.
func (v viewer) text(ctx context.Context, p place, h *archive.Hit) error {
	from, to := p.rows()
	for _, match := range []string{v.asked.all(), v.asked.any()} {
		var path, text string
		err := v.store.reader.QueryRowContext(ctx, `SELECT file.body ->> '$.path', file.sha256, p.page, page.text
			FROM search_page AS p JOIN file ON file.id = p.file JOIN page ON page.sha256 = file.sha256 AND page.page = p.page
			WHERE p.n = (SELECT min(rowid) FROM search_text WHERE search_text MATCH ? AND rowid >= ? AND rowid < ?)`,
			match, from, to).Scan(&path, &h.SHA256, &h.Page, &text)
		if err == nil {
			h.Path, h.Snippet = path, v.snippet(text)
			return nil
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	return nil
}
