package sqlite

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
)

// seeds are the file and the log of a small library that is open.
func seeds(f *testing.F) (main, log []byte) {
	f.Helper()
	path := filepath.Join(f.TempDir(), "library.db")
	db, err := Open(context.Background(), Options{Path: path})
	if err != nil {
		f.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	d := debrief.NewDebrief("2026-11-21T10:00:00Z")
	put := []debrief.Record{d, debrief.NewMeeting(d.ID)}
	for _, text := range []string{"short", string(bytes.Repeat([]byte("long enough for overflow pages, "), 300))} {
		base := debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}
		put = append(put, &debrief.Entry{Base: base, Text: text, Basis: debrief.BasisMemory})
	}
	if err := db.Apply(context.Background(), debrief.Action{Name: "file", Put: put}); err != nil {
		f.Fatal(err)
	}
	if err := db.SaveDraft(context.Background(), d.ID, "capture", "half a sentence"); err != nil {
		f.Fatal(err)
	}
	main, err = os.ReadFile(path)
	if err == nil {
		log, err = os.ReadFile(path + "-wal")
	}
	if err != nil {
		f.Fatal(err)
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
