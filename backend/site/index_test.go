package site

import (
	"math"
	"strings"
	"testing"

	"secondstory/backend/site/find"
)

// An index that somebody else wrote into the folder, whole in itself, is made anew when it
// counts what no index has.
func TestAnIndexOfSomebodyElseIsMadeAnew(t *testing.T) {
	for _, pages := range []int{-1, math.MinInt, math.MaxInt, 1 << 40} {
		dir := t.TempDir()
		publish(t, dir, "ana", pool)
		was := timeless(t, dir)
		evil := indexOf(t, dir)
		evil.Segments[0].Pages = pages // its files are as it says
		said, err := find.Encode([]any{evil.Turn, evil.Segments})
		if err != nil {
			t.Fatal(err)
		}
		evil.Sum = find.ID(map[string][]byte{find.Manifest: said})
		data, err := find.Encode(evil)
		if err != nil {
			t.Fatal(err)
		}
		put(t, dir, "find/ana/index.js", string(data))
		publish(t, dir, "ana", pool)
		for name, data := range timeless(t, dir) {
			if was[name] != data {
				t.Errorf("%d pages: %s is another", pages, name)
			}
		}
	}
}

// indexOf is the manifest of an index.
func indexOf(t *testing.T, dir string) *find.Index {
	t.Helper()
	p, err := begin(options(t, dir, "ana"))
	if err != nil {
		t.Fatal(err)
	}
	defer p.leave()
	x, _, unread := p.indexIn(p.findDir())
	if unread || len(x.Segments) == 0 {
		t.Fatal("no index")
	}
	return x
}

// What a folder says of its debrief is short: a large file is no entry.
func TestALargeEntryIsNone(t *testing.T) {
	dir := t.TempDir()
	good := `{"key":"k","publisher":"eve","title":"Hers","size":4,"published":"2026-01-02T00:00:00Z","updated":"2026-01-02T00:00:00Z"}`
	for name, data := range map[string]string{"hers": good, "large": strings.Replace(good, "Hers", "Large", 1) + strings.Repeat(" ", mostSaid)} {
		put(t, dir, "debriefs/"+name+"/debrief.json", data)
		put(t, dir, "debriefs/"+name+"/index.html", "hers")
	}
	publish(t, dir, "ana", pool)
	if home := mustRead(t, dir, "index.html"); !strings.Contains(home, ">Hers<") || strings.Contains(home, ">Large<") {
		t.Error("a large one is read, or none at all")
	}
}
