package evidence

import (
	"bytes"
	"encoding/json"
	"strings"
)

// rocketChat reads pages of Rocket.Chat's API, and its messages as mongoexport
// writes them.
// https://developer.rocket.chat/apidocs/get-channel-history
func rocketChat() reader {
	return reader{
		format: FormatRocketChat,
		sniff: func(h *head) int {
			switch {
			case h.json.object("messages") && strings.Contains(h.text, `"rid"`) && strings.Contains(h.text, `"_id"`):
				return 95
			case h.json.array("_id", "rid", "msg"), h.json.object("_id", "rid", "msg"):
				return 95
			}
			return 0
		},
		read: readRocketChat,
	}
}

type rocketMessage struct {
	ID     string     `json:"_id"`
	Room   string     `json:"rid"`
	Text   string     `json:"msg"`
	TS     rocketTime `json:"ts"`
	Edited rocketTime `json:"editedAt"`
	Thread string     `json:"tmid"`
	Type   string     `json:"t"`
	Alias  string     `json:"alias"`
	// Bot is an object, or false.
	Bot  json.RawMessage `json:"bot"`
	User struct {
		ID       string `json:"_id"`
		Username string `json:"username"`
		Name     string `json:"name"`
	} `json:"u"`
	Attached []struct {
		Title string `json:"title"`
		Text  string `json:"text"`
		About string `json:"description"`
	} `json:"attachments"`
}

// rocketTime is a text, and {"$date": …} of a text or of milliseconds in a dump.
type rocketTime struct{ When }

// UnmarshalJSON reads either.
func (t *rocketTime) UnmarshalJSON(raw []byte) error {
	var dump struct {
		Date json.RawMessage `json:"$date"`
	}
	if bytes.HasPrefix(raw, []byte("{")) {
		if err := json.Unmarshal(raw, &dump); err != nil {
			return err
		}
		raw = dump.Date
	}
	var n int64
	if json.Unmarshal(raw, &n) == nil && n != 0 {
		t.When = millis(n)
		return nil
	}
	t.When = rfc3339(strings.Trim(string(raw), `"`))
	return nil
}

func readRocketChat(j *job, f file) error {
	seen := map[string]bool{}
	each := func(raw json.RawMessage) error { return j.rocketMessage(f, seen, raw) }
	h, err := j.look(f)
	if err != nil {
		return err
	}
	switch {
	case h.json.kind == '[':
		err = j.array(f, each)
	case h.json.has("messages"):
		err = j.json(f, func(d *json.Decoder) error {
			return readPages(d, fields{each: map[string]func(json.RawMessage) error{"messages": each}})
		})
	default:
		err = j.values(f, h, each)
	}
	j.doc.sort()
	return err
}

func (j *job) rocketMessage(f file, seen map[string]bool, raw json.RawMessage) error {
	var m rocketMessage
	line := j.at(raw)
	if json.Unmarshal(raw, &m) != nil {
		j.doc.reject(f.path, line, ExpectedMessage, string(raw))
		return nil
	}
	if m.TS.Told == ToldNothing {
		j.doc.reject(f.path, line, ExpectedTime, string(raw))
		return nil
	}
	if m.ID != "" && seen[m.ID] {
		return nil // pages overlap
	}
	seen[m.ID] = true
	parts := []string{m.Text}
	for _, a := range m.Attached {
		parts = append(parts, a.Title, a.About, a.Text)
	}
	out := Message{
		ID: m.ID, Parent: m.Thread, Channel: m.Room, When: m.TS.When, Sender: firstOf(m.Alias, m.User.Username, m.User.Name, m.User.ID),
		SenderID: m.User.ID, Text: joined("\n", parts...), Edited: m.Edited.Told != ToldNothing, File: f.path, Line: line,
	}
	switch {
	case m.Type != "" && m.Type != "e2e":
		out.Kind = KindSystem
		out.Text = joined("\n", strings.ReplaceAll(m.Type, "_", " "), out.Text)
	case bytes.HasPrefix(m.Bot, []byte("{")):
		out.Kind = KindBot
	}
	return j.add(out)
}
