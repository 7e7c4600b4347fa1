package evidence

import "encoding/json"

// gitter reads the messages of a room as Gitter's API gave them.
// https://developer.gitter.im/docs/messages-resource
func gitter() reader {
	return reader{
		format: FormatGitter,
		sniff: func(h *head) int {
			if h.json.array("sent", "text") && (h.json.has("fromUser") || h.json.has("html")) {
				return 95
			}
			return 0
		},
		read: func(j *job, f file) error {
			err := j.array(f, func(raw json.RawMessage) error { return j.gitterMessage(f, raw) })
			j.doc.sort()
			return err
		},
	}
}

type gitterMessage struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Sent   string `json:"sent"`
	Edited string `json:"editedAt"`
	Parent string `json:"parentId"`
	From   struct {
		ID       string `json:"id"`
		Username string `json:"username"`
		Display  string `json:"displayName"`
	} `json:"fromUser"`
}

func (j *job) gitterMessage(f file, raw json.RawMessage) error {
	var m gitterMessage
	line := j.at(raw)
	if json.Unmarshal(raw, &m) != nil {
		j.doc.reject(f.path, line, ExpectedMessage, string(raw))
		return nil
	}
	when := rfc3339(m.Sent)
	if when.Told == ToldNothing {
		j.doc.reject(f.path, line, ExpectedTime, string(raw))
		return nil
	}
	return j.add(Message{
		ID: m.ID, Parent: m.Parent, When: when, Sender: firstOf(m.From.Display, m.From.Username, m.From.ID), SenderID: m.From.ID,
		Text: m.Text, Edited: m.Edited != "", File: f.path, Line: line,
	})
}
