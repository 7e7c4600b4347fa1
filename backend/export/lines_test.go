package export_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"secondstory/backend/calibrate"
	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/export"
	"secondstory/backend/report"
)

var linesNow = time.Date(2026, 11, 4, 9, 30, 0, 0, time.UTC)

func mustCopy(tb testing.TB) *copy.Catalogue {
	tb.Helper()
	c, err := copy.New("en")
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// extract reads a PDF's text as a reader's clipboard would have it.
func extract(tb testing.TB, file []byte) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "lines.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		tb.Fatal(err)
	}
	var complaints bytes.Buffer
	c := exec.Command("pdftotext", "-raw", path, "-")
	c.Stderr = &complaints
	out, err := c.Output()
	if err != nil || complaints.Len() > 0 {
		tb.Fatalf("pdftotext: %v %s", err, complaints.String())
	}
	return string(out)
}

func both(tb testing.TB, w *debrief.Whole, p *debrief.Participant) (text, set string) {
	tb.Helper()
	c := mustCopy(tb)
	l, g := calibrate.New(w, p, calibrate.Options{T: c.T, Now: linesNow}), calibrate.NewGuard(w, p.ID)
	plain, err := export.LinesText(&l, g)
	if err != nil {
		tb.Fatal(err)
	}
	file, err := export.LinesPDF(context.Background(), &l, g, report.Options{Now: linesNow, T: c.T})
	if err != nil {
		tb.Fatal(err)
	}
	return string(plain), extract(tb, file.Data)
}

var marker = regexp.MustCompile(`mark[a-z]+\d`)

// crowd is eight people of whom everything there is says whose it is.
func crowd() *debrief.Whole {
	d := debrief.NewDebrief("2026-11-04T09:00:00Z")
	d.Title, d.Facilitator, d.ReadyReason = "marktitle9 took the shop down", "Mara", "markready9 because"
	d.Impact.Text = "markimpact9 in many shops"
	d.Preparation.Themes = []string{"marktheme9 is a theme"}
	w := debrief.NewWhole(*d)
	base := func(kind string, i int) debrief.Base {
		return debrief.Base{ID: fmt.Sprint(kind, i), DebriefID: d.ID}
	}
	for i := range 8 {
		who := debrief.Who{ParticipantID: fmt.Sprint("p", i)}
		entry := func(stage int, kind string) *debrief.Entry {
			return &debrief.Entry{
				Base: base(kind, i), Place: debrief.Place{Stage: stage, Position: float64(i)}, Who: who, Basis: debrief.BasisMemory,
				Time: debrief.At(linesNow.Add(time.Duration(i)*time.Minute), "UTC", debrief.PrecisionMinute),
				Text: fmt.Sprintf("mark%s%d stood on the graph that night", kind, i), Source: fmt.Sprintf("marksource%d", i), Label: fmt.Sprintf("marklabel%d", i),
			}
		}
		w.Add(&debrief.Participant{Base: base("p", i), Name: fmt.Sprintf("markname%d", i), Email: fmt.Sprintf("markmail%d@example.org", i), Role: fmt.Sprintf("markrole%d", i), Team: fmt.Sprintf("markteam%d", i)})
		w.Add(entry(debrief.StageNarratives, "told"))
		w.Add(entry(debrief.StageTimeline, "line"))
		quote := entry(debrief.StageNarratives, "quote")
		quote.Quote, quote.Consent = true, debrief.Consent{As: debrief.ReleaseQuote, Scope: debrief.ScopeReport}
		w.Add(quote)
		unnamed := entry(debrief.StageNarratives, "unnamed")
		unnamed.Consent = debrief.Consent{As: debrief.ReleaseUnnamed, Scope: debrief.ScopeReport}
		w.Add(unnamed)
		nobody := entry(debrief.StageNarratives, "nobody")
		nobody.Who = debrief.Who{Name: fmt.Sprintf("markname%d", i)}
		w.Add(nobody)
		w.Add(&debrief.Question{Base: base("q", i), Text: fmt.Sprintf("markasked%d what did it look like?", i), AboutID: fmt.Sprint("told", i), Who: who})
		w.Add(&debrief.Wording{Base: base("w", i), RecordID: fmt.Sprint("told", i), Phrase: fmt.Sprintf("markflag%d", i)})
		w.Add(&debrief.Factor{Base: base("f", i), Text: fmt.Sprintf("markfactor%d", i)})
		w.Add(&debrief.Attachment{Base: base("a", i), Name: fmt.Sprintf("markfile%d", i), Caption: fmt.Sprintf("markcaption%d", i)})
	}
	return w
}

