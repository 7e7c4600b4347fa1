-- How many drafts there are. What is being typed stands nowhere else: when its
-- page is lost to another, empty one, only this says that there was something.
CREATE TABLE draft_count (n INTEGER NOT NULL) STRICT;
INSERT INTO draft_count (n) SELECT count(*) FROM draft;

CREATE TRIGGER draft_count_when_made AFTER INSERT ON draft BEGIN
  UPDATE draft_count SET n = n + 1;
END;
CREATE TRIGGER draft_count_when_deleted AFTER DELETE ON draft BEGIN
  UPDATE draft_count SET n = n - 1;
END;
