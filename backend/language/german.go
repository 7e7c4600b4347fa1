package language

import "strings"

// German returns the tables and rules for German. Umlauts may be spelled in
// either way, nouns with a small letter, and English words stand in between.
func German() Language {
	words := germanGrammar()
	words = append(words, germanVerbs()...)
	words = append(words, germanNouns()...)
	words = append(words, germanBlameWords()...)
	words = append(words, germanNormativeWords()...)
	words = append(words, germanCauseWords()...)
	words = append(words, germanCareWords()...)
	rules := germanCounterfactualRules()
	rules = append(rules, germanBlameRules()...)
	rules = append(rules, germanNormativeRules()...)
	rules = append(rules, germanCauseRules()...)
	rules = append(rules, germanCareRules()...)
	return Language{
		id: "de", words: words, rules: rules, cueWords: germanCues, known: germanKnown, fill: germanFiller,
		pointsJoin: true, telltale: germanTelltale,
	}
}

// germanTelltale are small words that no other language here has.
const germanTelltale = `der das und ist nicht wir ich ein eine den dem mit für auf zu von im am vom zum zur des sind waren haben
	habe hatte hätte hätten wäre wären wurde wurden werden wird sich es sie er uns mir auch aber oder wenn weil dass ob bei
	nach vor aus durch um keine kein keinen nur noch schon man einen einem einer eines mehr sollte sollten müssen muss
	können kann bitte künftig alle beim hier dann doch ja mal wie über ohne war die hat hab`

// The tags of German grammar. Those of the rule families follow.
const (
	deNominative tag = firstLanguageTag + iota // pronouns that are only ever a subject
	deHumanPronoun
	deThingPronoun
	deDative // mir, uns: whom something was clear to
	deArticle
	deObjectArticle // den, einen, dem: no subject follows
	dePossessive
	dePreposition
	deSubordinator // opens a clause whose verb is its own
	deRelative
	deConjunction
	deFinite // verbs in a form that is finite only
	deHave   // finite have, as in a perfect tense
	deWerden // finite werden, as in a passive
	deWas    // was, were, is
	deHaette
	deWaere
	deWuerde
	deSollte
	deModalInfinitive // müssen and its kind, after another infinitive
	deObligation      // what asks for something: müssen, sollten
	dePermission
	deNegation
	deNobody
	deAdverb
	deAdjective
	dePart // a past participle
	deInfinitive
	deWithSein // participles whose perfect is built with sein
	deSeparable
	deSpeech
	deHedge
	deDone  // what one says of a list
	deHelps // what a safeguard does
	dePerson
	deClient
	deMachine
	deMention
	dePrevention
	deFirstFamily
)

