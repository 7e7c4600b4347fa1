package sqlite_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// memory is a folder without a disk behind it: what is left after a cut is
// opened there, which is only to be looked at.
const memory = "/dev/shm"

// TestGatePowerCut replays what a writing process really
// asked of the disk up to a random moment, lets the power go (see disk), opens
// what is left, and looks for everything the process had called saved. The
// control does the same to a process whose writes do not wait for the disk,
// which has to lose some: else the model would prove nothing.
func TestGatePowerCut(t *testing.T) {
	n := counted(500, 10_000)
	got := cutAll(t, "power cut", watch(t, false), n)
	control := cutAll(t, "power cut, control", watch(t, true), n)
	_ = os.RemoveAll(control.kept)
	t.Logf("gate: power cut: %s cuts, %s acknowledged saves, %d lost, %d corrupt; control with synchronous=NORMAL: %s cuts lost saves",
		figure(n), figure(got.saves), got.lost, got.corrupt, figure(control.cutsLosing))
	if got.lost != 0 || got.corrupt != 0 || got.saves < 10*n {
		t.Errorf("saves lost or libraries damaged; the first: %v, kept in %s", got.first, got.kept)
	}
	if control.cutsLosing == 0 {
		t.Error("the control lost nothing: the model is too kind")
	}
}

// TestALogWithoutItsLibraryIsKept makes a library where another one's log was
// left: nothing of the log may get into it, and the log may be all there is.
func TestALogWithoutItsLibraryIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	old := mustOpen(t, path)
	newDebrief(t, old)
	log, err := os.ReadFile(path + "-wal")
	if err != nil || len(log) == 0 {
		t.Fatalf("the log has %d bytes: %v", len(log), err)
	}
	path = filepath.Join(t.TempDir(), "library.db")
	if err := os.WriteFile(path+"-wal", log, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, total, err := mustOpen(t, path).List(t.Context(), 0, 0); err != nil || total != 0 {
		t.Errorf("%d debriefs in a new library, %v", total, err)
	}
	kept, err := filepath.Glob(path + "-wal.*")
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept: %v, %v", kept, err)
	}
	if got, err := os.ReadFile(kept[0]); err != nil || !bytes.Equal(got, log) {
		t.Errorf("the log was changed: %v", err)
	}
}

