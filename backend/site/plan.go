package site

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

// Step is what publishing would do with a debrief.
type Step string

// The steps. StepNew is also for one that was taken back and comes again.
const (
	StepNew     Step = "new"
	StepChanged Step = "changed"
	StepSame    Step = "same"
	StepBack    Step = "back"
	StepRefused Step = "refused"
)

// Planned is what publishing would do with one debrief.
type Planned struct {
	// ID is what the caller knows it by; empty for one that would be taken back.
	ID, Key string
	Step    Step
	// Title is what the site calls one that would be taken back, or its folder, and URL
	// where it is.
	Title, URL string
	// Err says why one may not be published. What the site has of it goes.
	Err error
}

// Check says what keeps a site from being published into a folder, as Publish does, and
// reads no more than that.
func Check(o Options) error {
	p, err := begin(o)
	if err != nil {
		return err
	}
	p.leave()
	return nil
}

// Plan says what Publish would do, and writes nothing: what would be written is made to
// see whether it may be. Those that would be taken back come last.
func Plan(ctx context.Context, o Options, debriefs []Debrief) ([]Planned, error) {
	p, err := begin(o)
	if err != nil {
		return nil, err
	}
	defer p.leave()
	p.mine = map[string]*Entry{}
	if p.root != nil {
		if err := p.prepare(ctx, debriefs); err != nil {
			return nil, err
		}
	}
	p.where = p.expected(debriefs)
	out := make([]Planned, 0, len(debriefs))
	err = p.each(ctx, debriefs, p.isThere, func(d *Debrief, m making) error {
		out = append(out, p.step(d, m))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("plan: %w", err)
	}
	stays := keysOf(debriefs)
	for _, key := range slices.Sorted(maps.Keys(p.mine)) {
		if e := p.mine[key]; !stays[key] && p.isLeft(e) {
			out = append(out, Planned{Key: key, Step: StepBack, Title: e.called(), URL: e.URL()})
		}
	}
	return out, nil
}

func (p *publisher) step(d *Debrief, m making) Planned {
	was, out := p.mine[d.Key], Planned{ID: d.ID, Key: d.Key, Step: StepChanged, Err: m.err}
	switch {
	case m.there:
		out.Step = StepSame
	case m.err != nil:
		out.Step = StepRefused
	case was == nil || was.Gone:
		out.Step = StepNew
	}
	return out
}

func keysOf(debriefs []Debrief) map[string]bool {
	out := map[string]bool{}
	for i := range debriefs {
		out[debriefs[i].Key] = true
	}
	return out
}
