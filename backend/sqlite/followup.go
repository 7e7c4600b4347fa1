package sqlite

import (
	"context"
	"encoding/json"
	"fmt"

	"secondstory/backend/debrief"
)

// FollowUps returns the countermeasures of all debriefs that are more than an idea: each
// debrief with them, with those who own one, with its own record and its meeting's, and
// nothing else of it. Open leaves out what was checked or is not pursued, debriefs that are closed, where
// nothing is waited for, and the sample. Their order says nothing.
func (db *DB) FollowUps(ctx context.Context, open bool) ([]*debrief.Whole, error) {
	states := `'soaking', 'committed', 'doing', 'done', 'checked', 'not-pursued'`
	if open {
		states = `'soaking', 'committed', 'doing', 'done'`
	}
	all, err := db.records(ctx, `SELECT noun, id, rev, body, hash FROM record
		WHERE noun = 'countermeasure' AND body ->> '$.state' IN (`+states+`)`)
	if err != nil {
		return nil, err
	}
	ids, owners := []debrief.ID{}, []debrief.ID{}
	byID, seen := map[debrief.ID]*debrief.Whole{}, map[debrief.ID]bool{"": true}
	for _, r := range all {
		c, ok := r.(*debrief.Countermeasure)
		if !ok {
			continue
		}
		if byID[c.DebriefID] == nil {
			byID[c.DebriefID] = &debrief.Whole{}
			ids = append(ids, c.DebriefID)
		}
		byID[c.DebriefID].Add(c)
		if id := c.Owner.ParticipantID; !seen[id] {
			seen[id] = true
			owners = append(owners, id)
		}
	}
	for _, id := range ids {
		owners = append(owners, debrief.MeetingID(id))
	}
	if err := db.join(ctx, byID, append(owners, ids...)); err != nil {
		return nil, err
	}
	out := make([]*debrief.Whole, 0, len(ids))
	for _, id := range ids {
		// Of a debrief that cannot be read what is in it is left out too.
		d := &byID[id].Debrief
		if d.ID != "" && (!open || !d.StandsClosed() && !d.Sample) {
			out = append(out, byID[id])
		}
	}
	return out, nil
}

// join adds the debriefs' own records and the people of such ids.
func (db *DB) join(ctx context.Context, byID map[debrief.ID]*debrief.Whole, ids []debrief.ID) error {
	list, err := json.Marshal(ids)
	if err != nil {
		return fmt.Errorf("name records: %w", err)
	}
	all, err := db.records(ctx, `SELECT noun, id, rev, body, hash FROM record
		WHERE id IN (SELECT value FROM json_each(?)) AND noun IN ('debrief', 'participant', 'meeting')`, string(list))
	if err != nil {
		return err
	}
	for _, r := range all {
		if w := byID[r.Head().DebriefID]; w != nil {
			w.Add(r)
		}
	}
	return nil
}