// TestTornHeaderComesFromTheLog tears the first page as a power cut can while
// the log is folded into the file.
func TestTornHeaderComesFromTheLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	d := newDebrief(t, db)
	for i := range 20 {
		mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, cutText(i))}})
	}
	torn := filepath.Join(t.TempDir(), "library.db")
	for _, end := range []string{"", "-wal"} {
		data, err := os.ReadFile(path + end)
		if err != nil {
			t.Fatal(err)
		}
		if end == "" {
			for i := range data[:sector] {
				data[i] = byte(i * 7)
			}
		}
		if err := os.WriteFile(torn+end, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got := len(mustLoad(t, mustOpen(t, torn), d.ID).Entries); got != 20 {
		t.Errorf("%d of 20 entries", got)
	}
}

// TestDiskKeepsWhatWasSyncedAndNoMore is the model's own test.
func TestDiskKeepsWhatWasSyncedAndNoMore(t *testing.T) {
	d := newDisk()
	write := func(name, text string, at int64) { d.do(op{kind: opWrite, name: name, at: at, data: []byte(text)}) }
	for _, name := range []string{"a", "b"} {
		d.do(op{kind: opCreate, name: name})
		write(name, "old", 0)
		d.do(op{kind: opSync, name: name})
		if name == "a" {
			d.do(op{kind: opSyncDir})
		}
	}
	write("a", "new", 0)
	write("a", "more", 3)
	seen := map[string]int{}
	for seed := range uint64(500) {
		files := d.cut(newFate(seed))
		a := string(files["a"])
		seen[a]++
		if b, ok := files["b"]; ok {
			seen["b"]++
			if string(b) != "old" {
				t.Errorf("b = %q", b)
			}
		}
	}
	for _, want := range []string{"old", "new", "oldmore", "newmore", "b"} {
		if seen[want] == 0 || seen[want] == 500 {
			t.Errorf("%q was seen %d of 500 times: %v", want, seen[want], seen)
		}
	}
}

// TestTraceOfThreads reads calls that another thread came between.
func TestTraceOfThreads(t *testing.T) {
	p := newTrace("/d")
	for _, line := range []string{
		`7 openat(AT_FDCWD<\x2f>, "\x2f\x64\x2f\x61", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 5<\x2f\x64\x2f\x61>`,
		`7 pwrite64(5<\x2f\x64\x2f\x61>, "\x68\x69\x21", 3, 8 <unfinished ...>`,
		`8 write(1<\x70\x69\x70\x65>, "\x78\x0a", 2 <unfinished ...>`,
		`7 <... pwrite64 resumed>) = 2`,
		`8 <... write resumed>) = 2`,
		`7 fsync(5<\x2f\x64\x2f\x61>) = -1 EIO (Input/output error)`,
		`9 ???( <detached ...>`,
		`7 renameat(AT_FDCWD<\x2f>, "\x2f\x64\x2f\x61", AT_FDCWD<\x2f>, "\x2f\x64\x2f\x62") = 0`,
	} {
		if err := p.line(line); err != nil {
			t.Fatal(err)
		}
	}
	want := []op{
		{kind: opCreate, name: "a"},
		{kind: opSay, data: []byte("x\n")},
		{kind: opWrite, name: "a", at: 8, data: []byte("hi")},
		{kind: opRename, name: "b", from: "a"},
	}
	if !reflect.DeepEqual(p.ops, want) {
		t.Errorf("got %+v, want %+v", p.ops, want)
	}
}

// outcome is what became of the libraries of all cuts.
type outcome struct {
	saves, lost, corrupt, cutsLosing int
	// first is the first trouble, kept where its library stays to be looked at.
	first error
	kept  string
}

// afterCut is one moment, and what the disk has then.
type afterCut struct {
	seed  uint64
	at    int
	files map[string][]byte
	// said is what had been acknowledged, next what was under way.
	said []said
	next said
}

// said is one acknowledgement: what kind of save, of what, with which text.
type said struct {
	kind, id string
	n        int
}

func cutAll(t *testing.T, gate string, ops []op, n int) outcome {
	t.Helper()
	states := make(chan afterCut)
	go func() {
		defer close(states)
		replay(ops, n, states)
	}()
	var sum outcome
	var mu sync.Mutex
	var group sync.WaitGroup
	done := 0
	for range 2 {
		group.Go(func() {
			for c := range states {
				dir, lost, err := c.reopen()
				mu.Lock()
				sum.add(c, dir, lost, err)
				done++
				far(t, gate, done, n)
				mu.Unlock()
			}
		})
	}
	group.Wait()
	return sum
}

func (sum *outcome) add(c afterCut, dir string, lost []string, err error) {
	sum.saves += len(c.said)
	sum.lost += len(lost)
	if len(lost) > 0 {
		sum.cutsLosing++
		err = errors.Join(err, fmt.Errorf("lost: %s", strings.Join(lost, "; ")))
	} else if err != nil {
		sum.corrupt++
	}
	if err != nil && sum.first == nil {
		sum.first, sum.kept = fmt.Errorf("seed %d at op %d: %w", c.seed, c.at, err), dir
		return
	}
	_ = os.RemoveAll(dir)
}

// replay walks through the ops once and stops at random moments. One in four is
// next to an op on the library's own file or folder, which are rare: most ops
// are on the log.
func replay(ops []op, n int, to chan<- afterCut) {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	var rare []int
	for i, o := range ops {
		if !strings.HasSuffix(o.name, "-wal") && o.kind != opSay {
			rare = append(rare, i)
		}
	}
	at := make([]int, n)
	for i := range at {
		at[i] = r.IntN(len(ops) + 1)
		if i%4 == 0 {
			at[i] = rare[r.IntN(len(rare))] + r.IntN(2)
		}
	}
	sort.Ints(at)
	all := sayings(ops)
	d, done, heard := newDisk(), 0, 0
	for i, until := range at {
		for ; done < until; done++ {
			d.do(ops[done])
			if ops[done].kind == opSay {
				heard++
			}
		}
		c := afterCut{seed: uint64(i), at: until, files: d.cut(newFate(uint64(i))), said: all[:heard]}
		if heard < len(all) {
			c.next = all[heard]
		}
		to <- c
	}
}

func sayings(ops []op) (out []said) {
	for _, o := range ops {
		if o.kind == opSay {
			var s said
			_, _ = fmt.Sscan(string(o.data), &s.kind, &s.id, &s.n)
			out = append(out, s)
		}
	}
	return out
}

// reopen puts the files of a cut in a folder, opens the library in it and says
// what of the acknowledged is not there. Any other trouble is the error.
func (c afterCut) reopen() (dir string, lost []string, err error) {
	if dir, err = os.MkdirTemp(memory, "secondstory-power-cut-"); err != nil {
		return "", nil, err
	}
	for name, data := range c.files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			return dir, nil, err
		}
	}
	ctx, path := context.Background(), filepath.Join(dir, "library.db")
	db, err := sqlite.Open(ctx, sqlite.Options{Path: path})
	if err != nil {
		return dir, nil, fmt.Errorf("open: %w", err)
	}
	lost, err = c.missing(ctx, db)
	if err == nil {
		err = goOn(ctx, db)
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return dir, lost, err
	}
	health, err := sqlite.Verify(ctx, path, nil)
	if err == nil && !health.Sound() {
		err = fmt.Errorf("verify: %+v", health.Damage)
	}
	return dir, lost, err
}

