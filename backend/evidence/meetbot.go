package evidence

import "encoding/json"

// meetbot reads the raw log of a meeting's bot: messages with their sender and a time
// that has no zone in most.
func (j *job) meetbot(f file) error {
	title := func(raw json.RawMessage) error { return json.Unmarshal(raw, &j.doc.Title) }
	return j.object(f, fields{
		one:  map[string]func(json.RawMessage) error{"channel": title},
		each: map[string]func(json.RawMessage) error{"messages": func(raw json.RawMessage) error { return j.meetbotMessage(f, raw) }},
	})
}

func (j *job) meetbotMessage(f file, raw json.RawMessage) error {
	var m struct {
		ID     string `json:"id"`
		Sender string `json:"sender"`
		Text   string `json:"payload"`
		At     string `json:"timestamp"`
	}
	line := j.at(raw)
	if json.Unmarshal(raw, &m) != nil {
		j.doc.reject(f.path, line, ExpectedMessage, string(raw))
		return nil
	}
	when := toldIn(m.At)
	if when.Told == ToldNothing {
		j.doc.reject(f.path, line, ExpectedTime, string(raw))
		return nil
	}
	return j.add(Message{ID: m.ID, Channel: j.doc.Title, When: when, Sender: m.Sender, Text: m.Text, File: f.path, Line: line})
}
