-- Who has the word in a meeting, who had it and who passed is a record of its
-- own, which is forgotten when the meeting ends and whose changes carry no time.
-- Until now it stood in the meeting: in every version of it, beside its clock.

-- The persons in it, of every version. The record and the log have the number
-- of the row. SQLite leaves copies of a row that moved within its table where it
-- was; of a table that is emptied as a whole it writes zeros over every page.
CREATE TABLE turns (
  row        INTEGER PRIMARY KEY,
  debrief_id TEXT NOT NULL,
  body       TEXT NOT NULL CHECK (json_valid(body)),
  -- As in record, of revision 0.
  hash       BLOB NOT NULL CHECK (length(hash) = 16)
) STRICT;

-- The turns of meetings that have not ended go on.
INSERT INTO turns (debrief_id, body, hash)
SELECT debrief_id, body, record_sum('turns', 'turns-' || debrief_id, 0, body) FROM (
  SELECT debrief_id, json_object(
    'id', 'turns-' || debrief_id, 'debriefId', debrief_id, 'rev', 1,
    'speakerId', coalesce(body ->> '$.speakerId', ''),
    'heardIds', json(coalesce(body -> '$.heardIds', '[]')),
    'passedIds', json(coalesce(body -> '$.passedIds', '[]')),
    'orderIds', json(coalesce(body -> '$.orderIds', '[]'))) AS body
  FROM record WHERE noun = 'meeting' AND hash = record_sum(noun, id, rev, body)
    AND coalesce(body ->> '$.endedAt', '') = ''
    AND coalesce(body ->> '$.speakerId', '') || coalesce(body ->> '$.heardIds[0]', '')
      || coalesce(body ->> '$.passedIds[0]', '') || coalesce(body ->> '$.orderIds[0]', '') <> ''
    AND debrief_id IN (SELECT id FROM record WHERE noun = 'debrief'));
INSERT INTO record (id, debrief_id, noun, rev, body, hash)
SELECT id, debrief_id, 'turns', 1, body, record_sum('turns', id, 1, body) FROM (
  SELECT 'turns-' || debrief_id AS id, debrief_id, json_object(
    'id', 'turns-' || debrief_id, 'debriefId', debrief_id, 'rev', 1, 'said', row) AS body FROM turns);

-- Steps that were nothing but turns are taken out of the log, and turns out of
-- the meetings in it. What is not as it was written stays as it is.
DELETE FROM change WHERE noun = 'meeting'
  AND step IN (SELECT row FROM step WHERE name IN ('speaker', 'speaking-order'));
DELETE FROM step WHERE name IN ('speaker', 'speaking-order')
  AND NOT EXISTS (SELECT 1 FROM change WHERE change.step = step.row);

UPDATE change SET
  before = json_remove(before, '$.speakerId', '$.heardIds', '$.passedIds', '$.orderIds'),
  after = json_remove(after, '$.speakerId', '$.heardIds', '$.passedIds', '$.orderIds'),
  hash = line_sum(step, way, debrief_id, noun, record_id, rev,
    json_remove(before, '$.speakerId', '$.heardIds', '$.passedIds', '$.orderIds'),
    json_remove(after, '$.speakerId', '$.heardIds', '$.passedIds', '$.orderIds'), at)
WHERE noun = 'meeting' AND hash = line_sum(step, way, debrief_id, noun, record_id, rev, before, after, at);

UPDATE record SET
  body = json_remove(body, '$.speakerId', '$.heardIds', '$.passedIds', '$.orderIds'),
  hash = record_sum(noun, id, rev, json_remove(body, '$.speakerId', '$.heardIds', '$.passedIds', '$.orderIds'))
WHERE noun = 'meeting' AND hash = record_sum(noun, id, rev, body);

-- Turns hold no words either.
DROP TRIGGER passage_due_when_made;
DROP TRIGGER passage_due_when_changed;
DROP TRIGGER passage_due_when_deleted;
CREATE TRIGGER passage_due_when_made AFTER INSERT ON record WHEN new.noun NOT IN ('meeting', 'turns') BEGIN
  INSERT INTO passage_due (row) VALUES (new.row) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER passage_due_when_changed AFTER UPDATE ON record WHEN new.noun NOT IN ('meeting', 'turns') BEGIN
  INSERT INTO passage_due (row) VALUES (new.row) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER passage_due_when_deleted AFTER DELETE ON record WHEN old.noun NOT IN ('meeting', 'turns') BEGIN
  INSERT INTO passage_due (row) VALUES (old.row) ON CONFLICT DO NOTHING;
END;
