package site

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"secondstory/backend/debrief"
)

// pipe puts a pipe into a folder that nobody writes into: whoever opens it waits for ever.
func pipe(t *testing.T, dir, name string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
}

// inTime publishes, and ends the test when that waits for a pipe.
func inTime(t *testing.T, dir, name string) error {
	t.Helper()
	done := make(chan error, 1)
	go func() {
		_, err := Publish(context.Background(), options(t, dir, "ana"), []Debrief{pool.debrief(nil)})
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(time.Minute):
		t.Fatalf("%s: it waits for the pipe", name)
		return nil
	}
}

const hers = `{"key":"k","publisher":"eve","title":"Hers","day":"2026-01-02","size":4,"kind":{"slug":"incident","name":"Incident"},"published":"2026-01-02T00:00:00Z","updated":"2026-01-02T00:00:00Z"}`

// A pipe in the place of any file or folder keeps nobody waiting: it is somebody else's, or
// what it stands for is not there.
func TestAPipeKeepsNobodyWaiting(t *testing.T) {
	its := in("ana", pool)
	for name, want := range map[string]debrief.Code{
		"index.html": debrief.CodeSiteForeign, "site.json": debrief.CodeSiteForeign, "find/publishers.js": debrief.CodeSiteForeign, "tag/dns/index.html": debrief.CodeSiteForeign,
		"debriefs": debrief.CodeSite, "find": debrief.CodeSite, "find/ana": debrief.CodeSite, "year": debrief.CodeSite,
		"debriefs/hers": "", "debriefs/hers/debrief.json": "", "debriefs/hers/index.html": "", "find/eve": "", "find/eve/index.js": "", "find/ana/index.js": "",
		its + "/debrief.json": "", its + "/index.html": "",
	} {
		dir := t.TempDir()
		publish(t, dir, "ana", pool)
		put(t, dir, "debriefs/hers/debrief.json", hers)
		put(t, dir, "debriefs/hers/index.html", "hers")
		pipe(t, dir, name)
		if err := inTime(t, dir, name); debrief.CodeOf(err) != want || want == "" && err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if home, err := os.Lstat(filepath.Join(dir, "index.html")); want == "" && (err != nil || !home.Mode().IsRegular() || !strings.Contains(mustRead(t, dir, "index.html"), "The pool")) {
			t.Errorf("%s: the site tells nothing", name)
		}
	}
}
