package language

// Weak countermeasures in German: what relies on care, memory, exhortation or
// generic training.

const (
	deMoreCare   tag = deEndCause + iota // vorsichtiger, sorgfältiger
	deLookVerb                           // hinschauen, prüfen, lesen
	deWatchVerb                          // aufpassen, achten
	deThinkVerb                          // denken
	deTeachVerb                          // schulen, sensibilisieren
	deRemind                             // erinnern
	deTraining                           // Schulung
	deTwice                              // doppelt, zweimal
	deKeep                               // behalten
	deNever                              // nie, niemals
	deImperative                         // achtet
	deEffort                             // Mühe, Disziplin
	deEndCare
)

func germanCareWords() []wordSet {
	return []wordSet{
		{tag: deMoreCare, words: `vorsichtiger sorgfältiger aufmerksamer achtsamer gewissenhafter gründlicher wachsamer umsichtiger
			bewusster disziplinierter konzentrierter genauer besser vorsichtig sorgfältig aufmerksam achtsam wachsam`},
		{tag: deLookVerb, words: `hinschauen hinsehen hingucken prüfen lesen anschauen nachsehen arbeiten sein kommunizieren abstimmen
			absprechen zuhören mitdenken kontrollieren drüberschauen austauschen vorgehen werden testen draufschauen schauen
			checken umgehen planen überlegen informieren nachschauen durchlesen`},
		{tag: deWatchVerb, words: `aufpassen achten achtgeben zusammenreißen passen`},
		{tag: deThinkVerb, words: `denken`},
		{tag: deTeachVerb, words: `sensibilisieren schulen nachschulen ermahnen unterweisen sensibilisiert geschult nachgeschult trainieren
			hinweisen angehalten`},
		{tag: deRemind, words: `erinnern erinnert`},
		{tag: deTraining, words: `schulung schulungen nachschulung training sensibilisierung unterweisung awareness`},
		{tag: deTwice, words: `doppelt zweimal nochmal einmal`},
		{tag: deKeep, words: `behalten`},
		{tag: deNever, words: `nie niemals`},
		{tag: deImperative, words: `achtet achte passt pass schaut denkt`},
		{tag: deEffort, words: `mühe disziplin sorgfalt aufmerksamkeit achtsamkeit vorsicht bewusstsein umsicht kommunikation abstimmung absprache absprachen
			zusammenarbeit reden`},
	}
}

const reasonSorgfalt = "Das verlässt sich darauf, dass alle immer daran denken."

func germanCareRules() []rule {
	ask := []string{
		"Was würde Sorgfalt an dieser Stelle überflüssig machen?",
		"Wer oder was würde es merken, wenn es doch passiert?",
		"Was macht es heute leicht, daran vorbeizugehen?",
	}
	mk := func(id string, level Level, on tag, find func(*sentence, int) (span, bool)) rule {
		return rule{id, WeakCountermeasure, level, on, find, reasonSorgfalt, ask, sourceWeak}
	}
	return []rule{
		mk("aufpassen", Ask, deWatchVerb, aufpassen),
		mk("achtet-darauf", Ask, deImperative, achtetDarauf),
		mk("vorsichtiger", Ask, deMoreCare, vorsichtiger),
		mk("doppelt-pruefen", Ask, deTwice, doppeltPruefen),
		mk("daran-denken", Ask, deThinkVerb, daranDenken),
		mk("schulen", LookAgain, deTeachVerb, schulen),
		mk("schulung", LookAgain, deTraining, schulung),
		mk("erinnern", LookAgain, deRemind, erinnern),
		mk("im-auge-behalten", LookAgain, deKeep, imAugeBehalten),
		mk("nie-wieder", LookAgain, deNever, nieWieder),
		mk("passen-auf", Ask, deWatchVerb, passenAuf),
		mk("niemand-darf", LookAgain, deNobody, niemandDarf),
		mk("mehr-sorgfalt", Ask, deEffort, mehrSorgfalt),
	}
}

// asksForCare reports whether the clause of i asks people for something: with a
// modal verb, or as a bullet without any finite verb. What machines are to do
// is a measure.
func (s *sentence) asksForCare(i int) bool {
	from, to := s.stretch(i)
	if s.inKonjunktiv(i) || s.setAside(from, to) {
		return false
	}
	if _, k := s.doer(i); k == machine && s.near(from, to, deHumanPronoun, dePerson) != from {
		return s.headline(i) && s.near(from, to, deObligation) < 0
	}
	if s.near(from, to, deObligation, dePermission) >= 0 {
		return s.saysNear(from, to, "wird", "werden") < 0 || s.near(from, to, deWerden) < 0
	}
	return s.headline(i) && s.near(from, to, deHave) < 0 || s.says(from, "lasst", "lass")
}

