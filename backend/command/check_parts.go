package command

import (
	"strings"
	"sync"

	"secondstory/backend/language"
)

const (
	// partFrom is the size, in bytes, from which a file is worth being checked in
	// parts: the cores share it.
	partFrom = 1 << 20
	// partSize is how much text is in a part; a passage is never cut.
	partSize = 128 << 10
	// pagesOfPart is how many full pages a part may have before it is its turn.
	pagesOfPart = 4
)

// checkPart is some passages of a file, and where they begin.
type checkPart struct {
	report   *reporter
	passages []language.Passage
	pages    chan []byte // what to write, closed when that is all
}

// parts checks a file in parts, as many at once as there are cores, and writes
// them in order.
func (r *checkRun) parts(whole reporter) {
	todo, order := make(chan *checkPart), make(chan *checkPart, 2*r.cores)
	var workers sync.WaitGroup
	for range r.cores {
		workers.Go(func() {
			for part := range todo {
				r.part(part)
			}
		})
	}
	workers.Go(func() {
		defer close(order)
		defer close(todo)
		whole.cut(func(part *checkPart) {
			order <- part
			todo <- part
		})
	})
	for part := range order {
		for text := range part.pages {
			whole.page.text = append(whole.page.text, text...)
			whole.page.makeRoom()
		}
	}
	workers.Wait()
}

// part checks a part.
func (r *checkRun) part(part *checkPart) {
	for _, p := range part.passages {
		r.passage(p, part.report)
	}
	part.report.page.full()
	close(part.pages)
}

// cut hands over the passages of a file in parts, each beginning with a line.
func (r reporter) cut(hand func(*checkPart)) {
	part, before := r.part(0), 0
	for p := range passages(r.text, r.options) {
		if len(part.passages) > 0 && p.Start-part.report.at >= partSize {
			if n := strings.LastIndexByte(r.text[before:p.Start], '\n'); n >= 0 {
				hand(part)
				line := before + n + 1
				r.lineNo += strings.Count(r.text[r.at:line], "\n")
				r.at = line
				part = r.part(line)
			}
		}
		part.passages = append(part.passages, p)
		before = p.Start
	}
	hand(part)
}

// part begins a part with the line at the byte at, where counting has come to.
func (r reporter) part(at int) *checkPart {
	part, page := &checkPart{pages: make(chan []byte, pagesOfPart)}, &checkPage{}
	page.full = func() {
		part.pages <- page.text
		page.text = nil
	}
	r.at, r.page = at, page
	part.report = newReporter(r)
	return part
}
