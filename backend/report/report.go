package report

import (
	"time"

	"secondstory/backend/figure"
	"secondstory/backend/shape"
)

// Report is what one edition says. Texts are finished: names have been
// replaced where the edition asks for it, dates and durations are written out.
// Slices are never nil.
type Report struct {
	Edition Edition
	Paper   Paper
	Date    time.Time
	Title   string
	// Kind is what the report calls itself ("Incident learning report").
	Kind string
	// EditionLine stands beside it: edition, version, date.
	EditionLine string
	// EditionName is the edition in the running head.
	EditionName string
	Version     string
	// Number is that of the version ("1.0"); empty for a draft.
	Number string
	// Hash is of the content that was signed off, in hex digits; empty for a draft.
	Hash           string
	Reference      string
	Classification string
	// Language is that of what people wrote ("de"); empty where nobody said.
	Language string
	// Card is for lists of reports; it is not printed.
	Card Card

	Summary         Summary
	Reading         []string
	Impact          []Field
	Timeline        Timeline
	Narratives      []Narrative
	Noted           []Paragraph
	Factors         []FactorGroup
	Helped          []Point
	Luck            []Point
	Countermeasures []Countermeasure
	NotPursued      []Idea
	Ideas           []Idea
	// Asked is what was asked about no line of a narrative.
	Asked     []Point
	Questions []Point
	// Later is what readers learned after it was signed off.
	Later []Point
	// Met says that the meeting has begun: only then was nothing left open.
	Met     bool
	People  []Person
	Sources []Field
	// Files are what was brought in and entries rest on; none in the public edition.
	Files    []Field
	Pictures []Picture
	Graphs   []Graph
	Links    []Link
	Method   []string
	Glossary []Field
	About    []Field
	// Related is the debriefs it belongs with, by their days.
	Related []Beside
	// History is the versions up to this one; empty for a draft.
	History []Field

	// Removals, Warnings, Secrets and Left are for the preview and are never printed.
	Removals []Removal
	Warnings []Warning
	Secrets  []Secret
	Left     []LeftName

	// Shaper draws letters the shipped fonts lack; without one they are printed as
	// code points.
	Shaper *shape.Shaper

	t     Text
	guard guard
}

// Blank returns a report that says nothing but its title: the sheets a letter is
// set on. It guards nothing.
func Blank(paper Paper, made time.Time, title string, t Text) *Report {
	return &Report{Paper: paper, Date: made.UTC(), Title: title, t: t}
}

// T returns a fixed text of the report in its language.
func (r *Report) T(key string, pairs ...string) string { return r.t(key, pairs...) }

// Summary is page one.
type Summary struct {
	Lead      string
	Facts     []Fact
	Figure    figure.Input
	Learnings []Learning
	// Changes are the first three countermeasures.
	Changes []Countermeasure
}

// Fact is one of the four boxes of page one.
type Fact struct {
	Label string
	Head  string
	Lines []string
}

// Learning is one thing learned. Factor is the number of the factor that says
// more, or 0.
type Learning struct {
	Title  string
	Text   string
	Factor int
}

// Field is a labelled text.
type Field struct {
	Label string
	Text  string
}

// Timeline is the table of what happened.
type Timeline struct {
	Rows []Row
	// Memory says that some rows rest on memory alone.
	Memory bool
}

// RowKind tells the rows of the timeline apart.
type RowKind int

// The kinds of rows.
const (
	RowEntry RowKind = iota
	RowBand
	RowDay
)

// Row is one row of the timeline: an entry, the start of a band, or a day.
type Row struct {
	Kind    RowKind
	ID      string
	Time    string
	Elapsed string
	Who     string
	Text    string
	Quote   bool
	Source  string
	Record  bool
	// Told says that the entry is known from a narrative, which has it too.
	Told bool
	// Factors are the numbers of the factors that rest on this entry.
	Factors []int
}

// Narrative is what one person told.
type Narrative struct {
	Name       string
	Meta       []string
	Paragraphs []Paragraph
}

// Paragraph is a run of sentences, or one quotation.
type Paragraph struct {
	Quote     bool
	Sentences []Sentence
}

// Sentence is one line somebody told. ID is its entry's.
type Sentence struct {
	ID   string
	Time string
	Text string
	// OnTimeline says that the entry has its row there.
	OnTimeline bool
	// Asked is what was asked about it; such a line ends its paragraph.
	Asked []string
}

// FactorGroup is the factors of one category.
type FactorGroup struct {
	Name    string
	Factors []Factor
}

// Factor is one contributing factor.
type Factor struct {
	Number  int
	Text    string
	Detail  string
	Entries []Ref
	// Changes are the numbers of the countermeasures meant to help with it.
	Changes []int
}

// Ref leads to an entry: by its time, or by a few of its words.
type Ref struct {
	ID    string
	Label string
}

// Point is a short text with the entries it rests on.
type Point struct {
	Text    string
	Note    string
	Entries []Ref
}

// Countermeasure is a promised change. ID is its own, for files that are read again.
type Countermeasure struct {
	ID       string
	Number   int
	Text     string
	Owner    string
	Due      string
	Priority string
	State    string
	Know     string
	Ticket   Link
	Factors  []int
	// Day is when it is due, YYYY-MM-DD, or empty; Rank its priority from 1, the
	// highest, to 3, or 0. Finished says that it is done.
	Day      string
	Rank     int
	Finished bool
	// Moves tell how its date was moved after it was signed off.
	Moves []string
}

// Idea is a change that is still open, or was not pursued.
type Idea struct {
	Text string
	Note string
	// Soaking says that it rests, until Day (YYYY-MM-DD) where one was said.
	Soaking bool
	Day     string
}

// Link is a text that may lead outside; URL is empty unless it is http, https
// or mailto.
type Link struct {
	Text string
	URL  string
}

// Person is somebody in the appendix.
type Person struct {
	Name string
	Team string
	Note string
}

// Removal says what an edition leaves out, for the preview.
type Removal struct {
	// What is "person", "name", "link", "source", "host", "quote", "owner", "reference" or "graph".
	What string `json:"what"`
	// Of is the role whose name it was; empty for anything but names.
	Of string `json:"of"`
	// Where is the section, as a key under "report.section.".
	Where string `json:"where"`
	Count int    `json:"count"`
}

// Warning is something to look at before the report is handed out. Kind is a
// key under "report.warning."; Of names a role or a section.
type Warning struct {
	Kind string `json:"kind"`
	Of   string `json:"of"`
}
