package interview_test

import (
	"archive/zip"
	"bytes"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	_ "github.com/mattn/go-sqlite3" // to read a library as anybody with the file could

	"secondstory/backend/bundle"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/interview"
	"secondstory/backend/sqlite"
)

// markers are words that stand nowhere else.
type markers []string

func (m *markers) next() string {
	word := fmt.Sprintf("Quorb%cle%cwugfrost", 'a'+len(*m)/26, 'a'+len(*m)%26)
	*m = append(*m, word)
	return word
}

// inClear are names of rows, which the package comment says stand in clear.
var inClear = map[string]bool{"Interview.ID": true, "Interview.DebriefID": true, "Paper.ID": true}

// moments are the fields that take a time.
var moments = map[string]string{
	"Interview.When": "2047-05-06T07:08:09Z", "Interview.ThankedAt": "2047-05-07T08:09:10Z", "Interview.DestroyOn": "2047-05-08", "Interview.SavedAt": "2047-05-09T09:10:11Z",
	"Release.AskedAt": "2047-06-07T08:09:10Z", "Release.AnsweredAt": "2047-06-08T09:10:11Z", "Consent.At": "2047-07-08T09:10:11Z",
	"Moment.At": "2047-08-09T10:11:12Z", "Moment.Until": "2047-08-09T11:12:13Z",
}

// chosen are the fields that are one of a few words.
var chosen = map[reflect.Type]string{
	reflect.TypeFor[interview.State](): string(interview.StateHeld), reflect.TypeFor[interview.Answer](): string(interview.AnswerDeclined),
	reflect.TypeFor[debrief.ReleaseAs](): string(debrief.ReleaseQuote), reflect.TypeFor[debrief.ReleaseScope](): string(debrief.ScopePublic),
	reflect.TypeFor[debrief.ReleaseGiven](): string(debrief.GivenWritten), reflect.TypeFor[debrief.Precision](): string(debrief.PrecisionMinute),
	reflect.TypeFor[debrief.Problem](): string(debrief.ProblemNone),
}

// fill gives every text of a value a word of its own, and every list two of
// each: a field that is added later is covered, or keeps the interview from being
// saved, which is seen here too.
func (m *markers) fill(v reflect.Value, field string) {
	switch v.Kind() {
	case reflect.String:
		switch word, few := chosen[v.Type()]; {
		case few:
			v.SetString(word)
		case moments[field] != "":
			v.SetString(moments[field])
		case inClear[field]:
			v.SetString(debrief.NewID())
		default:
			v.SetString(m.next())
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for n := range 2 {
			m.fill(v.Index(n), field)
		}
	case reflect.Struct:
		for n := range v.NumField() {
			m.fill(v.Field(n), v.Type().Name()+"."+v.Type().Field(n).Name)
		}
	}
}

// found says which of the words stand in bytes: in UTF-8 or UTF-16, in capitals
// or without, in hex or base64.
func (m markers) found(content []byte) (out []string) {
	low := bytes.ToLower(content)
	narrow := bytes.ReplaceAll(low, []byte{0}, nil) // UTF-16 of either order
	for _, word := range m {
		w := bytes.ToLower([]byte(word))
		there := bytes.Contains(low, w) || bytes.Contains(narrow, w) || bytes.Contains(low, []byte(hex.EncodeToString([]byte(word))))
		for from := range 3 {
			// The letters that do not depend on what stands before and behind.
			b := base64.StdEncoding.EncodeToString(append(make([]byte, from), word...))
			there = there || bytes.Contains(content, []byte(b[4:len(b)-4]))
		}
		if there {
			out = append(out, word)
		}
	}
	return out
}

// marked is a library with a shared entry of a word of its own, and a vault in
// which every other word is: in every field, earlier versions, pictures, and in
// an interview that was destroyed.
type marked struct {
	dir    string
	db     *sqlite.DB
	shared debrief.ID
	vault  *interview.Vault
	// said is what errors said, before the rest that has a vault.
	said           []string
	before         map[string]string
	private, known markers
}

func newMarked(t *testing.T) *marked {
	m := &marked{dir: t.TempDir()}
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(m.dir, "library.db")})
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	m.db = db
	whole := demo.Debrief()
	m.shared = whole.Debrief.ID
	m.known = markers{"Brambletidewug"}
	whole.Entries[0].Text += " " + m.known[0]
	must(t, db.Apply(t.Context(), debrief.Action{Name: "add-sample", Put: whole.Records()}))
	if got, err := db.Find(t.Context(), m.known[0], 0, sqlite.OrderNewest); err != nil || len(got.Hits) != 1 {
		t.Fatalf("what is shared is not found: %+v, %v", got, err)
	}
	m.before = m.tables(t)
	m.vault, _ = vault(t, db)
	for range 3 {
		m.interview(t)
	}
	must(t, m.vault.Purge(t.Context(), m.interview(t)))
	return m
}

// interview seals one with every field filled, three times over.
func (m *marked) interview(t *testing.T) debrief.ID {
	i := &interview.Interview{}
	m.private.fill(reflect.ValueOf(i).Elem(), "")
	i.DebriefID, i.Rev, i.Minutes, i.Papers = m.shared, 0, 60, nil
	content := "\x89PNG" + m.private.next()
	must(t, m.vault.Attach(t.Context(), i, interview.Paper{ID: debrief.NewID(), Name: m.private.next()}, []byte(content)))
	stale := *i
	i.Passages[0].Text, i.Draft = m.private.next(), m.private.next()
	i.Passages[0].Releases[0].Answer = interview.AnswerAgreed
	m.vault.Lock()
	must(t, m.vault.Unlock(t.Context(), passphrase))
	must(t, m.vault.Save(t.Context(), i)) // and what was is kept
	i.Passages = i.Passages[:1]
	must(t, m.vault.Save(t.Context(), i))
	bad := *i
	bad.Minutes = -1
	bad.Draft = m.private.next()
	_, missing := m.vault.Load(t.Context(), debrief.ID(m.private.next()))
	for _, err := range []error{m.vault.Save(t.Context(), &stale), m.vault.Save(t.Context(), &bad), missing} {
		if err == nil {
			t.Fatal("saved")
		}
		m.said = append(m.said, fmt.Sprintf("%v %+v %#v", err, err, err))
	}
	return i.ID
}

