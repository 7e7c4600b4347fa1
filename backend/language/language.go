// Package language is the live wording check: text in, flags out.
//
// It looks for the kinds of wording that close a debrief down – telling what
// did not happen, naming a person as the trouble, judging from the outcome,
// settling on one cause, asking people to take more care – and answers each
// with a question a facilitator could ask instead. It never rewrites, never
// blocks, and never counts people.
//
// How it works: one pass of a case-folding, word-bounded automaton finds cue
// words. Only the sentences that hold a cue are cut into tokens; ordered
// rules over those tokens decide span, class and level. A clean text costs
// one table look-up per byte and no memory.
//
// A language is a set of word tables and rules (see [English] and [German]);
// the engine knows none of its words. Several share one automaton, and which
// of them a sentence is in is asked only of a sentence with a cue.
package language

import "sync"

// Class says what kind of wording a flag is about.
type Class string

// The five classes, strongest first: where a window shows one flag per
// sentence, the class earlier in this list is the one shown.
const (
	// Counterfactual tells of something that did not happen.
	Counterfactual Class = "counterfactual"
	// Blame makes a person or a team the trouble.
	Blame Class = "blame"
	// Normative judges work against a standard or against its outcome.
	Normative Class = "normative"
	// SingleCause settles on one cause.
	SingleCause Class = "single-cause"
	// WeakCountermeasure relies on care, memory or exhortation.
	WeakCountermeasure Class = "weak-countermeasure"
)

// Classes returns the classes in order of strength.
func Classes() []Class {
	return []Class{Counterfactual, Blame, Normative, SingleCause, WeakCountermeasure}
}

// strength is the position of a class in [Classes]; lower is stronger.
func (c Class) strength() int {
	for i, k := range Classes() {
		if k == c {
			return i
		}
	}
	return len(Classes())
}

// Level says how much attention a flag asks for.
type Level string

// Levels, strongest first.
const (
	// Ask: the wording is plain; a question is worth asking now.
	Ask Level = "ask"
	// LookAgain: probably; worth a second look.
	LookAgain Level = "look-again"
	// Note: a quiet mark.
	Note Level = "note"
)

// strength is lower for the stronger level.
func (l Level) strength() int {
	switch l {
	case Ask:
		return 0
	case LookAgain:
		return 1
	default:
		return 2
	}
}

// Flag is one marked phrase with a reason and questions to ask.
type Flag struct {
	// Start and End are byte offsets into the text, on rune boundaries.
	Start int `json:"start"`
	End   int `json:"end"`
	// UTF16Start and UTF16End are the same span in UTF-16 code units, which
	// is how a browser counts.
	UTF16Start int `json:"utf16Start"`
	UTF16End   int `json:"utf16End"`

	Class Class `json:"class"`
	Level Level `json:"level"`
	// Language is the id of the language of Reason and Questions, which is that
	// of the sentence; empty where somebody wrote them.
	Language string `json:"language,omitempty"`
	// Phrase is text[Start:End].
	Phrase string `json:"phrase"`
	// Reason is one sentence for a person.
	Reason string `json:"reason"`
	// Questions holds one to three questions, best first; never nil.
	Questions []string `json:"questions"`
	// Rule is the stable id of the rule, "class/name".
	Rule string `json:"rule"`
	// Source says where the rule comes from.
	Source string `json:"source"`
}

// Options changes what is looked at. The zero value is what the window uses.
type Options struct {
	// Quotes also checks quoted passages, which are skipped otherwise:
	// quotations stay as said.
	Quotes bool
	// Wrapped says that lines were broken at a margin, as in a paragraph of a
	// file: a quotation may go on in the next one.
	Wrapped bool
	// Language is the id of the language the text is in ("en", "de"). Empty,
	// or unknown to the Checker, it is found out sentence by sentence.
	Language string
}

// Checker finds flags in one language or several. It is safe for concurrent
// use.
type Checker struct {
	cues    *automaton
	tongues []*tongue
	small   *lexicon // the small words of every language; see telltale
	scratch sync.Pool
}

// New builds a Checker from the tables and rules of one language or several.
// A sentence that does not tell its language is taken for the first.
func New(languages ...Language) *Checker {
	c := &Checker{small: telltales(languages)}
	var cues []cue
	for _, l := range languages {
		c.tongues = append(c.tongues, newTongue(l))
		cues = append(cues, l.cues()...)
	}
	c.cues = newAutomaton(cues)
	c.cues.whole = c.waited
	c.scratch.New = func() any { return new(sentence) }
	return c
}

// Check returns every flag in text, in order of position. Quoted passages
// and inline code are skipped. A text without flags returns nil.
func (c *Checker) Check(text string) []Flag {
	return c.CheckOptions(text, Options{})
}

// CheckOptions is [Checker.Check] with options.
func (c *Checker) CheckOptions(text string, o Options) []Flag {
	var flags []Flag
	c.CheckEach(text, o, func(f Flag) bool {
		flags = append(flags, f)
		return true
	})
	return flags
}

// CheckEach hands over the flags one by one, in order of position, as their
// sentences are read, and stops when yield returns false. However long the
// text, it keeps the flags of one sentence at a time.
func (c *Checker) CheckEach(text string, o Options, yield func(Flag) bool) {
	if oddly(text) {
		c.checkPlain(text, o, yield)
		return
	}
	c.check(text, o, yield)
}

// check is CheckEach for a text that spells every letter as the tables do.
func (c *Checker) check(text string, o Options, yield func(Flag) bool) {
	at := c.cues.next(text, 0)
	if at < 0 {
		return
	}
	s := c.scratch.Get().(*sentence)
	defer c.release(s)
	s.reset(text, o)
	in, told := c.spoken(o.Language)
	units := unitCounter{text: text}
	for done := 0; at >= 0; at = c.cues.next(text, done) {
		s.start, s.end = sentenceAt(text, done, at)
		if !told {
			in = c.languageOf(text[s.start:s.end], in)
		}
		s.tongue = c.tongues[in]
		s.tongue.ready()
		s.read()
		s.apply()
		if len(s.flags) > 0 && !s.handOver(&units, yield) {
			return
		}
		done = s.end
	}
}

// release returns the scratch space without keeping the text alive.
func (c *Checker) release(s *sentence) {
	s.forget()
	c.scratch.Put(s)
}

// Strongest keeps one flag per sentence: the strongest class, within it the
// stronger level, then the earlier one. Flags must be in order of position,
// as [Checker.Check] returns them.
func Strongest(flags []Flag, text string) []Flag {
	var kept []Flag
	end := -1
	for _, f := range flags {
		if f.Start >= end {
			_, end = sentenceAt(text, 0, f.Start)
			kept = append(kept, f)
			continue
		}
		if last := &kept[len(kept)-1]; stronger(f, *last) {
			*last = f
		}
	}
	return kept
}

// stronger reports whether a outranks b within one sentence.
func stronger(a, b Flag) bool {
	if a.Class != b.Class {
		return a.Class.strength() < b.Class.strength()
	}
	return a.Level.strength() < b.Level.strength()
}
