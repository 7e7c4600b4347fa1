package report

import (
	"strings"
	"time"
	"unicode/utf8"

	"secondstory/backend/debrief"
)

// paragraphRunes is about how long a paragraph of a narrative gets before the
// next line starts a new one.
const paragraphRunes = 420

// narratives returns each person's account in their order, and what was noted
// without belonging to anybody's account or to the timeline.
func (b *builder) narratives() ([]Narrative, []Paragraph) {
	out := []Narrative{}
	for _, p := range b.w.Participants {
		lines := b.linesOf(p.ID)
		if len(lines) == 0 {
			continue
		}
		for _, e := range lines {
			b.told[e.ID], b.shown[e.ID] = true, true
		}
		out = append(out, Narrative{Name: b.cast.labels[p.ID], Meta: b.meta(p), Paragraphs: b.paragraphs(lines)})
	}
	rest := []debrief.Entry{}
	for _, e := range b.w.Entries {
		if !b.told[e.ID] && !e.InTimeline() && clean(e.Text) != "" {
			b.shown[e.ID] = true
			rest = append(rest, e)
		}
	}
	return out, b.paragraphs(rest)
}

// linesOf is what somebody told in the round of narratives and what is quoted
// from them; without such a round, every line they spoke.
func (b *builder) linesOf(id debrief.ID) []debrief.Entry {
	told, all := []debrief.Entry{}, []debrief.Entry{}
	round := false
	for i := range b.w.Entries {
		e := &b.w.Entries[i]
		if e.Who.ParticipantID != id || id == "" || clean(e.Text) == "" {
			continue
		}
		all = append(all, *e)
		if e.Stage == debrief.StageNarratives || e.Quote {
			told = append(told, *e)
			round = round || e.Stage == debrief.StageNarratives
		}
	}
	if round {
		return told
	}
	return all
}

// meta is the small print beside a narrative.
func (b *builder) meta(p debrief.Participant) []string {
	out := []string{}
	if b.cast.byName[p.ID] {
		if role := clean(p.Role); role != "" && role != b.cast.labels[p.ID] {
			out = append(out, role)
		}
		if team := clean(p.Team); team != "" {
			out = append(out, team)
		}
	}
	if parts := b.parts(p); parts != "" {
		out = append(out, parts)
	}
	if p.Newcomer {
		out = append(out, b.t("report.person.newcomer"))
	}
	if p.Absent {
		out = append(out, b.t("report.person.absent"))
	}
	return out
}

// parts writes the parts somebody played: "Responded, diagnosed".
func (b *builder) parts(p debrief.Participant) string {
	words := []string{}
	for _, part := range debrief.Parts {
		if p.Plays(part) {
			words = append(words, b.t("report.part."+string(part)))
		}
	}
	return b.upperFirst(strings.Join(words, ", "))
}

// paragraphs sets lines one after the other; a quotation stands alone, and a
// paragraph ends when it is long, the day is another, or a question was asked.
func (b *builder) paragraphs(lines []debrief.Entry) []Paragraph {
	out, length, day, asked := []Paragraph{}, 0, "", false
	for _, e := range lines {
		s := Sentence{ID: e.ID, Time: clockOf(e.Time), Text: b.said(e), OnTimeline: e.InTimeline(), Asked: b.askedOf(e.ID)}
		b.narrated[e.ID] = true
		d := day
		if e.Time.Known() {
			d = e.Time.Time().UTC().Format(time.DateOnly)
		}
		fresh := len(out) == 0 || out[len(out)-1].Quote || e.Quote || asked || length > paragraphRunes || (day != "" && d != day)
		if fresh {
			out, length = append(out, Paragraph{Quote: e.Quote, Sentences: []Sentence{}}), 0
		}
		last := &out[len(out)-1]
		last.Sentences = append(last.Sentences, s)
		length += utf8.RuneCountInString(s.Text)
		day, asked = d, len(s.Asked) > 0
	}
	return out
}

// quoted puts quotation marks around words kept as said, once.
func quoted(text string) string {
	text = strings.Trim(clean(text), `"“”`)
	if text == "" {
		return ""
	}
	return "“" + text + "”"
}

// firstWords is the beginning of a text, for a reference.
func firstWords(text string, n int) string {
	f := strings.Fields(text)
	if len(f) <= n {
		return strings.TrimRight(text, ".,;:")
	}
	return strings.TrimRight(strings.Join(f[:n], " "), ".,;:") + "…"
}
