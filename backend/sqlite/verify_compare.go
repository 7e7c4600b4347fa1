package sqlite

import (
	"context"
	"database/sql"
	"sort"

	"secondstory/backend/debrief"
)

// compare holds the records against the log: what the log knows has to be
// there, in the version it knows or a later one (a quiet write is not logged),
// and what it saw deleted has to be gone.
func (c *check) compare() {
	ids := make([]debrief.ID, 0, len(c.last))
	for id := range c.last {
		ids = append(ids, id)
	}
	sort.Slice(ids, func(i, j int) bool { return c.last[ids[i]].seq < c.last[ids[j]].seq })
	for _, id := range ids {
		if _, bad := c.bad[id]; bad {
			continue
		}
		line := c.last[id]
		rev, there := c.good[id]
		what := WhatMissing
		switch {
		case line.deleted && there && rev <= line.rev:
			what = WhatReturned
		case line.deleted, there && rev >= line.rev:
			continue
		case there:
			what = WhatOlder
		}
		c.add(Damage{DebriefID: line.debriefID, Noun: line.noun, RecordID: id, What: what})
	}
}

// explain finds which fields of a changed record differ, where the log has the
// text it should have.
func (c *check) explain(ctx context.Context, tx *sql.Tx) error {
	for id, bad := range c.bad {
		line, ok := c.last[id]
		if !ok || line.deleted {
			continue
		}
		var after []byte
		err := tx.QueryRowContext(ctx, `SELECT after FROM change WHERE seq = ?`, line.seq).Scan(&after)
		if err != nil {
			if c.broken(ctx, err) {
				continue
			}
			return err
		}
		d := &c.health.Damage[bad.damage]
		d.Fields = differing(bad.body, after)
		d.DebriefID, d.Noun = line.debriefID, line.noun
	}
	return nil
}

// done gives what was found, with titles where they are known.
func (c *check) done() Health {
	for i := range c.health.Damage {
		d := &c.health.Damage[i]
		d.Title = c.titles[d.DebriefID]
	}
	sortDamage(c.health.Damage)
	c.progress.say(1, 1)
	return c.health
}
