package gist

import (
	"slices"
	"strings"

	"secondstory/backend/debrief"
)

// Origin is where an offer was found, a key under "gist.from.".
type Origin string

// The origins.
const (
	FromTitle  Origin = "title"
	FromBoth   Origin = "title-impact"
	FromImpact Origin = "impact"
	FromEnds   Origin = "ends"
	FromEntry  Origin = "entry"
	FromTimes  Origin = "times"
	FromFactor Origin = "factor"
	FromWrapUp Origin = "wrap-up"
)

// The fields of page one, called as the wording check calls them; a learning is
// offered as one more of them.
const (
	FieldLead         = "lead"
	FieldLearning     = "learning"
	FieldNoticedHead  = "noticed.head"
	FieldNoticedText  = "noticed.text"
	FieldAffectedHead = "affected.head"
	FieldAffectedText = "affected.text"
	FieldEndedHead    = "ended.head"
	FieldEndedText    = "ended.text"
)

// Offer is a text for a field, as it stands in the debrief.
type Offer struct {
	Field string `json:"field"`
	// Title and FactorID are of a learning alone.
	Title    string     `json:"title"`
	Text     string     `json:"text"`
	FactorID debrief.ID `json:"factorId"`
	From     Origin     `json:"from"`
	// EntryIDs are the lines it was taken from.
	EntryIDs []debrief.ID `json:"entryIds"`
}

// Limits are those of page one: how many words each field has room for, and how many
// things learned there are.
type Limits struct {
	Lead      int `json:"lead"`
	Title     int `json:"title"`
	Learning  int `json:"learning"`
	Head      int `json:"head"`
	Fact      int `json:"fact"`
	Learnings int `json:"learnings"`
}

// Room is what page one has room for.
func Room() Limits {
	return Limits{
		Lead: debrief.MaxLeadWords, Title: debrief.MaxTitleWords, Learning: debrief.MaxLearningWords,
		Head: debrief.MaxHeadWords, Fact: debrief.MaxFactWords, Learnings: debrief.MaxLearnings,
	}
}

// Text returns a fixed text by its key.
type Text func(key string, pairs ...string) string

// mostOffers is how many a field gets: more would be a list to read.
const mostOffers = 3

// Offers returns what each field of page one could say, the likeliest first. What
// somebody said in confidence, word for word or did not agree to is never among it:
// in a field it would lose its speaker, and the report could no longer leave it out.
func Offers(w *debrief.Whole, t Text) []Offer {
	f := finder{w: w, t: t, line: usable(w, w.Timeline()), d: &w.Debrief}
	out := []Offer{}
	out = append(out, f.lead()...)
	out = append(out, f.learnings()...)
	out = append(out, f.noticed()...)
	out = append(out, f.affected()...)
	return append(out, f.ended()...)
}

// finder looks through one debrief.
type finder struct {
	w    *debrief.Whole
	d    *debrief.Debrief
	t    Text
	line []debrief.Entry
}

// usable leaves out what must keep its speaker.
func usable(w *debrief.Whole, entries []debrief.Entry) []debrief.Entry {
	return slices.DeleteFunc(entries, func(e debrief.Entry) bool {
		p, _ := w.Participant(e.Who.ParticipantID)
		return e.Quote || !e.Consent.IsZero() || p.Reading == debrief.ReadingDeclined || strings.TrimSpace(e.Text) == ""
	})
}

// lead offers the title with whom it affected, what was written of the impact, and the
// two ends of the timeline.
func (f *finder) lead() []Offer {
	most, affected := debrief.MaxLeadWords, firstSentence(f.d.Impact.Customers)
	out := []Offer{}
	if both := sentences(f.d.Title, affected); f.d.HasTitle() && affected != "" {
		out = append(out, Offer{Text: both, From: FromBoth})
	}
	out = append(out, Offer{Text: Opening(f.d.Impact.Text, most), From: FromImpact})
	if n := len(f.line); n > 1 {
		first, last := f.first(), f.last()
		out = append(out, Offer{Text: sentences(first.Text, last.Text), From: FromEnds, EntryIDs: []debrief.ID{first.ID, last.ID}})
	}
	out = append(out, Offer{Text: f.d.Title, From: FromTitle})
	return best(FieldLead, most, out)
}

