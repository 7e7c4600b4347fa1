package language

// Normative wording in German. Quantities of machines (zu wenig Speicher,
// schlechte Performance) are no judgement; so the rules ask for a noun or a
// verb of human work.

const (
	deShort tag = deEndBlame + iota // unzureichend, mangelhaft
	deWorkNoun
	deWorkPart
	deEnough // ausreichend, gründlich, after nicht
	deObvious
	deHindsight
	deTooHow // spät, lange, schnell
	deReact
	deReactNoun
	deBad
	deDecision
	deMisjudged
	deRuleNoun
	deFollow
	deFlout
	deRash
	deUnacceptable
	deAvoidable
	deHand
	deIdea
	deEndNormative
)

func germanNormativeWords() []wordSet {
	return []wordSet{
		{tag: deShort, words: germanAdjectives(`unzureichend ungenügend mangelhaft unsauber lückenhaft dürftig unzulänglich oberflächlich
			halbherzig stiefmütterlich unsorgfältig schlecht schwach miserabel mangelnd lax chaotisch unkoordiniert ungeplant
			ungeprüft ungetestet`)},
		{tag: deWorkNoun, words: germanPlurals(`test abdeckung überwachung monitoring alarmierung review kommunikation abstimmung
			dokumentation planung vorbereitung übergabe prozess prüfung qualitätssicherung schulung absicherung vorgehen koordination
			absprache freigabe einarbeitung reaktion entscheidung analyse kontrolle wartung pflege organisation umsetzung
			informationsfluss zusammenarbeit bewertung einschätzung führung aufsicht verfahren eskalation einweisung`)},
		{tag: deWorkPart, words: `getestet geprüft überwacht dokumentiert kommuniziert abgestimmt geplant vorbereitet übergeben geschult
			reviewt gereviewt kontrolliert abgesichert koordiniert eingewiesen eingearbeitet informiert durchdacht analysiert
			bewertet abgenommen gepflegt besprochen überprüft validiert verifiziert abgesprochen geübt organisiert eingeschätzt
			überlegt`},
		{tag: deEnough, cue: withNot, words: germanAdjectives(`ausreichend genügend angemessen hinreichend ordentlich sauber richtig gründlich sorgfältig korrekt
			ordnungsgemäß vernünftig gut`) + ` genug`},
		{tag: deObvious, words: `offensichtlich eindeutig offenkundig absehbar vorhersehbar unübersehbar klar`},
		{tag: deHindsight, words: `nachhinein rückblickend rückschau retrospektiv heutiger heutigem hinterher rückblick`},
		{tag: deTooHow, words: `spät lange lang langsam früh schnell wenig hastig vorschnell zögerlich leichtfertig optimistisch`},
		{tag: deReact, words: `reagiert eskaliert informiert erkannt bemerkt gemerkt entdeckt kommuniziert alarmiert gehandelt entschieden
			gewarnt gerufen gemeldet reagierten gebraucht gewartet gezögert eingegriffen gefunden verstanden zurückgerollt
			angerufen dazugeholt`},
		{tag: deReactNoun, words: `reaktion entscheidung eskalation kommunikation diagnose meldung suche analyse behebung einschätzung
			warnung information übergabe rückmeldung benachrichtigung weitergabe rückfrage statusmeldung`},
		{tag: deBad, words: germanAdjectives(`falsch schlecht fatal unglücklich fragwürdig voreilig vorschnell übereilt dumm blöd unklug`)},
		{tag: deDecision, words: germanPlurals(`entscheidung wahl einschätzung annahme schluss idee vorgehen priorisierung beurteilung vorgehensweise
			schlussfolgerung prioritätensetzung`)},
		{tag: deMisjudged, words: germanPlurals(`fehlentscheidung fehleinschätzung fehlplanung fehlurteil`)},
		{tag: deRuleNoun, words: germanPlurals(`prozess verfahren vorschrift regel checkliste richtlinie vorgabe prinzip runbook standard
			anweisung ablauf freigabe policy freeze`)},
		{tag: deFollow, cue: withNot, words: `eingehalten befolgt beachtet gefolgt berücksichtigt eingehalten`},
		{tag: deFlout, words: `umgangen missachtet verletzt übersprungen ausgehebelt verstoßen verstößt verstieß`},
		{tag: deRash, words: germanAdjectives(`überstürzt übereilt vorschnell überhastet unüberlegt unbedacht hastig`)},
		{tag: deUnacceptable, words: germanAdjectives(`unverantwortlich inakzeptabel inakzeptabl unentschuldbar amateurhaft stümperhaft
			dilettantisch`)},
		{tag: deAvoidable, words: germanAdjectives(`vermeidbar`)},
		{tag: deHand, words: `hand`},
		{tag: deIdea, cue: withNot, words: `idee entscheidung`},
	}
}

