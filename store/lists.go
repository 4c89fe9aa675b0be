package store

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"

	"niandang/archive"
)

// listings gives the listing of a table.
func listings(table string) (listing, bool) {
	l := listing{from: table, body: "body", more: "''", id: "id", order: []string{"id"}}
	switch table {
	case tableFile:
		l.where = whereFile
	case tableDocument:
		l.where = whereDocument
	case tableItem:
		l.where, l.order = whereItem, []string{"class", "number", "id"}
	case tableBox:
		l.where, l.order = whereBox, []string{"number", "id"}
	case tableVolume:
		l.where = whereClass
	case tableTransfer, tableDisposal:
		l.where = func(f archive.Filter, w *where) { w.year("year", f.Year) }
	case tableRow:
		l.where, l.order = whereRow, []string{"sheet", "line", "id"}
	case tableReading:
		l.where = whereReading
	case tableFinding:
		l.where, l.order, l.id, l.whole = whereFinding, []string{"key", "n"}, "key", true
		l.from, l.body = "finding LEFT JOIN resolution ON resolution.id = finding.key", "finding.body"
		l.more = "coalesce(resolution.body, '')"
	case tableEvent:
		l.where, l.order, l.more = whereEvent, []string{"seq"}, hashAndBefore
	default:
		return listing{}, false
	}
	return l, true
}

func whereFile(f archive.Filter, w *where) {
	w.year("year", f.Year)
	w.equal("status", string(f.Status))
	w.equal("document", f.Document)
	w.equal("sha256", f.SHA256)
}

func whereDocument(f archive.Filter, w *where) {
	w.year("year", f.Year)
	w.equal("id", f.Document)
	if f.Review {
		w.and("review = 1")
	}
}

func whereItem(f archive.Filter, w *where) {
	w.year("year", f.Year)
	w.equal("class", f.Class)
	w.equal("box", f.Box)
	if f.Document != "" {
		w.and("id IN (SELECT item FROM item_document WHERE document = ?)", f.Document)
	}
}

func whereBox(f archive.Filter, w *where) {
	whereClass(f, w)
	w.equal("number", f.Box)
}

func whereClass(f archive.Filter, w *where) {
	w.year("year", f.Year)
	w.equal("class", f.Class)
}

func whereRow(f archive.Filter, w *where) {
	w.year("year", f.Year)
	w.equal("document", f.Document)
}

// whereReading narrows readings to those of the year's or document's files.
func whereReading(f archive.Filter, w *where) {
	var of where
	whereFile(f, &of)
	if len(of.terms) > 0 {
		w.and("sha256 IN (SELECT sha256 FROM file"+of.sql()+")", of.args...)
	}
}

func whereFinding(f archive.Filter, w *where) {
	w.year("year", f.Year)
	w.equal("kind", f.Kind)
	w.equal("document", f.Document)
	if f.Open {
		w.and("NOT EXISTS (SELECT 1 FROM resolution AS r WHERE r.id = finding.key)")
	}
}

func whereEvent(f archive.Filter, w *where) {
	w.year("year", f.Year)
	w.equal("subject", f.Document)
}

// walk begins a walk through a table that is there for certain.
func (s *Store) walk(table string, f archive.Filter) walk {
	l, _ := listings(table)
	return walk{store: s, filter: f, listing: l}
}

// records lists a table whose records are their JSON and nothing more.
func records[T any](ctx context.Context, s *Store, table string, f archive.Filter) iter.Seq2[T, error] {
	return list(ctx, s.walk(table, f), func(body []byte, _ string) (record T, err error) {
		err = json.Unmarshal(body, &record)
		return record, err
	})
}

// Files lists files by ID.
func (s *Store) Files(ctx context.Context, f archive.Filter) iter.Seq2[archive.File, error] {
	return records[archive.File](ctx, s, tableFile, f)
}

// Documents lists documents by ID.
func (s *Store) Documents(ctx context.Context, f archive.Filter) iter.Seq2[archive.Document, error] {
	return records[archive.Document](ctx, s, tableDocument, f)
}

// Items lists items by class, then number.
func (s *Store) Items(ctx context.Context, f archive.Filter) iter.Seq2[archive.Item, error] {
	return records[archive.Item](ctx, s, tableItem, f)
}

// Boxes lists boxes by number; Filter.Box asks for one number.
func (s *Store) Boxes(ctx context.Context, f archive.Filter) iter.Seq2[archive.Box, error] {
	return records[archive.Box](ctx, s, tableBox, f)
}

// Volumes lists bound volumes by ID.
func (s *Store) Volumes(ctx context.Context, f archive.Filter) iter.Seq2[archive.Volume, error] {
	return records[archive.Volume](ctx, s, tableVolume, f)
}

