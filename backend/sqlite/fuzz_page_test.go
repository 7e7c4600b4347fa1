package sqlite

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/debrief"
)

// seeds are the file and the log of a small library that is open: the tables
// rows are found in, with the smallest pages there are, for what is small is
// changed at its joints more often.
func seeds(f *testing.F) (main, log []byte) {
	f.Helper()
	path := filepath.Join(f.TempDir(), "library.db")
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		f.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	defer func() { _ = db.Close() }()
	do := func(query string, args ...any) {
		f.Helper()
		if _, err := db.Exec(query, args...); err != nil {
			f.Fatal(err)
		}
	}
	do(`PRAGMA page_size = 512; PRAGMA journal_mode = WAL;
		CREATE TABLE record (row INTEGER PRIMARY KEY, id TEXT UNIQUE, debrief_id TEXT, noun TEXT, rev INTEGER, body TEXT, hash BLOB);
		CREATE TABLE change (seq INTEGER PRIMARY KEY, step INTEGER, way TEXT, debrief_id TEXT, noun TEXT, record_id TEXT,
			rev INTEGER, before TEXT, after TEXT, at TEXT, hash BLOB);
		CREATE TABLE draft (debrief_id TEXT, field TEXT, text TEXT, at TEXT, hash BLOB, PRIMARY KEY (debrief_id, field)) WITHOUT ROWID`)
	store := func(text string) {
		f.Helper()
		e := debrief.Entry{Base: debrief.Base{ID: debrief.NewID(), DebriefID: "d"}, Text: text, Basis: debrief.BasisMemory}
		body, err := json.Marshal(e)
		if err != nil {
			f.Fatal(err)
		}
		r := row{noun: debrief.NounEntry, id: e.ID, rev: 1, body: body}
		do(`INSERT INTO record VALUES (NULL, ?, 'd', 'entry', 1, ?, ?)`, e.ID, string(body), r.sum())
		after := string(body)
		c := change{step: 1, way: wayDo, debriefID: "d", noun: debrief.NounEntry, id: e.ID, rev: 1, after: &after}
		do(`INSERT INTO change VALUES (NULL, 1, 'do', 'd', 'entry', ?, 1, NULL, ?, 'then', ?)`, e.ID, after, c.sum("then"))
	}
	store("short")
	store(strings.Repeat("long enough for overflow pages, ", 30))
	do(`INSERT INTO draft VALUES ('d', 'capture', 'half a sentence', 'then', ?)`, sumOf("d", "capture", "half a sentence", "then"))
	do(`PRAGMA wal_checkpoint(TRUNCATE)`)
	store("in the log alone")
	main, err = os.ReadFile(path)
	if err == nil {
		log, err = os.ReadFile(path + "-wal")
	}
	if err != nil || len(log) == 0 {
		f.Fatal(len(log), err)
	}
	return main, log
}

// FuzzLog reads files and write-ahead logs made of anything at all without
// SQLite. It has to end, and every row it hands on is as it was written.
func FuzzLog(f *testing.F) {
	main, log := seeds(f)
	f.Add(main, log)
	f.Add(main, []byte{})
	f.Add(main[:len(main)/2], log)
	f.Add([]byte{}, log)
	far := bytes.Clone(log)
	copy(far[logHeader:], []byte{0x03, 0xff, 0xff, 0xff}) // a frame of a page far beyond
	f.Add(main, far)
	found := 0
	p := newPages(bytes.NewReader(main), int64(len(main)), bytes.NewReader(log))
	if err := p.scan(f.Context(), nil, finder{record: func(cell, row, debrief.Record) { found++ }}); err != nil || found < 3 {
		f.Fatalf("%d records in the seed, %v", found, err)
	}
	f.Fuzz(func(t *testing.T, main, log []byte) {
		p := newPages(bytes.NewReader(main), int64(len(main)), bytes.NewReader(log))
		err := p.scan(t.Context(), nil, finder{
			record: func(c cell, r row, rec debrief.Record) {
				if !bytes.Equal(r.hash, r.sum()) || rec.Head().ID != r.id || !c.numbered() {
					t.Errorf("a row that is not as it was written: %+v", r)
				}
			},
			change: func(c cell, l change, at string) {
				if string(l.sum(at)) != string(c.values[10].bytes) || !c.numbered() {
					t.Errorf("a line that is not as it was written: %+v", l)
				}
			},
			step: func(cell) {}, draft: func(cell) {}, other: func(string, cell) {},
			recordID: func(int64, debrief.ID) {}, recordPlace: func(int64, debrief.ID, debrief.Noun) {},
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzPage reads one page of a table or an index made of anything at all.
func FuzzPage(f *testing.F) {
	main, log := seeds(f)
	p := newPages(bytes.NewReader(main), int64(len(main)), bytes.NewReader(log))
	for n := range p.numbers() {
		buf := make([]byte, p.size)
		if p.read(n, buf) && (buf[0] == tableLeaf || buf[0] == indexLeaf || buf[0] == indexInterior) {
			f.Add(buf)
		}
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		p := newPages(bytes.NewReader(page), int64(len(page)), nil)
		buf := make([]byte, p.size)
		for n := range p.numbers() {
			p.cells(n, buf, func(c cell, on []uint32) {
				if len(c.values) > maxColumns || len(on) == 0 {
					t.Errorf("%d values on %v", len(c.values), on)
				}
			})
		}
	})
}

// FuzzRecord decodes a row, and a line of the history, whose hash is right and
// whose text is anything at all. What is accepted comes back the same.
func FuzzRecord(f *testing.F) {
	for _, noun := range []debrief.Noun{debrief.NounDebrief, debrief.NounEntry, debrief.NounMeeting, debrief.NounFactor, debrief.NounAttachment} {
		body, err := json.Marshal(debrief.NewRecord(noun))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(noun), "id", int64(1), string(body))
	}
	f.Add("entry", "id", int64(7), `{"id":"id","debriefId":"d","text":"seen","basis":"memory"}`)
	f.Fuzz(func(t *testing.T, noun, id string, rev int64, body string) {
		r := row{noun: debrief.Noun(noun), id: id, rev: rev, body: []byte(body)}
		r.hash = r.sum()
		rec, err := r.record()
		if err == nil && (rec.Head().ID != id || rec.Head().Rev != rev || rec.Noun() != r.noun) {
			t.Fatalf("%+v is read as %+v", r, rec.Head())
		}
		l := line{change: change{noun: r.noun, id: id, rev: rev, after: &body}, at: "2026-11-21T10:00:00Z"}
		l.hash = l.sum(l.at)
		v := l.version("")
		if v.Damaged != (err != nil) && rec != nil {
			t.Fatalf("a row is read and its history is not: %q", body)
		}
		if v.After == nil {
			return
		}
		once, err := json.Marshal(v.After)
		if err != nil {
			t.Fatal(err)
		}
		text := string(once)
		again, err := decodeRecord(r.noun, &text)
		if err != nil {
			t.Fatalf("what was read is refused: %v", err)
		}
		if twice, err := json.Marshal(again); err != nil || string(twice) != text {
			t.Fatalf("%s comes back as %s, %v", text, twice, err)
		}
	})
}
