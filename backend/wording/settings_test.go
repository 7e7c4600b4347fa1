package wording_test

import (
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/language"
	"secondstory/backend/wording"
)

func with(t *testing.T, s wording.Settings) *wording.Check {
	t.Helper()
	s, err := s.Clean()
	if err != nil {
		t.Fatal(err)
	}
	return wording.New(language.New(language.English()), s)
}

func phrases(flags []language.Flag) []string {
	out := []string{}
	for _, f := range flags {
		out = append(out, string(f.Class)+": "+f.Phrase)
	}
	return out
}

func TestSettingsDecideWhatIsShown(t *testing.T) {
	own := []wording.OwnPhrase{{Phrase: "fat finger", Question: "What did the screen look like?"}}
	const both = "human error, a fat-finger slip"
	for name, c := range map[string]struct {
		s    wording.Settings
		text string
		want []string
	}{
		"nothing set":              {wording.Settings{}, both, []string{"blame: human error"}},
		"a class is off":           {wording.Settings{OffClasses: []language.Class{language.Blame}}, both, []string{}},
		"own phrase, other case":   {wording.Settings{Own: own}, "A Fat Finger again", []string{"own: Fat Finger"}},
		"own phrase, hyphen":       {wording.Settings{Own: own}, "a fat-finger slip", []string{"own: fat-finger"}},
		"own phrase, whole words":  {wording.Settings{Own: own}, "fat fingers", []string{}},
		"own phrase, one sentence": {wording.Settings{Own: own}, "It was fat. Finger food", []string{}},
		"own phrase, in a quote":   {wording.Settings{Own: own}, "“a fat finger”, said Ada", []string{}},
		"own phrase, in code":      {wording.Settings{Own: own}, "ran `fat finger`", []string{}},
		"own class is off":         {wording.Settings{Own: own, OffClasses: []language.Class{"own"}}, "fat finger", []string{}},
		"the level is off":         {wording.Settings{Own: own, OffLevels: []language.Level{language.Ask}}, "fat finger", []string{}},
		"an apostrophe":            {wording.Settings{Own: []wording.OwnPhrase{{Phrase: "don't know", Question: "?"}}}, "we don’t know", []string{"own: don’t know"}},
		"own before the engine's":  {wording.Settings{Own: []wording.OwnPhrase{{Phrase: "human error", Question: "?"}}}, "human error", []string{"own: human error"}},
		"ignored":                  {wording.Settings{Ignored: []string{"Human Error"}}, "human error", []string{}},
		"ignored around it":        {wording.Settings{Ignored: []string{"human error lab"}}, "the Human Error Lab helped", []string{}},
		"ignored elsewhere":        {wording.Settings{Ignored: []string{"human error lab"}}, "it was human error", []string{"blame: human error"}},
	} {
		if got := phrases(with(t, c.s).Text(debrief.LanguageTold, c.text, nil)); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q gives %q, want %q", name, c.text, got, c.want)
		}
	}
}

func TestAnOwnPhraseBringsItsQuestion(t *testing.T) {
	c := with(t, wording.Settings{Own: []wording.OwnPhrase{{Phrase: " fat \n finger ", Question: "What did the screen look like?"}}})
	text := "😀 a fat finger"
	flags := c.Text(debrief.LanguageTold, text, nil)
	if len(flags) != 1 {
		t.Fatalf("flags = %+v", flags)
	}
	f := flags[0]
	if text[f.Start:f.End] != "fat finger" || f.UTF16Start != 5 || f.UTF16End != 15 || f.Level != language.Ask ||
		f.Rule != "own/fat finger" || f.Questions[0] != "What did the screen look like?" || f.Reason == "" {
		t.Errorf("flag = %+v", f)
	}
}

