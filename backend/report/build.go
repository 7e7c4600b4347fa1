package report

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// errNoText is a programmer's slip: a report cannot be written without words.
var errNoText = errors.New("build report: no copy catalogue")

// Build returns what an edition of a debrief says. It fails with CodeNameFound
// when a name is left in what people wrote.
func Build(w *debrief.Whole, o Options) (*Report, error) {
	if o.T == nil {
		return nil, errNoText
	}
	if w == nil {
		return nil, fmt.Errorf("build report: %w", debrief.Errorf(debrief.CodeNotFound))
	}
	o.fill(w)
	book := newPhrasebook(o.T)
	o.T = book.T
	c, warnings := newCast(w, o)
	s := newScrubber(o, c.names)
	scrubbed := s.scrub(w, c)
	o.Graphs = s.graphs(scrubbed, o.Graphs)
	o.Related = s.related(o.Related)
	if err := s.check(); err != nil {
		return nil, fmt.Errorf("scrub debrief: %w", err)
	}
	s.people(w, c)
	b := newBuilder(scrubbed, c, o)
	r := b.report()
	r.Removals, r.Warnings = s.removals(), slices.Concat(unread(w, c), warnings, s.strangers)
	r.Secrets, r.Left = r.secrets(), s.leftNames(w, scrubbed, c)
	if !c.names.isEmpty() {
		r.guard = guard{names: c.names, fixed: book}
	}
	return r, nil
}

// Title returns the title of a debrief, or what it is called without one:
// "Untitled debrief, 21 Nov".
func Title(d *debrief.Debrief, t Text) string {
	if d.HasTitle() {
		return clean(d.Title)
	}
	at, err := time.Parse(time.RFC3339, d.CreatedAt)
	if d.Started.Known() {
		at, err = d.Started.Time(), nil
	}
	if err != nil {
		return t("report.untitled")
	}
	return t("report.untitled.date", "date", at.UTC().Format("2 Jan"))
}

// builder turns a scrubbed whole into a report.
type builder struct {
	w     *debrief.Whole
	cast  *cast
	o     Options
	start time.Time
	// brief says that all of it took so little time that seconds are told apart.
	brief bool
	// line is the timeline; rank is an entry's place in it, the rest after it.
	line []debrief.Entry
	rank map[debrief.ID]int
	// entries finds an entry; numbers are those of factors, by id.
	entries map[debrief.ID]debrief.Entry
	// shown says that an entry is printed, told that it is in a narrative.
	shown map[debrief.ID]bool
	told  map[debrief.ID]bool
	// narrated is what is printed under the narratives, with what was asked about it.
	narrated map[debrief.ID]bool
	factors  []debrief.Factor
	numbers  map[debrief.ID]int
	promised []debrief.Countermeasure
	// asked is the questions asked about an entry; an entry told takes them along.
	asked map[debrief.ID][]debrief.Question
	// byEntry is the factors that rest on an entry.
	byEntry map[debrief.ID][]int
}

func newBuilder(w *debrief.Whole, c *cast, o Options) *builder {
	b := &builder{
		w: w, cast: c, o: o, entries: map[debrief.ID]debrief.Entry{}, shown: map[debrief.ID]bool{}, told: map[debrief.ID]bool{},
		line: w.Timeline(), rank: map[debrief.ID]int{}, numbers: map[debrief.ID]int{}, byEntry: map[debrief.ID][]int{},
		narrated: map[debrief.ID]bool{}, asked: map[debrief.ID][]debrief.Question{},
	}
	for _, e := range slices.Concat(b.line, w.Entries) {
		if _, twice := b.rank[e.ID]; !twice {
			b.rank[e.ID], b.entries[e.ID] = len(b.rank), e
		}
	}
	for _, q := range w.Questions {
		if isAsked(&q) && q.AboutID != "" {
			b.asked[q.AboutID] = append(b.asked[q.AboutID], q)
		}
	}
	b.number()
	b.start = b.startTime()
	b.brief = b.isBrief()
	return b
}

// briefly is how long an event may be for its seconds to be counted.
const briefly = 10 * time.Minute

func (b *builder) isBrief() bool {
	near := true
	for _, e := range b.line {
		near = near && (!e.Time.Known() || e.Time.Last().Sub(b.start).Abs() < briefly)
	}
	return near && slices.ContainsFunc(b.line, func(e debrief.Entry) bool { return e.Time.Precision == debrief.PrecisionSecond })
}