// Transfers lists hand-overs by ID.
func (s *Store) Transfers(ctx context.Context, f archive.Filter) iter.Seq2[archive.Transfer, error] {
	return records[archive.Transfer](ctx, s, tableTransfer, f)
}

// Disposals lists batches of disposal by ID.
func (s *Store) Disposals(ctx context.Context, f archive.Filter) iter.Seq2[archive.Disposal, error] {
	return records[archive.Disposal](ctx, s, tableDisposal, f)
}

// Rows lists the register by sheet, then row.
func (s *Store) Rows(ctx context.Context, f archive.Filter) iter.Seq2[archive.Row, error] {
	return records[archive.Row](ctx, s, tableRow, f)
}

// Readings lists readings by SHA-256 and extension; with a year, document or
// status those of such files. After is the SHA-256 followed by the extension.
func (s *Store) Readings(ctx context.Context, f archive.Filter) iter.Seq2[archive.Reading, error] {
	return records[archive.Reading](ctx, s, tableReading, f)
}

// Findings lists findings by Finding.Key, which After names. Findings with the
// same key stay on one page, so a page may be longer than Limit.
func (s *Store) Findings(ctx context.Context, f archive.Filter) iter.Seq2[archive.Finding, error] {
	return list(ctx, s.walk(tableFinding, f), func(body []byte, resolution string) (archive.Finding, error) {
		var x archive.Finding
		if err := json.Unmarshal(body, &x); err != nil || resolution == "" {
			return x, err
		}
		x.Resolved = new(archive.Resolution)
		return x, json.Unmarshal([]byte(resolution), x.Resolved)
	})
}

// Events lists the log by sequence; Filter.Document asks for what the events are
// on.
func (s *Store) Events(ctx context.Context, f archive.Filter) iter.Seq2[archive.Event, error] {
	return list(ctx, s.walk(tableEvent, f), decodeEvent)
}

// Settings reads the library's settings.
func (s *Store) Settings(ctx context.Context) (archive.Settings, error) {
	return get[archive.Settings](ctx, s, archive.Ref{Table: tableSettings, ID: theSettings})
}

// File reads one file.
func (s *Store) File(ctx context.Context, id string) (archive.File, error) {
	return get[archive.File](ctx, s, archive.Ref{Table: tableFile, ID: id})
}

// Document reads one document.
func (s *Store) Document(ctx context.Context, id string) (archive.Document, error) {
	return get[archive.Document](ctx, s, archive.Ref{Table: tableDocument, ID: id})
}

// Item reads one item.
func (s *Store) Item(ctx context.Context, id string) (archive.Item, error) {
	return get[archive.Item](ctx, s, archive.Ref{Table: tableItem, ID: id})
}

// Disposal reads one batch of disposal.
func (s *Store) Disposal(ctx context.Context, id string) (archive.Disposal, error) {
	return get[archive.Disposal](ctx, s, archive.Ref{Table: tableDisposal, ID: id})
}

// Reading reads what reading an object gave.
func (s *Store) Reading(ctx context.Context, sha256, ext string) (archive.Reading, error) {
	return get[archive.Reading](ctx, s, archive.Ref{Table: tableReading, ID: readingID(sha256, ext)})
}

// Rendition reads a derivative of an object.
func (s *Store) Rendition(ctx context.Context, of, kind string) (archive.Rendition, error) {
	return get[archive.Rendition](ctx, s, archive.Ref{Table: tableRendition, ID: renditionID(of, kind)})
}

// PageTexts gives the text of an object's pages in order.
func (s *Store) PageTexts(ctx context.Context, sha256 string) ([]archive.PageText, error) {
	rows, err := s.reader.QueryContext(ctx, "SELECT page, text FROM page WHERE sha256 = ? ORDER BY page", sha256)
	if err != nil {
		return nil, told("read pages", err)
	}
	defer rows.Close()
	var pages []archive.PageText
	for rows.Next() {
		p := archive.PageText{SHA256: sha256}
		if err := rows.Scan(&p.Page, &p.Text); err != nil {
			return nil, fmt.Errorf("read pages: %w", err)
		}
		pages = append(pages, p)
	}
	return pages, told("read pages", rows.Err())
}

// Years gives the years that have files, newest first.
func (s *Store) Years(ctx context.Context) ([]int, error) {
	rows, err := s.reader.QueryContext(ctx, "SELECT DISTINCT year FROM file ORDER BY year DESC")
	if err != nil {
		return nil, told("read years", err)
	}
	defer rows.Close()
	var years []int
	for rows.Next() {
		var y int
		if err := rows.Scan(&y); err != nil {
			return nil, fmt.Errorf("read years: %w", err)
		}
		years = append(years, y)
	}
	return years, told("read years", rows.Err())
}
