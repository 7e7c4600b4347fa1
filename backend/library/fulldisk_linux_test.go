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

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
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
		if w.may == "" {
			return false
		}
		if strings.HasPrefix(name, p.path(w.may)+string(filepath.Separator)) {
			return true
		}
		if may, err := filepath.Match(p.path(w.may), name); err != nil || !may {
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
		if loadErr == nil {
			nameless(w)
		}
		all, err = append(all, w, drafts), errors.Join(err, loadErr, draftErr)
	}
	settings, settingErr := db.Settings(ctx)
	text, jsonErr := json.Marshal(append(all, settings))
	if err := errors.Join(err, settingErr, jsonErr); err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// nameless takes the ids of versions and of what they hold away: each time a debrief is
// signed off they are others.
func nameless(w *debrief.Whole) {
	for i := range w.Versions {
		v := &w.Versions[i]
		for k := range w.Attachments {
			if w.Attachments[k].ID == v.PackID {
				w.Attachments[k].ID, w.Attachments[k].RecordID = "", ""
			}
		}
		v.ID, v.PackID = "", ""
	}
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
