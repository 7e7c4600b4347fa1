package report

import (
	"sort"
	"strings"
	"sync"
)

// phrasebook hands out fixed texts and remembers them, to tell the report's
// own words from what people wrote. It is safe for concurrent use.
type phrasebook struct {
	from Text
	mu   sync.Mutex
	used map[string]string
}

func newPhrasebook(t Text) *phrasebook { return &phrasebook{from: t, used: map[string]string{}} }

// T returns a fixed text.
func (p *phrasebook) T(key string, pairs ...string) string {
	p.mu.Lock()
	if _, ok := p.used[key]; !ok {
		p.used[key] = p.from(key)
	}
	p.mu.Unlock()
	return p.from(key, pairs...)
}

// all returns every fixed text used so far.
func (p *phrasebook) all() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	texts := make([]string, 0, len(p.used))
	for _, t := range p.used {
		texts = append(texts, t)
	}
	sort.Strings(texts)
	return strings.Join(texts, "\n")
}
