package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"

	"secondstory/backend/debrief"
)

// What an attachment is called and where it belongs is a record like any other,
// so that its history, undo and damage are those of every record. Its bytes are
// a row of the table attachment under the same id, written once and never
// changed: they stay when the record is deleted, for it may come back.
//
// Bytes that were lost to a damaged disk and are in no backup have a row that
// says so, see lostMark: what the attachment was called stays to be read, and
// the library is sound.

// lostMark stands in place of an attachment's hash when its bytes are lost, and
// then there are none. It is made of the id, so that no damage looks like it.
func lostMark(id debrief.ID) []byte {
	sum := sha256.Sum256([]byte("without bytes: " + id))
	return sum[:]
}

func isLost(id debrief.ID, sum, content []byte) bool {
	return len(content) == 0 && bytes.Equal(sum, lostMark(id))
}

// attach stores the bytes of a new attachment. The same bytes may be there
// already; others under the same id are refused, never overwritten. Where they
// are known to be lost, the right ones take their place.
func attach(ctx context.Context, tx *sql.Tx, a *debrief.Attachment, content []byte, given bool) error {
	var kept []byte
	err := tx.QueryRowContext(ctx, `SELECT sha256 FROM attachment WHERE id = ?`, a.ID).Scan(&kept)
	switch {
	case err == nil && bytes.Equal(kept, lostMark(a.ID)):
		return reattach(ctx, tx, a, content, given)
	case err == nil && hex.EncodeToString(kept) == a.SHA256 && (!given || a.Holds(content)):
		return nil
	case err == nil:
		return debrief.Errorf(debrief.CodeAttachmentDiffers)
	case !errors.Is(err, sql.ErrNoRows):
		return fmt.Errorf("find attachment: %w", err)
	case !given || !a.Holds(content):
		return debrief.Errorf(debrief.CodeAttachmentMissing)
	}
	sum := sha256.Sum256(content)
	_, err = tx.ExecContext(ctx, `
		INSERT INTO attachment (id, debrief_id, record_id, name, media_type, sha256, content) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		a.ID, a.DebriefID, a.RecordID, a.Name, a.MediaType, sum[:], notNull(content))
	if err != nil {
		return fmt.Errorf("store attachment: %w", err)
	}
	return nil
}

// reattach gives an attachment its bytes back that were lost. Without them it
// stays as it is.
func reattach(ctx context.Context, tx *sql.Tx, a *debrief.Attachment, content []byte, given bool) error {
	if !given {
		return nil
	}
	if !a.Holds(content) {
		return debrief.Errorf(debrief.CodeAttachmentMissing)
	}
	sum := sha256.Sum256(content)
	_, err := tx.ExecContext(ctx, `UPDATE attachment SET sha256 = ?, content = ? WHERE id = ?`, sum[:], notNull(content), a.ID)
	if err != nil {
		return fmt.Errorf("store attachment again: %w", err)
	}
	return nil
}

// notNull keeps an empty file from being stored as none.
func notNull(content []byte) []byte {
	if content == nil {
		return []byte{}
	}
	return content
}

// detach deletes the attachments of a record that is being deleted, so that
// both go and come back as one.
func detach(ctx context.Context, tx *sql.Tx, debriefID, recordID debrief.ID) (out []change, err error) {
	ids, err := attachedTo(ctx, tx, debriefID, recordID)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		c, err := unput(ctx, tx, debrief.Ref{Noun: debrief.NounAttachment, ID: id})
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

func attachedTo(ctx context.Context, tx *sql.Tx, debriefID, recordID debrief.ID) (out []debrief.ID, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT id FROM record
		WHERE debrief_id = ? AND noun = 'attachment' AND body ->> '$.recordId' = ? ORDER BY row`, debriefID, recordID)
	if err != nil {
		return nil, fmt.Errorf("find attachments: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var id debrief.ID
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("scan attachment: %w", err)
		}
		out = append(out, id)
	}
	return out, rows.Err()
}

// Content returns the bytes of an attachment, after comparing them with its
// hash: damaged ones are never handed out as good.
func (db *DB) Content(ctx context.Context, a debrief.Attachment) ([]byte, error) {
	content, lost, err := db.content(ctx, a)
	if err == nil && lost {
		err = debrief.Errorf(debrief.CodeAttachmentMissing)
	}
	return content, err
}

// content is Content; lost says that the bytes are known to be gone.
func (db *DB) content(ctx context.Context, a debrief.Attachment) (content []byte, lost bool, err error) {
	sum := []byte{}
	err = db.reader.QueryRowContext(ctx, `SELECT sha256, content FROM attachment WHERE id = ?`, a.ID).Scan(&sum, &content)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, false, debrief.Errorf(debrief.CodeAttachmentMissing)
	case err != nil:
		return nil, false, writeError(db.path, fmt.Errorf("read attachment: %w", err))
	case isLost(a.ID, sum, content):
		return nil, true, nil
	case !a.Holds(content):
		return nil, false, debrief.Errorf(debrief.CodeDamaged, "path", db.path).Wrap(fmt.Errorf("hash of attachment %s differs", a.ID))
	}
	return notNull(bytes.Clone(content)), false, nil
}

// Contents returns the bytes of all attachments of a debrief, by their ids.
// Those whose bytes are known to be lost are not in it.
func (db *DB) Contents(ctx context.Context, w *debrief.Whole) (map[debrief.ID][]byte, error) {
	out := make(map[debrief.ID][]byte, len(w.Attachments))
	for _, a := range w.Attachments {
		content, lost, err := db.content(ctx, a)
		if err != nil {
			return nil, err
		}
		if !lost {
			out[a.ID] = content
		}
	}
	return out, nil
}

// Left returns what is kept of a debrief whose head was deleted, to be brought
// back with it; nil when there is nothing.
func (db *DB) Left(ctx context.Context, id debrief.ID) (*debrief.Whole, error) {
	all, err := db.records(ctx, `SELECT noun, id, rev, body, hash FROM record WHERE debrief_id = ? ORDER BY row`, id)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	w := debrief.NewWhole(debrief.Debrief{})
	w.Meeting = *debrief.NewMeeting(id)
	for _, r := range all {
		w.Add(r)
	}
	w.Sort()
	return w, nil
}
