package language

// Single cause in German: wording that settles on one condition.

const (
	deCause tag = deEndNormative + iota
	deRoot
	deSole // eigentliche, wahre
	deCausedVerb
	deTraced
	deEventNoun
	deReason
	deEndCause
)

func germanCauseWords() []wordSet {
	return []wordSet{
		{tag: deCause, words: `ursache grundursache hauptursache kernursache rootcause`},
		{tag: deRoot, words: `root`},
		{tag: deSole, words: inflected(`eigentlich wirklich einzig tatsächlich`, "e", "er", "en", "es", "em") + ` wahre wahrer wahren wahres`},
		{tag: deCausedVerb, words: `verursacht`},
		{tag: deTraced, words: `zurückzuführen zurückführen zurück`},
		{tag: deEventNoun, words: germanPlurals(`ausfall störung vorfall problem incident outage unterbrechung zwischenfall absturz datenverlust
			verlust downtime panne einbruch`) + ` ausfälle ausfalls vorfälle`},
		{tag: deReason, words: `grund problem`},
	}
}

const reasonEine = "Das legt sich auf eine Ursache fest, wo mehreres zusammenkommen musste."

func germanCauseRules() []rule {
	ask := []string{
		"Was musste sonst noch zutreffen?",
		"Wie kam das {at} zusammen?",
		"Was hat das bisher verhindert?",
		"Wie ist es dazu gekommen, Schritt für Schritt?",
	}
	mk := func(id string, level Level, on tag, find func(*sentence, int) (span, bool)) rule {
		return rule{id, SingleCause, level, on, find, reasonEine, ask, sourceCause}
	}
	return []rule{
		mk("root-cause-de", Ask, deRoot, wurzel),
		mk("die-ursache", LookAgain, deCause, dieUrsache),
		mk("eigentliche-grund", LookAgain, deSole, eigentlicheGrund),
		mk("grund-fuer", LookAgain, deReason, grundFuer),
		mk("verursacht-durch", LookAgain, deCausedVerb, verursachtDurch),
		mk("zurueckzufuehren", LookAgain, deTraced, zurueckzufuehren),
		mk("lag-daran", LookAgain, deLag, lagDaran),
		mk("schuld-war", LookAgain, deGuilt, schuldWar),
	}
}

// turnedDown reports whether the idea itself is denied or spoken about.
func (s *sentence) turnedDown(i int) bool {
	from, to := s.stretch(i)
	return s.near(from, i, deNegation, deMention) >= 0 || s.saysNear(i+1, to, "nicht") >= 0 && s.saysNear(i+1, to, "gibt", "existiert") >= 0
}

func wurzel(s *sentence, i int) (span, bool) {
	return phrase(i, i+1), s.says(i+1, "cause") && !s.turnedDown(i)
}

// dieUrsache: die Ursache war, Ursache des Ausfalls, Ursache: …
func dieUrsache(s *sentence, i int) (span, bool) {
	if s.turnedDown(i) || s.saysNear(i-4, i-1, "eine", "mögliche", "möglichen", "weitere", "einer") >= 0 {
		return span{}, false
	}
	first := i
	if s.has(i-1, deSole) {
		first--
	}
	if s.says(first-1, "die", "der", "als", "unsere") {
		first--
	}
	from, to := s.stretch(i)
	if s.says(i, "grundursache", "hauptursache", "kernursache", "rootcause") || first < i-1 || s.has(i-1, deSole) {
		return phrase(first, i), true
	}
	switch {
	case i+1 < len(s.toks) && s.text[s.toks[i+1].start] == ':':
		return phrase(first, i), s.breaksAt(first - 1)
	case s.says(i+1, "war", "ist", "lag", "liegt", "wird", "bleibt", "scheint", "sind"):
		return phrase(first, i), true
	case s.says(i+1, "des", "der", "für", "dieses", "dieser", "vom", "hinter"):
		return phrase(first, i), s.near(i+2, i+5, deEventNoun) >= 0
	case s.saysNear(from, i-1, "war", "ist") >= 0 && s.says(i-1, "die"):
		return phrase(i-1, i), s.saysNear(from, i-1, "was", "wer", "welche") < 0
	}
	return phrase(first, i), first < i && i < to && s.saysNear(i+1, to, "gefunden", "identifiziert", "behoben", "klar") >= 0
}

