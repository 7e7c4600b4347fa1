package site

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"secondstory/backend/debrief"
)

var cert = story{"k3", "m1", "A certificate ran out", "2025-10-02", "nobody was told"}

// leading is a debrief whose page leads to others where they are, and counts how often it
// is made.
func (s story) leading(made *tally, to ...story) Debrief {
	d := s.debrief(nil)
	set := d.Make
	d.Make = func(at At) (*Page, error) {
		made.count(s.key)
		page, err := set(at)
		for _, o := range to {
			if url := at(o.key, o.day, o.title); url == "" {
				page.HTML = append(page.HTML, o.title...)
			} else {
				page.HTML = append(page.HTML, `<a href="`+url+`">`+o.title+`</a>`...)
			}
		}
		return page, err
	}
	return d
}

// tally is how often each debrief was made, by its key.
type tally struct {
	sync.Mutex
	of map[string]int
}

func (t *tally) count(key string) {
	t.Lock()
	defer t.Unlock()
	t.of[key]++
}

func publishAll(t *testing.T, dir string, all ...Debrief) *Result {
	t.Helper()
	r, err := Publish(context.Background(), options(t, dir, "ana"), all)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func refusing(s story) Debrief {
	s.mark = "named"
	d := s.debrief(nil)
	d.Make = func(At) (*Page, error) { return nil, debrief.Errorf(debrief.CodeNameFound, "places", "title") }
	return d
}

// leads says whether the page of one leads to that of the other, and checks that it leads
// nowhere else.
func leads(t *testing.T, dir string, from, to story) (is bool) {
	t.Helper()
	page := mustRead(t, dir, in("ana", from)+"/index.html")
	for _, m := range link.FindAllStringSubmatch(page, -1) {
		said := mustRead(t, dir, filepath.Join(in("ana", from), m[1]))
		if !strings.Contains(said, "<h1>") {
			t.Errorf("%s leads to %s", from.title, m[1])
		}
		is = is || strings.Contains(said, "<h1>"+to.title)
	}
	return is
}

func mustRead(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name)) //nolint:gosec // a test's folder
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Two that belong together lead to each other from the first time on, and each is made
// once for that.
func TestPagesLeadToEachOther(t *testing.T) {
	dir, made := t.TempDir(), &tally{of: map[string]int{}}
	all := []Debrief{pool.leading(made, alarm), alarm.leading(made, pool), cert.leading(made)}
	if r := publishAll(t, dir, all...); r.Written != 3 || !maps.Equal(made.of, map[string]int{"k1": 1, "k2": 1, "k3": 1}) {
		t.Errorf("%+v, made %v", r, made.of)
	}
	if !leads(t, dir, pool, alarm) || !leads(t, dir, alarm, pool) {
		t.Error("they do not lead to each other")
	}
	if r := publishAll(t, dir, all...); r.Files != 0 || r.Same != 3 {
		t.Errorf("again: %+v", r)
	}
}

// When a debrief comes or goes, the pages change that name it, and no other; they tell
// what they told, and the feed says nothing of it.
func TestAPageFollowsWhatItLeadsTo(t *testing.T) {
	for how, last := range map[string][]Debrief{"not there": nil, "refused": {refusing(alarm)}} {
		for _, traceless := range []bool{false, true} {
			dir, made := t.TempDir(), &tally{of: map[string]int{}}
			with := func(others ...Debrief) *Result {
				o := options(t, dir, "ana")
				o.Traceless, o.Now = traceless, today.Add(time.Duration(made.of["k1"])*time.Hour)
				r, err := Publish(context.Background(), o, append([]Debrief{pool.leading(made, alarm), cert.leading(made)}, others...))
				if err != nil {
					t.Fatal(err)
				}
				return r
			}
			if with(last...); leads(t, dir, pool, alarm) {
				t.Errorf("%s: it leads to what never was", how)
			}
			was := mustRead(t, dir, in("ana", pool)+"/debrief.json")
			if r := with(alarm.leading(made)); !leads(t, dir, pool, alarm) || made.of["k3"] != 1 || r.Written != 2 || r.Same != 1 {
				t.Errorf("%s: it came, and is not led to; made %v, %+v", how, made.of, r)
			}
			before := made.of["k1"]
			if r := with(last...); leads(t, dir, pool, alarm) || made.of["k1"] != before+1 || made.of["k3"] != 1 || r.Written != 1 || r.Gone != 1 {
				t.Errorf("%s: it went, and is led to; made %v, %+v", how, made.of, r)
			}
			if mustRead(t, dir, in("ana", pool)+"/debrief.json") != was {
				t.Errorf("%s: it is said to tell something new", how)
			}
			if r := with(last...); r.Files != 0 || r.Same != 2 {
				t.Errorf("%s, again: %+v", how, r)
			}
		}
	}
}

