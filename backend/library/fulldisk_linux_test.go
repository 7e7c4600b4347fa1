package library_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"secondstory/backend/bundle"
	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/export"
	"secondstory/backend/library"
	"secondstory/backend/report"
	"secondstory/backend/sqlite"
)

var fourteen = time.Date(2026, 11, 25, 14, 0, 0, 0, time.UTC)

func atFourteen() time.Time { return fourteen }

// place is a small disk with a library on it, at the moment something is to be
// written.
type place struct {
	disk
	db *sqlite.DB
	// whole is the library's debrief as it was when the library was opened.
	whole *debrief.Whole
	// seq is a line of the history to go back to, step a step to walk to.
	seq, step int64
}

func (p *place) library() string { return p.path("library.db") }

// way is one way in which something is written.
type way struct {
	name string
	// closed ways need the library for themselves; the others have it open.
	closed bool
	// files are those of the template that are there; all of them when empty.
	files []string
	// ready comes before the disk becomes full.
	ready func(p *place) error
	write func(ctx context.Context, p *place) error
	// codes are those a full disk may be told by; disk-full unless named.
	codes []debrief.Code
	// may is what may be there after a refusal, as a pattern: what was there
	// is kept first, and an empty library is a library.
	may string
	// check looks at what was written beside the library, once it was.
	check func(ctx context.Context, p *place) error
}

// TestGateFullDisk writes in every way there is on a disk that becomes full at
// every moment of it: refused by a sentence that says so, nothing lost, no file
// left behind, and done when there is room.
func TestGateFullDisk(t *testing.T) {
	if !ownMounts(t) {
		return
	}
	from, d := template(t), newDisk(t, 24<<20)
	refused, all := 0, ways()
	for _, w := range all {
		n := w.fillAtEveryMoment(t, from, d)
		refused += n
		if testing.Verbose() {
			t.Logf("%s: %d moments", w.name, n)
		}
	}
	t.Logf("gate: full disk: %d ways of writing, full at %d moments of them: each said so, 0 lost, 0 left behind, all done once there was room", len(all), refused)
}

// fillAtEveryMoment leaves more and more room until there is enough.
func (w way) fillAtEveryMoment(t *testing.T, from string, d disk) (refused int) {
	t.Helper()
	d.clear(t)
	want := w.undisturbed(t, from, d)
	share := int64(4) // of the room there was, how much more there is
	if os.Getenv("SECONDSTORY_SOAK") != "" {
		share = 32
	}
	for room := int64(0); ; room += max(4096, room/share/4096*4096) {
		d.clear(t)
		if !w.fill(t, from, d, room, want) {
			break
		}
		refused++
		if t.Failed() {
			t.Fatalf("%s with room for %d bytes", w.name, room)
		}
		if room > 16<<20 {
			t.Fatalf("%s never had enough room", w.name)
		}
	}
	if refused == 0 {
		t.Errorf("%s was never refused", w.name)
	}
	return refused
}

// undisturbed says what the library holds after the writing when there is room.
func (w way) undisturbed(t *testing.T, from string, d disk) string {
	t.Helper()
	p := w.begin(t, from, d)
	if err := w.write(t.Context(), p); err != nil {
		t.Fatalf("%s with room: %v", w.name, err)
	}
	return w.end(t, p)
}

// fill writes on a disk with room for so many bytes and, should it be refused,
// once more when there is all the room.
func (w way) fill(t *testing.T, from string, d disk, room int64, want string) (refused bool) {
	t.Helper()
	p := w.begin(t, from, d)
	before, names := "", p.names(t)
	if p.db != nil {
		before = held(t, p.db)
	}
	p.disk.fill(t, room)
	err := w.write(t.Context(), p)
	if err != nil && p.db != nil {
		// Reading goes on while the disk is full.
		if got := held(t, p.db); got != before {
			t.Errorf("%s was refused and changed something", w.name)
		}
	}
	p.makeRoom(t)
	if err != nil {
		w.sayWhy(t, err)
		if got := p.names(t); !slices.Equal(w.without(t, p, got), names) {
			t.Errorf("%s left %v, before there was %v", w.name, got, names)
		}
		if again := w.write(t.Context(), p); again != nil {
			t.Errorf("%s with room again: %v", w.name, again)
		}
	}
	if got := w.end(t, p); got != want {
		t.Errorf("%s with room for %d bytes: the library holds something else", w.name, room)
	}
	return err != nil
}

// without leaves out the files that may be there; a library among them has to
// be whole.
func (w way) without(t *testing.T, p *place, names []string) []string {
	t.Helper()
	return slices.DeleteFunc(names, func(name string) bool {
		if may, err := filepath.Match(p.path(w.may), name); err != nil || !may || w.may == "" {
			return false
		}
		if base := filepath.Base(name); strings.HasPrefix(base, "library") && strings.HasSuffix(base, ".db") {
			if err := sound(t.Context(), name); err != nil {
				t.Errorf("%s: %v", w.name, err)
			}
		}
		return true
	})
}

func (w way) sayWhy(t *testing.T, err error) {
	t.Helper()
	codes := w.codes
	if len(codes) == 0 {
		codes = []debrief.Code{debrief.CodeDiskFull}
	}
	if !slices.Contains(codes, debrief.CodeOf(err)) {
		t.Errorf("%s is refused as %s: %v", w.name, debrief.CodeOf(err), err)
	}
}