func TestADecisionReachesAsFarAsItSays(t *testing.T) {
	c := plain()
	w := whole(entry("a", flagged), entry("b", "and We Should Have looked, too"))
	f := c.Open(w)[0].Flags[0]
	other := c.Open(w)[1].Flags[0]
	w.Wordings = []debrief.Wording{{RecordID: "a", Field: "text", Rule: f.Rule, Phrase: f.Phrase, Decision: debrief.WordingLeft, Scope: debrief.WordingDebrief}}
	if f.Rule != other.Rule || strings.EqualFold(f.Phrase, other.Phrase) != (len(c.Open(w)) == 0) {
		t.Errorf("left %q (%s) in the debrief; open: %+v", f.Phrase, f.Rule, c.Open(w))
	}
	w.Wordings[0].Scope = debrief.WordingOnce
	if open := c.Open(w); len(open) != 1 || open[0].RecordID != "b" {
		t.Errorf("left once; open: %+v", open)
	}
	w.Debrief.Summary.Lead, w.Entries = flagged, nil
	w.Wordings[0].RecordID, w.Wordings[0].Field = w.Debrief.ID, "noticed.text"
	if len(c.Open(w)) != 1 {
		t.Error("a decision about one field of page one closed another")
	}
	if got := c.Text(debrief.LanguageTold, flagged, []wording.Decided{{Rule: f.Rule, Phrase: strings.ToUpper(f.Phrase)}}); len(got) != 0 {
		t.Errorf("decided while typing: %+v", got)
	}
}

func TestSettingsComeBackAsTheyWereWritten(t *testing.T) {
	want, err := wording.Settings{
		OffClasses: []language.Class{"own", language.Normative}, OffLevels: []language.Level{language.Note},
		Own:     []wording.OwnPhrase{{Phrase: "fat finger", Question: "What <did> it look like?"}, {Phrase: "Fat-Finger", Question: "twice"}},
		Ignored: []string{"human error lab", "Human error lab"},
	}.Clean()
	if err != nil || len(want.Own) != 1 || len(want.Ignored) != 1 || want.OffClasses[0] != language.Normative {
		t.Fatalf("Clean = %+v, %v", want, err)
	}
	path := filepath.Join(t.TempDir(), "wording.json")
	if err := wording.WriteFile(path, want); err != nil {
		t.Fatal(err)
	}
	if got, err := wording.ReadFile(path); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("ReadFile = %+v, %v; want %+v", got, err, want)
	}
}

func TestOtherFilesAreRefused(t *testing.T) {
	const head = `{"format": "secondstory-wording", "version": 1`
	long := strings.Repeat("word ", wording.MaxWords+1)
	for text, code := range map[string]debrief.Code{
		"":                           debrief.CodeWordingForeign,
		"\x00\xff":                   debrief.CodeWordingForeign,
		`[]`:                         debrief.CodeWordingForeign,
		`{"format": "other"}`:        debrief.CodeWordingForeign,
		strings.Repeat(" ", 600<<10): debrief.CodeWordingForeign,
		head + `, "own": [`:          debrief.CodeWordingForeign,
		`{"format": "secondstory-wording", "version": 2, "more": 1}`: debrief.CodeWordingNewer,
		`{"format": "secondstory-wording"}`:                          debrief.CodeWordingDamaged,
		head + `, "more": 1}`:                                        debrief.CodeWordingDamaged,
		head + `, "own": 3}`:                                         debrief.CodeWordingDamaged,
		head + `, "offClasses": ["blaem"]}`:                          debrief.CodeWordingDamaged,
		head + `, "offLevels": ["all"]}`:                             debrief.CodeWordingDamaged,
		head + `, "ignored": ["…"]}`:                                 debrief.CodeWordingDamaged,
		head + `, "ignored": ["` + long + `"]}`:                      debrief.CodeWordingDamaged,
		head + `, "own": [{"phrase": "fat finger"}]}`:                debrief.CodeWordingDamaged,
	} {
		if _, err := wording.ParseSettings([]byte(text), "x.json"); debrief.CodeOf(err) != code {
			t.Errorf("%.60q: %v, want %s", text, err, code)
		}
	}
	if _, err := wording.ReadFile(t.TempDir()); debrief.CodeOf(err) != debrief.CodeWordingUnreadable {
		t.Errorf("a folder: %v", err)
	}
	if err := wording.WriteFile(filepath.Join(t.TempDir(), "no", "x.json"), wording.Settings{}); debrief.CodeOf(err) != debrief.CodeWordingNotWritten {
		t.Errorf("no folder: %v", err)
	}
	if _, err := os.Stat("no"); err == nil {
		t.Error("something was written")
	}
	if s, err := wording.ParseSettings([]byte(head+`}`), ""); err != nil || s.Own == nil || s.Ignored == nil || s.OffClasses == nil || s.OffLevels == nil {
		t.Errorf("nothing set: %+v, %v", s, err)
	}
}