// What is called as expected, and yet is somewhere else, is found.
func TestAPageLeadsToWhereAnotherIs(t *testing.T) {
	dir, made := t.TempDir(), &tally{of: map[string]int{}}
	taken := filepath.Join(dir, in("ana", alarm))
	if err := errors.Join(os.MkdirAll(taken, 0o750), os.WriteFile(filepath.Join(taken, "notes.txt"), []byte("mine"), 0o600)); err != nil {
		t.Fatal(err)
	}
	all := []Debrief{pool.leading(made, alarm), alarm.leading(made, pool)}
	if r := publishAll(t, dir, all...); r.Written != 2 || r.Same != 0 {
		t.Errorf("%+v", r)
	}
	if page := mustRead(t, dir, in("ana", pool)+"/index.html"); !strings.Contains(page, in("ana", alarm)[len("debriefs"):]+"-2/index.html") {
		t.Errorf("it leads elsewhere: %s", page)
	}
	// Its name may be told no longer: it moves, and who leads there follows.
	moved := alarm
	moved.mark, moved.title = "m2", "Nobody heard it"
	now := moved.leading(made, pool)
	set := now.Make
	now.Make = func(at At) (*Page, error) {
		page, err := set(at)
		page.Refuses = func(words string) bool { return strings.Contains(words, "alarm") }
		return page, err
	}
	if publishAll(t, dir, all[0], now); !leads(t, dir, pool, moved) || !leads(t, dir, moved, pool) {
		t.Error("it moved, and is not led to")
	}
	if r := publishAll(t, dir, all[0], now); r.Files != 0 {
		t.Errorf("again: %+v", r)
	}
}

// In another edition an address is the one that is made there: no page is made only to be
// made anew.
func TestInAnotherEditionPagesLeadToTheNewAddresses(t *testing.T) {
	dir, made := t.TempDir(), &tally{of: map[string]int{}}
	with := func(edition string, to story) *Result {
		from := pool
		from.mark, to.mark = edition+to.title, edition+to.title
		o := options(t, dir, "ana")
		o.Edition = edition
		clear(made.of)
		r, err := Publish(context.Background(), o, []Debrief{from.leading(made, to), to.leading(made, from)})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	retitled := alarm
	retitled.title = "Nobody heard it"
	with("named", alarm)
	with("named", retitled)
	if r := with("role-only", retitled); r.Written != 2 || !maps.Equal(made.of, map[string]int{"k1": 1, "k2": 1}) || !leads(t, dir, pool, retitled) || !leads(t, dir, retitled, pool) {
		t.Errorf("%+v, made %v", r, made.of)
	}
}

// Whoever stops it half-way is led to nothing that never came, once it goes on.
func TestCutShortAPageIsMended(t *testing.T) {
	for _, comes := range []bool{true, false} {
		dir, made := t.TempDir(), &tally{of: map[string]int{}}
		all := []Debrief{pool.leading(made, alarm), cert.leading(made), alarm.leading(made, pool)}
		ctx, cancel := context.WithCancel(t.Context())
		o := options(t, dir, "ana")
		o.Progress = func(int, int) { cancel() }
		if _, err := Publish(ctx, o, all); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if !comes {
			all = all[:2]
		}
		if publishAll(t, dir, all...); leads(t, dir, pool, alarm) != comes {
			t.Errorf("it comes: %v, and is led to: %v", comes, !comes)
		}
		if r := publishAll(t, dir, all...); r.Files != 0 {
			t.Errorf("again: %+v", r)
		}
	}
}