// begin puts the template on the disk and opens the library.
func (w way) begin(t *testing.T, from string, d disk) *place {
	t.Helper()
	all, err := os.ReadDir(from)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if len(w.files) > 0 && !slices.Contains(w.files, e.Name()) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(from, e.Name()))
		if err == nil {
			err = os.WriteFile(d.path(e.Name()), data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	p := &place{disk: d}
	if !w.closed {
		p.open(t)
	}
	if w.ready != nil {
		if err := w.ready(p); err != nil {
			t.Fatalf("%s: %v", w.name, err)
		}
	}
	return p
}

// open opens the library and finds what the ways write to.
func (p *place) open(t *testing.T) {
	t.Helper()
	var err error
	if p.db, err = sqlite.Open(t.Context(), sqlite.Options{Path: p.library(), Now: atFourteen}); err != nil {
		t.Fatal(err)
	}
	rows, _, err := p.db.List(t.Context(), 1, 0)
	if err != nil || len(rows) == 0 {
		t.Fatalf("%d debriefs, %v", len(rows), err)
	}
	if p.whole, err = p.db.Load(t.Context(), rows[0].ID); err != nil {
		t.Fatal(err)
	}
	versions, err := p.db.History(t.Context(), p.whole.Entries[0].ID, 0)
	if err != nil || len(versions) < 2 {
		t.Fatalf("%d versions, %v", len(versions), err)
	}
	p.seq = versions[len(versions)-1].Seq
	steps, err := p.db.Steps(t.Context(), sqlite.StepQuery{Limit: 3})
	if err != nil || len(steps) < 3 {
		t.Fatalf("%d steps, %v", len(steps), err)
	}
	p.step = steps[2].Row
}

// end closes the library, checks every file, and says what the library holds.
func (w way) end(t *testing.T, p *place) string {
	t.Helper()
	if p.db != nil {
		if err := p.db.Close(); err != nil {
			t.Errorf("%s: close: %v", w.name, err)
		}
		p.db = nil
	}
	if w.check != nil {
		if err := w.check(t.Context(), p); err != nil {
			t.Errorf("%s: %v", w.name, err)
		}
	}
	h, err := sqlite.Verify(t.Context(), p.library(), nil)
	if err != nil || !h.Sound() {
		t.Errorf("%s: the library is %+v, %v", w.name, h, err)
	}
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: p.library(), Now: atFourteen})
	if err != nil {
		t.Fatalf("%s: open: %v", w.name, err)
	}
	defer func() { _ = db.Close() }()
	return held(t, db)
}

// names are the files on the disk, but for those SQLite keeps beside a library
// that is open.
func (p *place) names(t *testing.T) (out []string) {
	t.Helper()
	err := filepath.WalkDir(p.dir, func(path string, e os.DirEntry, err error) error {
		name := e.Name()
		passing := strings.HasSuffix(name, "-wal") || strings.HasSuffix(name, "-shm") || strings.HasSuffix(name, ".lock")
		if err == nil && !e.IsDir() && !passing && name != "filling" {
			out = append(out, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	sort.Strings(out)
	return out
}

// held is everything a library shows, in one text.
func held(t *testing.T, db *sqlite.DB) string {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	rows, _, err := db.List(ctx, 0, 0)
	all := []any{rows}
	for _, row := range rows {
		w, loadErr := db.Load(ctx, row.ID)
		drafts, draftErr := db.Drafts(ctx, row.ID)
		all, err = append(all, w, drafts), errors.Join(err, loadErr, draftErr)
	}
	settings, settingErr := db.Settings(ctx)
	text, jsonErr := json.Marshal(append(all, settings))
	if err := errors.Join(err, settingErr, jsonErr); err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// template makes a folder with a library somebody has worked in, a backup of it
// from before, a damaged copy, and an old report and an old bundle.
func template(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "library.db")
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path, Now: atFourteen})
	if err != nil {
		t.Fatal(err)
	}
	w := demo.Debrief()
	apply := func(name string, put ...debrief.Record) {
		t.Helper()
		if err := db.Apply(t.Context(), debrief.Action{Name: name, Put: put}); err != nil {
			t.Fatal(err)
		}
	}
	apply("new-debrief", w.Records()...)
	made, err := db.Backup(t.Context(), dir, sqlite.ReasonByHand, nil)
	if err == nil {
		err = os.Rename(made.Path, filepath.Join(dir, "backup.db"))
	}
	if err == nil {
		err = os.Remove(made.Path + ".json")
	}
	if err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		w.Entries[0].Text += fmt.Sprintf(" And %d.", i)
		apply("edit-entry", &w.Entries[0])
	}
	if err := errors.Join(db.SaveDraft(t.Context(), w.Debrief.ID, "capture", "half a sentence"), db.Close()); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data = append(data[:len(data)/2], append([]byte("something else that some other program wrote"), data[len(data)/2+44:]...)...)
	released, err := os.ReadFile("../sqlite/testdata/library-1.db")
	for name, text := range map[string][]byte{
		"damaged.db": data, "released.db": released, "report.pdf": []byte("the old report"), "debrief.secondstory": []byte("the old bundle"),
	} {
		err = errors.Join(err, os.WriteFile(filepath.Join(dir, name), text, 0o600))
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

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
	}
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
