package similar

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of a word that can be a reason: shorter ones tell nothing, longer ones and those
// with many digits are keys, ids and times.
const (
	minRunes  = 3
	maxRunes  = 30
	maxDigits = 2
)

// common are words that many debriefs have and that tell nothing about any.
const common = ` about above after again against all also although always and another any are around back because been before
 began being below between both but by call called came can cannot come could day days did didn does doing done down during each
 either else enough even ever every few first for found from further get give given goes going got had has have having her here
 hers him his hour hours how however into its itself just knew know known last later least less let like little long looked
 made make making many may might minute minutes more most much must near need needed never new next nobody none not nothing now
 off often once one only onto other others our ours out over own people per rather really said same saw say second seconds see
 seen seven several shall she should since six small some somebody something soon started still such take taken team than that
 the their them then there these they thing things this those three through time times together told too took toward two under
 until upon use used using very via want wanted was way week weeks well went were what when where whether which while who whom
 whose why will with within without work worked would yes yet you your incident outage debrief
 aber alle als also auch auf aus bei beim bin bis das dass dem den denn der des dessen die dies diese dieser dieses doch dort
 durch ein eine einem einen einer eines erst für gab gegen hat hatte hatten hier ich ihr ihre immer ist jede jeder jedoch kein
 keine konnte man mehr mit muss nach nicht nichts noch nun nur oder ohne schon sehr sein seine sich sie sind sowie über und uns
 unter vom von vor war waren warum was weil wenn wer werden wie wieder wir wird wurde wurden zum zur zwei zwischen uhr vorfall `

// words are the words of a text that can be a reason, in lower case. Addresses and
// handles are left out; scripts without spaces give pairs of characters.
func words(text string) []string {
	out := []string{}
	for _, field := range strings.Fields(text) {
		if strings.ContainsAny(field, "@") || strings.Contains(field, "://") {
			continue
		}
		for _, run := range strings.FieldsFunc(strings.ToLower(field), isGap) {
			if wide(run) {
				out = append(out, pairs(run)...)
			} else if tells(run) {
				out = append(out, run)
			}
		}
	}
	return out
}

func isGap(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }

func tells(word string) bool {
	n, digits := utf8.RuneCountInString(word), 0
	for _, r := range word {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	return n >= minRunes && n <= maxRunes && digits <= maxDigits && !strings.Contains(common, " "+word+" ")
}

// wide says whether a run of letters is of a script that writes no spaces.
func wide(run string) bool {
	r, _ := utf8.DecodeRuneInString(run)
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

func pairs(run string) []string {
	runes, out := []rune(run), []string{}
	for i := 0; i+1 < len(runes); i++ {
		out = append(out, string(runes[i:i+2]))
	}
	return out
}

// fold is what a word is compared by: "databases" is "database".
func fold(word string) string {
	if len(word) > 4 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") {
		return word[:len(word)-1]
	}
	return word
}

// unique leaves each word once, as it stands first.
func unique(all []string) []string {
	seen, out := map[string]bool{}, []string{}
	for _, w := range all {
		if key := fold(w); !seen[key] {
			seen[key], out = true, append(out, w)
		}
	}
	return out
}

// nameWords are the folded words of a name, as words gives them of a text.
func nameWords(name string) []string {
	out := []string{}
	for _, run := range strings.FieldsFunc(strings.ToLower(name), isGap) {
		if wide(run) {
			out = append(out, pairs(run)...)
			continue
		}
		out = append(out, fold(run))
	}
	return out
}
