package language

// Counterfactuals in German: the Konjunktiv II of the past, hätte or wäre
// with a participle or with an infinitive and a modal verb. What German calls
// a guess has another form (dürfte gewesen sein), so most of the work is to
// find the second half of the verb, which may stand far behind.

const reasonNichtPassiert = "Das erzählt von etwas, das nicht geschehen ist."

func germanCounterfactualRules() []rule {
	then := []string{
		"Was {was} {who} {when} gesehen?",
		"~Wie sah es {when} aus?",
		"Was war {when} über {thing} bekannt?",
		"Was sprach in dem Moment dafür, so vorzugehen?",
		"Was lief zu der Zeit sonst noch?",
	}
	turns := []string{
		"Was ist tatsächlich geschehen, Schritt für Schritt?",
		"Wie sah es {when} aus?",
		"Was würde das beim nächsten Mal möglich machen?",
	}
	wishes := []string{
		"Womit musstet ihr in dem Moment arbeiten?",
		"Wie ist es dazu gekommen, dass es so war?",
		"Was würde es beim nächsten Mal leichter machen?",
	}
	mk := func(id string, level Level, on tag, find func(*sentence, int) (span, bool), ask []string) rule {
		return rule{id, Counterfactual, level, on, find, reasonNichtPassiert, ask, sourceCF}
	}
	return []rule{
		mk("haette-muessen", Ask, deHaette, haetteMuessen, then),
		mk("haette-nur", Ask, deHaette, haetteNur, wishes),
		mk("haette", Ask, deHaette, haette, turns),
		mk("waere", Ask, deWaere, waere, turns),
		mk("wuerde-haben", LookAgain, deWuerde, wuerdeHaben, turns),
		mk("sollte-eigentlich", LookAgain, deSollte, sollteEigentlich, turns),
	}
}

// verbGroup is the second half of a verb in the Konjunktiv.
type verbGroup struct {
	verb  int // the participle or the infinitive
	last  int
	modal bool
}

// haetteMuessen: hätten prüfen müssen, hätte auffallen sollen.
func haetteMuessen(s *sentence, i int) (span, bool) {
	g, ok := s.groupAfter(i, dePart)
	if !ok || !g.modal || s.says(g.verb, "schwören", "meinen", "denken", "heulen", "lachen") || s.compared(i) {
		return span{}, false
	}
	return s.irreal(i, g), true
}

// haetteNur: hätten wir nur, hätte ich bloß.
func haetteNur(s *sentence, i int) (span, bool) {
	for j := i + 1; j <= i+4; j++ {
		if s.says(j, "nur", "bloß") {
			g, ok := s.groupAfter(i, dePart)
			return span{first: i, last: j, person: i + 1, verb: g.verb}, s.breaksAt(i-1) && (ok || s.breaksAt(j+1))
		}
	}
	return span{}, false
}

// haette: hätte das gefunden; gewusst hätten.
func haette(s *sentence, i int) (span, bool) {
	g, ok := s.group(i, dePart)
	if !ok || g.modal || s.compared(i) || s.opinion(i, g) || s.summedUp(i, g) || s.indirect(i, g) {
		return span{}, false
	}
	return s.irreal(i, g), true
}

// waere: wäre aufgefallen, wäre verhindert worden, da gewesen wäre.
func waere(s *sentence, i int) (span, bool) {
	g, ok := s.group(i, deWithSein)
	if !ok || s.compared(i) || s.indirect(i, g) {
		return span{}, false
	}
	return s.irreal(i, g), true
}

// wuerdeHaben: würde geholfen haben.
func wuerdeHaben(s *sentence, i int) (span, bool) {
	_, to := s.stretch(i)
	for j := i + 1; j < to; j++ {
		if s.germanPart(j) && s.says(j+1, "haben", "sein") {
			return s.irreal(i, verbGroup{verb: j, last: j + 1}), !s.compared(i)
		}
	}
	return span{}, false
}

// sollteEigentlich needs the line itself to say that it did not happen.
func sollteEigentlich(s *sentence, i int) (span, bool) {
	at := s.saysNear(i+1, i+6, "eigentlich")
	turn := s.saysNear(i+2, len(s.toks)-1, "aber", "jedoch", "doch", "nur")
	if at < 0 || turn < 0 {
		return span{}, false
	}
	from, to := s.stretch(turn)
	return span{first: i, last: at, person: -1, verb: -1}, s.near(from, to, deNegation) >= 0
}

// irreal is the span of the whole verb where that is short, or of its first
// half.
func (s *sentence) irreal(i int, g verbGroup) span {
	found := span{first: i, last: g.last, person: s.personNear(i), verb: g.verb}
	if g.last < i {
		found.first, found.last = g.verb, i
		return found
	}
	for j := i; j <= g.last; j++ {
		if s.toks[j].kind == breaks || j-i > 9 {
			found.last = i
			break
		}
	}
	return found
}

// group finds the other half of the verb at i, behind it or, where the verb
// comes last, right before it.
func (s *sentence) group(i int, part tag) (verbGroup, bool) {
	if s.partAs(i-1, part) && !s.says(i-2, "zu") {
		return verbGroup{verb: i - 1, last: i - 1}, true
	}
	return s.groupAfter(i, part)
}

