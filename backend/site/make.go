package site

import (
	"context"
	"runtime"
)

// each goes through debriefs with what came of making their pages, and says why it
// stopped.
func (p *publisher) each(ctx context.Context, debriefs []Debrief, isThere func(*Debrief) bool, do func(*Debrief, making) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	i := 0
	for next := range p.ahead(ctx, debriefs, isThere) {
		m := <-next
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := do(&debriefs[i], m); err != nil {
			return err
		}
		if i++; p.Progress != nil {
			p.Progress(i, len(debriefs))
		}
	}
	return ctx.Err()
}

// making is what came of making a page; there says that none was needed. Beside is what
// the page was told of where others are.
type making struct {
	page   *Page
	err    error
	beside map[string]string
	there  bool
}

// ahead makes pages on all processors, no more of them than are soon written, and gives
// them in the order of their debriefs. It ends when the context does.
func (p *publisher) ahead(ctx context.Context, debriefs []Debrief, isThere func(*Debrief) bool) <-chan chan making {
	there, where := make([]bool, len(debriefs)), p.where
	for i := range debriefs {
		there[i] = p.refused(&debriefs[i]) == nil && isThere(&debriefs[i])
	}
	out := make(chan chan making, runtime.NumCPU())
	go func() {
		defer close(out)
		for i := range debriefs {
			one := make(chan making, 1)
			select {
			case <-ctx.Done():
				return
			case out <- one:
			}
			if err := p.refused(&debriefs[i]); there[i] || err != nil {
				one <- making{there: there[i], err: err}
				continue
			}
			go func() {
				m := making{beside: map[string]string{}}
				m.page, m.err = debriefs[i].Make(where.tell(p.Publisher, m.beside))
				one <- m
			}()
		}
	}()
	return out
}