func (b *builder) startTime() time.Time {
	if b.w.Debrief.Started.Known() {
		return b.w.Debrief.Started.Time()
	}
	for _, e := range b.line {
		if e.Time.Known() {
			return e.Time.Time()
		}
	}
	return time.Time{}
}

// number gives factors and countermeasures their numbers, in printed order.
func (b *builder) number() {
	b.factors = sortedFactors(b.w.Factors)
	for i, f := range b.factors {
		b.numbers[f.ID] = i + 1
		for _, id := range f.EntryIDs {
			b.byEntry[id] = append(b.byEntry[id], i+1)
		}
	}
	b.promised = sortedPromises(b.w.Countermeasures)
}

func (b *builder) t(key string, pairs ...string) string { return b.o.T(key, pairs...) }

func (b *builder) report() *Report {
	d := &b.w.Debrief
	r := &Report{Edition: b.o.Edition, Paper: b.o.Paper, Date: b.o.Now.UTC(), Title: Title(d, b.o.T)}
	r.t, r.Shaper = b.o.T, b.o.Shaper
	r.Kind = b.t("report.kind." + firstOf(string(d.Kind), string(debrief.KindIncident)))
	r.EditionName = b.t("report.edition." + string(b.o.Edition))
	r.Version, r.Reference, r.Classification = b.version(), clean(d.Reference), clean(d.Classification)
	r.Language = string(d.Language)
	b.versions(r)
	r.Reading = []string{b.t("report.reading.1"), b.t("report.reading.2." + string(b.o.Edition))}
	r.Impact = b.impact()
	r.Narratives, r.Noted = b.narratives()
	r.Timeline = b.timeline()
	r.Factors = b.factorGroups() // after these: it leads to what they show
	r.Helped, r.Luck = b.helped()
	r.Countermeasures = b.countermeasures()
	r.NotPursued, r.Ideas = b.ideas()
	r.Questions, r.Asked = b.questions(), b.askedBesides()
	r.Later = b.later()
	r.Met = b.w.Meeting.Stage > 0 || b.w.Meeting.StartedAt != ""
	r.Summary = b.summary(r)
	b.appendices(r)
	r.Card = b.card()
	return r
}

func (b *builder) version() string {
	if v := clean(b.o.Version); v != "" && v != "draft" {
		return b.t("report.version", "version", v)
	}
	return b.t("report.version.draft")
}

func (b *builder) impact() []Field {
	i, out := b.w.Debrief.Impact, []Field{}
	for _, f := range []struct{ key, text string }{
		{"customers", i.Customers}, {"data", i.Data}, {"revenue", i.Revenue}, {"goodwill", i.Goodwill}, {"text", i.Text},
	} {
		if text := clean(f.text); text != "" {
			out = append(out, Field{Label: b.t("report.impact." + f.key), Text: b.sentence(text)})
		}
	}
	return append(out, b.times()...)
}

// numeral writes "1 entry" or "20 entries", for lists of such.
func (b *builder) numeral(key string, n int) string {
	if n == 1 {
		return b.t(key+".one", "n", "1")
	}
	return b.t(key+".many", "n", strconv.Itoa(n))
}

// Count writes a number of things in words up to twelve: key is followed by
// ".one" or ".many", whose text has the placeholder {n}.
func Count(t Text, key string, n int) string {
	if n == 1 {
		return t(key+".one", "n", Number(t, n))
	}
	return t(key+".many", "n", Number(t, n))
}

// Number writes a number in words up to twelve.
func Number(t Text, n int) string {
	if n >= 0 && n <= 12 {
		return t("report.number." + strconv.Itoa(n))
	}
	return strconv.Itoa(n)
}

// sentence sets a line as a sentence: a capital first letter and a full stop.
func (b *builder) sentence(text string) string {
	text = b.upperFirst(clean(text))
	if text == "" || strings.ContainsRune(".!?…:;”\"’", []rune(text)[len([]rune(text))-1]) {
		return text
	}
	return text + "."
}

// upperFirst makes the first letter a capital, unless that made a name of an
// ordinary word ("bill the customer", where Bill took part).
func (b *builder) upperFirst(text string) string {
	up := upperFirst(text)
	first, _, _ := strings.Cut(up, " ")
	if up != text && len(b.cast.names.find(first)) > 0 {
		return text
	}
	return up
}