// eigentlicheGrund: der eigentliche Grund, das wahre Problem.
func eigentlicheGrund(s *sentence, i int) (span, bool) {
	return phrase(i, i+1), s.has(i+1, deReason) && s.says(i-1, "der", "das", "den", "unser") && !s.turnedDown(i)
}

// grundFuer: der Grund für den Ausfall war, Grund dafür war.
func grundFuer(s *sentence, i int) (span, bool) {
	if !s.says(i, "grund") || s.turnedDown(i) || s.saysNear(i-2, i-1, "ein", "diesem", "guter", "einen") >= 0 {
		return span{}, false
	}
	if s.says(i+1, "dafür", "war", "hierfür") {
		return phrase(i, i+1), s.saysNear(i+1, i+3, "war", "ist") >= 0
	}
	return phrase(i, i+1), s.says(i+1, "für", "des", "hinter") && s.near(i+2, i+4, deEventNoun) >= 0
}

// verursachtDurch: der Ausfall wurde durch … verursacht.
func verursachtDurch(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	by := s.saysNear(from, to, "durch", "von", "vom")
	event := s.near(from, to, deEventNoun)
	if by < 0 || s.inStretch(i, deWerden) < 0 || s.near(from, to, deNegation) >= 0 || s.several(by) {
		return span{}, false
	}
	return phrase(i, i), event >= 0 && event < by || s.says(from, "das", "dies", "es", "alles")
}

// several reports whether more than one thing is named after i.
func (s *sentence) several(i int) bool {
	return s.saysNear(i+1, i+4, "mehrere", "mehreren", "verschiedene", "zwei", "drei", "kombination", "verkettung", "zusammenspiel", "reihe") >= 0
}

// zurueckzufuehren: ist auf … zurückzuführen, geht auf … zurück.
func zurueckzufuehren(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	on := s.saysNear(from, i, "auf")
	if on < 0 || s.near(from, to, deNegation) >= 0 || s.several(on) {
		return span{}, false
	}
	if s.says(i, "zurück") && s.saysNear(from, to, "geht", "ging", "führte", "führten", "führt") < 0 {
		return span{}, false
	}
	return phrase(i, i), s.near(from, to, deEventNoun) >= 0 || s.says(from, "das", "dies", "es", "alles")
}

// lagDaran: das lag daran, dass; der Ausfall lag am Loadbalancer.
func lagDaran(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	if s.near(from, to, deNegation) >= 0 {
		return span{}, false
	}
	subject := s.says(from, "das", "dies", "es", "alles") || s.near(from, i, deEventNoun) >= 0
	if at := s.saysNear(i+1, min(i+4, to), "daran"); at >= 0 {
		return phrase(i, at), s.commaAt(at+1) && s.saysNear(i+1, at, "auch", "unter") < 0 && s.near(from, i, deMachine) < 0
	}
	at := s.saysNear(i+1, min(i+3, to), "am", "an")
	if at < 0 || !subject || s.near(at+1, at+3, deMachine) < 0 && !s.says(at, "am") {
		return span{}, false
	}
	return phrase(i, at), s.near(at+1, at+3, deMachine) >= 0 && s.near(at+1, at+3, deDative, dePerson) < 0
}

// schuldWar: schuld war der Loadbalancer.
func schuldWar(s *sentence, i int) (span, bool) {
	_, k := s.doer(i)
	return phrase(i, i), k == machine && s.says(i, "schuld") && !s.germanDenies(i) && s.inStretch(i, deWas) >= 0
}