// setAside reports whether the words of [from, to] are denied, or replaced by
// something better.
func (s *sentence) setAside(from, to int) bool {
	if s.saysNear(from, to, "statt", "anstatt", "keine", "reicht", "hilft", "genügt", "nicht", "ohne", "mussten", "musste") >= 0 {
		return true
	}
	return s.has(from, deSubordinator) && s.saysNear(from, from, "weil", "wenn", "ob", "als", "nachdem") >= 0
}

// aufpassen: wir müssen besser aufpassen, mehr darauf achten.
func aufpassen(s *sentence, i int) (span, bool) {
	if s.says(i, "passen") {
		return span{}, false
	}
	first := i
	for s.says(first-1, "besser", "mehr", "genauer", "darauf", "stärker", "gut", "immer", "drauf") {
		first--
	}
	return span{first: first, last: i, person: s.personNear(i), verb: -1}, s.asksForCare(i)
}

// achtetDarauf: bitte achtet darauf, passt besser auf.
func achtetDarauf(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	if i > from+1 || !s.breaksAt(i-1) && !s.says(i-1, "bitte", "also", "dann") {
		return span{}, false
	}
	watch := s.says(i, "achtet", "achte") && s.saysNear(i+1, i+4, "darauf", "drauf", "auf") >= 0 ||
		s.says(i, "passt", "pass") && s.says(to, "auf") && !s.announces(to) ||
		s.says(i, "schaut") && s.saysNear(i+1, to, "genauer", "doppelt", "zweimal") >= 0
	return phrase(i, i+1), watch
}

// announces reports whether a main clause follows the one that ends at to: passt
// auf, wir fangen früher an.
func (s *sentence) announces(to int) bool {
	return s.commaAt(to+1) && to+2 < len(s.toks) && !s.has(to+2, deSubordinator)
}

// vorsichtiger: vorsichtiger sein, genauer hinschauen, besser kommunizieren.
func vorsichtiger(s *sentence, i int) (span, bool) {
	_, to := s.stretch(i)
	if !s.asksForCare(i) {
		return span{}, false
	}
	verb := s.near(i+1, min(i+4, to), deLookVerb)
	switch {
	case s.says(i, "besser"):
		verb = s.saysNear(i+1, min(i+3, to), "kommunizieren", "abstimmen", "absprechen", "zuhören", "mitdenken", "hinschauen", "hinsehen", "informieren", "austauschen", "planen")
	case s.says(i, "genauer"):
		verb = s.saysNear(i+1, min(i+4, to), "hinschauen", "hinsehen", "hingucken", "prüfen", "lesen", "anschauen", "nachsehen", "überlegen", "draufschauen", "schauen", "testen", "kontrollieren")
	case s.says(i, "vorsichtig", "sorgfältig", "aufmerksam", "achtsam", "wachsam"):
		if s.toks[i].capital && i > 0 {
			return span{}, false
		}
	case verb < 0 && s.headline(i) && i == to:
		return phrase(i, i), i > 0
	}
	return span{first: i, last: max(verb, i), person: s.personNear(i), verb: -1}, verb >= 0
}

// doppeltPruefen: doppelt prüfen, zweimal hinschauen, noch einmal lesen.
func doppeltPruefen(s *sentence, i int) (span, bool) {
	_, to := s.stretch(i)
	verb := s.saysNear(i+1, min(i+3, to), "prüfen", "checken", "kontrollieren", "hinschauen", "hinsehen", "lesen", "nachsehen", "drüberschauen", "überlegen", "draufschauen", "nachschauen")
	if verb < 0 || s.says(i, "einmal") && !s.says(i-1, "noch") || s.says(i, "nochmal", "einmal") && s.near(i-6, i, deNominative) < 0 && !s.headline(i) {
		return span{}, false
	}
	habit := s.says(i, "doppelt", "zweimal") || s.saysNear(i-6, i, "immer", "jeder", "alle", "künftig", "vorher") >= 0
	return span{first: i, last: verb, person: s.personNear(i), verb: -1}, habit && s.asksForCare(i)
}

