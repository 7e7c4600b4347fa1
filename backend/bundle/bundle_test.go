package bundle_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strings"
	"testing"

	"secondstory/backend/bundle"
	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
)

var update = flag.Bool("update", false, "write the golden files anew")

// sample is the demo with everything a bundle can hold.
func sample() bundle.Bundle {
	w := demo.Debrief()
	b := bundle.Bundle{App: "1.2.3", Debrief: w, Content: map[debrief.ID][]byte{}}
	attach(&b, "graph", w.Entries[0].ID, "pool graph.png", "image/png", []byte("not quite a picture"))
	attach(&b, "log", w.Debrief.ID, "../../etc/passwd", "text/plain", bytes.Repeat([]byte("0"), 3<<20))
	attach(&b, "nothing", w.Debrief.ID, "empty.txt", "text/plain", []byte{})
	return b
}

func attach(b *bundle.Bundle, id, recordID debrief.ID, name, kind string, content []byte) {
	a := debrief.NewAttachment(b.Debrief.Debrief.ID, recordID, name, kind, content)
	a.ID = id
	b.Debrief.Add(a)
	b.Content[id] = content
}

func mustWrite(tb testing.TB, b bundle.Bundle) []byte {
	tb.Helper()
	var out bytes.Buffer
	if err := bundle.Write(context.Background(), &out, b); err != nil {
		tb.Fatal(err, sentence(tb, err))
	}
	return out.Bytes()
}

func read(data []byte) (*bundle.Bundle, error) {
	return bundle.Read(context.Background(), bytes.NewReader(data), int64(len(data)))
}

func mustRead(tb testing.TB, data []byte) *bundle.Bundle {
	tb.Helper()
	b, err := read(data)
	if err != nil {
		tb.Fatal(err, sentence(tb, err))
	}
	return b
}

// sentence is what a person is told; it has to be whole.
func sentence(tb testing.TB, err error) string {
	tb.Helper()
	words, newErr := copy.New("en")
	if newErr != nil {
		tb.Fatal(newErr)
	}
	s := words.Sentence(err)
	if strings.ContainsAny(s, "{}") || s == words.T("error.internal") {
		tb.Errorf("%v says %q", err, s)
	}
	return s
}

func TestSampleComesBackWithoutLoss(t *testing.T) {
	want := sample()
	got := mustRead(t, mustWrite(t, want))
	if got.App != want.App || !reflect.DeepEqual(got.Debrief, want.Debrief) {
		t.Error("the debrief differs")
	}
	if !reflect.DeepEqual(got.Content, want.Content) {
		t.Error("the attachments differ")
	}
	if d := bundle.Compare(want.Debrief, got.Debrief); !d.Same() {
		t.Errorf("difference: %+v", d)
	}
}

func TestSameDebriefMakesTheSameBytes(t *testing.T) {
	one, two := mustWrite(t, sample()), mustWrite(t, *mustRead(t, mustWrite(t, sample())))
	if !bytes.Equal(one, two) {
		t.Error("the bytes differ")
	}
}

func TestTextsComeBackAsTheyWere(t *testing.T) {
	w := debrief.NewWhole(*debrief.NewDebrief("2026-11-21T10:00:00Z"))
	for i, text := range []string{
		"", " ", "a\x00b", "line\nline\r\n\t", "“quotes” & <b> \\ \" '", "👩‍🚒 é ё 漢字 \u2028 \u202e", strings.Repeat("words ", 100_000), "null", "{[",
	} {
		base := debrief.Base{ID: debrief.NewID(), DebriefID: w.Debrief.ID, Rev: int64(i)}
		w.Add(&debrief.Entry{Base: base, Text: text, Basis: debrief.BasisMemory, Place: debrief.Place{Position: 1 / 3.0}})
	}
	if got := mustRead(t, mustWrite(t, bundle.Bundle{Debrief: w})).Debrief; !reflect.DeepEqual(got, w) {
		t.Error("the texts differ")
	}
}

// TestFormatIsThatOfItsNumber holds the fields of the format. A field that comes
// or goes needs a new format: see the package comment.
func TestFormatIsThatOfItsNumber(t *testing.T) {
	lines := fields(reflect.TypeFor[debrief.Whole](), "")
	sort.Strings(lines)
	got := strings.Join(lines, "\n") + "\n"
	path := filepath.Join("testdata", fmt.Sprintf("format-%d.txt", bundle.Format))
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || got != string(want) {
		t.Errorf("what a bundle holds is not what format %d says (%v): raise bundle.Format, teach it to read the older one, and run with -update", bundle.Format, err)
	}
}

func fields(typ reflect.Type, path string) (out []string) {
	switch typ.Kind() {
	case reflect.Slice, reflect.Pointer:
		return fields(typ.Elem(), path+"[]")
	case reflect.Struct:
		for f := range typ.Fields() {
			name := "." + f.Tag.Get("json")
			if f.Anonymous {
				name = ""
			}
			out = append(out, fields(f.Type, path+name)...)
		}
		return out
	}
	return []string{path + " " + typ.Kind().String()}
}

func TestOpenAndSave(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "sample"+bundle.Extension)
	if err := bundle.Save(t.Context(), path, sample()); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if b, err := bundle.Open(t.Context(), path); err != nil || b.Debrief.Debrief.ID != demo.ID {
		t.Errorf("Open: %v", err)
	}
	for what, err := range map[string]error{
		"no folder": bundle.Save(t.Context(), filepath.Join(dir, "no", "x"), sample()),
		"no file":   last(bundle.Open(t.Context(), filepath.Join(dir, "none"))),
		"a folder":  last(bundle.Open(t.Context(), dir)),
	} {
		if s := sentence(t, err); !strings.Contains(s, dir) || !strings.Contains(s, "changed") {
			t.Errorf("%s: %s", what, s)
		}
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".secondstory-*")); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func last(_ *bundle.Bundle, err error) error { return err }

func TestWhatWouldNotBeReadIsNotWritten(t *testing.T) {
	big := sample()
	for i := range 14 {
		attach(&big, fmt.Sprintf("a%d", i), big.Debrief.Debrief.ID, "a", "", make([]byte, 19<<20))
	}
	huge := sample()
	attach(&huge, "huge", huge.Debrief.Debrief.ID, "huge", "", make([]byte, debrief.MaxAttachment+1))
	lost := sample()
	delete(lost.Content, "graph")
	exchanged := sample()
	exchanged.Content["graph"] = []byte("another picture")
	other := sample()
	other.Debrief.Entries[0].DebriefID = "another"
	for _, b := range []bundle.Bundle{{}, big, huge, lost, exchanged, other} {
		var out bytes.Buffer
		err := bundle.Write(t.Context(), &out, b)
		if err == nil || out.Len() != 0 {
			t.Errorf("written: %d bytes, %v", out.Len(), err)
			continue
		}
		sentence(t, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := bundle.Write(ctx, &bytes.Buffer{}, sample()); debrief.CodeOf(err) != debrief.CodeCancelled {
		t.Errorf("cancelled: %v", err)
	}
}
