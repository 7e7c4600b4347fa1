package debrief

// Derived is what follows from the times of a debrief, each counted from the
// start of the impact. The terms are those of Davidovič, "Incident Metrics in
// SRE" (2021): time to detect, to mitigate, to recover. To notice is counted
// apart, since a machine can have a signal long before a person sees it. What
// each means for a person is said in the copy, as duration.*.means.
type Derived struct {
	// ToDetect ends with the first signal, a machine's or a person's.
	ToDetect Span `json:"toDetect"`
	// ToNotice ends when a person first noticed.
	ToNotice Span `json:"toNotice"`
	// ToMitigate ends when it became better for those it affected.
	ToMitigate Span `json:"toMitigate"`
	// ToResolve ends when it was over.
	ToResolve Span `json:"toResolve"`
}

// Derive computes the durations of the event.
func (d *Debrief) Derive() Derived {
	return Derived{
		ToDetect:   Between(d.Started, d.Detected),
		ToNotice:   Between(d.Started, d.Noticed),
		ToMitigate: Between(d.Started, d.Mitigated),
		ToResolve:  Between(d.Started, d.Resolved),
	}
}

// IsBefore says that the end lies before the start, wherever in their spans the
// two are.
func (s Span) IsBefore() bool { return s.Known && s.Seconds < 0 && s.Most <= 0 }
