package language

import (
	"fmt"
	"strings"
	"testing"
)

// germanProse holds no flag, but words that could begin one.
const germanProse = `Um 14:32 begann die Warteschlange zu wachsen. Der Pool erreichte seine Grenze von 40 Verbindungen, und neue
Anfragen warteten auf eine freie. Um 14:40 kamen zwei Replikate dazu; die Schlange wuchs weiter, bis das zweite davon Last
bekam. Priya öffnete das Dashboard, sah drei rote Felder und rief das Datenbankteam an. Dort fiel im Log ein Lock auf, der
seit 14:29 bestand. Er gehörte zu einem Bericht, der jede Nacht am Ersten des Monats läuft. Als der Bericht angehalten war,
leerte sich die Schlange in sechs Minuten. Bestellungen aus dieser Zeit kamen verspätet an.
`

// TestGermanTriggersAreCues holds every word a rule starts from to the list
// of cues: a word no cue leads to would never be read. Nor would one that a stem
// leads to, but no rule waits for.
func TestGermanTriggersAreCues(t *testing.T) {
	l, c := German(), New(German())
	cues := c.cues
	if c.tongues[0].ready(); cues.next("Die Schlange wuchs weiter.", 0) >= 0 {
		t.Error("a queue is read as if it were sloppy")
	}
	// These rules ask for another word as well, and the two together are the cue.
	with := map[string]string{
		"nicht-ausreichend": "nicht %s", "nicht-getan": "nicht %s", "nicht-eingehalten": "nicht %s", "keine-gute-idee": "keine gute %s",
		"auf-der-hand": "auf der %s", "root-cause-de": "%s cause", "achtet-darauf": "%s auf", "es-fehlte": "es fehlte an %s",
		"zu-spaet": "zu %s", "lag-an-uns": "%s an uns", "lag-daran": "%s daran", "doppelt-pruefen": "noch %s", "grund-fuer": "grund, %s",
	}
	for _, r := range l.rules {
		for _, set := range l.words {
			if set.tag != r.on {
				continue
			}
			for _, w := range fields(set.words) {
				text := w
				if format := with[r.id]; format != "" {
					text = fmt.Sprintf(format, w)
				}
				if cues.next(text, 0) < 0 {
					t.Errorf("%s: no cue leads to %q", r.id, text)
				}
			}
		}
	}
}

func TestLanguageIsToldPerSentence(t *testing.T) {
	c := New(English(), German())
	text := "We should have checked the pool. Wir hätten den Pool prüfen müssen. Root cause: DNS. Menschliches Versagen. " +
		"Ein should-have hilft nicht. The word hätten is German."
	var got []string
	for _, f := range c.Check(text) {
		got = append(got, f.Language+" "+f.Rule)
	}
	want := "en counterfactual/should-have de counterfactual/haette-muessen en single-cause/root-cause de blame/menschliches-versagen"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func TestLanguageCanBeChosen(t *testing.T) {
	c := New(English(), German())
	text := "We should have checked. Wir hätten das prüfen müssen."
	for language, want := range map[string]int{"": 2, "en": 1, "de": 1, "xx": 2} {
		if got := c.CheckOptions(text, Options{Language: language}); len(got) != want {
			t.Errorf("%q: %v, want %d", language, describe(got), want)
		}
	}
}

func TestGermanQuestionsAreFilledFromTheLine(t *testing.T) {
	c := New(English(), German())
	for line, want := range map[string]string{
		"Wir hätten den Pool um 14:32 prüfen müssen.":  "Was habt ihr um 14:32 gesehen?",
		"Ich hätte fragen sollen.":                     "Was hast du in dem Moment gesehen?",
		"Das hätte auffallen müssen.":                  "Wie sah es in dem Moment aus?",
		"Er hat vergessen, das Zertifikat zu erneuern": "Wie hat das in dem Moment für ihn Sinn ergeben?",
		"Wir hätten damals den Pool prüfen müssen.":    "Was war in dem Moment über den Pool bekannt?",
		"Im Nachhinein war das um 14:10 klar.":         "Was war um 14:10 zu erkennen?",
		"Die Ursache war das Zertifikat.":              "Was musste sonst noch zutreffen?",
		"Wir müssen besser aufpassen.":                 "Was würde Sorgfalt an dieser Stelle überflüssig machen?",
	} {
		flags := c.Check(line)
		if len(flags) == 0 || !contains(flags[0].Questions, want) {
			t.Errorf("%s\n got %+v\nwant %q", line, flags, want)
		}
	}
}

func TestGermanOffsets(t *testing.T) {
	text := "🎉 „Größe“ geprüft; äöüß: wir hätten müssen. Übersehen haben wir's."
	flags := New(English(), German()).Check(text)
	if len(flags) != 2 {
		t.Fatalf("got %v", describe(flags))
	}
	checkSpans(t, text, flags)
	for _, f := range flags {
		if got := unitsOf(text[:f.Start]); got != f.UTF16Start {
			t.Errorf("%q: UTF16Start %d, want %d", f.Phrase, f.UTF16Start, got)
		}
	}
}

func TestGermanReportIsClean(t *testing.T) {
	if flags := New(English(), German()).Check(germanReport + germanProse); len(flags) > 0 {
		t.Error(describe(flags))
	}
}

func TestUmlautsMeetInOneSpelling(t *testing.T) {
	for _, pair := range [][2]string{{"hätte", "HAETTE"}, {"Übersehen", "uebersehen"}, {"verstößt", "verstoesst"}, {"MÜSSEN", "müssen"}} {
		var a, b [longestWord]byte
		if x, y := string(foldTail(&a, pair[0])), string(foldTail(&b, pair[1])); x != y {
			t.Errorf("%s is %q, %s is %q", pair[0], x, pair[1], y)
		}
	}
	var room [longestWord]byte
	long := strings.Repeat("ä", 100)
	if got := foldTail(&room, long); len(got) != longestWord {
		t.Errorf("%d bytes of a long word", len(got))
	}
}

func TestGermanSentences(t *testing.T) {
	for text, want := range map[string]int{
		"Am 3. Mai war es so. Dann nicht.":          2,
		"Das war z. B. der Pool. Und bzw. der Rest": 2,
		"„Das war es.“ Dann kam Mia.":               2,
	} {
		if got := countSentences(text); got != want {
			t.Errorf("%q: %d sentences, want %d", text, got, want)
		}
	}
}
