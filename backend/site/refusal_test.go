package site

import (
	"context"
	"errors"
	"io/fs"
	"testing"

	"secondstory/backend/debrief"
)

// What was refused is not made anew while it is as it was, and is told each time.
func TestWhatWasRefusedIsRemembered(t *testing.T) {
	dir, made := t.TempDir(), 0
	again := func(known map[string]Refusal, mark string, why error) *Result {
		o := options(t, dir, "ana")
		o.Refusals = known
		bad := Debrief{ID: "x", Key: alarm.key, Mark: mark, Make: func(At) (*Page, error) {
			made++
			return nil, why
		}}
		r, err := Publish(context.Background(), o, []Debrief{pool.leading(&tally{of: map[string]int{}}, alarm), bad})
		if err != nil || len(r.Refused) != 1 || r.Refused[0].ID != "x" || r.Written+r.Same != 1 {
			t.Fatalf("%+v, %v", r, err)
		}
		return r
	}
	named := debrief.Errorf(debrief.CodeNameFound, "places", "title, page")
	first := again(nil, "m2", named)
	if made != 1 {
		t.Fatalf("made %d times", made)
	}
	r := again(first.Refusals(), "m2", named)
	var told *debrief.Error
	if !errors.As(r.Refused[0].Err, &told) || told.Code != named.Code || told.Args["places"] != named.Args["places"] {
		t.Errorf("it is told as %v", r.Refused[0].Err)
	}
	if made != 1 || r.Files != 0 {
		t.Errorf("made %d times, %+v", made, r)
	}
	if r = again(r.Refusals(), "m2", named); made != 1 || len(r.Refusals()) != 1 {
		t.Errorf("the third time it is made %d times", made)
	}
	if again(r.Refusals(), "m3", named); made != 2 {
		t.Errorf("another is made %d times", made)
	}
	// What may go well the next time is tried then.
	if r = again(nil, "m2", fs.ErrPermission); len(r.Refusals()) > 0 {
		t.Errorf("%v is remembered", r.Refusals())
	}
}

// What is published and was refused elsewhere as it is, is taken back.
func TestARefusalCountsMoreThanAPage(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, "ana", pool, alarm)
	o := options(t, dir, "ana")
	o.Refusals = map[string]Refusal{alarm.key: {Mark: alarm.mark, Places: "title"}}
	if r, err := Publish(context.Background(), o, []Debrief{pool.debrief(nil), alarm.debrief(nil)}); err != nil || r.Gone != 1 || len(r.Refused) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	plan, err := Plan(context.Background(), o, []Debrief{pool.debrief(nil), alarm.debrief(nil)})
	if err != nil || plan[1].Step != StepRefused || debrief.CodeOf(plan[1].Err) != debrief.CodeNameFound {
		t.Errorf("%+v, %v", plan, err)
	}
}
