package prompt

// Family is a kind of thing that is said. Its name is the end of the catalogue
// key of a question anybody may see: "prompt.room.decision".
type Family string

// The families, those that say most about the speaker's view first.
const (
	Novelty     Family = "novelty"     // it had never been seen before
	Fresh       Family = "fresh"       // somebody did it, or was there, for the first time
	Unknown     Family = "unknown"     // it was not known, nobody had told
	Distinction Family = "distinction" // one thing was told from another
	Mixup       Family = "mixup"       // one thing was taken for another, or looks like it
	Obvious     Family = "obvious"     // it was clear, and goes without saying
	Handoff     Family = "handoff"     // work or knowledge was passed on
	Assessment  Family = "assessment"  // what it was taken for
	Strain      Family = "strain"      // how it felt: pressed, worried, tired
	Puzzle      Family = "puzzle"      // how it felt: confused, surprised, lost
	Relief      Family = "relief"      // how it felt: over
	Decision    Family = "decision"    // a way was chosen
	Help        Family = "help"        // somebody was asked, paged, told
	Known       Family = "known"       // it was known
	Typical     Family = "typical"     // how it usually goes
	Looking     Family = "looking"     // a place was looked at
	Summons     Family = "summons"     // a page, a call, an alert came
	Observation Family = "observation" // something was seen
	Action      Family = "action"      // something was done
	Factor      Family = "factor"      // a condition, filed as one
	Luck        Family = "luck"        // what helped, filed as such
	Idea        Family = "idea"        // a change, filed as one
)

// Families returns every family there is.
func Families() []Family {
	return []Family{
		Novelty, Fresh, Unknown, Distinction, Mixup, Obvious, Handoff, Assessment, Strain, Puzzle, Relief, Decision,
		Help, Known, Typical, Looking, Summons, Observation, Action, Factor, Luck, Idea,
	}
}

// Most is how many questions a line is offered.
const Most = 3

// Kinds of a filed line, as the debrief names its nouns.
const (
	kindEntry  = "entry"
	kindFactor = "factor"
	kindHelped = "helped"
	kindIdea   = "countermeasure"
)

// Stages in which things like these are asked.
const (
	stageNarratives      = 3
	stageFactors         = 5
	stageCountermeasures = 6
)

// Line is what was written down, and around it what is known.
type Line struct {
	// Text is the line without its time, speaker and prefix.
	Text string `json:"text"`
	// Kind is the noun it was filed as: entry, factor, helped, countermeasure.
	Kind string `json:"kind"`
	// Stage is where the meeting is, 1 to 7.
	Stage int `json:"stage"`
	// Speaker is who said it and is in the room, by the name lines show; empty for nobody.
	Speaker string `json:"speaker"`
	// People are the names of everybody concerned.
	People []string `json:"people"`
	// At is the line's time of day as it is shown, "14:52"; may be empty.
	At string `json:"at"`
	// System says that the system did it.
	System bool `json:"system"`
}

// Offer is a question worth asking about a line.
type Offer struct {
	Family Family `json:"family"`
	// Quote is the words it is about as they stand in the line, without marks.
	Quote string `json:"quote"`
	// Text is the question.
	Text string `json:"text"`
}

// Offers returns at most Most questions about a line, the best first. It is never
// nil.
func (t *Tongue) Offers(line Line) []Offer {
	offers := make([]Offer, 0, Most)
	switch {
	case line.Kind == kindEntry && line.Stage >= stageNarratives && line.Stage <= stageFactors && !line.System:
		return t.listen(line, offers)
	case line.Kind == kindFactor && line.Stage >= stageNarratives:
		return t.about(Factor, offers)
	case line.Kind == kindHelped && line.Stage >= stageNarratives:
		return t.about(Luck, offers)
	// Earlier an idea is kept and not talked about.
	case line.Kind == kindIdea && line.Stage >= stageCountermeasures:
		return t.about(Idea, offers)
	}
	return offers
}

// about offers the questions of a family that need nothing of the line.
func (t *Tongue) about(family Family, offers []Offer) []Offer {
	for _, q := range t.asks[family] {
		if len(offers) < Most {
			offers = append(offers, Offer{Family: family, Text: q.text})
		}
	}
	return offers
}

// listen offers what the words of a line ask for: the first question of each
// family that was heard, then the second ones of the first two.
func (t *Tongue) listen(line Line, offers []Offer) []Offer {
	h := hearing{tongue: t, line: line}
	h.read()
	found := h.families()
	for round := 0; round < 2; round++ {
		for i, f := range found {
			if len(offers) == Most || round > 0 && i > 1 {
				break
			}
			if offer, ok := h.offer(f, round); ok && !said(offers, offer.Text) {
				offers = append(offers, offer)
			}
		}
	}
	return offers
}

func said(offers []Offer, text string) bool {
	for _, o := range offers {
		if o.Text == text {
			return true
		}
	}
	return false
}