// daranDenken: daran denken, an das Zertifikat denken.
func daranDenken(s *sentence, i int) (span, bool) {
	from, _ := s.stretch(i)
	at := s.saysNear(from, i-1, "daran", "dran", "an", "ans", "mit")
	if at < 0 || s.says(at, "mit") || s.toks[i].capital || !s.asksForCare(i) {
		return span{}, false
	}
	return span{first: at, last: i, person: s.personNear(i), verb: -1}, true
}

// schulen: das Team schulen, alle sensibilisieren.
func schulen(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	if s.toks[i].capital && i > from || s.near(from, to, deClient) >= 0 {
		return span{}, false
	}
	if s.says(i, "angehalten") {
		return phrase(i, i), s.near(from, i, dePerson, deHumanPronoun) >= 0 && s.saysNear(from, i, "sind", "ist") >= 0 && s.commaAt(i+1)
	}
	if s.has(i, dePart) {
		asked := s.saysNear(i+1, to, "werden") >= 0 && s.near(from, to, deObligation) >= 0
		promised := s.saysNear(from, i-1, "werden", "wird") >= 0 && s.near(from, i-1, dePerson) >= 0 && !s.setAside(from, to)
		return phrase(i, i), asked || promised
	}
	return phrase(i, i), s.asksForCare(i) && (!s.says(i, "trainieren", "hinweisen") || s.near(from, i, dePerson) >= 0)
}

// schulung: a training as the measure, not one that took place.
func schulung(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	if s.denied(i) || s.inKonjunktiv(i) || s.near(from, to, deClient) >= 0 {
		return span{}, false
	}
	if s.headline(i) {
		return phrase(i, i), s.near(from, to, dePart, deHave) < 0
	}
	return phrase(i, i), s.near(from, to, deObligation) >= 0 && s.saysNear(from, to, "brauchen", "machen", "durchführen", "organisieren", "anbieten", "planen", "bekommen", "erhalten", "einführen", "ansetzen") >= 0
}

// erinnern: alle an die Checkliste erinnern; not sich erinnern.
func erinnern(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	object := s.near(from, to, dePerson) >= 0 || s.saysNear(from, to, "alle", "jeden", "uns", "euch", "sie", "ihn", "kollegen") >= 0
	if s.saysNear(from, to, "mich", "sich", "kann", "können") >= 0 || s.near(from, to, deClient) >= 0 || s.has(i, dePart) && s.says(i, "erinnert") {
		return span{}, false
	}
	return phrase(i, i), object && s.asksForCare(i)
}

// imAugeBehalten: den Pool im Auge behalten.
func imAugeBehalten(s *sentence, i int) (span, bool) {
	return phrase(i-2, i), s.says(i-2, "im") && s.says(i-1, "auge", "blick", "hinterkopf", "kopf") && s.asksForCare(i)
}

// nieWieder: nie wieder direkt auf Prod arbeiten.
func nieWieder(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	last := i
	if s.says(i+1, "wieder", "mehr") {
		last++
	}
	if !s.has(to, deInfinitive) || s.toks[to].capital || s.inKonjunktiv(i) || s.near(from, to, dePart, deWerden) >= 0 || s.has(from, deMachine) {
		return span{}, false
	}
	asked := s.saysNear(from, to, "dürfen", "darf", "sollten", "sollte", "wollen", "müssen") >= 0 || s.headline(i)
	return span{first: i, last: last, person: s.personNear(i), verb: -1}, asked && !s.has(from, deThingPronoun) && s.near(from, to, deMachine) != from+1
}

// passenAuf: künftig passen wir besser auf.
func passenAuf(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	return span{first: i, last: to, person: i + 1, verb: -1}, s.says(i, "passen") && s.has(i+1, deNominative, deHumanPronoun) && s.says(to, "auf") && !s.setAside(from, to)
}

// niemandDarf: niemand darf mehr direkt auf Prod arbeiten.
func niemandDarf(s *sentence, i int) (span, bool) {
	_, to := s.stretch(i)
	return phrase(i, i+1), s.says(i+1, "darf", "sollte", "soll") && s.has(to, deInfinitive) && !s.toks[to].capital
}

// mehrSorgfalt: mehr Sorgfalt, mehr Mühe geben.
func mehrSorgfalt(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	if s.says(i, "reden") {
		return phrase(i-1, i), s.saysNear(i-2, i-1, "mehr") >= 0 && s.asksForCare(i)
	}
	if !s.says(i-1, "mehr", "größere", "höhere", "erhöhte", "bessere") || s.setAside(from, to) || s.inKonjunktiv(i) {
		return span{}, false
	}
	return phrase(i-1, i), s.near(from, to, deObligation) >= 0 || s.headline(i)
}
