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

func mustNew(tb testing.TB) *Tongue {
	tb.Helper()
	t, err := New(English())
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

// spoken is a line of the narratives.
func spoken(speaker, text string) Line {
	return Line{Text: text, Kind: kindEntry, Stage: stageNarratives, Speaker: speaker, People: []string{"Ines", "Priya", "Jo"}}
}

// TestLines runs testdata/lines.txt.
func TestLines(t *testing.T) {
	tongue, numbers := mustNew(t), map[string]bool{}
	for _, c := range cases(t) {
		if numbers[c.number] {
			t.Errorf("%s is there twice", c.number)
		}
		numbers[c.number] = true
		if got := told(tongue.Offers(spoken(c.speaker, c.text))); got != c.want {
			t.Errorf("%s %s\n got %s\nwant %s", c.number, c.text, got, c.want)
		}
	}
	if len(numbers) < 150 {
		t.Errorf("%d cases", len(numbers))
	}
}

type lineCase struct{ number, speaker, text, want string }

func cases(tb testing.TB) []lineCase {
	tb.Helper()
	file, err := os.Open("testdata/lines.txt")
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

// What no question may say: a why, something that did not happen, a judgement.
var never = regexp.MustCompile(`(?i)\b(why|would|should|could|might|if only|instead of|errors?|faults?|mistakes?|wrong|failed?|failures?|culprits?|causes?|scores?|right away)\b`)

func TestQuestionsAskHowAndWhat(t *testing.T) {
	for family, asks := range English().Asks {
		open := false
		for _, q := range asks {
			first, _, _ := strings.Cut(strings.TrimPrefix(q.text, "And this time, "), " ")
			first = strings.Trim(first, ",")
			if !slices.Contains([]string{"What", "How", "how", "Who", "Where", "Since", "With"}, first) {
				t.Errorf("%s: %q begins with %q", family, q.text, first)
			}
			if m := never.FindString(q.text); m != "" {
				t.Errorf("%s: %q says %q", family, q.text, m)
			}
			if !strings.HasSuffix(q.text, "?") || len(q.text) > 90 {
				t.Errorf("%s: %q", family, q.text)
			}
			open = open || q.whose == any1
		}
		if !open {
			t.Errorf("%s has no question for a line of nobody", family)
		}
	}
}

func TestEveryFamilyIsHeardAndAsks(t *testing.T) {
	tables, heard := English(), map[Family]bool{}
	for _, c := range cases(t) {
		for _, o := range mustNew(t).Offers(spoken(c.speaker, c.text)) {
			heard[o.Family] = true
		}
	}
	for _, f := range Families() {
		if len(tables.Asks[f]) == 0 {
			t.Errorf("%s asks nothing", f)
		}
		if !heard[f] && len(tables.Heard[f]) > 0 {
			t.Errorf("no case hears %s", f)
		}
	}
}

func TestWhereNothingIsOffered(t *testing.T) {
	tongue, line := mustNew(t), spoken("Ines", "I had never seen that before")
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
	tongue := mustNew(t)
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
	got := mustNew(t).Offers(line)
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
	for _, c := range cases(f) {
		f.Add(c.speaker, c.text)
	}
	f.Add("Zoë", "I saw “\xff\xfe` \" and\x00 then")
	tongue := mustNew(f)
	f.Fuzz(func(t *testing.T, speaker, text string) {
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
	})
}

// A line of 33 words has 20 µs: it is looked at between Enter and the next frame.
func BenchmarkOffers(b *testing.B) {
	tongue := mustNew(b)
	line := spoken("Ines", "when the page came in I opened the pool graph and saw that it was pinned at one hundred which I had never seen before so we thought it was the payments deploy")
	if n := len(strings.Fields(line.Text)); n != 33 {
		b.Fatal(n, "words")
	}
	b.ReportAllocs()
	for b.Loop() {
		tongue.Offers(line)
	}
}
