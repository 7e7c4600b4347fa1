package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"secondstory/backend/debrief"
)

// Kit is a debrief that rehearses another one and has words of it.
type Kit struct {
	ID        debrief.ID
	Title     string
	CreatedAt string
	// Stands says that it is signed off with them, so that they cannot be taken out of it.
	Stands bool
	// Versions says that what was signed off of it holds them, whatever it has now.
	Versions bool
}

// KitsOf are the kits that have words of a debrief, the oldest first. One that was deleted
// is not told: see emptyKits.
func (db *DB) KitsOf(ctx context.Context, source debrief.ID) (kits []Kit, err error) {
	err = db.each(ctx, `SELECT d.body, EXISTS (SELECT 1 FROM record v WHERE v.debrief_id = d.id AND v.noun = 'version'
			AND coalesce(v.body ->> '$.withdrawnAt', '') = '')
		FROM record d WHERE d.noun = 'debrief' AND d.body ->> '$.kit.sourceId' = ? ORDER BY d.row`, []any{source}, func(rows *sql.Rows) error {
		var body string
		var versions bool
		if err := rows.Scan(&body, &versions); err != nil {
			return err
		}
		var d debrief.Debrief
		if err := json.Unmarshal([]byte(body), &d); err != nil {
			return fmt.Errorf("decode debrief: %w", err)
		}
		if own := d.Kit.Own(); len(own.Cards) < len(d.Kit.Cards) || versions {
			kits = append(kits, Kit{ID: d.ID, Title: d.Title, CreatedAt: d.CreatedAt, Stands: versions && d.State.IsSigned(), Versions: versions})
		}
		return nil
	})
	return kits, err
}

// emptyKits takes what came of a debrief out of the kits that were made of it and do not
// stand signed off, and out of every line of the log, so that neither undo nor history has
// it: also where the kit itself was deleted.
func (db *DB) emptyKits(ctx context.Context, tx *sql.Tx, source debrief.ID) error {
	rows, err := kitRows(ctx, tx, source)
	if err != nil {
		return err
	}
	stands := map[debrief.ID]bool{}
	for n, r := range rows {
		of, err := signed{tx: tx, lives: map[debrief.ID]life{}}.of(ctx, r.id)
		if err != nil {
			return err
		}
		if stands[r.id] = of.version && of.state.IsSigned(); stands[r.id] {
			continue
		}
		body, err := emptied(string(r.body), r.rev+1)
		if err != nil {
			return err
		}
		r.rev, r.body = r.rev+1, []byte(body)
		if err := store(ctx, tx, r.id, r); err != nil {
			return err
		}
		if err := db.followRow(ctx, tx, n); err != nil {
			return err
		}
	}
	return emptyLines(ctx, tx, source, stands)
}

// kitRows are the kits made of a debrief, by their row.
func kitRows(ctx context.Context, tx *sql.Tx, source debrief.ID) (all map[int64]row, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT row, id, rev, body FROM record WHERE noun = 'debrief' AND body ->> '$.kit.sourceId' = ?`, source)
	if err != nil {
		return nil, fmt.Errorf("find kits: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	all = map[int64]row{}
	for rows.Next() {
		var n int64
		r := row{noun: debrief.NounDebrief}
		if err := rows.Scan(&n, &r.id, &r.rev, &r.body); err != nil {
			return nil, fmt.Errorf("scan kit: %w", err)
		}
		all[n] = r
	}
	return all, rows.Err()
}

// emptyLines takes what came of a debrief out of the lines of the log that tell of its kits.
func emptyLines(ctx context.Context, tx *sql.Tx, source debrief.ID, but map[debrief.ID]bool) error {
	lines, err := kitLines(ctx, tx, source)
	if err != nil {
		return err
	}
	for _, l := range lines {
		if but[l.id] {
			continue
		}
		for _, side := range []**string{&l.before, &l.after} {
			if *side == nil {
				continue
			}
			body, err := emptied(**side, 0)
			if err != nil {
				return err
			}
			*side = &body
		}
		_, err := tx.ExecContext(ctx, `UPDATE change SET before = ?, after = ?, hash = ? WHERE seq = ?`, l.before, l.after, l.sum(l.at), l.seq)
		if err != nil {
			return fmt.Errorf("empty line: %w", err)
		}
	}
	return nil
}

func kitLines(ctx context.Context, tx *sql.Tx, source debrief.ID) (all []line, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT `+changeColumns+` FROM change WHERE noun = 'debrief'
		AND (before ->> '$.kit.sourceId' = ?1 OR after ->> '$.kit.sourceId' = ?1)`, source)
	if err != nil {
		return nil, fmt.Errorf("find lines of kits: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		l, err := scanLine(rows)
		if err != nil {
			return nil, fmt.Errorf("scan line: %w", err)
		}
		all = append(all, l)
	}
	return all, rows.Err()
}

// emptied is a debrief without what came of another one; rev is its new revision, or 0 to
// leave it.
func emptied(body string, rev int64) (string, error) {
	var d debrief.Debrief
	if err := json.Unmarshal([]byte(body), &d); err != nil {
		return "", fmt.Errorf("decode debrief: %w", err)
	}
	d.Kit = d.Kit.Own()
	if rev > 0 {
		d.Rev = rev
	}
	out, err := json.Marshal(&d)
	if err != nil {
		return "", fmt.Errorf("encode debrief: %w", err)
	}
	return string(out), nil
}