// tables is what stands in every table but the vault's own.
func (m *marked) tables(t *testing.T) map[string]string {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(m.dir, "library.db")+"?mode=ro")
	must(t, err)
	defer func() { _ = db.Close() }()
	out := map[string]string{}
	for _, name := range column(t, db, `SELECT name FROM sqlite_schema WHERE type = 'table'
		AND name NOT IN ('sealed', 'sealed_change', 'vault_wrap', 'sqlite_sequence')`) {
		columns := column(t, db, `SELECT group_concat('quote("' || name || '")', ' || ') FROM pragma_table_info(?)`, name)
		out[name] = strings.Join(column(t, db, `SELECT `+columns[0]+` FROM "`+name+`"`), "\n")
	}
	return out
}

func column(t *testing.T, db *sql.DB, query string, args ...any) (out []string) {
	rows, err := db.Query(query, args...)
	must(t, err)
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var s string
		must(t, rows.Scan(&s))
		out = append(out, s)
	}
	must(t, rows.Err())
	return out
}

// files is every file that was written, what is packed in it unpacked.
func (m *marked) files(t *testing.T) map[string][]byte {
	out := map[string][]byte{}
	must(t, filepath.WalkDir(m.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		out[path], err = os.ReadFile(path)
		if z, unpacked := zip.NewReader(bytes.NewReader(out[path]), int64(len(out[path]))); unpacked == nil {
			for _, f := range z.File {
				r, err := f.Open()
				must(t, err)
				out[path+"/"+f.Name], err = io.ReadAll(r)
				must(t, err)
			}
		}
		return err
	}))
	return out
}

func TestGatePrivateNotes(t *testing.T) {
	m := newMarked(t)
	if len(m.private) < 40 {
		t.Fatalf("%d words only", len(m.private))
	}
	m.private = slices.AppendSeq(m.private, maps.Values(moments))
	if n := m.search(t, "open"); !strings.Contains(strings.Join(n, " "), "library.db-wal") {
		t.Error("the log beside the library was not searched")
	}
	m.vault.Lock()
	b, err := m.db.Backup(t.Context(), sqlite.BackupDir(m.db.Path()), sqlite.ReasonByHand, nil)
	must(t, err)
	whole, err := bundle.From(t.Context(), m.db, m.shared, "test")
	must(t, err)
	must(t, bundle.Save(t.Context(), filepath.Join(m.dir, "whole.debrief"), whole))
	m.search(t, "locked")
	for table, was := range m.before {
		if now := m.tables(t)[table]; now != was {
			t.Errorf("sealing wrote to %s", table)
		}
	}
	for _, word := range m.private {
		if got, err := m.db.Find(t.Context(), word, 0, sqlite.OrderRank); err != nil || len(got.Hits) > 0 {
			t.Errorf("%s is found by the common search: %v", word, err)
		}
	}
	must(t, m.db.Close())
	n := m.search(t, "closed")
	if !strings.Contains(strings.Join(n, " "), filepath.Base(b.Path)) {
		t.Errorf("%s was not searched", b.Path)
	}
	t.Logf("gate: private notes: %d markers in every field, earlier versions, pictures and what was destroyed; %d files searched, 0 hits", len(m.private), len(n))
}

// search looks for the words in every file and in what was said, and returns the
// files. What is shared has to be found.
func (m *marked) search(t *testing.T, when string) (searched []string) {
	t.Helper()
	shared := 0
	for path, content := range m.files(t) {
		searched = append(searched, path)
		if hits := m.private.found(content); len(hits) > 0 {
			t.Errorf("%s: %q in %s", when, hits, path)
		}
		shared += len(m.known.found(content))
	}
	if shared == 0 {
		t.Errorf("%s: what is shared was not found", when)
	}
	if hits := m.private.found([]byte(strings.Join(m.said, "\n"))); len(hits) > 0 {
		t.Errorf("said: %q", hits)
	}
	return searched
}

func TestTheSearchForMarkersFindsThem(t *testing.T) {
	words := markers{"Quorbalebwugfrost"}
	var wide []byte
	for _, u := range utf16.Encode([]rune(words[0])) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	for name, content := range map[string]string{
		"plain": "x" + words[0], "capitals": strings.ToUpper(words[0]), "UTF-16": "x" + string(wide), "hex": "ff" + hex.EncodeToString([]byte(words[0])),
		"base64":    base64.StdEncoding.EncodeToString([]byte(words[0] + "y")),
		"base64, 1": base64.StdEncoding.EncodeToString([]byte("x" + words[0] + "yy")), "base64, 2": base64.StdEncoding.EncodeToString([]byte("xx" + words[0])),
	} {
		if len(words.found([]byte(content))) != 1 {
			t.Errorf("%s: not found", name)
		}
	}
	if hits := words.found([]byte("Quorbal bwugfrost")); len(hits) > 0 {
		t.Errorf("%q", hits)
	}
}
