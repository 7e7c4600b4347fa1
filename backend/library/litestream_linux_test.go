package library_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/interview"
	"secondstory/backend/library"
	"secondstory/backend/sqlite"
)

// litestream is what replicates a library beside the app, in the version that
// build/litestream tells of; make installs it.
const litestream = "../../build/tools/litestream-v0.3.13"

const passphrase = "four words and a horse"

// stream is a Litestream that copies a library.
type stream struct {
	config, copies string
	command        *exec.Cmd
	said           bytes.Buffer
}

// newStream sets it up as the sample of its settings does, but for paths and pace.
func newStream(t *testing.T, lib string) *stream {
	t.Helper()
	if _, err := os.Stat(litestream); err != nil {
		t.Fatalf("make %s: %v", strings.TrimPrefix(litestream, "../../"), err)
	}
	sample, err := os.ReadFile("../../build/litestream/litestream.yml")
	if err != nil {
		t.Fatal(err)
	}
	s := &stream{config: filepath.Join(t.TempDir(), "litestream.yml"), copies: filepath.Join(t.TempDir(), "copies")}
	text := strings.NewReplacer("${HOME}/.local/share/secondstory/library.db", lib, "/mnt/copies/secondstory", s.copies, "sync-interval: 1s", "sync-interval: 50ms").Replace(string(sample))
	if !strings.Contains(text, lib) || !strings.Contains(text, s.copies) {
		t.Fatalf("the sample of the settings names other paths:\n%s", sample)
	}
	if err := os.WriteFile(s.config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *stream) start(t *testing.T) {
	t.Helper()
	s.command = exec.Command(litestream, "replicate", "-config", s.config)
	s.command.Stdout, s.command.Stderr = &s.said, &s.said
	if err := s.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.kill)
}

func (s *stream) kill() {
	if s.command.ProcessState == nil {
		_ = s.command.Process.Kill()
		_ = s.command.Wait()
	}
}

// restore puts a copy of what was replicated so far at a new path.
func (s *stream) restore(t *testing.T, lib string) (path string, err error) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "library.db")
	out, err := exec.Command(litestream, "restore", "-config", s.config, "-o", path, lib).CombinedOutput()
	if err != nil {
		return path, fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
}

// until restores until the copy holds what the library did; at most a minute.
func (s *stream) until(t *testing.T, lib, want string) (path string) {
	t.Helper()
	var why error
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		var got string
		if path, why = s.restore(t, lib); why != nil {
			continue
		}
		if got, why = content(t, path); why == nil && got == want {
			return path
		}
	}
	t.Fatalf("the copy never became the library: %v\n%s", why, s.said.String())
	return ""
}

// content is the hash of every row of every table of a library's file, the sealed ones
// too, but for what Litestream keeps there for itself.
func content(t *testing.T, path string) (string, error) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	if err != nil {
		return "", err
	}
	defer func() { _ = db.Close() }()
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		return "", err
	}
	defer func() { _ = tx.Rollback() }()
	tables, err := texts(tx, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\_litestream%' ESCAPE '\' ORDER BY name`)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	for _, table := range tables {
		columns, err := texts(tx, `SELECT 'quote("' || name || '")' FROM pragma_table_info('`+table+`')`)
		if err != nil || len(columns) == 0 {
			return "", fmt.Errorf("%s: %w", table, err)
		}
		rows, err := texts(tx, `SELECT `+strings.Join(columns, ` || ',' || `)+` FROM "`+table+`" ORDER BY 1`)
		if err != nil {
			return "", fmt.Errorf("%s: %w", table, err)
		}
		_, _ = fmt.Fprintln(sum, table, len(rows), rows)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// texts are the first column of what a question returns.
func texts(tx *sql.Tx, query string) (out []string, err error) {
	rows, err := tx.Query(query)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var s sql.NullString
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s.String)
	}
	return out, rows.Err()
}

// edits writes lines as somebody types them, and fails when one is not taken.
func edits(t *testing.T, db *sqlite.DB, w *debrief.Whole, n int) {
	t.Helper()
	for i := range n {
		e := &w.Entries[i%len(w.Entries)]
		e.Text += fmt.Sprintf(" And %d.", i)
		if err := db.Apply(t.Context(), debrief.Action{ID: debrief.NewID(), Name: "edit-entry", Put: []debrief.Record{e}}); err != nil {
			t.Fatal(err)
		}
	}
}

