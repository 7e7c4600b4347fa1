package capture_test

import (
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"secondstory/backend/capture"
	"secondstory/backend/debrief"
)

var update = flag.Bool("update", false, "write what the cases become into testdata; read the difference")

// A case is a line "12 typed => result".
var caseLine = regexp.MustCompile(`^(\d+) (.*?) =>(.*)$`)

// runCases checks each numbered case of a file. Lines with @ go to set.
func runCases(t *testing.T, file string, set func(pairs map[string]string), become func(typed string) string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines, seen := strings.Split(string(data), "\n"), map[string]bool{}
	for i, line := range lines {
		if rest, ok := strings.CutPrefix(line, "@ "); ok {
			set(pairsOf(rest))
		}
		m := caseLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		if seen[m[1]] {
			t.Errorf("%s: case %s is there twice", file, m[1])
		}
		seen[m[1]] = true
		got := become(m[2])
		if want := strings.TrimSpace(m[3]); got != want && !*update {
			t.Errorf("case %s: %q\n got %s\nwant %s", m[1], m[2], got, want)
		}
		lines[i] = m[1] + " " + m[2] + " => " + got
	}
	if len(seen) == 0 {
		t.Fatalf("%s: no cases", file)
	}
	if *update {
		if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// pairsOf reads "a=1 b=two words".
func pairsOf(s string) map[string]string {
	pairs, key := map[string]string{}, ""
	for _, w := range strings.Fields(s) {
		if k, v, ok := strings.Cut(w, "="); ok {
			key, pairs[k] = k, v
		} else if key == "" || pairs[key] == "" {
			pairs[w] = "yes"
		} else if w == "startabout" {
			pairs[w] = "yes"
		} else {
			pairs[key] += " " + w
		}
	}
	return pairs
}

func timeContext(t *testing.T, pairs map[string]string) capture.TimeContext {
	t.Helper()
	loc, err := time.LoadLocation(pairs["zone"])
	if err != nil {
		t.Fatal(err)
	}
	at := func(key, layout string) time.Time {
		if pairs[key] == "" {
			return time.Time{}
		}
		v, err := time.Parse(layout, pairs[key])
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	return capture.TimeContext{
		Zone: loc, Day: at("day", time.DateOnly), Previous: at("previous", time.RFC3339),
		Start: at("start", time.RFC3339), End: at("end", time.RFC3339), Now: at("now", time.RFC3339), StartAbout: pairs["startabout"] != "",
	}
}

func TestTimes(t *testing.T) {
	var ctx capture.TimeContext
	runCases(t, "testdata/times.txt", func(pairs map[string]string) {
		ctx = timeContext(t, pairs)
	}, func(typed string) string {
		if field, ok := strings.CutPrefix(typed, "field "); ok {
			m := capture.ParseMoment(field, ctx)
			if m.Raw != field {
				t.Errorf("%q: raw is %q", field, m.Raw)
			}
			return describeMoment(m)
		}
		m, rest, ok := capture.ParseTime(typed, ctx)
		if !ok {
			if rest != typed || m != (debrief.Moment{}) {
				t.Errorf("%q: no time, yet %+v and %q", typed, m, rest)
			}
			return "no time"
		}
		if !strings.HasPrefix(typed, m.Raw) || m.Raw == "" {
			t.Errorf("%q: raw is %q", typed, m.Raw)
		}
		got := describeMoment(m)
		if rest != "" {
			got += ", then " + rest
		}
		return got
	})
}

func describeMoment(m debrief.Moment) string {
	switch {
	case m.Problem != debrief.ProblemNone:
		if m.At != "" {
			return "a problem and an instant"
		}
		return "asks: " + string(m.Problem)
	case m.At == "":
		return string(m.Precision)
	}
	if m.Until != "" {
		return m.At + " to " + m.Until + " " + string(m.Precision) + " " + m.Zone
	}
	return m.At + " " + string(m.Precision) + " " + m.Zone
}

func people() []debrief.Participant {
	list := []debrief.Participant{
		{Name: "Jo Weber", Alias: "jo"},
		{Name: "Ines Duarte", Alias: "@ines"},
		{Name: "Tomás Vega", Alias: "tom"},
		{Name: "Sam Reed"},
		{Name: "Sam Oduya", Alias: "so"},
		{Name: "Priya Nair"},
		{Name: "Will Marsh", Alias: "will"},
		{Name: "Engineer 1", Alias: "E1"},
		{Name: "Engineer 2", Alias: "E2"},
		{Name: "Max Holm"},
		{Name: "Ops desk", Alias: "ops"},
		{Name: "PostgreSQL experts"},
	}
	for i := range list {
		list[i].ID = list[i].Name
	}
	return list
}

func lineContext() capture.LineContext {
	return capture.LineContext{
		Time: capture.TimeContext{
			Zone: time.UTC, Previous: time.Date(2026, 3, 3, 14, 2, 0, 0, time.UTC),
			Start: time.Date(2026, 3, 3, 14, 2, 0, 0, time.UTC),
			Now:   time.Date(2026, 3, 10, 9, 15, 30, 0, time.UTC),
		},
		People: people(), Commands: []string{"next", "stage"},
	}
}

func TestLines(t *testing.T) {
	ctx := lineContext()
	runCases(t, "testdata/lines.txt", func(pairs map[string]string) {
		ctx.Stage, ctx.SpeakerID = int(pairs["stage"][0]-'0'), pairs["speaker"]
	}, func(typed string) string {
		l := capture.ParseLine(typed, ctx)
		if l.Raw != typed {
			t.Errorf("%q: raw is %q", typed, l.Raw)
		}
		return describeLine(l)
	})
}

func describeLine(l capture.Line) string {
	words := []string{string(l.Kind)}
	add := func(s string) {
		if s != "" {
			words = append(words, s)
		}
	}
	if l.Time.Raw != "" {
		add(describeTime(l.Time))
	}
	add(l.Who.ParticipantID)
	add(string(l.Lane))
	if l.Quote {
		add("quote")
	}
	if l.Command != "" {
		add(strings.Join(append([]string{"/" + l.Command}, l.Args...), " "))
	}
	if l.NewPerson != "" {
		add("(offers " + l.NewPerson + ": " + l.Rest + ")")
	}
	if len(l.Ambiguous) > 0 {
		add("(asks " + strings.Join(l.Ambiguous, " or ") + ": " + l.Rest + ")")
	}
	return strings.TrimSpace(strings.Join(words, ", ") + ": " + l.Text)
}

func describeTime(m debrief.Moment) string {
	if !m.Known() {
		return "[" + m.Raw + "] " + describeMoment(m)
	}
	return capture.FormatDay(m, time.UTC)
}

// seeds returns what is typed in the cases of a file.
func seeds(file string) []string {
	data, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	var typed []string
	for _, line := range strings.Split(string(data), "\n") {
		if m := caseLine.FindStringSubmatch(line); m != nil {
			typed = append(typed, m[2])
		}
	}
	return typed
}
