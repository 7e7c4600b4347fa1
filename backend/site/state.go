package site

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"

	"secondstory/backend/site/find"
)

// state is what everybody has published, as far as it tells when something changes: who
// publishes writes their debriefs, then their index, and then the lists.
type state struct {
	// of is what each publisher's index says of itself, about what the site does.
	of    map[string][]byte
	about []byte
}

// state reads it.
func (p *publisher) state() (state, error) {
	out := state{of: map[string][]byte{}}
	names, err := p.names(findDir)
	if err != nil {
		return out, err
	}
	for _, name := range names {
		if !isName(name) {
			continue
		}
		if data, err := load(p.root, path.Join(findDir, name, find.Manifest), mostIndexed); err == nil {
			out.of[name] = data
		}
	}
	out.about, _ = load(p.root, aboutFile, mostSaid) // there may be none yet
	return out, nil
}

func (s *state) tellsTheSame(o *state) bool { return maps.EqualFunc(s.of, o.of, bytes.Equal) }

// turns is how often lists are written anew because somebody else published meanwhile.
const turns = 20

// lists writes what tells of everybody's debriefs, from what is there. Who writes last
// has seen all: whoever finds that something changed while they wrote writes again, so
// that several may publish at once and need no lock.
func (p *publisher) lists() error {
	p.all = slices.AppendSeq(slices.Clone(p.others), maps.Values(p.mine))
	for range turns {
		if err := p.read(); err != nil {
			return err
		}
		if err := p.list(); err != nil {
			return err
		}
		now, err := p.state()
		if err != nil || now.tellsTheSame(&p.held) && bytes.Equal(now.about, p.held.about) {
			return err
		}
	}
	return nil // somebody else is writing all the time, and writes lists too
}

// read reads what lists are made of, as far as somebody changed it since it was read.
func (p *publisher) read() error {
	now, err := p.state()
	if err != nil {
		return err
	}
	if !now.tellsTheSame(&p.held) {
		entries, err := p.scan()
		if err != nil {
			return fmt.Errorf("read what others wrote: %w", err)
		}
		p.all = make([]*Entry, len(entries))
		for i := range entries {
			p.all[i] = &entries[i]
		}
	}
	p.held = now
	if was := p.told(); was != nil {
		p.about = *was
	}
	return nil
}