// noticed offers how long it took, and the line that tells of it.
func (f *finder) noticed() []Offer {
	told := f.d.Derive()
	span := told.ToNotice
	if !span.Known {
		span = told.ToDetect
	}
	out := best(FieldNoticedHead, debrief.MaxHeadWords, f.after("report.fact.noticed.after", span))
	return append(out, f.entry(FieldNoticedText, f.at(f.d.Noticed), f.at(f.d.Detected), f.marked(), f.saw())...)
}

// affected offers what was written of the impact.
func (f *finder) affected() []Offer {
	heads, texts := []Offer{}, []Offer{}
	for _, text := range []string{f.d.Impact.Customers, f.d.Impact.Data, f.d.Impact.Text} {
		if first := firstSentence(text); words(first) <= debrief.MaxHeadWords {
			heads = append(heads, Offer{Text: strings.TrimSuffix(first, "."), From: FromImpact})
		}
		texts = append(texts, Offer{Text: Opening(text, debrief.MaxFactWords), From: FromImpact})
	}
	return append(best(FieldAffectedHead, debrief.MaxHeadWords, heads), best(FieldAffectedText, debrief.MaxFactWords, texts)...)
}

// ended offers how long it took, and the line that tells of it.
func (f *finder) ended() []Offer {
	out := best(FieldEndedHead, debrief.MaxHeadWords, f.after("report.fact.ended.after", f.d.Derive().ToResolve))
	last := []debrief.Entry{}
	if len(f.line) > 0 {
		last = append(last, f.last())
	}
	return append(out, f.entry(FieldEndedText, f.at(f.d.Resolved), f.at(f.d.Mitigated), last)...)
}

func (f *finder) after(key string, s debrief.Span) []Offer {
	if !s.Known || s.Seconds <= 0 {
		return nil
	}
	return []Offer{{Text: f.t(key, "span", s.Text), From: FromTimes}}
}

// entry offers the first of each of these lines.
func (f *finder) entry(field string, found ...[]debrief.Entry) []Offer {
	out := []Offer{}
	for _, some := range found {
		if len(some) > 0 {
			out = append(out, Offer{Text: Opening(some[0].Text, debrief.MaxFactWords), From: FromEntry, EntryIDs: []debrief.ID{some[0].ID}})
		}
	}
	return best(field, debrief.MaxFactWords, out)
}

// at is the lines of a time of the event.
func (f *finder) at(m debrief.Moment) []debrief.Entry {
	return f.where(func(e debrief.Entry) bool { return m.Known() && e.Time.Known() && e.Time.At == m.At })
}

// marked is the lines that tell of something noticed, once it had begun.
func (f *finder) marked() []debrief.Entry {
	return f.where(func(e debrief.Entry) bool { return e.Pivot == debrief.PivotObservation && f.begun(e) })
}

func (f *finder) saw() []debrief.Entry {
	return f.where(func(e debrief.Entry) bool { return e.Lane == debrief.LaneSaw && f.begun(e) })
}

func (f *finder) where(is func(debrief.Entry) bool) []debrief.Entry {
	out := []debrief.Entry{}
	for _, e := range f.line {
		if is(e) {
			out = append(out, e)
		}
	}
	return out
}

// begun says that a line is of the event and not of what came before.
func (f *finder) begun(e debrief.Entry) bool {
	return !f.d.Started.Known() || e.Time.Known() && !e.Time.Time().Before(f.d.Started.Time())
}

// first is the line the event starts with, last the one it ends with; there is one.
func (f *finder) first() debrief.Entry {
	if i := slices.IndexFunc(f.line, f.begun); i >= 0 {
		return f.line[i]
	}
	return f.line[0]
}

func (f *finder) last() debrief.Entry {
	if at := f.at(f.d.Resolved); len(at) > 0 {
		return at[len(at)-1]
	}
	for _, e := range slices.Backward(f.line) {
		if e.Time.Known() { // what has no time stands at the end, whenever it was
			return e
		}
	}
	return f.line[len(f.line)-1]
}

// best keeps the few to offer for a field: what page one has room for comes first, what
// is empty or said twice goes.
func best(field string, most int, all []Offer) []Offer {
	out := []Offer{}
	for _, fits := range []bool{true, false} {
		for _, o := range all {
			o.Field = field
			if o.EntryIDs == nil {
				o.EntryIDs = []debrief.ID{}
			}
			said := o.Text != "" || o.Title != ""
			twice := slices.ContainsFunc(out, func(x Offer) bool { return x.Text == o.Text && x.Title == o.Title })
			if said && !twice && words(o.Text) <= most == fits && len(out) < mostOffers {
				out = append(out, o)
			}
		}
	}
	return out
}
