package demo

import "secondstory/backend/debrief"

// bands say where attention was. Their edges are entries of the timeline.
func bands() []debrief.Band {
	edges := []struct {
		key, label, title string
		from              debrief.Moment
	}{
		{"staging", "Staging work", "Working on load balancing in staging", near("31 16:00")},
		{"load", "Load and spam", "Looking at load and spam", near("31 18:00")},
		{"replication", "Replication", "Bringing replication back", second("31 21:56:10")},
		{"search", "Finding a copy", "Looking for a copy to restore", second("31 23:27:10")},
		{"prepare", "Preparing", "Preparing the copy", minute("01 00:36")},
		{"copy", "Copying", "Copying from staging to production", minute("01 01:58")},
		{"return", "Coming back", "Bringing GitLab.com back", minute("01 16:28")},
		{"", "", "", minute("01 18:14")},
	}
	out := make([]debrief.Band, 0, len(edges))
	for i, e := range edges[:len(edges)-1] {
		out = append(out, debrief.Band{
			Base: base(debrief.NounBand, e.key), Label: e.label, Title: e.title, From: e.from, To: edges[i+1].from,
		})
	}
	return out
}
