-- +goose Up

PRAGMA user_version = 3;

-- Batches of disposal (销毁清册).
CREATE TABLE disposal (
    id   TEXT PRIMARY KEY NOT NULL,
    body TEXT NOT NULL,
    year INTEGER AS (body ->> '$.year')
) STRICT;
CREATE INDEX disposal_year ON disposal (year, id);

-- Whose rendition some bytes are is asked before they are destroyed.
CREATE INDEX rendition_sha256 ON rendition (sha256);
