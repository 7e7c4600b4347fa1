-- Questions about the whole library, which debriefs are alike and what figures
-- say of all of them, read a few words of each debrief: a digest, made of it when
-- somebody asks. There is none but of a debrief as it is: whatever is written to a
-- debrief takes its digests with it, in the same transaction and by trigger, so
-- that no way of writing (a quiet one, an undo, words that are taken back) leaves
-- one that says more than the debrief does.

CREATE TABLE digest (
  -- A number is never given twice: one that was seen is known by it.
  row        INTEGER PRIMARY KEY AUTOINCREMENT,
  debrief_id TEXT NOT NULL,
  sort       TEXT NOT NULL,
  version    INTEGER NOT NULL,
  -- Both are empty while it is being made.
  body       BLOB,
  -- As in record, over sort, debrief, version and body.
  hash       BLOB CHECK (hash IS NULL OR length(hash) = 16)
) STRICT;

CREATE INDEX digest_of_debrief ON digest (debrief_id, sort, version, hash);

-- Turns hold no words, and nothing of them is in a digest.
CREATE TRIGGER digest_gone_when_made AFTER INSERT ON record WHEN new.noun <> 'turns' BEGIN
  DELETE FROM digest WHERE debrief_id = new.debrief_id;
END;
CREATE TRIGGER digest_gone_when_changed AFTER UPDATE ON record WHEN new.noun <> 'turns' BEGIN
  DELETE FROM digest WHERE debrief_id IN (old.debrief_id, new.debrief_id);
END;
CREATE TRIGGER digest_gone_when_deleted AFTER DELETE ON record WHEN old.noun <> 'turns' BEGIN
  DELETE FROM digest WHERE debrief_id = old.debrief_id;
END;

-- What lists and filters ask of the whole library is read from indexes alone: the
-- rows themselves lie all over a large file, which a disk reads slowly. Each column
-- is written as the question writes it.

DROP INDEX debrief_by_date;
CREATE INDEX debrief_by_date ON record (
  coalesce(nullif(body ->> '$.started.at', ''), body ->> '$.createdAt') DESC, id,
  body ->> '$.createdAt', body ->> '$.title', body ->> '$.reference',
  body ->> '$.kind', body ->> '$.state', body -> '$.tags'
) WHERE noun = 'debrief';

CREATE INDEX participant_of_debrief ON record (
  debrief_id, rev, id, body ->> '$.name', body ->> '$.alias'
) WHERE noun = 'participant';

CREATE INDEX factor_of_debrief ON record (debrief_id) WHERE noun = 'factor';

-- What is open of all debriefs is found without looking at every one.
CREATE INDEX countermeasure_by_state ON record (
  body ->> '$.state', body ->> '$.owner.participantId', body ->> '$.owner.name', debrief_id
) WHERE noun = 'countermeasure';
