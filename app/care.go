package app

import (
	"context"
	"fmt"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"secondstory/backend/debrief"
	"secondstory/backend/library"
	"secondstory/backend/sqlite"
)

// careEvent tells the window that something in the open library was found not
// to be as it was written. It carries nothing.
const careEvent = "care"

// Care is bound to the window: what is done with a library that is damaged or
// missing. Putting a backup in its place is for Backups.
type Care struct{ desk *Desk }

// CareState is what is so, found by putting the library together in a file of
// its own. Counts are of passages; an attachment is one, and not as it was
// written when its bytes are not.
type CareState struct {
	// At is when it was looked at, RFC 3339.
	At string `json:"at"`
	// Size is that of the file and its log, in bytes.
	Size int64 `json:"size"`
	// Some says that something in the file can be read.
	Some bool `json:"some"`
	// Known is how many there are, AsWritten how many read as they were written.
	Known     int `json:"known"`
	AsWritten int `json:"asWritten"`
	// Unreadable is the rest: found in the history or in a backup, or lost. Older
	// counts those found in an earlier version. Drafts and lines of the history
	// are not in it.
	Unreadable  int `json:"unreadable"`
	FromHistory int `json:"fromHistory"`
	FromBackup  int `json:"fromBackup"`
	Older       int `json:"older"`
	Lost        int `json:"lost"`
	// Debriefs is in how many debriefs they are.
	Debriefs int `json:"debriefs"`
	// Drafts is how many texts that were being typed could not be read,
	// HistoryLost how many lines of the history are missing.
	Drafts      int `json:"drafts"`
	HistoryLost int `json:"historyLost"`
	// Places are where they are, never nil.
	Places []CarePlace `json:"places"`
}

// CarePlace is one or more passages of a kind in one debrief, and where they
// were found.
type CarePlace struct {
	DebriefID debrief.ID   `json:"debriefId"`
	Title     string       `json:"title"`
	Noun      debrief.Noun `json:"noun"`
	// Field is what was being typed into, for a draft.
	Field string `json:"field"`
	// Name is what an attachment is called.
	Name  string `json:"name"`
	Count int    `json:"count"`
	// From is "history", "backup" or, for what was not found, "".
	From string `json:"from"`
	// BackupAt is when the backup was made, RFC 3339.
	BackupAt string `json:"backupAt"`
	Older    bool   `json:"older"`
}

// PutBack says what mending did.
type PutBack struct {
	// At is when, RFC 3339. KeptFile is the damaged file's name now, KeptFolder
	// where it is, to be shown.
	At         string `json:"at"`
	KeptFile   string `json:"keptFile"`
	KeptFolder string `json:"keptFolder"`
	Passages   int    `json:"passages"`
	Found      int    `json:"found"`
	Lost       int    `json:"lost"`
}

// Look puts what can be read together in a file of its own and says what came
// of it. The library is only read.
func (s *Care) Look() (state CareState, err error) {
	defer guard(&err)
	d := s.desk
	state = CareState{Places: []CarePlace{}}
	if err := d.letGo(); err != nil {
		return state, err
	}
	state.At, state.Size = d.stamp(), d.keeper.Size()
	var r sqlite.Report
	err = d.run(func(ctx context.Context, progress func(float64)) error {
		r, err = d.keeper.Try(ctx, progress)
		return err
	})
	switch debrief.CodeOf(err) {
	case "":
	case debrief.CodeNothingFound, debrief.CodeNoLibrary:
		return state, nil
	default:
		return state, err
	}
	state.take(r)
	return state, nil
}

func (c *CareState) take(r sqlite.Report) {
	c.Some, c.HistoryLost = true, r.ChangesLost
	all, at := map[CarePlace]int{}, map[debrief.ID]bool{}
	for _, f := range r.Found {
		all[placeOf(f)]++
		at[f.DebriefID] = true
		switch {
		case f.Noun == "":
			c.Drafts++
			continue
		case f.Backup != "":
			c.FromBackup++
		default:
			c.FromHistory++
		}
		if f.Older {
			c.Older++
		}
	}
	for _, l := range r.Lost {
		all[CarePlace{DebriefID: l.DebriefID, Title: l.Title, Noun: l.Noun, Field: strings.Join(l.Fields, ", "), Name: l.Name}]++
		at[l.DebriefID] = true
		if l.What == sqlite.WhatDraft {
			c.Drafts++
			continue
		}
		c.Lost++
		// What an attachment is called is there, and counted already.
		if l.What != sqlite.WhatAttachment {
			c.Known++
		}
	}
	c.Unreadable = c.FromHistory + c.FromBackup + c.Lost
	c.Known += r.Passages
	c.AsWritten = c.Known - c.Unreadable
	c.Debriefs = len(at)
	for place, n := range all {
		place.Count = n
		c.Places = append(c.Places, place)
	}
	sort.Slice(c.Places, func(i, j int) bool { return c.Places[i].order() < c.Places[j].order() })
}

func placeOf(f sqlite.Found) CarePlace {
	p := CarePlace{DebriefID: f.DebriefID, Title: f.Title, Noun: f.Noun, Field: f.Field, Name: f.Name, From: "history", Older: f.Older}
	if f.Backup != "" {
		p.From, p.BackupAt = "backup", f.At.Format(time.RFC3339)
	}
	return p
}

func (p CarePlace) order() string {
	return strings.Join([]string{p.Title, p.DebriefID, string(p.Noun), p.Field, p.Name, p.From, p.BackupAt, fmt.Sprint(p.Older)}, "\x00")
}

