-- The first schema. Every noun of the domain is a row of record: its body is
-- the record as JSON, the same text a bundle carries, so that history, undo,
-- damage checks, search and bundles are written once and not once a noun.
-- change is the append log: what each step put or deleted, before and after.
-- It is the history and the undo log, and it is never rewritten.
-- Tables that later work fills are here so that no wall has to move.

CREATE TABLE record (
  row        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  debrief_id TEXT NOT NULL,
  noun       TEXT NOT NULL,
  rev        INTEGER NOT NULL,
  body       TEXT NOT NULL CHECK (json_valid(body)),
  -- The first 16 bytes of SHA-256 over noun, id, revision and body, each after its length: SQLite’s
  -- own integrity check sees 7 of 60 one-byte changes, this sees all.
  hash       BLOB NOT NULL CHECK (length(hash) = 16)
) STRICT;

CREATE INDEX record_of_debrief ON record (debrief_id, noun);

-- The library's list, newest event first.
CREATE INDEX debrief_by_date ON record (
  coalesce(nullif(body ->> '$.started.at', ''), body ->> '$.createdAt') DESC, id
) WHERE noun = 'debrief';

-- One thing somebody did, to be undone as one.
CREATE TABLE step (
  row        INTEGER PRIMARY KEY AUTOINCREMENT,
  id         TEXT NOT NULL,
  name       TEXT NOT NULL,
  debrief_id TEXT NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped')),
  at         TEXT NOT NULL
) STRICT;

CREATE INDEX step_by_state ON step (state, row);

CREATE TABLE change (
  -- Order is by seq and never by the clock, which can jump.
  seq        INTEGER PRIMARY KEY AUTOINCREMENT,
  step       INTEGER NOT NULL REFERENCES step (row),
  -- do, undo or redo
  way        TEXT NOT NULL CHECK (way IN ('do', 'undo', 'redo')),
  debrief_id TEXT NOT NULL,
  noun       TEXT NOT NULL,
  record_id  TEXT NOT NULL,
  rev        INTEGER NOT NULL,
  before     TEXT,
  after      TEXT,
  at         TEXT NOT NULL,
  -- As in record, over everything above but seq.
  hash       BLOB NOT NULL CHECK (length(hash) = 16)
) STRICT;

CREATE INDEX change_of_step ON change (step, way);
CREATE INDEX change_of_record ON change (record_id, seq);

-- What is being typed and not filed yet.
CREATE TABLE draft (
  debrief_id TEXT NOT NULL,
  field      TEXT NOT NULL,
  text       TEXT NOT NULL,
  at         TEXT NOT NULL,
  -- As in record, over everything above.
  hash       BLOB NOT NULL CHECK (length(hash) = 16),
  PRIMARY KEY (debrief_id, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Full text. It follows the log when typing rests; indexed in mark says how far
-- it has come. Sealed notes are never in it.
CREATE VIRTUAL TABLE passage USING fts5 (
  text, noun UNINDEXED, record_id UNINDEXED, debrief_id UNINDEXED,
  tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO passage (passage, rank) VALUES ('secure-delete', 1);

CREATE TABLE mark (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO mark (name, value) VALUES ('indexed', 0);

-- Sealed interview notes: only ciphertext, its context bound in. The wraps
-- hold the data key under the passphrase and under the recovery code.
CREATE TABLE vault_wrap (
  kind    TEXT PRIMARY KEY CHECK (kind IN ('passphrase', 'recovery')),
  version INTEGER NOT NULL,
  params  TEXT NOT NULL CHECK (json_valid(params)),
  wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sealed (
  id         TEXT PRIMARY KEY,
  debrief_id TEXT NOT NULL,
  version    INTEGER NOT NULL,
  nonce      BLOB NOT NULL,
  cipher     BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sealed_change (
  seq       INTEGER PRIMARY KEY AUTOINCREMENT,
  sealed_id TEXT NOT NULL,
  version   INTEGER NOT NULL,
  nonce     BLOB NOT NULL,
  cipher    BLOB NOT NULL
) STRICT;

CREATE TABLE attachment (
  id         TEXT PRIMARY KEY,
  debrief_id TEXT NOT NULL,
  record_id  TEXT NOT NULL,
  name       TEXT NOT NULL,
  media_type TEXT NOT NULL,
  sha256     BLOB NOT NULL CHECK (length(sha256) = 32),
  content    BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX attachment_of_debrief ON attachment (debrief_id);
