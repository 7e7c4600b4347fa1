package gist_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/gist"
)

// say stands for the catalogue.
func say(key string, pairs ...string) string { return key + " " + strings.Join(pairs, " ") }

func texts(all []gist.Offer, field string) []string {
	out := []string{}
	for _, o := range all {
		if o.Field == field {
			out = append(out, strings.TrimSpace(o.Title+" "+o.Text))
		}
	}
	return out
}

func at(clock string) debrief.Moment {
	t, err := time.Parse("2006-01-02 15:04", "2026-03-03 "+clock)
	if err != nil {
		panic(err)
	}
	return debrief.At(t, "UTC", debrief.PrecisionMinute)
}

func entry(id, clock, text string) debrief.Entry {
	return debrief.Entry{Base: debrief.Base{ID: id}, Time: at(clock), Text: text, Place: debrief.Place{Stage: debrief.StageTimeline}}
}

// outage is a small debrief of which page one is still empty.
func outage() *debrief.Whole {
	w := debrief.NewWhole(*debrief.NewDebrief("2026-03-04T09:00:00Z"))
	d := &w.Debrief
	d.Title = "Checkout timed out"
	d.Impact = debrief.Impact{Customers: "One in five orders was not taken. Those who tried again got through.", Data: "No order was lost"}
	d.Started, d.Noticed, d.Resolved = at("14:00"), at("14:20"), at("15:10")
	w.Entries = []debrief.Entry{
		entry("before", "13:50", "The price index was rebuilt"),
		entry("first", "14:00", "The pool of connections ran full"),
		entry("seen", "14:20", "Support saw five tickets about the same page"),
		entry("last", "15:10", "The index was back and the pool emptied"),
	}
	return w
}

func TestOffersWhatStandsThere(t *testing.T) {
	got := gist.Offers(outage(), say)
	for field, want := range map[string][]string{
		gist.FieldLead: {
			"Checkout timed out. One in five orders was not taken.",
			"The pool of connections ran full. The index was back and the pool emptied",
			"Checkout timed out",
		},
		gist.FieldNoticedHead:  {"report.fact.noticed.after span 20 min"},
		gist.FieldNoticedText:  {"Support saw five tickets about the same page"},
		gist.FieldAffectedHead: {"No order was lost"},
		gist.FieldAffectedText: {"One in five orders was not taken. Those who tried again got through.", "No order was lost"},
		gist.FieldEndedHead:    {"report.fact.ended.after span 1 h 10 min"},
		gist.FieldEndedText:    {"The index was back and the pool emptied"},
		gist.FieldLearning:     {},
	} {
		if have := texts(got, field); !slices.Equal(have, want) {
			t.Errorf("%s: %q, want %q", field, have, want)
		}
	}
}

// A line without a time stands at the end of the timeline and is not how it ended.
func TestTheLastLineIsOneWithATime(t *testing.T) {
	w := outage()
	w.Debrief.Resolved = debrief.Moment{}
	aside := entry("aside", "16:00", "The index has 40 columns")
	aside.Time, aside.Position = debrief.Moment{}, 9
	w.Entries = append(w.Entries, aside)
	if got := texts(gist.Offers(w, say), gist.FieldEndedText); len(got) == 0 || got[0] != "The index was back and the pool emptied" {
		t.Errorf("ended: %q", got)
	}
}

// Every word offered is a word of the debrief, in its order, but for what follows from
// the times.
func TestOffersNothingMadeUp(t *testing.T) {
	for name, w := range map[string]*debrief.Whole{"small": outage(), "sample": demo.Debrief()} {
		all := []string{}
		for _, r := range w.Records() {
			for _, text := range debrief.Words(r) {
				all = append(all, strings.Join(strings.Fields(text), " "))
			}
		}
		have := strings.Join(all, "\n")
		for _, o := range gist.Offers(w, say) {
			if o.From == gist.FromTimes {
				continue
			}
			for _, part := range pieces(o) {
				if !strings.Contains(have, part) {
					t.Errorf("%s: %s offers %q, which nobody wrote", name, o.Field, part)
				}
			}
		}
	}
}

