package prompt

import (
	"bufio"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// languages are all there are, each with its cases.
var languages = map[string]struct {
	tables func() Tables
	// file is the manual, and least how many cases it has.
	file  string
	least int
}{
	"English": {English, "testdata/lines.txt", 150},
	"German":  {German, "testdata/lines.de.txt", 120},
}

func mustNew(tb testing.TB, language string) *Tongue {
	tb.Helper()
	t, err := New(languages[language].tables())
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

// spoken is a line of the narratives.
func spoken(speaker, text string) Line {
	return Line{Text: text, Kind: kindEntry, Stage: stageNarratives, Speaker: speaker, People: []string{"Ines", "Priya", "Jo"}}
}

// TestLines runs the cases of each language.
func TestLines(t *testing.T) {
	for name, language := range languages {
		tongue, numbers := mustNew(t, name), map[string]bool{}
		for _, c := range cases(t, name) {
			if numbers[c.number] {
				t.Errorf("%s %s is there twice", name, c.number)
			}
			numbers[c.number] = true
			if got := told(tongue.Offers(spoken(c.speaker, c.text))); got != c.want {
				t.Errorf("%s %s\n got %s\nwant %s", c.number, c.text, got, c.want)
			}
		}
		if len(numbers) < language.least {
			t.Errorf("%s: %d cases", name, len(numbers))
		}
	}
}

type lineCase struct{ number, speaker, text, want string }

func cases(tb testing.TB, language string) []lineCase {
	tb.Helper()
	file, err := os.Open(languages[language].file)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	var all []lineCase
	for lines := bufio.NewScanner(file); lines.Scan(); {
		switch line := lines.Text(); {
		case line == "" || line[0] == '#':
		case line[0] == ' ':
			all[len(all)-1].want = strings.TrimSpace(line)
		default:
			number, rest, _ := strings.Cut(line, " ")
			who, text, _ := strings.Cut(rest, ": ")
			all = append(all, lineCase{number: number, speaker: strings.TrimPrefix(who, "-"), text: text})
		}
	}
	return all
}

// told writes offers as the cases do.
func told(offers []Offer) string {
	if len(offers) == 0 {
		return "-"
	}
	var families []string
	for _, o := range offers {
		if !slices.Contains(families, string(o.Family)) {
			families = append(families, string(o.Family))
		}
	}
	return strings.Join(families, " ") + ": “" + offers[0].Quote + "” " + offers[0].Text
}

// What no question may say: a why, something that did not happen, a judgement; in German
// neither du nor Sie.
var never = map[string]*regexp.Regexp{
	"English": regexp.MustCompile(`(?i)\b(why|would|should|could|might|if only|instead of|errors?|faults?|mistakes?|wrong|failed?|failures?|culprits?|causes?|scores?|right away)\b`),
	"German":  regexp.MustCompile(`(?:^|\P{L})(?:Sie|Ihnen|Ihre?[mnrs]?|(?i:warum|wieso|weshalb|weswegen|wozu|du|dir|dich|dein\p{L}*|ihr|euch|hätten?|wären?|würden?|sollten?|könnten?|müssten?|fehler\p{L}*|schuld\p{L}*|ursachen?|falsch\p{L}*|versagt?|versäum\p{L}*))(?:\P{L}|$)`),
}

var begins = map[string][]string{
	"English": {"What", "How", "how", "Who", "Where", "Since", "With"},
	"German":  {"Was", "Wie", "wie", "Wer", "Wo", "Woran", "Woher", "Wohin", "Seit"},
}

func TestQuestionsAskHowAndWhat(t *testing.T) {
	for name, language := range languages {
		for family, asks := range language.tables().Asks {
			open := false
			for _, q := range asks {
				first := strings.TrimPrefix(strings.TrimPrefix(q.text, "And this time, "), "Und diesmal, ")
				first, _, _ = strings.Cut(first, " ")
				first = strings.Trim(first, ",")
				if !slices.Contains(begins[name], first) {
					t.Errorf("%s: %q begins with %q", family, q.text, first)
				}
				if m := never[name].FindString(q.text); m != "" {
					t.Errorf("%s: %q says %q", family, q.text, m)
				}
				if !strings.HasSuffix(q.text, "?") || len(q.text) > 90 {
					t.Errorf("%s: %q", family, q.text)
				}
				open = open || q.whose == any1
			}
			if !open {
				t.Errorf("%s: %s has no question for a line of nobody", name, family)
			}
		}
	}
}

func TestEveryFamilyIsHeardAndAsks(t *testing.T) {
	for name, language := range languages {
		tables, tongue, heard := language.tables(), mustNew(t, name), map[Family]bool{}
		for _, c := range cases(t, name) {
			for _, o := range tongue.Offers(spoken(c.speaker, c.text)) {
				heard[o.Family] = true
			}
		}
		for _, f := range Families() {
			if len(tables.Asks[f]) == 0 {
				t.Errorf("%s: %s asks nothing", name, f)
			}
			if !heard[f] && len(tables.Heard[f]) > 0 {
				t.Errorf("%s: no case hears %s", name, f)
			}
		}
	}
}

// Where a keyboard has no umlauts they are typed as two letters.
func TestUmlautsAreTypedEitherWay(t *testing.T) {
	tongue := mustNew(t, "German")
	for _, text := range []string{"selbstverständlich lag es am Deploy", "SELBSTVERSTÄNDLICH lag es am Deploy", "Selbstverstaendlich lag es am Deploy"} {
		if got := tongue.Offers(spoken("Jo", text)); len(got) == 0 || got[0].Family != Obvious {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestWhereNothingIsOffered(t *testing.T) {
	tongue, line := mustNew(t, "English"), spoken("Ines", "I had never seen that before")
	for name, alter := range map[string]func(*Line){
		"thanks":      func(l *Line) { l.Stage = 1 },
		"rules":       func(l *Line) { l.Stage = 2 },
		"wrap-up":     func(l *Line) { l.Stage = 7 },
		"a question":  func(l *Line) { l.Kind = "question" },
		"the system":  func(l *Line) { l.System = true },
		"an idea now": func(l *Line) { l.Kind = kindIdea },
	} {
		one := line
		alter(&one)
		if got := tongue.Offers(one); got == nil || len(got) != 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestFiledKinds(t *testing.T) {
	tongue := mustNew(t, "English")
	for kind, want := range map[string]Family{kindFactor: Factor, kindHelped: Luck, kindIdea: Idea} {
		got := tongue.Offers(Line{Text: "own pool for batch jobs", Kind: kind, Stage: stageCountermeasures})
		if len(got) == 0 || got[0].Family != want || got[0].Quote != "" {
			t.Errorf("%s: %v", kind, got)
		}
	}
}

func TestQuestionsAreFilledFromTheLine(t *testing.T) {
	line := spoken("Ines", "we decided to wait and I pinged Jo")
	line.At = "14:52"
	got := mustNew(t, "English").Offers(line)
	want := []string{"What were you weighing at that moment?", "What did you tell Jo, and what came back?", "What did things look like to you at 14:52?"}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i].Text != want[i] {
			t.Errorf("%q, not %q", got[i].Text, want[i])
		}
	}
}

// A name or a word of another line never gets into a question: offers are made of
// one line and the tables.
func FuzzOffers(f *testing.F) {
	var tongues []*Tongue
	for name := range languages {
		tongues = append(tongues, mustNew(f, name))
		for _, c := range cases(f, name) {
			f.Add(c.speaker, c.text)
		}
	}
	f.Add("Zoë", "I saw “\xff\xfe` \" and\x00 then")
	f.Add("Zoë", "üüü ß\xc3")
	f.Fuzz(func(t *testing.T, speaker, text string) {
		for _, tongue := range tongues {
			offers := tongue.Offers(spoken(speaker, text))
			if len(offers) > Most {
				t.Errorf("%d offers", len(offers))
			}
			for _, o := range offers {
				if o.Text == "" || strings.Contains(o.Text, "{") && !strings.Contains(text, "{") {
					t.Errorf("%q", o.Text)
				}
				if utf8.ValidString(text) && !utf8.ValidString(o.Quote+o.Text) {
					t.Errorf("%q of %q", o.Quote, text)
				}
			}
		}
	})
}

// A line of 33 words has 20 µs: it is looked at between Enter and the next frame.
func BenchmarkOffers(b *testing.B) {
	for name, text := range map[string]string{
		"English": "when the page came in I opened the pool graph and saw that it was pinned at one hundred which I had never seen before so we thought it was the payments deploy",
		"German":  "als der Pager kam hab ich den Graphen vom Pool aufgemacht und gesehen dass er bei hundert festhängt und das hatte ich vorher noch nie gesehen also dachten wir es ist der Deploy",
	} {
		b.Run(name, func(b *testing.B) {
			tongue, line := mustNew(b, name), spoken("Ines", text)
			if n := len(strings.Fields(line.Text)); n != 33 {
				b.Fatal(n, "words")
			}
			b.ReportAllocs()
			for b.Loop() {
				tongue.Offers(line)
			}
		})
	}
}