// germanGrammar holds the closed classes.
func germanGrammar() []wordSet {
	return []wordSet{
		{tag: deNominative, words: `ich wir du er man jemand niemand keiner wer jeder einer`},
		{tag: deHumanPronoun, words: `ich wir du er sie ihr man jemand niemand keiner wer jeder alle einer jemanden ihn ihm mich dich
			uns euch mir dir ihnen`},
		{tag: deThingPronoun, words: `es das dies dieses was alles`},
		{tag: deDative, words: `mir uns dir euch ihm ihnen allen jedem`},
		{tag: deArticle, words: `der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner dieser
			diese dieses diesen diesem jeder jede jedes unser unsere unseren unserem unserer mein meine meinen meinem meiner dein
			deine deinen sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer euer eure euren alle allen beide beiden`},
		{tag: deObjectArticle, words: `den dem des einen einem eines keinen keinem diesen diesem unseren unserem meinen meinem seinen
			seinem ihren ihrem`},
		{tag: dePossessive, words: `mein meine meiner dein deine deiner unser unsere unserer euer eure eurer`},
		{tag: dePreposition, words: `in im an am auf aus bei beim mit nach von vom zu zum zur vor hinter über unter neben zwischen
			durch für gegen ohne um seit bis während wegen trotz laut ab außer statt anstatt per pro ins ans aufs fürs`},
		{tag: deSubordinator, words: `dass weil wenn falls ob damit obwohl während bevor nachdem sobald solange bis da indem sodass wo
			wie warum wann weshalb wieso was wer wodurch womit worauf welche welcher welches um ohne statt anstatt als sofern`},
		{tag: deRelative, words: `der die das den dem deren dessen denen welcher welche welches was wo`},
		{tag: deConjunction, words: `und oder aber sondern denn sowie bzw doch jedoch`},
		{tag: deFinite, words: `ist war waren sind bin bist hat hatte hatten habe habt hab wurde wurden wird kann kannst konnte konnten
			könnte könnten muss musste mussten müsste müssten soll sollte sollten will wollte wollten darf durfte durften dürfte
			dürften mag mochte gibt gab ging gingen kam kamen lief liefen lag lagen stand standen blieb fiel sah sahen wusste
			wussten dachte dachten sagte sagten meinte machte machten geht kommt läuft liegt steht fehlt fehlte zeigte zeigt
			hilft half dauerte dauerten brachte nahm ließ bekam begann brach trat traf sei seien würde würden hätte hätten wäre wären`},
		{tag: deHave, words: `hat haben habe hab habt hatte hatten hast ham`},
		{tag: deWerden, words: `wurde wurden worden`},
		{tag: deWas, words: `war waren wars ist sind bin warst`},
		{tag: deHaette, words: `hätte hätten hättest hättet hätt hätts hättn`},
		{tag: deWaere, words: `wäre wären wärest wärst wäret wärt wär wärs wärn`},
		{tag: deWuerde, words: `würde würden würdest würdet`},
		{tag: deSollte, words: `sollte sollten`},
		{tag: deModalInfinitive, words: `müssen können sollen dürfen wollen mögen brauchen lassen gemusst gesollt gekonnt gedurft`},
		{tag: deObligation, words: `müssen muss müsst musst sollten sollte sollen soll sollt werden wollen will wird brauchen
			braucht bitte`},
		{tag: dePermission, words: `dürfen darf`},
		{tag: deNegation, words: `nicht nie niemals kein keine keinen keinem keiner keines nichts weder kaum ohne statt anstatt
			niemand nirgends`},
		{tag: cueOnly, cue: notForm, words: `nicht nie niemals niemand keiner kein keine keinen keinem keines nichts ohne kaum weder`},
		{tag: cueOnly, cue: atForm, words: `am daran dran an_mir an_uns an_dir an_euch an_ihm an_ihr an_ihnen an_dem an_den an_der an_diesem
			an_dieser an_einem an_einer an_meinem an_meiner an_meinen an_unserem an_unserer an_unseren an_allen an_jedem`},
		{tag: deNobody, words: `niemand keiner`},
		{tag: deAdverb, words: `auch nur noch schon erst doch ja mal halt eben eigentlich wohl sehr ganz ziemlich echt total völlig
			komplett da dann dort hier jetzt nun so viel weit immer oft meist wieder wirklich einfach leider vielleicht vermutlich
			wahrscheinlich natürlich ehrlich bloß sogar gerade bereits damals vorher nachher später künftig zukünftig gestern heute
			morgen direkt absolut klassisch reine reiner schlicht am`},
		{tag: deAdjective, words: germanAdjectives(`neu alt groß klein gut schlecht ganz klassisch einfach klar rein`)},
		{tag: deSpeech, words: `sagte sagten meinte meinten berichtete berichteten erzählte erzählten schrieb schrieben behauptete
			erklärte bestätigte versicherte meldete sagt meint schreibt berichtet laut angeblich dachte dachten glaubte glaubten
			gesagt gemeint geschrieben erzählt behauptet hieß heißt vermutete vermuteten`},
		{tag: deMention, words: `begriff wort ausdruck konzept etikett mythos label formulierung sagen nennen nennt schreiben
			sprechen reden heißt redet spricht schreibt schublade erklärung suche suchen`},
		{tag: dePrevention, words: `vermeiden verhindern vorbeugen schützen schützt verhindert vermeidet ausschließen abfangen
			erschweren gegen reduzieren unmöglich`},
		{tag: deSeparable, words: `ab an auf aus bei da dar ein fest fort her hin hoch los mit nach nieder raus rein rüber runter rum
			vor voran weg weiter wieder zu zurück zusammen durch um über unter frei still stehen kennen fertig bereit sicher
			kaputt schief statt teil wahr dazu daneben drüber dran hinzu vorbei voraus herunter herauf heraus hinein hinaus
			wiederher herum hinunter auseinander kurz liegen down up`},
	}
}

