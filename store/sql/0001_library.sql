-- +goose Up

-- "NDan": tells our database from any other one.
PRAGMA application_id = 1313104238;
PRAGMA user_version = 1;

CREATE TABLE settings (
    id   TEXT PRIMARY KEY NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE file (
    id       TEXT PRIMARY KEY NOT NULL,
    body     TEXT NOT NULL,
    year     INTEGER AS (body ->> '$.year'),
    status   TEXT AS (body ->> '$.status'),
    document TEXT AS (body ->> '$.document'),
    sha256   TEXT AS (body ->> '$.sha256')
) STRICT;
CREATE INDEX file_year ON file (year, id);
CREATE INDEX file_status ON file (status, year, id);
CREATE INDEX file_document ON file (document, id);
CREATE INDEX file_sha256 ON file (sha256);

CREATE TABLE document (
    id           TEXT PRIMARY KEY NOT NULL,
    body         TEXT NOT NULL,
    year         INTEGER AS (body ->> '$.year'),
    archive_year INTEGER AS (coalesce(nullif(body ->> '$.archive_year', 0), body ->> '$.year')),
    department   TEXT AS (body ->> '$.department'),
    retention    TEXT AS (body ->> '$.decision.retention'),
    date         TEXT AS (body ->> '$.date'),
    review       INTEGER AS (
        (coalesce(body ->> '$.decision.review', 0) AND NOT coalesce(body ->> '$.decision.confirmed', 0))
        OR coalesce(json_array_length(body, '$.review_elements'), 0) > 0)
) STRICT;
CREATE INDEX document_year ON document (year, id);
CREATE INDEX document_review ON document (review, year, id);

CREATE TABLE item (
    id       TEXT PRIMARY KEY NOT NULL,
    body     TEXT NOT NULL,
    year     INTEGER AS (body ->> '$.year'),
    class    TEXT AS (coalesce(body ->> '$.class', '')),
    number   INTEGER AS (coalesce(body ->> '$.number', 0)),
    box      TEXT AS (body ->> '$.box'),
    document TEXT AS (body ->> '$.document')
) STRICT;
CREATE INDEX item_order ON item (class, number, id);
CREATE INDEX item_year ON item (year, class, number, id);
CREATE INDEX item_box ON item (box, class, number, id);

-- The items of a document, kept by the triggers below.
CREATE TABLE item_document (
    document TEXT NOT NULL,
    item     TEXT NOT NULL,
    PRIMARY KEY (document, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_document_item ON item_document (item);

-- +goose StatementBegin
CREATE TRIGGER item_inserted AFTER INSERT ON item BEGIN
    INSERT INTO item_document (document, item)
    SELECT value, new.id FROM json_each(new.body, '$.documents') WHERE value <> ''
    UNION SELECT new.document, new.id WHERE new.document <> '';
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER item_updated AFTER UPDATE ON item BEGIN
    DELETE FROM item_document WHERE item = new.id;
    INSERT INTO item_document (document, item)
    SELECT value, new.id FROM json_each(new.body, '$.documents') WHERE value <> ''
    UNION SELECT new.document, new.id WHERE new.document <> '';
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER item_deleted AFTER DELETE ON item BEGIN
    DELETE FROM item_document WHERE item = old.id;
END;
-- +goose StatementEnd

CREATE TABLE box (
    id     TEXT PRIMARY KEY NOT NULL,
    body   TEXT NOT NULL,
    year   INTEGER AS (body ->> '$.year'),
    class  TEXT AS (body ->> '$.class'),
    number TEXT AS (coalesce(body ->> '$.number', ''))
) STRICT;
CREATE INDEX box_order ON box (number, id);
CREATE INDEX box_year ON box (year, number, id);

CREATE TABLE volume (
    id    TEXT PRIMARY KEY NOT NULL,
    body  TEXT NOT NULL,
    year  INTEGER AS (body ->> '$.year'),
    class TEXT AS (body ->> '$.class')
) STRICT;
CREATE INDEX volume_year ON volume (year, id);

CREATE TABLE transfer (
    id   TEXT PRIMARY KEY NOT NULL,
    body TEXT NOT NULL,
    year INTEGER AS (body ->> '$.year')
) STRICT;
CREATE INDEX transfer_year ON transfer (year, id);

CREATE TABLE row (
    id       TEXT PRIMARY KEY NOT NULL,
    body     TEXT NOT NULL,
    year     INTEGER AS (body ->> '$.year'),
    sheet    TEXT AS (coalesce(body ->> '$.sheet', '')),
    line     INTEGER AS (coalesce(body ->> '$.row', 0)),
    document TEXT AS (body ->> '$.document')
) STRICT;
CREATE INDEX row_order ON row (sheet, line, id);
CREATE INDEX row_year ON row (year, sheet, line, id);
CREATE INDEX row_document ON row (document);

-- What reading an object gave; the ID is its SHA-256 with the extension.
CREATE TABLE reading (
    id     TEXT PRIMARY KEY NOT NULL,
    body   TEXT NOT NULL,
    sha256 TEXT AS (body ->> '$.sha256')
) STRICT;
CREATE INDEX reading_sha256 ON reading (sha256);

-- Derivatives; the ID is the original's SHA-256, a slash and the kind.
CREATE TABLE rendition (
    id     TEXT PRIMARY KEY NOT NULL,
    body   TEXT NOT NULL,
    sha256 TEXT AS (body ->> '$.sha256')
) STRICT;

CREATE TABLE page (
    sha256 TEXT NOT NULL,
    page   INTEGER NOT NULL,
    text   TEXT NOT NULL,
    PRIMARY KEY (sha256, page)
) STRICT;

-- What was kept, with its digests; what is here and not on disk is missing.
CREATE TABLE object (
    sha256 TEXT PRIMARY KEY NOT NULL,
    sm3    TEXT NOT NULL,
    size   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
    n        INTEGER PRIMARY KEY,
    key      TEXT NOT NULL,
    step     TEXT NOT NULL,
    year     INTEGER NOT NULL,
    body     TEXT NOT NULL,
    kind     TEXT AS (body ->> '$.kind'),
    document TEXT AS (body ->> '$.document')
) STRICT;
CREATE INDEX finding_key ON finding (key, n);
CREATE INDEX finding_step ON finding (step, year);
CREATE INDEX finding_year ON finding (year, key, n);
CREATE INDEX finding_kind ON finding (kind, year, key, n);
CREATE INDEX finding_document ON finding (document, key, n);

-- A person's word on a finding, by the finding's key. It outlives the finding,
-- so that it is there when the same is found again.
CREATE TABLE resolution (
    id   TEXT PRIMARY KEY NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- The log. What was before a person's change stands beside the event, which holds
-- its digest only: so content that has to leave the library (a secret) can be
-- taken out of the log while the chain still holds. purged is the number of the
-- event that says so.
CREATE TABLE event (
    seq     INTEGER PRIMARY KEY,
    body    TEXT NOT NULL,
    hash    TEXT NOT NULL,
    before  TEXT,
    purged  INTEGER,
    id      TEXT AS (body ->> '$.id'),
    year    INTEGER AS (body ->> '$.year'),
    subject TEXT AS (body ->> '$.on'),
    person  INTEGER AS (body ->> '$.person'),
    undoes  TEXT AS (coalesce(body ->> '$.undoes', ''))
) STRICT;
CREATE UNIQUE INDEX event_id ON event (id);
CREATE INDEX event_year ON event (year, seq);
CREATE INDEX event_subject ON event (subject, seq);
CREATE INDEX event_person ON event (seq, id, undoes) WHERE person;

-- The end of the chain, so that events cut off at the end are missed.
CREATE TABLE chain (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    seq  INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;
INSERT INTO chain VALUES (1, 0, '');

CREATE TABLE journal (
    key   TEXT NOT NULL,
    name  TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (key, name)
) STRICT, WITHOUT ROWID;

-- The search index. A document has a number n; its catalogue row has n as its
-- rowid, its pages have n * 256 + 0, 1, 2 … as theirs. One with more than 256
-- pages takes the numbers after its own as well: blocks says how many in all.
-- Small numbers keep the index small, and the document of a page is known without
-- a look into a table.
CREATE TABLE search_document (
    n            INTEGER PRIMARY KEY,
    document     TEXT NOT NULL UNIQUE,
    blocks       INTEGER NOT NULL,
    prefix       TEXT NOT NULL,    -- of the number
    number_year  INTEGER NOT NULL,
    serial       INTEGER NOT NULL,
    date         TEXT,             -- these four as in the document
    archive_year INTEGER,
    retention    TEXT,
    department   TEXT
) STRICT;
CREATE INDEX search_number ON search_document (number_year, serial) WHERE serial > 0;
CREATE INDEX search_date ON search_document (date);
CREATE INDEX search_blocks ON search_document (n, blocks) WHERE blocks > 1;

-- What a search narrows and orders its hits by follows the document at once.
-- +goose StatementBegin
CREATE TRIGGER document_updated AFTER UPDATE ON document
WHEN old.date IS NOT new.date OR old.archive_year IS NOT new.archive_year
    OR old.retention IS NOT new.retention OR old.department IS NOT new.department
BEGIN
    UPDATE search_document SET date = new.date, archive_year = new.archive_year,
        retention = new.retention, department = new.department
    WHERE document = new.id;
END;
-- +goose StatementEnd

CREATE TABLE search_page (
    n    INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    page INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search_catalogue USING fts5 (
    number, title, issuers, department, pinyin,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE search_text USING fts5 (
    text,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
