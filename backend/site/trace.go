package site

import "cmp"

// vanish takes a debrief's folder away, also one that only says that it was there: the
// address tells its title. What somebody else put into it stays, and so does its name then.
func (p *publisher) vanish(e *Entry) error {
	p.remember(e, &Entry{Key: e.Key}, nil)
	p.out.Gone++
	delete(p.mine, e.Key)
	return p.leaveFolder(e)
}

// isLeft says whether publishing takes away what is there of one that is not told.
func (o *Options) isLeft(e *Entry) bool { return o.Traceless || !e.Gone || o.isOfAnother(e) }

// isOfAnother says whether an address was made in another edition than this, as far as is
// known.
func (o *Options) isOfAnother(e *Entry) bool { return e.Edition != o.Edition }

// called is what the site calls one that would be taken back, or called it.
func (e *Entry) called() string { return cmp.Or(e.Title, e.folder) }
