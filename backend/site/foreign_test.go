package site

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
)

const (
	facesFile = "faces/faces.css"
	interFile = "faces/inter.woff2"
)

// faced are options with typefaces, as they ship.
func faced(t *testing.T, dir string) Options {
	t.Helper()
	o := options(t, dir, "ana")
	o.Faces, o.Files = facesFile, map[string][]byte{facesFile: []byte("/* Second Story */\n@font-face{}"), interFile: []byte("wOF2 of now")}
	return o
}

// put writes a file and makes its folder.
func put(t *testing.T, dir, name, data string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, path, data)
}

// A file of somebody else where a list, a typeface or the list of publishers would be is not
// written over, and nothing else is written; a plan says so, too.
func TestAListIsNotWrittenOverAFileOfSomebodyElse(t *testing.T) {
	for _, name := range []string{"year/2026/index.html", "kind/near-miss/index.html", "tag/dns/index.html", "factor/signals/index.html", "find/publishers.js", facesFile, interFile} {
		dir := t.TempDir()
		put(t, dir, name, "theirs")
		heard := 0
		o := faced(t, dir)
		o.Progress = func(int, int) { heard++ }
		if _, err := Publish(context.Background(), o, []Debrief{pool.debrief(nil)}); debrief.CodeOf(err) != debrief.CodeSiteForeign || heard > 0 {
			t.Errorf("%s: %v, heard %d times", name, err, heard)
		}
		if _, err := Plan(context.Background(), o, []Debrief{pool.debrief(nil)}); debrief.CodeOf(err) != debrief.CodeSiteForeign {
			t.Errorf("%s planned: %v", name, err)
		}
		if there, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(there) != 1 || !maps.Equal(files(t, dir), map[string]string{name: "theirs"}) {
			t.Errorf("%s: there is %v, %v", name, there, err)
		}
	}
}

// So it is where the site is there, and the debrief that brings the list comes later; one
// that may not be published brings none.
func TestAListThatComesLaterIsNotWrittenOver(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, "bo", cert)
	publish(t, dir, "ana", cert)
	put(t, dir, "year/2026/index.html", "theirs")
	before := files(t, dir)
	if _, err := Publish(context.Background(), options(t, dir, "ana"), []Debrief{cert.debrief(nil), pool.debrief(nil)}); debrief.CodeOf(err) != debrief.CodeSiteForeign || !maps.Equal(files(t, dir), before) {
		t.Errorf("it comes: %v", err)
	}
	if r := publishAll(t, dir, cert.debrief(nil), refusing(pool)); r.Same != 1 || len(r.Refused) != 1 {
		t.Errorf("it is refused: %+v", r)
	}
	put(t, dir, "year/2025/index.html", "theirs")
	for what, all := range map[string][]Debrief{"as it is": {cert.debrief(nil)}, "another's": nil} {
		if _, err := Publish(context.Background(), options(t, dir, "ana"), all); debrief.CodeOf(err) != debrief.CodeSiteForeign || mustRead(t, dir, "year/2025/index.html") != "theirs" {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// One that comes while pages are made is seen when the list is written.
func TestAFileThatComesMeanwhileIsNotWrittenOver(t *testing.T) {
	dir := t.TempDir()
	d := pool.debrief(nil)
	set := d.Make
	d.Make = func(at At) (*Page, error) {
		put(t, dir, "tag/dns/index.html", "theirs")
		return set(at)
	}
	_, err := Publish(context.Background(), options(t, dir, "ana"), []Debrief{d})
	if debrief.CodeOf(err) != debrief.CodeSiteForeign || mustRead(t, dir, "tag/dns/index.html") != "theirs" {
		t.Error(err)
	}
}

// Typefaces of another version are written anew, and what a power cut emptied.
func TestWhatIsOursIsWrittenAnew(t *testing.T) {
	dir := t.TempDir()
	o := faced(t, dir)
	all := []Debrief{pool.debrief(nil)}
	if _, err := Publish(context.Background(), o, all); err != nil {
		t.Fatal(err)
	}
	o.Files = map[string][]byte{facesFile: []byte("/* Second Story */\n@font-face{} @font-face{}"), interFile: []byte("wOF2 of another version")}
	if r, err := Publish(context.Background(), o, all); err != nil || r.Files != 2 || mustRead(t, dir, interFile) != string(o.Files[interFile]) {
		t.Errorf("another version: %+v, %v", r, err)
	}
	want := files(t, dir)
	for _, name := range []string{"index.html", "tag/dns/index.html", "find/publishers.js", facesFile, interFile} {
		for _, data := range []string{"", "\x00\x00\x00\x00"} {
			put(t, dir, name, data)
			if _, err := Publish(context.Background(), o, all); err != nil || mustRead(t, dir, name) != want[name] {
				t.Errorf("%s with %d bytes: %v", name, len(data), err)
			}
		}
	}
	// A typeface by itself is as it ships: it was put there first.
	if err := os.Remove(filepath.Join(dir, facesFile)); err != nil {
		t.Fatal(err)
	}
	if r, err := Publish(context.Background(), o, all); err != nil || r.Files != 1 {
		t.Errorf("without the style: %+v, %v", r, err)
	}
}