// pieces are the sentences of an offer without the stop that parts them.
func pieces(o gist.Offer) []string {
	out := []string{o.Title}
	for _, s := range strings.SplitAfter(o.Text, ". ") {
		out = append(out, strings.TrimRight(s, ". "))
	}
	return out
}

func TestOffersNothingOfNothing(t *testing.T) {
	w := debrief.NewWhole(*debrief.NewDebrief("2026-03-04T09:00:00Z"))
	if got := gist.Offers(w, say); len(got) != 0 {
		t.Errorf("offers %v", got)
	}
}

// What somebody shared in an interview, said word for word, or did not agree to keeps
// its speaker: in a field it would go into every edition.
func TestOffersNoneOfWhatKeepsItsSpeaker(t *testing.T) {
	w := outage()
	w.Participants = []debrief.Participant{{Base: debrief.Base{ID: "p"}, Reading: debrief.ReadingDeclined}}
	w.Entries[1].Quote = true
	w.Entries[2].Consent = debrief.Consent{As: debrief.ReleaseParaphrase, Scope: debrief.ScopeReport, At: "2026-03-04T09:00:00Z"}
	w.Entries[3].Who = debrief.Who{ParticipantID: "p"}
	for i, e := range slices.Clone(w.Entries) {
		e.ID, e.Stage = e.ID+" again", debrief.StageWrapUp
		if i > 0 {
			w.Entries = append(w.Entries, e)
		}
	}
	for _, o := range gist.Offers(w, say) {
		for _, id := range o.EntryIDs {
			if id != "before" {
				t.Errorf("%s offers line %s", o.Field, id)
			}
		}
	}
}

func TestLearningsAreWhatMostIsAbout(t *testing.T) {
	w := outage()
	w.Factors = []debrief.Factor{
		{Base: debrief.Base{ID: "few"}, Text: "Alerts go to a list nobody reads at night", EntryIDs: []debrief.ID{"first"}},
		{Base: debrief.Base{ID: "most"}, Text: "Two jobs share one pool", Detail: "Neither team knew.", EntryIDs: []debrief.ID{"first", "seen"}},
		{Base: debrief.Base{ID: "long"}, Text: strings.Repeat("word ", debrief.MaxTitleWords+1), EntryIDs: []debrief.ID{}},
		{Base: debrief.Base{ID: "blank"}, Text: " ", EntryIDs: []debrief.ID{"first", "seen", "last"}},
	}
	w.Countermeasures = []debrief.Countermeasure{{FactorIDs: []debrief.ID{"few"}}, {FactorIDs: []debrief.ID{"few"}}}
	wrap := entry("wrap", "16:00", "I did not know the batch job ran by day")
	wrap.Stage, wrap.Time = debrief.StageWrapUp, debrief.Moment{}
	w.Entries = append(w.Entries, wrap)
	got := []gist.Offer{}
	for _, o := range gist.Offers(w, say) {
		if o.Field == gist.FieldLearning {
			got = append(got, o)
		}
	}
	if len(got) != 4 || got[0].FactorID != "few" || got[1].FactorID != "most" || got[2].FactorID != "long" || got[3].From != gist.FromWrapUp {
		t.Fatalf("learnings: %+v", got)
	}
	if got[1].Title != "Two jobs share one pool" || got[1].Text != "Neither team knew." || got[2].Title != "" || got[2].Text == "" {
		t.Errorf("learnings: %+v", got)
	}
}

// What has room comes before what has not, and a sentence is never cut.
func TestSentencesStayWhole(t *testing.T) {
	w := outage()
	long := strings.TrimSpace(strings.Repeat("word ", debrief.MaxFactWords)) + " and more. Then it ended."
	w.Debrief.Impact = debrief.Impact{
		Customers: long,
		Data:      "Of approx. nine orders J. Smith lost two at 3.5 percent. “Two” more came back! And another twelve words that have no room here at all today.",
	}
	got := texts(gist.Offers(w, say), gist.FieldAffectedText)
	want := []string{
		"Of approx. nine orders J. Smith lost two at 3.5 percent. “Two” more came back!",
		strings.TrimSuffix(long, " Then it ended."),
	}
	if !slices.Equal(got, want) {
		t.Errorf("affected: %q", got)
	}
}
