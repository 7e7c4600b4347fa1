package sqlite

import (
	"context"
	"errors"
	"fmt"

	"secondstory/backend/debrief"
)

// index is the index as 0002_follow_passages.sql makes it. A test compares the two.
const index = `CREATE VIRTUAL TABLE passage USING fts5 (
  text,
  tokenize = 'porter unicode61 remove_diacritics 2'
)`

// digests is the table of digests as 0005_keep_digests.sql makes it, as above.
const digests = `CREATE TABLE digest (
  -- A number is never given twice: one that was seen is known by it.
  row        INTEGER PRIMARY KEY AUTOINCREMENT,
  debrief_id TEXT NOT NULL,
  sort       TEXT NOT NULL,
  version    INTEGER NOT NULL,
  -- Both are empty while it is being made.
  body       BLOB,
  -- As in record, over sort, debrief, version and body.
  hash       BLOB CHECK (hash IS NULL OR length(hash) = 16)
) STRICT`

// anew makes an empty index that has everything to follow, and no digests.
const anew = digests + `;
	CREATE INDEX digest_of_debrief ON digest (debrief_id, sort, version, hash);
	` + index + `;
	INSERT INTO passage (passage, rank) VALUES ('secure-delete', 1);
	CREATE TABLE passage_due (row INTEGER PRIMARY KEY) STRICT;
	INSERT INTO passage_due (row) SELECT row FROM record`

// indexMended says whether some trouble was the index's, which is now made
// again: once while a library is open, so that nothing goes round in circles.
func (db *DB) indexMended(ctx context.Context, trouble error) bool {
	return isDamage(trouble) && !db.remade.Swap(true) && db.RemakeIndex(ctx) == nil
}

// RemakeIndex empties the full-text index, for Follow to fill it again, and the digests:
// what is in them stands in the records too. The library is read whole first, and left as
// it is when anything else in it is damaged.
//
// The old index is cut out and not dropped: SQLite would follow its pages, and
// damaged ones can lead into other tables. Then the library is written anew
// without them, words and all. That takes seconds for a large library, in which
// a save waits; a damaged index is rare.
func (db *DB) RemakeIndex(ctx context.Context) error {
	if db.writer == nil {
		return debrief.Errorf(debrief.CodeReadOnly, "path", db.path)
	}
	h, err := Verify(ctx, db.path, nil)
	if err != nil {
		return err
	}
	if h.Serious() > 0 {
		return debrief.Errorf(debrief.CodeDamaged, "path", db.path)
	}
	if err := db.cutOut(context.WithoutCancel(ctx)); err != nil {
		return writeError(db.path, err)
	}
	db.tellWritten()
	return nil
}

// cutOut puts an empty index, and no digests, in the place of those there are, which it
// does not read.
func (db *DB) cutOut(ctx context.Context) (err error) {
	c, err := db.writer.Conn(ctx)
	if err != nil {
		return fmt.Errorf("cut out index: %w", err)
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	// RESET makes SQLite read its schema again, and protects it again.
	_, err = c.ExecContext(ctx, `BEGIN IMMEDIATE; PRAGMA writable_schema = ON;
		DELETE FROM sqlite_schema WHERE tbl_name IN
			('passage', 'passage_data', 'passage_idx', 'passage_content', 'passage_docsize', 'passage_config', 'passage_due', 'digest');
		PRAGMA writable_schema = RESET; `+anew+`; COMMIT`)
	db.writes.Add(1) // from here on something is due, for as long as the rest takes
	if err != nil {
		_, undo := c.ExecContext(ctx, `ROLLBACK; PRAGMA writable_schema = RESET`)
		return errors.Join(fmt.Errorf("cut out index: %w", err), undo)
	}
	if _, err := c.ExecContext(ctx, `VACUUM`); err != nil {
		return fmt.Errorf("write library anew: %w", err)
	}
	return nil
}
