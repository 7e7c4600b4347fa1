package evidence_test

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/evidence"
)

// TestSamples reads files that have the layout, times, ids and counts of real ones,
// every word in them replaced; testdata/sample/README.md says whose they were. The
// figures of the table were counted by other means: see there.
func TestSamples(t *testing.T) {
	for _, want := range sampleTable(t) {
		t.Run(want[0], func(t *testing.T) {
			docs, err := evidence.Read(t.Context(), filepath.Join("testdata", "sample", want[0]), evidence.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(docs) != 1 {
				t.Fatalf("%d documents", len(docs))
			}
			if got, told := row(docs[0]), strings.Join(want[1:], "\t"); got != told {
				t.Errorf("\n got %s\nwant %s\nrejected %+v", got, told, docs[0].Rejected)
			}
		})
	}
}

// row is a summary as the table has it.
func row(d *evidence.Document) string {
	s := d.Summary()
	return fmt.Sprintf("%s\t%d\t%d\t%d\t%s\t%s\t%d\t%s\t%d", s.Format, s.Messages, s.Bots, s.System,
		orDash(s.First), orDash(s.Last), len(s.Senders), s.Zone, s.Rejected)
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// sampleTable reads testdata/sample/*.tsv: path, format, messages, bots, system,
// first, last, senders, zone, rejected.
func sampleTable(t testing.TB) (rows [][]string) {
	t.Helper()
	tables, err := filepath.Glob("testdata/sample/*.tsv")
	if err != nil || len(tables) == 0 {
		t.Fatal("no tables", err)
	}
	for _, table := range tables {
		f, err := os.Open(table)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		for s := bufio.NewScanner(f); s.Scan(); {
			if strings.HasPrefix(s.Text(), "#") {
				continue
			}
			cells := strings.Split(s.Text(), "\t")
			if len(cells) != 10 {
				t.Fatalf("%s: %q", table, s.Text())
			}
			rows = append(rows, cells)
		}
	}
	return rows
}

// TestSum: a file is known again by the sum any tool makes of it.
func TestSum(t *testing.T) {
	path := filepath.Join("testdata", "sample", "webvtt", "zoom.vtt")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	docs, err := evidence.Read(t.Context(), path, evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("%x", sha256.Sum256(content)); docs[0].SHA256 != want {
		t.Errorf("%s, want %s", docs[0].SHA256, want)
	}
}
