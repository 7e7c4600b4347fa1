package report

import (
	"strings"
	"time"

	"secondstory/backend/graph"
)

// GraphFact is one line of a graph in words, for whoever does not see it drawn.
type GraphFact struct {
	Name string
	// First and Last are values with their times; Lowest and Highest too.
	First, Lowest, Highest, Last string
	// Read are the values at the moments that are cited.
	Read string
}

// Facts are the lines of the graph in words. A line without a point has a name alone.
func (g *Graph) Facts() []GraphFact {
	out := []GraphFact{}
	_, names := graph.Names(g.Drawing.Series)
	for i, s := range g.Drawing.Series {
		f, unit := GraphFact{Name: names[i]}, graph.UnitOf(s.Name)
		said := func(at time.Time, value float64) string {
			return unit.Format(value) + " (" + at.Add(-g.Drawing.Ahead).UTC().Format(time.TimeOnly) + ")"
		}
		if n := len(s.Points); n > 0 {
			low, high := s.Points[0], s.Points[0]
			for _, p := range s.Points {
				if p.Value < low.Value {
					low = p
				}
				if p.Value > high.Value {
					high = p
				}
			}
			f.First, f.Last = said(s.Points[0].At, s.Points[0].Value), said(s.Points[n-1].At, s.Points[n-1].Value)
			f.Lowest, f.Highest = said(low.At, low.Value), said(high.At, high.Value)
		}
		read := []string{}
		for _, m := range g.Drawing.Marks {
			if v := graph.At(g.Drawing.Series, m.At.Add(g.Drawing.Ahead))[i]; v.Known {
				read = append(read, unit.Format(v.Point.Value)+" ("+m.At.UTC().Format(time.TimeOnly)+")")
			}
		}
		f.Read = strings.Join(read, ", ")
		out = append(out, f)
	}
	return out
}

// Title is what all lines of the graph have in common; may be empty.
func (g *Graph) Title() string {
	title, _ := graph.Names(g.Drawing.Series)
	return title
}