const (
	reasonMassstab = "Das misst Arbeit an einem Maßstab, statt zu zeigen, wie sie ablief."
	reasonAusgang  = "Das urteilt vom Ausgang her."
)

func germanNormativeRules() []rule {
	usual := []string{
		"Wie läuft diese Arbeit normalerweise ab?",
		"Was war {when} bekannt?",
		"Was hat es erschwert, mehr zu tun?",
	}
	then := []string{
		"Was war {when} zu erkennen?",
		"Für wen sah es damals so aus, und für wen nicht?",
		"Worauf kam es zu der Zeit sonst noch an?",
	}
	pace := []string{
		"Was war {when} zu sehen, und ab wann?",
		"Was hat die Zeit gebraucht?",
		"Wie läuft das sonst ab?",
	}
	mk := func(id string, level Level, on tag, find func(*sentence, int) (span, bool), reason string, ask []string) rule {
		return rule{id, Normative, level, on, find, reason, ask, sourceNormative}
	}
	return []rule{
		mk("unzureichend", Ask, deShort, unzureichend, reasonMassstab, usual),
		mk("nicht-ausreichend", Ask, deEnough, nichtAusreichend, reasonMassstab, usual),
		mk("offensichtlich", Ask, deObvious, offensichtlich, reasonAusgang, then),
		mk("auf-der-hand", Ask, deHand, aufDerHand, reasonAusgang, then),
		mk("im-nachhinein", Ask, deHindsight, imNachhinein, reasonAusgang, then),
		mk("vermeidbar", Ask, deAvoidable, vermeidbar, reasonAusgang, then),
		mk("zu-spaet", LookAgain, deTooHow, zuSpaet, reasonAusgang, pace),
		mk("falsche-entscheidung", Ask, deBad, falscheEntscheidung, reasonAusgang, then),
		mk("fehlentscheidung", Ask, deMisjudged, fehlentscheidung, reasonAusgang, then),
		mk("keine-gute-idee", Ask, deIdea, keineGuteIdee, reasonAusgang, then),
		mk("nicht-eingehalten", Ask, deFollow, nichtEingehalten, reasonMassstab, usual),
		mk("umgangen", Ask, deFlout, umgangen, reasonMassstab, usual),
		mk("ueberstuerzt", LookAgain, deRash, urteil, reasonAusgang, then),
		mk("unverantwortlich", Ask, deUnacceptable, urteil, reasonAusgang, usual),
	}
}

// unzureichend: before a noun of work, said of one, or before its verb.
func unzureichend(s *sentence, i int) (span, bool) {
	if s.denied(i) || s.inKonjunktiv(i) {
		return span{}, false
	}
	for j := i + 1; j <= i+2; j++ {
		if s.has(j, deWorkNoun) && s.toks[j].kind == word && !s.has(j-1, deFinite) || s.has(j, deWorkPart) {
			return phrase(i, j), true
		}
	}
	from, to := s.stretch(i)
	subject, work := s.near(from, to, deWorkNoun), s.inStretch(i, deWas)
	return phrase(i, i), subject >= 0 && work >= 0 && !s.has(i+1, deMachine) && (i == to || !s.toks[i+1].capital)
}