// goOn checks the file's order and its index, and that the next thing can be
// saved and followed.
func goOn(ctx context.Context, db *sqlite.DB) error {
	if said, err := db.QuickCheck(); err != nil || said != "ok" {
		return fmt.Errorf("quick_check: %q, %w", said, err)
	}
	if differs, err := db.IndexDiffers(); err != nil || len(differs) > 0 {
		return fmt.Errorf("the index differs: %q, %w", differs, err)
	}
	d := debrief.NewDebrief("2026-11-21T10:00:00Z")
	err := db.Apply(ctx, debrief.Action{Name: "new-debrief", Put: []debrief.Record{d}})
	return errors.Join(err, db.FollowAll())
}

// missing looks for everything acknowledged. A later text than the acknowledged
// one is right: it was under way.
func (c afterCut) missing(ctx context.Context, db *sqlite.DB) (lost []string, err error) {
	if len(c.said) == 0 {
		return nil, nil
	}
	id := c.said[0].id
	w, err := db.Load(ctx, id)
	if debrief.CodeOf(err) == debrief.CodeNotFound {
		return []string{"the debrief"}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	there, err := db.Drafts(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("drafts: %w", err)
	}
	for _, e := range w.Entries {
		there[e.ID] = e.Text
	}
	last := map[string]said{}
	for _, s := range c.said[1:] {
		last[s.id] = s
	}
	for _, s := range last {
		if text, ok := there[s.id]; !c.right(s, text, ok) {
			lost = append(lost, fmt.Sprintf("%s %s %d (%.20q)", s.kind, s.id, s.n, text))
		}
	}
	return lost, nil
}

// right says whether what is there of one thing may be there.
func (c afterCut) right(s said, text string, there bool) bool {
	switch {
	case s.kind == "gone":
		return !there
	case !there:
		return c.next.kind == "gone" && c.next.id == s.id
	}
	n := cutNumber(text)
	return n == s.n || n == c.next.n && c.next.id == s.id
}

func sortedNames(m map[string]*inode) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
