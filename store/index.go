package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"niandang/archive"
)

// indexBatch is how many documents are indexed in one transaction, so that other
// writes get their turn.
const indexBatch = 100

// A page's rowid is its document's number and pageBits that count pages; see
// sql/.
const (
	pageBits  = 8
	blockSize = 1 << pageBits
)

// Index renews the search index for these documents: the catalogue entry, and
// the text of the files that belong to the document as parts. A document that is
// not there any more leaves the index. Of a secret document nothing but number
// and department is indexed; with the setting that allows it, the title too.
func (s *Store) Index(ctx context.Context, documents []string) error {
	settings, err := s.Settings(ctx)
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(documents, indexBatch) {
		err := s.write(ctx, func(t *tx) error {
			x := indexer{tx: t, fold: newFolder(), settings: settings}
			for _, id := range batch {
				if err := x.document(id); err != nil {
					return fmt.Errorf("index document %s: %w", id, err)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// reindex renews the index for those of the documents that are in it, or that
// left it when they were removed.
func (s *Store) reindex(ctx context.Context, documents []string) error {
	if len(documents) == 0 {
		return nil
	}
	return s.Index(ctx, documents)
}

// place is where a document lies in the index.
type place struct{ n, blocks int64 }

// rows gives the first rowid of its pages, and the one after the last.
func (p place) rows() (from, to int64) { return p.n << pageBits, (p.n + p.blocks) << pageBits }

// unindex takes a document out of the index.
func (t *tx) unindex(document string) error {
	_, err := t.clear(document)
	return err
}

// clear takes a document out of the index and gives the place that it had, a
// place without blocks when it had none.
func (t *tx) clear(document string) (p place, err error) {
	err = t.one("SELECT n, blocks FROM search_document WHERE document = ?", []any{document}, &p.n, &p.blocks)
	if errors.Is(err, sql.ErrNoRows) {
		return place{}, nil
	}
	if err != nil {
		return p, err
	}
	from, to := p.rows()
	for _, q := range []string{
		"DELETE FROM search_text WHERE rowid IN (SELECT n FROM search_page WHERE n >= ?1 AND n < ?2)",
		"DELETE FROM search_page WHERE n >= ?1 AND n < ?2",
	} {
		if err := t.exec(q, from, to); err != nil {
			return p, err
		}
	}
	if err := t.exec("DELETE FROM search_catalogue WHERE rowid = ?", p.n); err != nil {
		return p, err
	}
	return p, t.exec("DELETE FROM search_document WHERE n = ?", p.n)
}

// indexer indexes documents in one transaction.
type indexer struct {
	*tx
	fold     folder
	settings archive.Settings
}

func (x *indexer) document(id string) error {
	before, err := x.clear(id)
	if err != nil {
		return err
	}
	body, err := x.body(archive.Ref{Table: tableDocument, ID: id})
	if err != nil || body == nil {
		return err
	}
	var d archive.Document
	if err := json.Unmarshal(body, &d); err != nil {
		return err
	}
	pages, err := x.texts(d)
	if err != nil {
		return err
	}
	p, err := x.place(before, len(pages))
	if err != nil {
		return err
	}
	if err := x.enter(p, d); err != nil {
		return err
	}
	if err := x.catalogue(p.n, d); err != nil {
		return err
	}
	first, _ := p.rows()
	for i, page := range pages {
		if err := x.page(first+int64(i), page); err != nil {
			return err
		}
	}
	return nil
}

// place finds a place for so many pages: the one before, if they fit.
func (x *indexer) place(before place, pages int) (place, error) {
	blocks := max(1, int64(pages+blockSize-1)/blockSize)
	if before.blocks >= blocks {
		return before, nil
	}
	p := place{blocks: blocks}
	err := x.one("SELECT coalesce((SELECT n + blocks FROM search_document ORDER BY n DESC LIMIT 1), 1)", nil, &p.n)
	return p, err
}

// secret reports whether a document's text must not be indexed. A person may
// have given it a mark after it was read.
func (x *indexer) secret(d archive.Document) bool {
	marked := d.Security == "绝密" || d.Security == "机密" || d.Security == "秘密"
	return d.Secret || marked && !x.settings.Classified
}

// enter puts the document at its place.
func (x *indexer) enter(p place, d archive.Document) error {
	no := x.number(d.Number)
	return x.exec(`INSERT INTO search_document
		(n, blocks, document, prefix, number_year, serial, date, archive_year, retention, department)
		SELECT ?, ?, id, ?, ?, ?, date, archive_year, retention, department FROM document WHERE id = ?`,
		p.n, p.blocks, no.Prefix, no.Year, no.Serial, d.ID)
}

// number reads a document's number as a query for it is read.
func (x *indexer) number(s string) archive.Number {
	no, _ := parseNumber(x.fold, s)
	return no
}

func (x *indexer) tokens(texts ...string) string {
	var b strings.Builder
	for _, text := range texts {
		b.WriteString(tokens(runs(x.fold.signs(text))))
	}
	return b.String()
}

func (x *indexer) catalogue(n int64, d archive.Document) error {
	if x.secret(d) && !x.settings.ShowSecret && !x.settings.Classified {
		return x.exec("INSERT INTO search_catalogue (rowid, number, department) VALUES (?, ?, ?)",
			n, x.tokens(d.Number), x.tokens(d.Department))
	}
	letters := letterPairs(initials(x.fold.signs(d.Title)), true)
	for _, issuer := range d.Issuers {
		letters += letterPairs(initials(x.fold.signs(issuer)), true)
	}
	return x.exec("INSERT INTO search_catalogue (rowid, number, title, issuers, department, pinyin) VALUES (?, ?, ?, ?, ?, ?)",
		n, x.tokens(d.Number), x.tokens(d.Title), x.tokens(d.Issuers...), x.tokens(d.Department), letters)
}

// filePage is a page of text with the file it belongs to.
type filePage struct {
	file string
	archive.PageText
}

// texts gives the pages of the document's parts, none of a secret or destroyed one.
func (x *indexer) texts(d archive.Document) ([]filePage, error) {
	if x.secret(d) || d.Destroyed != nil {
		return nil, nil
	}
	files, err := x.parts(d.ID)
	if err != nil {
		return nil, err
	}
	var all []filePage
	for _, f := range files {
		pages, err := x.pages(f)
		if err != nil {
			return nil, err
		}
		for _, p := range pages {
			all = append(all, filePage{f.ID, p})
		}
	}
	return all, nil
}

func (x *indexer) page(row int64, p filePage) error {
	if err := x.exec("INSERT INTO search_page (n, file, page) VALUES (?, ?, ?)", row, p.file, p.Page); err != nil {
		return err
	}
	return x.exec("INSERT INTO search_text (rowid, text) VALUES (?, ?)", row, x.tokens(p.Text))
}

// parts gives the files of a document that become parts of an item, the main
// one first.
func (x *indexer) parts(document string) ([]archive.File, error) {
	st, err := x.statement("SELECT body FROM file WHERE document = ? ORDER BY id")
	if err != nil {
		return nil, err
	}
	rows, err := st.Query(document)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var files []archive.File
	for rows.Next() {
		var body []byte
		var f archive.File
		if err := rows.Scan(&body); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(body, &f); err != nil {
			return nil, err
		}
		if f.Role.InItem() && f.Status != archive.Secret && f.Status != archive.Duplicate {
			files = append(files, f)
		}
	}
	slices.SortStableFunc(files, func(a, b archive.File) int { return order(a) - order(b) })
	return files, rows.Err()
}

func order(f archive.File) int {
	if f.Role.Main() {
		return -1
	}
	return f.Seq
}

// pages gives the texts of a file: of a segment of a scan, its pages only.
func (x *indexer) pages(f archive.File) ([]archive.PageText, error) {
	first, last := 1, math.MaxInt32
	if f.First > 0 {
		first, last = f.First, f.First+max(f.Pages, 1)-1
	}
	st, err := x.statement("SELECT page, text FROM page WHERE sha256 = ? AND page BETWEEN ? AND ? ORDER BY page")
	if err != nil {
		return nil, err
	}
	rows, err := st.Query(f.SHA256, first, last)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var pages []archive.PageText
	for rows.Next() {
		p := archive.PageText{SHA256: f.SHA256}
		if err := rows.Scan(&p.Page, &p.Text); err != nil {
			return nil, err
		}
		pages = append(pages, p)
	}
	return pages, rows.Err()
}
