package site

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// copied is what file synchronisers call a copy of a file or folder that two computers
// changed at once: Dropbox, Syncthing, Nextcloud, OneDrive.
func copied(name string) []string {
	base, ending := name, filepath.Ext(name)
	base = strings.TrimSuffix(base, ending)
	return []string{
		base + " (Ana's conflicted copy 2026-03-09)" + ending, base + ".sync-conflict-20260309-120000-ABCDEFG" + ending,
		base + " (conflicted copy 2026-03-09 120000)" + ending, base + "-ANAS-LAPTOP" + ending,
	}
}

// conflicts puts a copy of every kind beside every file of a site, and beside every folder
// that is listed, and returns what was put there.
func conflicts(t *testing.T, dir string) map[string]string {
	t.Helper()
	before, folders := files(t, dir), map[string]bool{}
	for name, data := range before {
		for _, to := range copied(name) {
			mustWrite(t, filepath.Join(dir, to), data)
		}
		folder := filepath.Dir(name)
		if strings.Count(name, "/") != 2 || folders[folder] {
			continue
		}
		folders[folder] = true
		for _, to := range copied(folder)[:3] {
			if err := os.CopyFS(filepath.Join(dir, to), os.DirFS(filepath.Join(dir, folder))); err != nil {
				t.Fatal(err)
			}
		}
	}
	put := files(t, dir)
	for name := range before {
		delete(put, name)
	}
	return put
}

func mustWrite(t *testing.T, path, data string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Copies that a file synchroniser makes stay as they are, and are in no list, no feed and
// no search, whatever is published meanwhile.
func TestCopiesOfASynchroniserAreLeft(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, "bo", cert)
	publish(t, dir, "ana", pool, alarm)
	before := files(t, dir)
	put := conflicts(t, dir)
	if len(put) < 100 {
		t.Fatalf("%d copies", len(put))
	}
	if r := publish(t, dir, "ana", pool, alarm); r.Files != 0 || r.Same != 2 {
		t.Errorf("nothing changed: %+v", r)
	}
	for name, data := range before {
		if mustRead(t, dir, name) != data {
			t.Errorf("%s is other than before", name)
		}
	}
	changed := pool
	changed.mark, changed.text = "m2", "it was full of connections"
	publish(t, dir, "ana", changed)
	o := options(t, dir, "bo")
	o.Traceless = true
	if _, err := Publish(context.Background(), o, nil); err != nil {
		t.Fatal(err)
	}
	all := files(t, dir)
	for name, data := range put {
		if all[name] != data {
			t.Errorf("%s did not stay", name)
		}
		delete(all, name)
	}
	n := 0
	for name, data := range all {
		for _, word := range []string{"conflict", "ANAS-LAPTOP", "Ana's", "mailbox", "alarm", "certificate"} {
			if strings.Contains(data, word) {
				t.Errorf("%s tells of %q", name, word)
			}
		}
		n += strings.Count(data, "debriefs/"+in("ana", pool)[len("debriefs/"):])
	}
	if n == 0 || all["find/publishers.js"] != "told([\"ana\",\"bo\"])\n" {
		t.Errorf("told %d times, %s", n, all["find/publishers.js"])
	}
}
