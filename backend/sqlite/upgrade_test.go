package sqlite_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"secondstory/backend/sqlite"
)

// The environment variable that makes the test binary the upgrading process.
const upgraderEnv = "SECONDSTORY_TEST_UPGRADER"

// upgradeOnce opens a library of an older version and says when it is open.
func upgradeOnce(path string) error {
	db, err := sqlite.Open(context.Background(), sqlite.Options{Path: path})
	if err != nil {
		return err
	}
	if _, err := fmt.Println("open"); err != nil {
		return err
	}
	return db.Close()
}

// upgrade is the upgrade of one released library, as a process really did it.
type upgrade struct {
	released []byte
	// from is the version of the released library, to the one it is brought to.
	from, to string
	ops      []op
	// want is what the library holds afterwards.
	want []byte
}

// upgraded is what was found after all cuts of all upgrades.
type upgraded struct {
	sync.Mutex
	cuts, before, after int
	snapshots           int
	wrong               []string
}

// TestGateUpgrade opens a library of every released version and ends the
// upgrade at each thing it asks of the disk, by a kill (all of it is done that
// was asked for) and by power cuts (see disk). What is left has to be the old
// library, whole, or the new one; opened once more, it holds what it held.
func TestGateUpgrade(t *testing.T) {
	libraries, err := filepath.Glob("testdata/library-*.db")
	if err != nil || len(libraries) == 0 {
		t.Fatalf("libraries: %v, %v", libraries, err)
	}
	var sum upgraded
	var from []string
	for _, released := range libraries {
		u := watchUpgrade(t, released)
		if u.from == u.to {
			continue
		}
		from = append(from, u.from)
		u.cutEverywhere(t, &sum)
	}
	t.Logf("gate: upgrade: from version %s, %s kills and power cuts, one at least at every write: %s libraries as before, %s upgraded, %s snapshots whole, %d wrong",
		strings.Join(from, ", "), figure(sum.cuts), figure(sum.before), figure(sum.after), figure(sum.snapshots), len(sum.wrong))
	if len(sum.wrong) > 0 || len(from) == 0 || sum.before == 0 || sum.after == 0 {
		t.Errorf("the first: %.2000v", sum.wrong[:min(3, len(sum.wrong))])
	}
}

func watchUpgrade(t *testing.T, released string) (u upgrade) {
	t.Helper()
	path := copyReleased(t, released)
	u.released, u.from = mustRead(t, released), mustVersion(t, path)
	path = copyReleased(t, released)
	u.ops = watchOther(t, filepath.Dir(path), []string{upgraderEnv + "=" + path})
	u.want, u.to = mustHold(t, path), mustVersion(t, path)
	return u
}

func mustVersion(t *testing.T, path string) string {
	t.Helper()
	version, err := firstColumn(path, `PRAGMA user_version`)
	if err != nil || len(version) != 1 {
		t.Fatalf("version: %v, %v", version, err)
	}
	return version[0]
}

// cutEverywhere stops after each op, in several ways.
func (u upgrade) cutEverywhere(t *testing.T, sum *upgraded) {
	t.Helper()
	states := make(chan afterCut)
	go func() {
		defer close(states)
		u.replay(counted(1, 25), states)
	}()
	of := (len(u.ops) + 1) * (1 + counted(1, 25))
	var group sync.WaitGroup
	for range 2 {
		group.Go(func() {
			for c := range states {
				version, snapshots, err := u.reopen(c)
				sum.add(u, c, version, snapshots, err)
				far(t, "upgrade", sum.cuts, of)
			}
		})
	}
	group.Wait()
}

// replay hands out what a kill leaves after each op, and so many power cuts.
func (u upgrade) replay(cuts int, to chan<- afterCut) {
	d := newDisk()
	d.live["library.db"] = &inode{durable: bytes.Clone(u.released)}
	d.durable["library.db"] = d.live["library.db"]
	said, killed := []said{}, newFate(0)
	killed.how = fateEverything
	for at := 0; ; at++ {
		to <- afterCut{at: at, files: d.cut(killed), said: said}
		for i := range cuts {
			seed := uint64(at*cuts + i)
			to <- afterCut{at: at, seed: seed, files: d.cut(newFate(seed)), said: said}
		}
		if at == len(u.ops) {
			return
		}
		d.do(u.ops[at])
		if u.ops[at].kind == opSay {
			said = append(said, sayings(u.ops[at:at+1])...)
		}
	}
}

func (sum *upgraded) add(u upgrade, c afterCut, version string, snapshots int, err error) {
	sum.Lock()
	defer sum.Unlock()
	sum.cuts++
	sum.snapshots += snapshots
	switch {
	case err == nil && version == u.to:
		sum.after++
	case err == nil && version == u.from && len(c.said) == 0:
		sum.before++
	case err == nil:
		err = fmt.Errorf("it is of version %s", version)
	}
	if err != nil {
		sum.wrong = append(sum.wrong, fmt.Sprintf("from %s, seed %d at op %d of %d: %v", u.from, c.seed, c.at, len(u.ops), err))
	}
}

// reopen looks at what a cut left: of which version it is as it stands, whether
// the snapshots beside it are whole, and whether it opens to all it held.
func (u upgrade) reopen(c afterCut) (version string, snapshots int, err error) {
	dir, err := os.MkdirTemp(memory, "secondstory-upgrade-")
	if err != nil {
		return "", 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	for name, data := range c.files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			return "", 0, err
		}
	}
	path := filepath.Join(dir, "library.db")
	found, err := firstColumn(path, `PRAGMA user_version`)
	if err != nil {
		return "", 0, err
	}
	db, err := sqlite.Open(context.Background(), sqlite.Options{Path: path})
	if err != nil {
		return "", 0, fmt.Errorf("open: %w", err)
	}
	h, err := hold(context.Background(), db, path)
	if err = errors.Join(err, db.Close()); err != nil {
		return "", 0, err
	}
	got, err := json.MarshalIndent(h, "", " ")
	if err == nil && !bytes.Equal(append(got, '\n'), u.want) {
		err = errors.New("it holds something else")
	}
	if err == nil {
		err = soundAt(path)
	}
	if err == nil {
		snapshots, err = u.snapshots(path)
	}
	return found[0], snapshots, err
}

// snapshots counts the whole copies of the old library beside the new one.
func (u upgrade) snapshots(path string) (n int, err error) {
	all, err := filepath.Glob(path + ".before-upgrade-from-*.db")
	for _, name := range all {
		version, versionErr := firstColumn(name, `PRAGMA user_version`)
		if err = errors.Join(err, versionErr, soundAt(name)); err == nil && version[0] != u.from {
			err = fmt.Errorf("a snapshot of version %s", version[0])
		}
		n++
	}
	return n, err
}

func soundAt(path string) error {
	h, err := sqlite.Verify(context.Background(), path, nil)
	if err == nil && !h.Sound() {
		err = fmt.Errorf("verify: %+v", h.Damage)
	}
	return err
}
