-- The full-text index follows when typing rests. A row of passage has the
-- number of the record it is made from, so that finding a record's row, or the
-- newest first, needs no table and no index beside it; noun, debrief and id are
-- read from the record itself, never from the index. Until now nothing was ever
-- written to passage: no text is dropped here.
DROP TABLE passage;
CREATE VIRTUAL TABLE passage USING fts5 (
  text,
  tokenize = 'porter unicode61 remove_diacritics 2'
);
-- Without it the words of deleted texts stay readable in the index.
INSERT INTO passage (passage, rank) VALUES ('secure-delete', 1);

-- The rows of record that the index does not show as they are: written, deleted
-- or never looked at. A save notes its rows here in its own transaction, and by
-- trigger, so that no way of writing (a quiet one, an undo, a salvage) can
-- forget to. It takes the place of a mark in the log, which quiet writes are not
-- in. Meetings hold no words and their clock ticks.
CREATE TABLE passage_due (row INTEGER PRIMARY KEY) STRICT;
INSERT INTO passage_due (row) SELECT row FROM record;
DROP TABLE mark;

CREATE TRIGGER passage_due_when_made AFTER INSERT ON record WHEN new.noun <> 'meeting' BEGIN
  INSERT INTO passage_due (row) VALUES (new.row) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER passage_due_when_changed AFTER UPDATE ON record WHEN new.noun <> 'meeting' BEGIN
  INSERT INTO passage_due (row) VALUES (new.row) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER passage_due_when_deleted AFTER DELETE ON record WHEN old.noun <> 'meeting' BEGIN
  INSERT INTO passage_due (row) VALUES (old.row) ON CONFLICT DO NOTHING;
END;
