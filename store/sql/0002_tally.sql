-- +goose Up

-- What the glance at a year counts stands in one index each, so that no record is
-- read for it, however many there are.
PRAGMA user_version = 2;

ALTER TABLE document ADD COLUMN month TEXT AS (
    CASE WHEN length(body ->> '$.date') >= 7 THEN substr(body ->> '$.date', 1, 7) ELSE '' END);
ALTER TABLE document ADD COLUMN confirmed INTEGER AS (coalesce(body ->> '$.decision.confirmed', 0));
ALTER TABLE document ADD COLUMN unsure INTEGER AS (coalesce(body ->> '$.decision.review', 0));
ALTER TABLE document ADD COLUMN doubtful INTEGER AS (
    coalesce(json_array_length(body, '$.review_elements'), 0) > 0);
ALTER TABLE document ADD COLUMN own INTEGER AS (
    coalesce(body ->> '$.file_id', '') <> '' AND NOT coalesce(body ->> '$.secret', 0)
    AND body ->> '$.archive_year' = body ->> '$.year');
CREATE INDEX document_tally ON document (year, month, retention, department, confirmed, unsure, doubtful, own);

ALTER TABLE item ADD COLUMN locked INTEGER AS (coalesce(body ->> '$.locked', 0));
CREATE INDEX item_tally ON item (year, locked, id);

ALTER TABLE finding ADD COLUMN severity TEXT AS (body ->> '$.severity');
CREATE INDEX finding_tally ON finding (year, kind, severity, key);