// germanAdjectives adds the endings of adjectives.
func germanAdjectives(stems string) string {
	return inflected(stems, "", "e", "er", "en", "es", "em")
}

// germanPlurals adds what nouns may end in.
func germanPlurals(stems string) string {
	return inflected(stems, "", "s", "e", "n", "en", "es", "er", "ern", "in", "innen")
}

func inflected(stems string, endings ...string) string {
	var out strings.Builder
	for _, stem := range fields(stems) {
		for _, ending := range endings {
			out.WriteString(stem + ending + " ")
		}
	}
	return out.String()
}

// germanKnown returns what the tables, the last part of a compound and the
// ending of a word tell.
func germanKnown(words *lexicon, w string, ascii bool) tags {
	var room [longestWord]byte
	var folded string
	if ascii {
		folded = string(lowerTail(&room, w))
	} else {
		folded = string(foldTail(&room, w))
	}
	t := germanNamed(words, folded)
	if t.has(asIs) || len(folded) < 4 {
		return t
	}
	if strings.HasSuffix(folded, "en") || strings.HasSuffix(folded, "ern") || strings.HasSuffix(folded, "eln") {
		t.add(deInfinitive)
	}
	if germanParticiple(words, folded) {
		t.add(dePart)
	}
	return t
}

// germanNamed returns what the tables say of a word; of one they do not know,
// what the last part of it names, as of a compound noun.
func germanNamed(words *lexicon, w string) tags {
	var after [longestWord]uint32 // hashes of what begins there
	h := noHash
	for i := len(w) - 1; i >= 0; i-- {
		h = h.before(w[i])
		after[i] = h.sum()
	}
	t, known := words.findHashed(w, h.sum())
	if known {
		return t
	}
	for i := 3; i+3 <= len(w); i++ {
		last, known := words.findHashed(w[i:], after[i])
		if !known {
			continue
		}
		for _, k := range [...]tag{dePerson, deClient, deMachine, deWorkNoun, deEventNoun, deRuleNoun, deDecision} {
			if last.has(k) {
				t.add(k)
			}
		}
		if t != (tags{}) {
			return t
		}
	}
	return t
}

// germanParticiple guesses a past participle from its shape: geprüft,
// gelaufen, aufgefallen, verhindert, passiert, gedeployed.
func germanParticiple(words *lexicon, w string) bool {
	if strings.HasSuffix(w, "iert") {
		return true
	}
	weak := strings.HasSuffix(w, "t") || strings.HasSuffix(w, "ed")
	strong := strings.HasSuffix(w, "en") && !strings.HasSuffix(w, "ten") && !strings.HasSuffix(w, "enen")
	if !weak && !strong {
		return false
	}
	for i := 0; i+5 <= len(w); i++ {
		if w[i:i+2] == "ge" && (i == 0 || separable(words, w[:i])) {
			return true
		}
	}
	for _, prefix := range [...]string{"be", "ver", "er", "ent", "zer", "miss", "ueber", "unter", "hinter", "wider", "durch"} {
		if strings.HasPrefix(w, prefix) && len(w) >= len(prefix)+4 {
			return true
		}
	}
	return false
}

func separable(words *lexicon, prefix string) bool {
	t, _ := words.find(prefix)
	return t.has(deSeparable)
}
