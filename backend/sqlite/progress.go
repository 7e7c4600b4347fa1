package sqlite

import "secondstory/backend/debrief"

// Progress hears how far a long piece of work has come, from 0 to 1. It may be
// nil. It is called from the goroutine that works.
type Progress func(part float64)

func (p Progress) say(done, total int64) {
	if p != nil && total > 0 {
		p(min(1, float64(done)/float64(total)))
	}
}

// between is the progress of one part of a longer piece of work.
func (p Progress) between(from, to float64) Progress {
	if p == nil {
		return nil
	}
	return func(part float64) { p(from + (to-from)*part) }
}

// cancelled says that somebody stopped the work.
func cancelled(err error) error { return debrief.Errorf(debrief.CodeCancelled).Wrap(err) }