// nichtAusreichend: nicht gründlich getestet, nicht schnell genug reagiert.
func nichtAusreichend(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	not := s.saysNear(max(from, i-3), i-1, "nicht", "nie", "kaum", "keine", "keinen", "kein", "ohne")
	if not < 0 || s.inKonjunktiv(i) {
		return span{}, false
	}
	if s.says(i, "genug") && s.has(i-1, deTooHow, deEnough) {
		_, k := s.doer(i)
		return phrase(not, i), k != machine && s.near(from, to, deReact, deWorkPart) >= 0 || s.has(i-1, deEnough) && s.near(from, not, deWorkNoun) >= 0
	}
	for j := i + 1; j <= min(i+2, to); j++ {
		if s.has(j, deWorkPart) || s.has(j, deWorkNoun) && s.says(not, "keine", "keinen", "kein", "ohne") && !s.says(i, "gut", "gute", "guten") {
			return phrase(not, j), true
		}
	}
	return span{}, false
}

// offensichtlich: a verdict on the past, not a filler and not what somebody
// knew: war doch klar, but mir war klar.
func offensichtlich(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	if s.has(i+1, deBad) && s.says(i+1, "falsch") {
		return phrase(i, i+1), !s.denied(i)
	}
	b := s.saysNear(from, to, "war", "waren", "wars")
	if s.says(i, "eindeutig", "klar") && s.near(from, to, deThingPronoun) < 0 && !s.says(b, "wars") {
		return span{}, false // of measured values
	}
	if b < 0 || s.near(from, to, deDative, deNegation) >= 0 || s.near(i+1, to, dePart) >= 0 {
		return span{}, false
	}
	if s.near(from, i, deNominative) >= 0 || b > i && b != to && !s.says(i-1, "doch", "ja") && i > from {
		return span{}, false
	}
	return span{first: min(b, i), last: max(b, i), person: -1, verb: -1}, i == to || b == to || i == from || s.has(i+1, deAdverb, dePreposition)
}

// aufDerHand: das lag auf der Hand.
func aufDerHand(s *sentence, i int) (span, bool) {
	return phrase(i-2, i), s.says(i-2, "auf") && s.says(i-1, "der") && s.saysNear(i-6, i+2, "lag", "liegt") >= 0 && !s.germanDenies(i)
}

// imNachhinein: looking back from what is known now.
func imNachhinein(s *sentence, i int) (span, bool) {
	switch {
	case s.saysNear(0, len(s.toks)-1, "rückschaufehler", "hindsight") >= 0: // the term, explained
		return span{}, false
	case s.says(i, "hinterher"):
		return phrase(i, i+1), s.says(i+1, "betrachtet", "gesehen")
	case s.says(i, "heutiger", "heutigem"):
		return phrase(i-1, i+1), s.says(i+1, "sicht", "wissen", "stand", "kenntnisstand") && s.says(i-1, "aus", "mit", "nach")
	case s.says(i, "rückblick", "rückschau"):
		return phrase(i-1, i), s.says(i-1, "im") || s.says(i-1, "der") && s.says(i-2, "in")
	case s.says(i, "nachhinein"):
		return phrase(i-1, i), s.says(i-1, "im")
	}
	return phrase(i, i), true
}

func vermeidbar(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	return phrase(i, i), s.near(from, to, deNegation) < 0 && (s.near(from, to, deWas) >= 0 || s.headline(i)) && !s.inKonjunktiv(i)
}