func FuzzSettingsAndTexts(f *testing.F) {
	f.Add(`{"format": "secondstory-wording", "version": 1, "own": [{"phrase": "fat finger", "question": "?"}]}`, "a fat finger")
	f.Fuzz(func(t *testing.T, settings, text string) {
		s, err := wording.ParseSettings([]byte(settings), "")
		if err != nil {
			s.Own, s.Ignored = []wording.OwnPhrase{{Phrase: "a b", Question: "?"}, {Phrase: "ß", Question: "?"}}, []string{"b"}
		}
		for _, f := range wording.New(language.New(language.English()), s).Text(debrief.LanguageTold, text, nil) {
			if f.Start < 0 || f.Start >= f.End || f.End > len(text) || text[f.Start:f.End] != f.Phrase || f.UTF16Start >= f.UTF16End {
				t.Errorf("%q: %+v", text, f)
			}
		}
	})
}

// One by one or all at once, with phrases of one's own or without.
func TestHandOverSaysWhatEachSays(t *testing.T) {
	const text = "It was human error. We should have looked, a fat-finger slip."
	own := []wording.OwnPhrase{{Phrase: "fat finger", Question: "What did the screen look like?"}}
	for _, s := range []wording.Settings{
		{}, {OffClasses: []language.Class{language.Blame}}, {Own: own}, {Ignored: []string{"human error"}},
	} {
		c := with(t, s)
		all := c.Each(text, language.Options{})
		for _, most := range []int{1, 9} {
			got := []language.Flag{}
			c.HandOver(text, language.Options{}, func(f language.Flag) bool {
				got = append(got, f)
				return len(got) < most
			})
			if want := all[:min(most, len(all))]; !reflect.DeepEqual(got, want) {
				t.Errorf("%+v: got %v, want %v", s, phrases(got), phrases(want))
			}
		}
	}
}

// Own phrases among the engine's flags and ignored ones, wherever they overlap:
// what is found in one pass is what all together would leave.
func TestOwnPhrasesAmongFlags(t *testing.T) {
	own := func(all ...string) (out []wording.OwnPhrase) {
		for _, p := range all {
			out = append(out, wording.OwnPhrase{Phrase: p, Question: "?"})
		}
		return out
	}
	for name, c := range map[string]struct {
		s    wording.Settings
		text string
		want []string
	}{
		"before, between and after":  {wording.Settings{Own: own("oh", "and", "so")}, "oh human error and we should have looked so", []string{"own: oh", "blame: human error", "own: and", "counterfactual: should have", "own: so"}},
		"within a flag":              {wording.Settings{Own: own("error")}, "human error", []string{"own: error"}},
		"around a flag":              {wording.Settings{Own: own("was human error again")}, "it was human error again", []string{"own: was human error again"}},
		"the longer of two":          {wording.Settings{Own: own("fat", "fat finger", "finger day")}, "a fat finger day", []string{"own: fat finger"}},
		"one that does not end":      {wording.Settings{Own: own("fat finger day today", "finger")}, "a fat finger day, human error", []string{"own: finger", "blame: human error"}},
		"an own one ignored":         {wording.Settings{Own: own("fat finger"), Ignored: []string{"big fat"}}, "a big fat finger, a fat finger", []string{"own: fat finger"}},
		"an own one ignored, a flag": {wording.Settings{Own: own("human error"), Ignored: []string{"error lab"}}, "human error lab", []string{}},
		"ignored between":            {wording.Settings{Ignored: []string{"error lab", "lab"}}, "human error lab; human error; lab human error", []string{"blame: human error", "blame: human error"}},
	} {
		if got := phrases(with(t, c.s).Each(c.text, language.Options{})); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q gives %q, want %q", name, c.text, got, c.want)
		}
	}
}

// A text of any length: the first phrase comes at once, and nothing is kept.
func TestHandOverKeepsNothing(t *testing.T) {
	s := wording.Settings{Own: []wording.OwnPhrase{{Phrase: "fat finger", Question: "?"}}, Ignored: []string{"fat cat"}}
	c := with(t, s)
	for name, text := range map[string]string{"own": "a fat finger, ", "ignored": "a fat finger, a fat cat, ", "flags": "human error, a fat finger, "} {
		text = strings.Repeat(text, 1<<16)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		c.HandOver(text, language.Options{}, func(language.Flag) bool { return false })
		if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > 1<<20 {
			t.Errorf("%s: %d bytes for the first phrase of %d bytes of text", name, after.TotalAlloc-before.TotalAlloc, len(text))
		}
	}
}
