package library_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"secondstory/backend/bundle"
	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/export"
	"secondstory/backend/library"
	"secondstory/backend/report"
	"secondstory/backend/signoff"
	"secondstory/backend/site"
	"secondstory/backend/sqlite"
)

// long is a text of several pages.
var long = strings.Repeat("what it looked like from where I sat, ", 900)

func ways() []way {
	return append(saves(), append(files(), places()...)...)
}

// saves are the ways of writing into an open library.
func saves() []way {
	act := func(a func(p *place) debrief.Action) func(context.Context, *place) error {
		return func(ctx context.Context, p *place) error { return p.db.Apply(ctx, a(p)) }
	}
	undo := func(p *place) error { _, err := p.db.Undo(context.Background()); return err }
	return []way{
		{name: "a new line", write: act(func(p *place) debrief.Action {
			e := &debrief.Entry{Base: debrief.Base{ID: "new", DebriefID: p.whole.Debrief.ID}, Text: long, Basis: debrief.BasisMemory}
			left := []debrief.Draft{{DebriefID: e.DebriefID, Field: "capture", Text: "the next"}}
			return debrief.Action{Name: "file-line", Put: []debrief.Record{e}, Drafts: left}
		})},
		{name: "an edit", write: act(func(p *place) debrief.Action {
			p.whole.Debrief.Impact.Text = long
			return debrief.Action{Name: "edit-debrief", Put: []debrief.Record{&p.whole.Debrief}}
		})},
		{name: "a paste of lines", write: act(func(p *place) debrief.Action {
			a := debrief.Action{Name: "paste-lines"}
			for i := range 60 {
				base := debrief.Base{ID: fmt.Sprintf("pasted-%d", i), DebriefID: p.whole.Debrief.ID}
				a.Put = append(a.Put, &debrief.Entry{Base: base, Text: long[:1000], Basis: debrief.BasisMemory})
			}
			return a
		})},
		{name: "a delete", write: act(func(p *place) debrief.Action {
			head := p.whole.Debrief.Base
			return debrief.Action{Name: "delete-debrief", Delete: []debrief.Ref{{Noun: debrief.NounDebrief, ID: head.ID, DebriefID: head.ID, Rev: head.Rev}}}
		}), ready: keepOne},
		{name: "a tick of the clock", write: act(func(p *place) debrief.Action {
			p.whole.Meeting.ElapsedSeconds[1] = 61
			return debrief.Action{Name: "tick", Put: []debrief.Record{&p.whole.Meeting}, Quiet: true}
		})},
		{name: "an undo", write: func(ctx context.Context, p *place) error { _, err := p.db.Undo(ctx); return err }},
		{name: "a redo", ready: undo, write: func(ctx context.Context, p *place) error { _, err := p.db.Redo(ctx); return err }},
		{name: "an undo of several", write: func(ctx context.Context, p *place) error { _, err := p.db.UndoTo(ctx, p.step); return err }},
		{name: "a version brought back", write: func(ctx context.Context, p *place) error {
			_, err := p.db.RestoreVersion(ctx, p.seq)
			return err
		}},
		{name: "a draft", write: func(ctx context.Context, p *place) error {
			return p.db.SaveDraft(ctx, p.whole.Debrief.ID, "capture", long)
		}},
		{name: "a setting", write: func(ctx context.Context, p *place) error { return p.db.SaveSetting(ctx, "theme", "dark") }},
		{name: "the index that follows", ready: keepOne, write: func(ctx context.Context, p *place) error {
			for {
				if more, err := p.db.Follow(ctx, time.Second); err != nil || !more {
					return err
				}
			}
		}},
	}
}

// keepOne adds a debrief, so that the library is not empty without the other.
func keepOne(p *place) error {
	d := debrief.NewDebrief("2026-11-01T10:00:00Z")
	d.ID, d.DebriefID, d.Title = "kept", "kept", "Another"
	return p.db.Apply(context.Background(), debrief.Action{Name: "new-debrief", Put: []debrief.Record{d}})
}

// files are the ways of writing a file beside an open library.
func files() []way {
	return []way{
		{name: "a backup", codes: []debrief.Code{debrief.CodeBackupFull}, write: func(ctx context.Context, p *place) error {
			_, err := p.db.Backup(ctx, p.path("backups"), sqlite.ReasonByHand, nil)
			return err
		}, check: func(ctx context.Context, p *place) error {
			all, err := sqlite.Backups(p.path("backups"))
			if err != nil || len(all) != 1 || !all[0].Verified {
				return fmt.Errorf("backups: %+v, %w", all, err)
			}
			return sound(ctx, all[0].Path)
		}},
		{name: "a bundle", codes: []debrief.Code{debrief.CodeBundleFull}, write: func(ctx context.Context, p *place) error {
			err := bundle.Save(ctx, p.path("debrief.secondstory"), bundle.Bundle{App: "1", Debrief: p.whole})
			return p.unlessOld(err, "debrief.secondstory", "the old bundle")
		}, check: func(ctx context.Context, p *place) error {
			_, err := bundle.Open(ctx, p.path("debrief.secondstory"))
			return err
		}},
		{name: "a report", codes: []debrief.Code{debrief.CodeExportFull}, write: func(ctx context.Context, p *place) error {
			words, err := copy.New("en")
			if err != nil {
				return err
			}
			made, err := export.PDF(ctx, p.whole, report.Options{Now: fourteen, T: words.T})
			if err != nil {
				return err
			}
			return p.unlessOld(export.Save(p.path("report.pdf"), made.Data), "report.pdf", "the old report")
		}},
		{name: "a site", codes: []debrief.Code{debrief.CodeSite}, may: "site", ready: signOne, write: func(ctx context.Context, p *place) error {
			r, err := p.publish(ctx)
			if err == nil && len(r.Refused) > 0 {
				err = r.Refused[0].Err
			}
			return err
		}},
	}
}