// zuSpaet: too late, too long, for what people did.
func zuSpaet(s *sentence, i int) (span, bool) {
	if !s.says(i-1, "zu") || s.inKonjunktiv(i) {
		return span{}, false
	}
	from, to := s.stretch(i)
	if s.near(from, to, deNegation) >= 0 || s.near(from, to, deFinite, deHave) < 0 && s.near(from, to, deReact) < 0 || s.near(from, to, deObligation) >= 0 && s.near(from, to, dePart) < 0 {
		return span{}, false
	}
	_, k := s.doer(i)
	switch {
	case k == machine && !s.inPassive(i):
		return span{}, false
	case s.near(from, to, deReact) >= 0, s.near(from, to, deReactNoun) >= 0:
		return phrase(i-1, i), true
	case k == human:
		return phrase(i-1, i), s.near(from, to, deHave) >= 0
	}
	next, end := to+2, len(s.toks)-1
	return phrase(i-1, i), s.commaAt(to+1) && s.says(next, "bis", "ehe") && s.near(next, end, deNominative, dePerson) >= 0
}

// falscheEntscheidung: a bad decision; a wrong version is none.
func falscheEntscheidung(s *sentence, i int) (span, bool) {
	if s.denied(i) || s.inKonjunktiv(i) {
		return span{}, false
	}
	if s.has(i+1, deDecision) {
		return phrase(i, i+1), true
	}
	if s.says(i, "falsch") && s.says(i+1, "eingeschätzt", "beurteilt", "priorisiert", "entschieden", "bewertet", "reagiert") {
		_, k := s.doer(i)
		return phrase(i, i+1), k != machine || s.inPassive(i)
	}
	from, _ := s.stretch(i)
	act := s.says(i, "falsch", "unklug", "dumm", "blöd") && s.saysNear(from, i, "war", "wars") >= 0 && s.saysNear(from, i, "es", "das") >= 0
	return phrase(i, i), act && (s.commaAt(i+1) && s.saysNear(i+2, len(s.toks)-1, "zu", "dass") >= 0 || s.says(i+1, "von") && !s.has(i, deFool) || s.says(i, "dumm", "blöd") && s.breaksAt(i+1))
}

func fehlentscheidung(s *sentence, i int) (span, bool) { return phrase(i, i), !s.denied(i) }

// keineGuteIdee: es war keine gute Idee, am Freitag zu deployen.
func keineGuteIdee(s *sentence, i int) (span, bool) {
	return phrase(i-2, i), s.says(i-2, "keine") && s.says(i-1, "gute", "tolle", "kluge", "schlaue") && s.inStretch(i, deWas) >= 0 && s.saysNear(i-6, i, "war", "wars") >= 0
}

// nichtEingehalten: the process was not followed.
func nichtEingehalten(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	not := s.saysNear(from, to, "nicht", "nie", "kaum")
	_, k := s.doer(i)
	rule := s.near(from, to, deRuleNoun)
	if not < 0 || rule < 0 || s.inKonjunktiv(i) || s.inStretch(i, deHave, deWerden, deWas) < 0 {
		return span{}, false
	}
	return phrase(min(not, i), max(not, i)), k != machine || s.inPassive(i) || s.has(from, deRuleNoun) || s.has(from+1, deRuleNoun)
}

// umgangen: rules got round or broken.
func umgangen(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	rule := s.near(from, to, deRuleNoun)
	if rule < 0 || s.near(from, to, deNegation) >= 0 || s.inKonjunktiv(i) {
		return span{}, false
	}
	if s.says(i, "verstoßen", "verstößt", "verstieß") {
		return phrase(i, i), s.saysNear(from, to, "gegen") >= 0
	}
	return phrase(i, i), s.inStretch(i, deHave, deWerden) >= 0 || s.headline(i)
}

// urteil: words that are a verdict by themselves, but not of a machine's
// figures: inakzeptable Antwortzeiten.
func urteil(s *sentence, i int) (span, bool) {
	return phrase(i, i), !s.denied(i) && !s.inKonjunktiv(i) && !s.has(i+1, deMachine) && !s.says(i+1, "antwortzeiten", "latenz", "latenzen", "werte")
}
