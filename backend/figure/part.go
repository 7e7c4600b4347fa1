package figure

import "math"

// part is what is seen of a whole figure, in seconds since 1970.
type part struct {
	whole    Figure
	from, to float64
}

// Part lays a part of a figure's time out, for whoever looks closer: in is what
// the figure was laid out from, from and to are seconds since 1970. Nothing but
// time moves: the part is as high as the whole, its lanes are where they were,
// and quiet time is cut out in the same places. An end in such a place moves to
// where time goes on. It returns the whole when nothing would be seen.
func (f Figure) Part(in Input, from, to float64, m Measure) Figure {
	from = math.Max(from, f.Stretches[0].From)
	to = math.Min(to, f.Stretches[len(f.Stretches)-1].To)
	for i := 0; i+1 < len(f.Stretches); i++ {
		cut := gap{from: f.Stretches[i].To, to: f.Stretches[i+1].From}
		if from > cut.from && from < cut.to {
			from = cut.to
		}
		if to > cut.from && to < cut.to {
			to = cut.from
		}
	}
	if !(from < to) {
		return f
	}
	in.part = &part{whole: f, from: from, to: to}
	return Layout(in, m)
}

// cuts are the places within the part in which the whole is cut.
func (p *part) cuts() []gap {
	out := []gap{}
	all := p.whole.Stretches
	for i := 0; i+1 < len(all); i++ {
		if g := (gap{from: all[i].To, to: all[i+1].From}); g.from >= p.from && g.to <= p.to {
			out = append(out, g)
		}
	}
	return out
}

// finishPart lays the part out with all of its cuts.
func (l *layouter) finishPart() Figure {
	p, _ := l.try(l.gaps)
	return l.finish(p)
}