// TestEachHasTheirOwnAlone: of eight people's words, a file holds one's.
func TestEachHasTheirOwnAlone(t *testing.T) {
	w := crowd()
	for i := range w.Participants {
		text, set := both(t, w, &w.Participants[i])
		for kind, got := range map[string]string{"text": text, "pdf": set} {
			want := map[string]bool{}
			for _, name := range []string{"markname", "marktold", "markline", "markquote"} {
				want[fmt.Sprint(name, i)] = true
			}
			found := map[string]bool{}
			for _, m := range marker.FindAllString(got, -1) {
				if !want[m] {
					t.Errorf("%s of %d has %s", kind, i, m)
				}
				found[m] = true
			}
			if len(found) != len(want) {
				t.Errorf("%s of %d has %v, want %v\n%s", kind, i, found, want, got)
			}
		}
	}
}

// TestAForeignWordKeepsAFileFromBeingWritten: the words to go with the lines are
// anybody's to write.
func TestAForeignWordKeepsAFileFromBeingWritten(t *testing.T) {
	c := mustCopy(t)
	for name, cover := range map[string]string{
		"a line":    "Hello {name}, as Jo said:  MARKTOLD5 stood on the\ngraph that night",
		"unnamed":   "markunnamed1 stood on the graph that night",
		"an asking": "markasked3 what did it look like?",
		"address":   "write to markmail4@example.org",
		"title":     "this is about marktitle9 took the shop down",
	} {
		w := crowd()
		w.Debrief.Preparation.Cover = cover
		p := &w.Participants[1]
		l, g := calibrate.New(w, p, calibrate.Options{T: c.T, Now: linesNow}), calibrate.NewGuard(w, p.ID)
		if _, err := export.LinesText(&l, g); debrief.CodeOf(err) != debrief.CodeNotTheirs {
			t.Errorf("%s as a text: %v", name, err)
		}
		file, err := export.LinesPDF(context.Background(), &l, g, report.Options{Now: linesNow, T: c.T})
		if debrief.CodeOf(err) != debrief.CodeNotTheirs || file != nil {
			t.Errorf("%s as a PDF: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error()+c.Sentence(err), "mark") {
			t.Errorf("%s: the sentence says what was found: %v", name, err)
		}
	}
}

func TestAnyTextIsSet(t *testing.T) {
	for name, text := range map[string]string{
		"emoji": "The bot said 🎉👩🏽‍💻 and left", "arabic": "قال المهندس إن النظام توقف", "long word": strings.Repeat("x", 10000),
		"long": strings.Repeat("It was a long night and the graph was flat. ", 400), "nul": "a\x00b\x01\x7f\u0085c \xff\xfe", "direction": "\u202eevil\u202c \u2066x\u2069",
		"braces": "{name} {until} %s %d", "lines": "one\r\n\ntwo\u2028three", "beyond": "\U0010FFFF\uFFFF", "scripts": "Žižek Ελλάδα Привет Tiếng Việt ①",
	} {
		w := debrief.NewWhole(*debrief.NewDebrief("2026-11-04T09:00:00Z"))
		w.Add(&debrief.Participant{Base: debrief.Base{ID: "p"}, Name: text})
		for i, quote := range []bool{false, true} {
			w.Add(&debrief.Entry{Base: debrief.Base{ID: fmt.Sprint("e", i)}, Place: debrief.Place{Stage: debrief.StageNarratives + i}, Who: debrief.Who{ParticipantID: "p"}, Text: text, Quote: quote})
		}
		plain, set := both(t, w, &w.Participants[0])
		if strings.ContainsAny(plain, "\x00\x01\u202e\u2066") || set == "" {
			t.Errorf("%s: %q", name, plain)
		}
	}
}

func TestOfTheSample(t *testing.T) {
	w := demo.Debrief()
	for i := range w.Participants {
		p := &w.Participants[i]
		c := mustCopy(t)
		l, g := calibrate.New(w, p, calibrate.Options{T: c.T, Now: linesNow}), calibrate.NewGuard(w, p.ID)
		if l.Empty() {
			continue
		}
		file, err := export.LinesPDF(context.Background(), &l, g, report.Options{Now: linesNow, T: c.T})
		if err != nil {
			t.Fatal(p.Name, err)
		}
		if dir := os.Getenv("SECONDSTORY_LINES"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, p.ID+".pdf"), file.Data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}
