package site

import (
	"context"
	"slices"
)

// At says where the page of another debrief is that is published too, as an address from
// the page of one; empty when there is none. Day and title are what the other is called,
// for when its page is not there yet.
type At func(key, day, title string) string

// folders are those of debriefs by key; empty for one that is still to be called after its
// day and title.
type folders map[string]string

// expected is where debriefs will be, as far as that is known before they are made.
func (p *publisher) expected(debriefs []Debrief) folders {
	out := make(folders, len(debriefs))
	for i := range debriefs {
		if p.refused(&debriefs[i]) != nil {
			continue
		}
		out[debriefs[i].Key] = ""
		if was := p.mine[debriefs[i].Key]; was != nil && !p.isOfAnother(was) {
			out[was.Key] = was.folder
		}
	}
	return out
}

// standing is where the publisher's pages are.
func (p *publisher) standing() folders {
	out := make(folders, len(p.mine))
	for key, e := range p.mine {
		if !e.Gone && e.page >= 0 {
			out[key] = e.folder
		}
	}
	return out
}

func mark(folder string) string {
	if folder == "" {
		return ""
	}
	return summed(folder)
}

// tell says where others are, and notes what it said.
func (f folders) tell(publisher string, said map[string]string) At {
	return func(key, day, title string) string {
		folder, is := f[key]
		if is && folder == "" {
			folder = folderOf(publisher, key, day, title)
		}
		if said[key] = mark(folder); folder == "" {
			return ""
		}
		return "../" + folder + "/" + pageFile
	}
}

// isAsSaid says whether a page was told the truth.
func (f folders) isAsSaid(e *Entry) bool {
	for key, said := range e.Beside {
		if mark(f[key]) != said {
			return false
		}
	}
	return true
}

// rounds is how often pages are made anew because others that they lead to came, went or
// moved when they were made: what leads to those is made anew in turn.
const rounds = 3

// lead makes pages anew that lead where nothing is, or not to what is there.
func (p *publisher) lead(ctx context.Context, debriefs []Debrief) error {
	p.Progress = nil // it has heard of all
	for range rounds {
		p.where = p.standing()
		astray := slices.DeleteFunc(slices.Clone(debriefs), func(d Debrief) bool {
			e := p.mine[d.Key]
			return e == nil || e.Gone || p.where.isAsSaid(e)
		})
		if len(astray) == 0 {
			return nil
		}
		if err := p.each(ctx, astray, func(*Debrief) bool { return false }, p.again); err != nil {
			return err
		}
	}
	return nil
}

// again publishes a debrief a second time, and counts it once.
func (p *publisher) again(d *Debrief, m making) error {
	if p.mine[d.Key].isNew {
		p.out.Written--
	} else {
		p.out.Same--
	}
	return p.publish(d, m)
}
