package evidence_test

import (
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

const channel = `[
 {"type":"message","user":"U1","text":"checkout is slow","ts":"1700000000.1","user_profile":{"display_name":"ines"}},
 {"type":"message","subtype":"bot_message","username":"pager","text":"FIRING: latency","ts":"1700000060.1"},
 {"type":"message","user":"U2","text":"rolling back","ts":"1700000120.1","user_profile":{"display_name":"Jo Marsh"}},
 {"type":"message","subtype":"channel_join","user":"U3","text":"joined","ts":"1700000130.1"}
]`

func sourceOf(t *testing.T, text string) (*debrief.Source, *evidence.Document) {
	t.Helper()
	d, err := evidence.ReadText(t.Context(), text, evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := evidence.NewSource(d, "debrief", "incident.json", time.Unix(1_700_009_000, 0))
	pack, content, err := evidence.Keep(s, d)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(); err != nil {
		t.Fatal(err)
	}
	if err := pack.Validate(); err != nil || !pack.Holds(content) || pack.ID != s.PackID || pack.RecordID != s.ID {
		t.Fatalf("%v %+v", err, pack)
	}
	return s, d
}

// TestPromote: messages become entries that say where they are from.
func TestPromote(t *testing.T) {
	s, d := sourceOf(t, channel)
	people := []debrief.Participant{
		{Base: debrief.Base{ID: "p1"}, Name: "Ines Duarte"}, {Base: debrief.Base{ID: "p2"}, Name: "Jo Marsh"}, {Base: debrief.Base{ID: "p3"}, Name: "Jo Berg"},
	}
	evidence.Match(s, people, nil)
	if len(s.Senders) != 3 || s.Senders[0].ParticipantID != "p1" || !s.Senders[1].Bot || s.Senders[1].ParticipantID != "" || s.Senders[2].ParticipantID != "p2" {
		t.Fatalf("%+v", s.Senders)
	}
	all := evidence.Promote(s, d, []int{0, 1, 2, 99}, evidence.Promotion{After: 7})
	if len(all) != 3 {
		t.Fatalf("%d entries", len(all))
	}
	for _, e := range all {
		if err := e.Validate(); err != nil {
			t.Error(err)
		}
	}
	first, bot := all[0], all[1]
	if first.Time.At != "2023-11-14T22:13:20Z" || first.Who.ParticipantID != "p1" || !first.Quote || first.Position != 8 ||
		first.Basis != debrief.BasisRecord || first.Citations[0] != (debrief.Citation{SourceID: s.ID}) || first.Source != "incident.json" {
		t.Errorf("%+v", first)
	}
	if bot.Quote || bot.Who.Name != "pager" || bot.Lane != debrief.LaneSystem {
		t.Errorf("%+v", bot)
	}
}

// TestFollow: what is said of a source moves all its entries, but not what somebody
// changed by hand.
func TestFollow(t *testing.T) {
	s, d := sourceOf(t, channel)
	entries := evidence.Promote(s, d, []int{0, 1, 2}, evidence.Promotion{})
	entries[1].Time.At = "2023-11-14T22:20:00Z"
	other := debrief.Entry{Time: entries[0].Time}
	now := *s
	now.AheadSeconds = 90
	now.Senders = append([]debrief.SourceSender{}, s.Senders...)
	now.Senders[1].ParticipantID = "p9"
	changed := evidence.Follow(s, &now, d, append(entries, other))
	if len(changed) != 3 || changed[0].Time.At != "2023-11-14T22:11:50Z" || changed[2].Time.At != "2023-11-14T22:13:50Z" {
		t.Fatalf("%+v", changed)
	}
	if changed[1].Time.At != "2023-11-14T22:20:00Z" || changed[1].Who.ParticipantID != "p9" {
		t.Errorf("%+v", changed[1])
	}
	if back := evidence.Follow(&now, s, d, changed); len(back) != 3 || back[0].Time != entries[0].Time || back[1].Who.Name != "pager" {
		t.Errorf("%+v", back)
	}
}

// TestPromoteJoined: what one speaker said in cues that follow on each other is one
// entry with each cue beside it; another speaker begins another.
func TestPromoteJoined(t *testing.T) {
	s, d := sourceOf(t, "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ines>the basket\n\n00:02.000 --> 00:03.000\n<v Ines>just spins\n\n00:03.000 --> 00:04.000\n<v Jo>since when?\n\n00:04.000 --> 00:05.000\n<v Ines>nine\n")
	all := evidence.Promote(s, d, []int{0, 1, 2, 3}, evidence.Promotion{Joined: true})
	if len(all) != 3 || all[0].Text != "the basket just spins" || len(all[0].Citations) != 2 || all[0].Citations[1].Message != 1 || all[2].Text != "nine" {
		t.Fatalf("%+v", all)
	}
	if several := evidence.Promote(s, d, []int{0, 1, 2, 3}, evidence.Promotion{}); len(several) != 4 {
		t.Errorf("%d entries", len(several))
	}
	chat, doc := sourceOf(t, `[{"type":"message","user":"U1","text":"one","ts":"1700000000.1"},{"type":"message","user":"U1","text":"two","ts":"1700000001.1"}]`)
	if all = evidence.Promote(chat, doc, []int{0, 1}, evidence.Promotion{Joined: true}); len(all) != 1 || all[0].Text != "one\ntwo" {
		t.Errorf("%+v", all)
	}
}

// TestPromoteLeavesOut: what looks like a key is not in the entry; the source keeps it.
func TestPromoteLeavesOut(t *testing.T) {
	key := "AKIA" + "IOSFODNN7EXAMPLE"
	s, d := sourceOf(t, `[{"type":"message","user":"U1","text":"try `+key+` or ask jo@example.org now","ts":"1700000000.1"}]`)
	all := evidence.Promote(s, d, []int{0}, evidence.Promotion{LeftOut: "[left out]"})
	if all[0].Text != "try [left out] or ask [left out] now" || !strings.Contains(d.Messages[0].Text, key) {
		t.Errorf("%q, %q", all[0].Text, d.Messages[0].Text)
	}
	if all = evidence.Promote(s, d, []int{0}, evidence.Promotion{}); !strings.Contains(all[0].Text, key) {
		t.Errorf("%q", all[0].Text)
	}
}

func TestFind(t *testing.T) {
	s, d := sourceOf(t, channel)
	moments, reasons := evidence.ClockOf(s).Moments(d), evidence.Suggest(d)
	at := func(clock string) time.Time {
		t, _ := time.Parse(time.RFC3339, "2023-11-14T"+clock+"Z")
		return t
	}
	for what, c := range map[string]struct {
		f    evidence.Filter
		want string
	}{
		"everything":    {evidence.Filter{}, "0 1 2"},
		"the system":    {evidence.Filter{System: true}, "0 1 2 3"},
		"words":         {evidence.Filter{Words: "BACK jo"}, "2"},
		"a sender":      {evidence.Filter{Sender: "ines"}, "0"},
		"a stretch":     {evidence.Filter{From: at("22:14:00"), To: at("22:15:20")}, "1 2"},
		"suggested":     {evidence.Filter{Suggested: true}, "0 1 2"},
		"nothing there": {evidence.Filter{Words: "quite another"}, ""},
	} {
		var got []string
		found, folded := evidence.Find(d, moments, reasons, c.f)
		if want := map[string]int{"everything": 1}[what]; folded != want {
			t.Errorf("%s: %d folded, want %d", what, folded, want)
		}
		for _, n := range found {
			got = append(got, string(rune('0'+n)))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", what, got, c.want)
		}
	}
}
