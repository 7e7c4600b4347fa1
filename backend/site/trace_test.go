package site

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestNoTraceIsLeft: neither of what is taken back, nor of what was taken back before; and
// a file of somebody else stays.
func TestNoTraceIsLeft(t *testing.T) {
	dir := t.TempDir()
	early := story{"k3", "m1", "A certificate ran out", "2025-10-02", "nobody was told"}
	publish(t, dir, "ana", pool, alarm, early)
	publish(t, dir, "bo", story{"k4", "m1", "Mail was late", "2025-09-01", "a queue grew"})
	publish(t, dir, "ana", pool, alarm) // early leaves a page that says so
	o := options(t, dir, "ana")
	o.Traceless = true
	left, err := Plan(context.Background(), o, []Debrief{pool.debrief(nil)})
	if err != nil || len(left) != 3 || left[1].Step != StepBack || left[2].Title != filepath.Base(in("ana", early)) {
		t.Errorf("%+v, %v", left, err)
	}
	own := filepath.Join(dir, in("ana", early), "photo.txt")
	if err := os.WriteFile(own, []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := Publish(context.Background(), o, []Debrief{pool.debrief(nil)})
	if err != nil || r.Gone != 2 || r.Same != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	all := files(t, dir)
	for name, data := range all {
		low := strings.ToLower(name + "\n" + data)
		if strings.Contains(low, "alarm") || strings.Contains(low, "mailbox") || strings.Contains(low, "certificate") && data != "theirs" {
			t.Errorf("%s still tells it", name)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, in("ana", alarm))); !os.IsNotExist(err) {
		t.Errorf("its folder is there: %v", err)
	}
	if all[in("ana", early)+"/photo.txt"] != "theirs" {
		t.Error("a file of somebody else is gone")
	}
	if !strings.Contains(all["index.html"], "Mail was late") || !strings.Contains(all["index.html"], "The pool ran dry") {
		t.Error("what is told is gone too")
	}
	if r, err := Publish(context.Background(), o, []Debrief{pool.debrief(nil)}); err != nil || r.Gone != 0 || r.Files != 0 {
		t.Errorf("again: %+v, %v", r, err)
	}
	if r, err := Publish(context.Background(), o, []Debrief{pool.debrief(nil), alarm.debrief(nil)}); err != nil || r.Written != 1 {
		t.Errorf("told again: %+v, %v", r, err)
	}
}

// An address that was made in another edition, or nobody knows in which, stays where it
// would be made again; it goes with what is taken back, or was before.
func TestAnAddressOfAnotherEdition(t *testing.T) {
	for _, is := range []string{"named", ""} {
		dir := t.TempDir()
		tell := func(edition string, stories ...story) (*Result, []Planned) {
			o, all := options(t, dir, "ana"), []Debrief{}
			o.Edition = edition
			for _, s := range stories {
				s.mark += edition
				all = append(all, s.debrief(nil))
			}
			plan, err := Plan(context.Background(), o, all)
			if err != nil {
				t.Fatal(err)
			}
			r, err := Publish(context.Background(), o, all)
			if err != nil {
				t.Fatal(err)
			}
			return r, plan
		}
		tell(is, pool, alarm, cert)
		tell(is, pool, alarm)
		retitled := alarm
		retitled.mark, retitled.title = "m2", "Nobody was told"
		if r, _ := tell(is, pool, retitled); r.Written != 1 || r.Gone != 0 {
			t.Errorf("of %q: %+v", is, r)
		}
		if there := addresses(t, dir); !slices.Equal(there, []string{called(cert), called(alarm), called(pool)}) {
			t.Errorf("of %q, in one edition: %v", is, there)
		}
		r, plan := tell("role-only", pool, retitled)
		if there := addresses(t, dir); r.Written != 2 || r.Gone != 1 || len(plan) != 3 || plan[2].Step != StepBack || !slices.Equal(there, []string{called(retitled), called(pool)}) {
			t.Errorf("of %q, then in another: %+v, %+v, %v", is, r, plan, there)
		}
		if r, plan := tell("role-only", pool, retitled); r.Files != 0 || r.Same != 2 || len(plan) != 2 {
			t.Errorf("again: %+v", r)
		}
		tell("role-only", pool)
		if there := addresses(t, dir); !slices.Equal(there, []string{called(retitled), called(pool)}) {
			t.Errorf("of %q, taken back: %v", is, there)
		}
	}
}

func called(s story) string { return filepath.Base(in("ana", s)) }

// addresses are the folders of debriefs, in the order of their names.
func addresses(t *testing.T, dir string) (out []string) {
	t.Helper()
	there, err := os.ReadDir(filepath.Join(dir, entriesDir))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range there {
		out = append(out, f.Name())
	}
	return out
}