// signOne signs a debrief off, so that there is one to publish.
func signOne(p *place) error {
	p.whole.Debrief.Sample, p.whole.Debrief.State = false, debrief.StateReadBack
	ctx := context.Background()
	if err := p.db.Apply(ctx, debrief.Action{Name: "edit-debrief", Put: []debrief.Record{&p.whole.Debrief}}); err != nil {
		return err
	}
	w, err := p.db.Load(ctx, p.whole.Debrief.ID)
	if err != nil {
		return err
	}
	a, _, err := signoff.Sign(w, signoff.Options{At: fourteen, By: "Us"})
	if err != nil {
		return err
	}
	a.ID = debrief.NewID()
	return p.db.Apply(ctx, a)
}

// publish publishes the library twice: the second time there is nothing to write, or the
// first left something half done.
func (p *place) publish(ctx context.Context) (*site.Result, error) {
	words, err := copy.New("en")
	if err != nil {
		return nil, err
	}
	o := export.Publishing{From: p.db, Report: report.Options{Edition: report.RoleOnly, Now: fourteen, T: words.T}, Maker: "1", Site: site.Options{
		Dir: p.path("site"), Publisher: "us", Title: "Stories", Now: fourteen, T: words.T,
	}}
	r, err := o.Publish(ctx)
	if err != nil {
		return nil, err
	}
	if again, err := o.Publish(ctx); err != nil || again.Files > 0 {
		return nil, fmt.Errorf("the second time %+v: %w", again, err)
	}
	return r, nil
}

// unlessOld adds to a refusal that the file which was there is not there as it
// was.
func (p *place) unlessOld(err error, name, text string) error {
	if err == nil {
		return nil
	}
	data, readErr := os.ReadFile(p.path(name))
	if readErr != nil || string(data) != text {
		return fmt.Errorf("%s was written over by half: %w", name, readErr)
	}
	return err
}

func sound(ctx context.Context, path string) error {
	h, err := sqlite.Verify(ctx, path, nil)
	if err == nil && !h.Sound() {
		err = fmt.Errorf("%s: %+v", path, h.Damage)
	}
	return err
}

// places are the ways of putting a library where one is, or none.
func places() []way {
	full := []debrief.Code{debrief.CodeDiskFull, debrief.CodeBackupFull}
	instead := func(name string) func(p *place) error {
		return func(p *place) error { return os.Rename(p.path(name), p.library()) }
	}
	open := func(ctx context.Context, p *place) error {
		db, err := sqlite.Open(ctx, sqlite.Options{Path: p.library(), Now: atFourteen})
		if err != nil {
			return err
		}
		return db.Close()
	}
	return []way{
		{name: "a first library", closed: true, files: []string{"report.pdf"}, may: "library.db", write: open},
		{name: "a first library with the sample", closed: true, files: []string{"report.pdf"}, may: "library.db", write: func(_ context.Context, p *place) error {
			k := library.Keeper{Path: p.library(), Now: atFourteen, Sample: demo.Debrief}
			db, _, err := k.OpenBare()
			if err != nil {
				return err
			}
			return db.Close()
		}},
		{name: "an upgrade", closed: true, files: []string{"released.db"}, ready: instead("released.db"), write: open},
		{name: "a restore", closed: true, codes: full, may: "backups/library-*.db*", write: func(ctx context.Context, p *place) error {
			o := sqlite.RestoreOptions{From: p.path("backup.db"), Library: p.library(), Dir: p.path("backups"), Now: fourteen}
			_, err := sqlite.Restore(ctx, o)
			return err
		}},
		{name: "a salvage", closed: true, write: func(ctx context.Context, p *place) error {
			_, err := sqlite.Salvage(ctx, p.path("damaged.db"), p.path("salvaged.db"), nil)
			return err
		}, check: func(ctx context.Context, p *place) error { return sound(ctx, p.path("salvaged.db")) }},
		{name: "a mend", closed: true, codes: full, may: "backups/damaged-*.db*", ready: instead("damaged.db"), write: func(ctx context.Context, p *place) error {
			_, err := sqlite.Mend(ctx, sqlite.MendOptions{Library: p.library(), Dir: p.path("backups"), Now: fourteen})
			return err
		}},
	}
}