// PutBack mends the library: everything that can be read, and what cannot from
// the history and from backups. The damaged file is kept.
func (s *Care) PutBack() (done PutBack, err error) {
	defer guard(&err)
	d := s.desk
	err = d.run(func(ctx context.Context, progress func(float64)) error {
		return d.whileClosed(func() error {
			m, err := d.keeper.Mend(ctx, progress)
			if err != nil {
				return err
			}
			done = PutBack{
				At: d.stamp(), KeptFile: filepath.Base(m.Kept), KeptFolder: filepath.Dir(m.Kept), Passages: m.Report.Passages,
				Found: m.Report.FromHistory + m.Report.FromBackup, Lost: len(m.Report.Lost),
			}
			return nil
		})
	})
	return done, err
}

// Aside says what going back to a backup sets aside: what could be put together
// and is not in it.
func (s *Care) Aside(name string) (aside sqlite.Difference, err error) {
	defer guard(&err)
	aside = sqlite.Difference{Items: []sqlite.DifferenceItem{}}
	b, err := s.desk.keeper.Find(name)
	if err != nil {
		return aside, err
	}
	return s.desk.keeper.Aside(context.Background(), b.Path)
}

// Read opens what could be put together to be looked at and exported. Nothing
// can be changed meanwhile.
func (s *Care) Read() (err error) {
	defer guard(&err)
	return s.desk.openReading()
}

// Choose goes back to the choices: it lets go of a library that is read, or in
// which something was noticed.
func (s *Care) Choose() (err error) {
	defer guard(&err)
	return s.desk.letGo()
}

// Begin makes an empty library where there was one.
func (s *Care) Begin() (err error) {
	defer guard(&err)
	return s.desk.begin()
}

// SaveCopy asks for a place and copies the library's file there as it is, with
// its log. It returns the file's name, empty when nobody chose.
func (s *Care) SaveCopy() (name string, err error) {
	defer guard(&err)
	d := s.desk
	to, err := s.ask("care.dialog.copy", "library-as-it-is.db")
	if err != nil || to == "" {
		return "", err
	}
	if err := sqlite.SaveCopy(d.keeper.Path, to); err != nil {
		return "", err
	}
	return filepath.Base(to), nil
}

// SaveReadable asks for a place and puts everything that can be read together
// there, as a library of its own. An empty name means that nobody chose.
func (s *Care) SaveReadable() (name string, err error) {
	defer guard(&err)
	d := s.desk
	to, err := s.ask("care.dialog.readable", "library-put-together.db")
	if err != nil || to == "" {
		return "", err
	}
	err = d.run(func(ctx context.Context, progress func(float64)) error {
		_, err := d.keeper.SalvageTo(ctx, to, progress)
		return err
	})
	if err != nil {
		return "", err
	}
	return filepath.Base(to), nil
}

func (s *Care) ask(title, name string) (string, error) {
	d := s.desk
	return d.dialogs.Save(d.window(), d.copy.T(title), name, d.copy.T("backups.dialog.kind"), "*.db")
}

// Details is what somebody who helps has to know, as text. No word of any
// debrief is in it, nor a name or a folder.
func (s *Care) Details() (text string, err error) {
	defer guard(&err)
	d := s.desk
	var out strings.Builder
	_, problem := d.open()
	fmt.Fprintf(&out, "Second Story %s\n%s, %d bytes, %s\n", d.version, debrief.CodeOf(problem), d.keeper.Size(), d.stamp())
	err = d.run(func(ctx context.Context, progress func(float64)) error {
		h, err := sqlite.Verify(ctx, d.keeper.Path, progress)
		if err != nil {
			fmt.Fprintf(&out, "%s\n", debrief.CodeOf(err))
			return nil //nolint:nilerr // why it cannot be read is what is asked for
		}
		fmt.Fprintf(&out, "format %d, %d debriefs, %d passages, %d lines of history, %d drafts\n", h.Version, h.Debriefs, h.Passages, h.Changes, h.Drafts)
		for _, g := range h.Damage {
			fmt.Fprintf(&out, "%s %s %s %s %s\n", g.What, g.Noun, g.RecordID, strings.Join(g.Fields, ","), strings.ReplaceAll(g.Detail, "\n", "; "))
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	all, _ := d.keeper.Backups()
	for _, b := range all {
		fmt.Fprintf(&out, "backup %s, %d bytes, %d passages, verified %t\n", filepath.Base(b.Path), b.Size, b.Passages, b.Verified)
	}
	return out.String(), nil
}

// letGo closes a library that is to be looked after, and keeps the window at
// the choices until one is made.
func (d *Desk) letGo() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.library == nil {
		return nil
	}
	kept := d.library
	d.library, d.problem = nil, debrief.Errorf(debrief.CodeDamaged, "path", d.keeper.Path)
	d.whole = true
	return kept.Close()
}

// isWhole says whether the library is to be read whole before it is opened.
func (d *Desk) isWhole() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.whole
}

// openReading opens what was put together, to be read.
func (d *Desk) openReading() error {
	if err := d.letGo(); err != nil {
		return err
	}
	kept, err := d.keeper.OpenReading(context.Background())
	return d.holds(kept, "", err)
}

func (d *Desk) begin() error {
	kept, first, err := d.keeper.Begin()
	return d.holds(kept, first, err)
}

// holds keeps a library that was opened in another way than at the start.
func (d *Desk) holds(kept *library.Kept, first debrief.ID, err error) error {
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.library, d.problem, d.first = kept, nil, first
	return nil
}

// tellCare tells the window that something cannot be read.
func (d *Desk) tellCare() {
	if d.isStarted() {
		runtime.EventsEmit(d.window(), careEvent)
	}
}
