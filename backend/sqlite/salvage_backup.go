package sqlite

import (
	"context"
	"fmt"
	"path/filepath"

	"secondstory/backend/debrief"
)

// source is a backup that is asked for what a damaged library does not hold.
// Its rows are recognised by their hashes like those of the library itself, so
// that a backup that was damaged since gives what it still has and no more.
type source struct {
	Backup
	*salvage
	// other says that it is not of the library's own past: the library went
	// back to an earlier backup after this one was made. Such a backup is asked
	// only for what is known to be missing.
	other bool
	// held are the drafts in it.
	held map[draftKey]bool
}

// log is the number of the last line in it.
func (b *source) log() int64 { return max(b.maxSeq, b.Seq) }

// ask looks for what is missing in backups, those with the most of the log
// first, until nothing is. Those of another past come last, however long that
// was.
func (s *salvage) ask(ctx context.Context, backups []Backup, progress Progress) error {
	others := []Backup{}
	for i, b := range backups {
		if len(s.backups) > 0 && !s.wanting() {
			break
		}
		part := progress.between(float64(i)/float64(len(backups)), float64(i+1)/float64(len(backups)))
		src, err := s.askOne(ctx, b, part)
		switch {
		case err != nil:
			return err
		case src == nil:
		case src.other:
			src.from.close()
			others = append(others, b)
		default:
			s.take(src)
		}
	}
	if err := s.askOthers(ctx, others); err != nil {
		return err
	}
	progress.say(1, 1)
	return nil
}

// askOthers reads backups of another past a second time, which is rarely needed:
// all of them at once would need as much memory as there are backups.
func (s *salvage) askOthers(ctx context.Context, others []Backup) error {
	for _, b := range others {
		if !s.wanting() {
			return nil
		}
		src, err := s.askOne(ctx, b, nil)
		if err != nil {
			return err
		}
		if src != nil {
			s.take(src)
		}
	}
	return nil
}

func (s *salvage) take(b *source) {
	s.backups = append(s.backups, b)
	s.takeFrom(b, len(s.backups))
}

// wanting says whether anything is known to be missing still.
func (s *salvage) wanting() bool {
	if len(s.lost()) > 0 {
		return true
	}
	for key := range s.drafts {
		if s.draftIn(key) == nil {
			return true
		}
	}
	return len(s.bare()) > 0
}

// askOne reads a backup; nil when it cannot be opened.
func (s *salvage) askOne(ctx context.Context, b Backup, progress Progress) (*source, error) {
	from, err := openPages(b.Path)
	if err != nil {
		// It was let go meanwhile, or its disk is not there: the next may be.
		return nil, nil //nolint:nilerr,nilnil // what is not found is reported as lost
	}
	src := &source{Backup: b, salvage: newSalvage(from), held: map[draftKey]bool{}}
	look := src.survey()
	look.draft = func(c cell) { src.held[draftKey{c.values[0].text(), c.values[1].text()}] = true }
	if err := from.scan(ctx, progress, look); err != nil {
		from.close()
		return nil, err
	}
	src.choose()
	src.other = s.isOther(src)
	return src, nil
}

// isOther compares two logs: of one past, every line both have is the same, and
// a backup has none the library never came to.
func (s *salvage) isOther(b *source) bool {
	if s.last != 0 && b.maxSeq > s.last {
		return true
	}
	for seq, sum := range b.sums {
		if own, ok := s.sums[seq]; ok && own != sum {
			return true
		}
	}
	return false
}

// takeFrom chooses what a backup has and the library has not. What the log, or
// a later backup, saw deleted stays deleted. The first backup of the library's
// own past also gives what nothing tells of any more, a page of which no trace
// is left.
func (s *salvage) takeFrom(b *source, number int) {
	known, nameless := map[debrief.ID]bool{}, map[place]int{}
	for _, d := range s.lost() {
		if known[d.RecordID] = true; d.RecordID == "" {
			nameless[place{d.DebriefID, d.Noun}]++
		}
	}
	every := !b.other && s.isFirstOwn(b)
	for id, c := range b.chosen {
		own, have := s.chosen[id]
		if s.isDeleted(id, b) || (have && !(b.isLaterThan(own, c) && c.rev <= s.revs[id])) {
			continue
		}
		if !have && !known[id] && !every {
			if nameless[c.place] == 0 {
				continue
			}
			nameless[c.place]--
		}
		c.from = number
		s.chosen[id] = c
		if file, ok := b.named[id]; ok {
			s.named[id] = file
		}
	}
	if !b.other {
		s.takeLog(b)
	}
}

// isLaterThan says whether a backup has a later version of a record than the
// library's history: the clock of a meeting is kept without a line in the log.
func (b *source) isLaterThan(own, c choice) bool {
	return !b.other && own.seq != 0 && own.from == 0 && c.rev > own.rev
}

func (s *salvage) isFirstOwn(b *source) bool {
	for _, before := range s.backups {
		if before != b && !before.other {
			return false
		}
	}
	return true
}

func (s *salvage) isDeleted(id debrief.ID, b *source) bool {
	if s.logged[id].deleted {
		return true
	}
	for _, newer := range s.backups {
		if newer != b && !newer.other && newer.logged[id].deleted {
			return true
		}
	}
	return false
}

// takeLog takes over what a backup of the same past knows of the log and the
// library has lost.
func (s *salvage) takeLog(b *source) {
	for row, step := range b.steps {
		if _, ok := s.steps[row]; !ok {
			s.steps[row] = step
		}
	}
	s.maxSeq = max(s.maxSeq, b.maxSeq)
}

// draftIn returns the newest backup that has a draft, or nil.
func (s *salvage) draftIn(key draftKey) *source {
	for _, b := range s.backups {
		if b.held[key] {
			return b
		}
	}
	return nil
}

// addBackups writes what was chosen from backups.
func (w *writing) addBackups(progress Progress) error {
	for i, b := range w.backups {
		part := progress.between(float64(i)/float64(len(w.backups)), float64(i+1)/float64(len(w.backups)))
		if err := b.from.scan(w.ctx, part, w.takenFrom(b, i+1)); err != nil {
			return fmt.Errorf("read %s: %w", filepath.Base(b.Path), err)
		}
	}
	w.addLost()
	return nil
}

func (w *writing) takenFrom(b *source, number int) finder {
	f := finder{
		record: func(c cell, r row, rec debrief.Record) { w.takeRecord(c, r, rec, number) },
		change: func(c cell, l change, at string) {
			if !b.other {
				w.addChange(c.row, l, at)
			}
			w.takeLine(c, l, number)
		},
		draft: func(c cell) {
			key := draftKey{c.values[0].text(), c.values[1].text()}
			if w.drafts[key] && w.draftIn(key) == b {
				w.addDraft(c)
			}
		},
	}
	// What has no hash of its own says nothing of what is missing: only the
	// newest backup of the same past is asked. Bytes are known by their hash, and
	// sealed rows that were found in the library stay: those of the backup may be of
	// another vault.
	all := !b.other && w.isFirstOwn(b)
	f.other = func(table string, c cell) {
		if all && table == "sealed" {
			w.addSealed(c, `OR IGNORE`, ``)
		} else if all || (table == "attachment" && w.fileAt(c.values[0].text()) == b) {
			w.addOther(table, c)
		}
	}
	return f
}