// partAs reports whether token i is a participle; with deWithSein, one whose
// perfect is built with sein.
func (s *sentence) partAs(i int, part tag) bool {
	if !s.germanPart(i) && !(s.has(i, part) && part == deWithSein) {
		return false
	}
	return part == dePart || s.has(i, deWithSein) || s.withSein(i)
}

// withSein looks at the end of a participle: aufgefallen like gefallen.
func (s *sentence) withSein(i int) bool {
	var room [longestWord]byte
	w := string(foldTail(&room, s.textOf(i, i)))
	for k := 1; k+6 <= len(w); k++ {
		if w[k:k+2] == "ge" && s.tongue.tagsOf(w[k:]).has(deWithSein) {
			return true
		}
	}
	return false
}

// groupAfter looks behind the verb at i, across clauses set between.
func (s *sentence) groupAfter(i int, part tag) (verbGroup, bool) {
	for from := i + 1; from < len(s.toks); {
		to := from
		for !s.breaksAt(to) {
			to++
		}
		if from == i+1 || !s.ownVerb(from, to-1) {
			if g, ok := s.groupIn(from, to, part); ok {
				return g, true
			}
		} else if !s.has(from, deSubordinator, deRelative, dePreposition) {
			return verbGroup{}, false
		}
		if !s.commaAt(to) {
			return verbGroup{}, false
		}
		from = to + 1
	}
	return verbGroup{}, false
}

// groupIn looks for the second half in [from, to).
func (s *sentence) groupIn(from, to int, part tag) (verbGroup, bool) {
	for j := from; j < to; j++ {
		switch {
		case s.has(j, deModalInfinitive) && !s.says(j-1, "zu") && s.modalGroup(from, j, to):
			return verbGroup{verb: max(j-1, from), last: j, modal: true}, true
		case s.has(j, deFinite) && !s.has(j, deInfinitive) && j > from:
			return verbGroup{}, false
		case s.has(j, dePart, part):
			if g, ok := s.partGroup(j, part); ok {
				return g, true
			}
		}
	}
	return verbGroup{}, false
}

// modalGroup reports whether the modal verb at j leans on an infinitive: one
// before it, one after it (hätten müssen geprüft werden), or one left out.
func (s *sentence) modalGroup(from, j, to int) bool {
	if s.has(j-1, deInfinitive, dePart) && j > from && !(s.toks[j-1].capital && !s.breaksAt(j-2)) {
		return true
	}
	return j+1 == to || s.has(j+1, deConjunction, dePreposition, deModalInfinitive)
}

// partGroup reads on from the participle at j: geprüft werden müssen,
// verhindert worden, gelaufen.
func (s *sentence) partGroup(j int, part tag) (verbGroup, bool) {
	k := j + 1
	for s.says(k, "werden", "sein", "haben") {
		k++
	}
	switch {
	case s.has(k, deModalInfinitive) && !s.says(k-1, "zu"):
		return verbGroup{verb: j, last: k, modal: true}, true
	case k > j+1, s.says(j+1, "zu"), s.says(j-1, "zu"):
		return verbGroup{}, false
	case s.says(j+1, "worden", "gewesen"):
		return verbGroup{verb: j, last: j + 1}, true
	}
	return verbGroup{verb: j, last: j}, s.partAs(j, part)
}

// compared reports whether the clause only likens: als hätte, als ob, ohne
// dass, or asks whether: ob.
func (s *sentence) compared(i int) bool {
	if s.says(i-1, "als") {
		return true
	}
	from, _ := s.stretch(i)
	if s.has(from, deConjunction) {
		from++
	}
	return s.says(from, "ob") || s.says(from, "als") && s.says(from+1, "ob", "wenn") || s.says(from, "ohne") && s.says(from+1, "dass")
}

// opinion recognises an opinion: ich hätte gedacht, wer hätte das erwartet,
// wir hätten gern gewusst.
func (s *sentence) opinion(i int, g verbGroup) bool {
	if s.says(g.verb, "gewusst", "gehört", "verstanden") {
		return s.saysNear(i-3, g.verb, "gern", "gerne") >= 0
	}
	return s.has(g.verb, deHedge) && s.saysNear(i-4, i+4, "ich", "man", "wer", "niemand", "keiner", "wir", "jeder") >= 0
}

// summedUp recognises what closes a list: damit hätten wir alles besprochen.
func (s *sentence) summedUp(i int, g verbGroup) bool {
	from, to := s.stretch(i)
	return s.has(g.verb, deDone) && s.saysNear(from, to, "damit", "das", "so", "dann") >= 0
}

// indirect recognises somebody's words: sie sagte, sie hätte geprüft; and what was
// still to come: wäre laut Plan um drei gestartet. What only a safeguard does, and a condition, are the speaker's own thought.
func (s *sentence) indirect(i int, g verbGroup) bool {
	from, to := s.stretch(i)
	if s.has(g.verb, deHelps) || s.namesCondition() {
		return false
	}
	if s.saysNear(from, to, "laut", "angeblich", "planmäßig", "regulär", "turnusmäßig") >= 0 {
		return true
	}
	return s.near(0, from-1, deSpeech) >= 0 || s.has(to+2, deSpeech)
}

// namesCondition reports whether the sentence names a condition.
func (s *sentence) namesCondition() bool {
	return s.saysNear(0, len(s.toks)-1, "wenn", "sonst", "ohne", "andernfalls", "falls") >= 0
}