// TestGateLitestream copies a library continuously while the app writes it: Litestream is
// killed, comes back, and what it restores is the library, row for row, sealed notes
// too. The app notices none of it.
func TestGateLitestream(t *testing.T) {
	lib := filepath.Join(t.TempDir(), "library.db")
	keeper := library.Keeper{Path: lib, Now: time.Now, Sample: demo.Debrief}
	kept, id, err := keeper.Open()
	if err != nil {
		t.Fatal(err)
	}
	closeOnce := func() {
		if kept != nil {
			if err := kept.Close(); err != nil {
				t.Error(err)
			}
			kept = nil
		}
	}
	t.Cleanup(closeOnce)
	vault := interview.New(kept.DB, interview.Options{})
	if _, err := vault.Make(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	note := &interview.Interview{ID: debrief.NewID(), DebriefID: id, Name: "Somebody", State: interview.StateHeld, DestroyOn: interview.DestroyAsked, Passages: []interview.Passage{{ID: "p", Text: "What I would not say in the room."}}}
	if err := vault.Save(t.Context(), note); err != nil {
		t.Fatal(err)
	}
	w, err := kept.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	s := newStream(t, lib)
	for round := range 3 {
		s.start(t)
		edits(t, kept.DB, w, 120)
		if round == 0 {
			want, err := content(t, lib)
			if err != nil {
				t.Fatal(err)
			}
			s.until(t, lib, want) // while the library is open and Litestream runs
		}
		s.kill()
		edits(t, kept.DB, w, 60) // nobody copies these at first
	}
	s.start(t)
	w, err = kept.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	edits(t, kept.DB, w, 200)
	if beside, err := keeper.Read(t.Context(), lib); err != nil || beside.Close() != nil {
		t.Errorf("a second process cannot read it: %v", err)
	}
	if _, _, err := keeper.OpenBare(); debrief.CodeOf(err) != debrief.CodeLocked {
		t.Errorf("the lock of the library: %v", err)
	}
	if _, err := kept.Backup(t.Context(), t.TempDir(), sqlite.ReasonByHand, nil); err != nil {
		t.Errorf("a backup beside it: %v", err)
	}
	shown := held(t, kept.DB)
	closeOnce() // folds its log in as far as Litestream lets it
	want, err := content(t, lib)
	if err != nil {
		t.Fatal(err)
	}
	path := s.until(t, lib, want)
	s.kill()
	files := sameFile(t, lib, path)
	restored(t, path, shown)
	opensAgain(t, keeper, shown)
	t.Logf("gate: Litestream: 740 edits beside it, killed 3 times; restored: every row the same (SHA-256 %s…), the file after folding the log in the same: %v; the vault opens", want[:12], files)
}

// sameFile says whether two libraries are the same byte for byte once their logs are
// folded in.
func sameFile(t *testing.T, a, b string) bool {
	t.Helper()
	var bytesOf [2][]byte
	for i, path := range []string{a, b} {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		copied := filepath.Join(t.TempDir(), "copy.db")
		err = os.WriteFile(copied, data, 0o600)
		if log, logErr := os.ReadFile(path + "-wal"); logErr == nil && err == nil {
			err = os.WriteFile(copied+"-wal", log, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		db, err := sql.Open("sqlite3", "file:"+copied)
		if err == nil {
			_, err = db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
		}
		if err != nil || db.Close() != nil {
			t.Fatal(err)
		}
		if bytesOf[i], err = os.ReadFile(copied); err != nil {
			t.Fatal(err)
		}
	}
	return bytes.Equal(bytesOf[0], bytesOf[1])
}

// restored opens what was restored as a library: nothing is damaged, it shows the same,
// and the vault opens.
func restored(t *testing.T, path, shown string) {
	t.Helper()
	if h, err := sqlite.Verify(t.Context(), path, nil); err != nil || !h.Sound() {
		t.Fatalf("%+v, %v", h, err)
	}
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if held(t, db) != shown {
		t.Error("the restored library shows something else")
	}
	vault := interview.New(db, interview.Options{})
	if err := vault.Unlock(context.WithoutCancel(t.Context()), passphrase); err != nil {
		t.Fatalf("the vault: %v", err)
	}
	notes, bad, err := vault.List(t.Context(), "")
	if all, listErr := vault.Search(t.Context(), "", "would not say", 5); err != nil || listErr != nil || len(bad) > 0 || len(all) != 1 {
		t.Errorf("%d notes, %d bad, %d found: %v, %v", len(notes), len(bad), len(all), err, listErr)
	}
}

// opensAgain: the library itself is as good as ever.
func opensAgain(t *testing.T, k library.Keeper, shown string) {
	t.Helper()
	h, err := sqlite.Verify(t.Context(), k.Path, nil)
	if err != nil || !h.Sound() {
		t.Fatalf("%+v, %v", h, err)
	}
	db, _, err := k.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if held(t, db) != shown {
		t.Error("the library shows something else")
	}
}
