package evidence

import (
	"regexp"
	"strconv"
	"strings"
)

// zoomChat reads the chat of a meeting as Zoom saves it, in both of its layouts.
func zoomChat() reader {
	return reader{
		format: FormatZoomChat,
		sniff: func(h *head) int {
			hits, of := h.count(40, func(l string) bool { return zoomTabbed.MatchString(l) || zoomFrom.MatchString(l) })
			switch {
			case of > 0 && len(h.lines) > 0 && (zoomTabbed.MatchString(h.lines[0]) || zoomFrom.MatchString(h.lines[0])):
				return 95
			case hits > 2:
				return 70
			}
			return 0
		},
		read: readZoomChat,
	}
}

var (
	zoomTabbed = regexp.MustCompile(`^(\d{2}:\d{2}:\d{2})\t ?([^\t]{1,120}):\t(.*)$`)
	zoomFrom   = regexp.MustCompile(`^(\d{1,2}:\d{2}:\d{2})\s+(?:From|Von|De|Da|Van)\s+(.{1,120}?)(?:\s+(?:to|To|an|à|a|para|aan)\s+(.{1,120}?))?\s*:(?:\s+(.*))?$`)
	// zoomReacted is a reaction, which Zoom writes like a message, in some languages.
	zoomReacted = regexp.MustCompile(`(?s)^(?:Reacted to .* with .*|Removed an? .* (?:reaction )?from .*|Hat auf .* reagiert|A réagi à .*|(?:Ha reaccionado|Se ha reaccionado|Reaccionó) a .*|Reagiu a .*|Ha reagito a .*|Heeft gereageerd op .*|Hat die Reaktion .* entfernt.*)$`)
	// zoomReply is an answer, with the beginning of what it answers.
	zoomReply = regexp.MustCompile(`(?s)^(?:Replying to|Antwort auf|En réponse à|Respondiendo a|Antwoord verzenden naar) ["“](.*?)(?:\.\.\.|…)?["”]\s*\n\s*(.*)$`)
)

func readZoomChat(j *job, f file) error {
	recording, begun := false, false
	z := &turns{job: j, f: f, head: func(text string, _ bool) (Message, bool) {
		at, m, ok := zoomHead(text)
		if !ok {
			return m, false
		}
		if d, fine := cueClock(at); fine && !begun {
			begun, recording = true, recordingFrom(d)
		}
		m.When = clockText(at, recording)
		return m, true
	}}
	if err := z.read(); err != nil {
		return err
	}
	j.doc.zoomAnswers()
	return nil
}

// zoomHead reads the line a message begins with: its clock, and the message.
func zoomHead(text string) (at string, m Message, ok bool) {
	if p := zoomTabbed.FindStringSubmatch(text); p != nil {
		return p[1], Message{Sender: strings.TrimSpace(p[2]), Text: p[3]}, true
	}
	if p := zoomTabbed.FindStringSubmatch(text + "\t"); p != nil { // nothing was said in its line
		return p[1], Message{Sender: strings.TrimSpace(p[2])}, true
	}
	p := zoomFrom.FindStringSubmatch(text)
	if p == nil {
		return "", m, false
	}
	m = Message{Sender: strings.TrimSpace(p[2]), Text: p[4]}
	if to := strings.TrimSpace(p[3]); to != "" && !strings.EqualFold(to, "everyone") {
		m.Channel = to
	}
	return p[1], m, true
}

// zoomAnswers tells reactions from messages, and finds what answers answer. They
// are told apart by how they begin, the latest of that beginning is meant.
func (d *Document) zoomAnswers() {
	begins := map[string]string{}
	for i := range d.Messages {
		m := &d.Messages[i]
		if zoomReacted.MatchString(m.Text) {
			m.Kind = KindSystem
			continue
		}
		m.ID = "line " + strconv.Itoa(m.Line)
		if p := zoomReply.FindStringSubmatch(m.Text); p != nil {
			if parent := begins[zoomBegin(p[1])]; parent != "" {
				m.Parent, m.Text = parent, strings.TrimSpace(p[2])
			}
		}
		begins[zoomBegin(m.Text)] = m.ID
	}
}

// zoomBegin is as much of a message as is quoted at least.
func zoomBegin(text string) string {
	return firstRunes(strings.Join(strings.Fields(text), " "), 14)
}
