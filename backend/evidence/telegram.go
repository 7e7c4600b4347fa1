package evidence

import (
	"bytes"
	"cmp"
	"encoding/json"
	"path"
	"strings"
	"time"
)

// telegram reads result.json of Telegram Desktop: one chat, or everything of an
// account. Dates have no zone; newer files tell the instant besides.
// https://core.telegram.org/import-export
func telegram() reader {
	return reader{
		format: FormatTelegram,
		sniff: func(h *head) int {
			switch {
			case h.json.object("name", "type", "id", "messages"):
				return 90
			case h.json.object("type", "id", "messages") && (strings.Contains(h.text, `"date_unixtime"`) || strings.Contains(h.text, `"from_id"`)):
				return 90 // a chat with an account that is no more has no name
			case (h.json.object("messages") || h.json.object("chats")) && strings.Contains(h.text, `"date_unixtime"`):
				return 85 // what somebody cut out
			case h.json.object("ok", "result") && strings.Contains(h.text, `"update_id"`):
				return 90
			case h.json.object("about") && (h.json.has("chats") || h.json.has("personal_information") || h.json.has("left_chats")):
				return 90
			}
			return 0
		},
		read: readTelegram,
	}
}

type telegramMessage struct {
	ID       json.Number     `json:"id"`
	Type     string          `json:"type"`
	Date     string          `json:"date"`
	Unix     string          `json:"date_unixtime"`
	Edited   string          `json:"edited"`
	From     string          `json:"from"`
	FromID   json.RawMessage `json:"from_id"`
	Actor    string          `json:"actor"`
	ActorID  json.RawMessage `json:"actor_id"`
	Action   string          `json:"action"`
	Title    string          `json:"title"`
	ReplyTo  json.Number     `json:"reply_to_message_id"`
	Text     telegramText    `json:"text"`
	File     string          `json:"file"`
	FileName string          `json:"file_name"`
	Photo    string          `json:"photo"`
	Media    string          `json:"media_type"`
	Sticker  string          `json:"sticker_emoji"`
	Place    *struct{}       `json:"location_information"`
	Contact  *struct {
		First string `json:"first_name"`
		Last  string `json:"last_name"`
	} `json:"contact_information"`
	Poll *struct {
		Question telegramText `json:"question"`
	} `json:"poll"`
}

// telegramText is a text, or an array of texts and of parts that have one.
type telegramText string

// UnmarshalJSON joins the parts.
func (t *telegramText) UnmarshalJSON(raw []byte) error {
	raw = bytes.TrimSpace(raw)
	switch {
	case len(raw) == 0 || raw[0] == '"':
		return json.Unmarshal(raw, (*string)(t))
	case raw[0] == '{':
		var part struct {
			Text string `json:"text"`
		}
		err := json.Unmarshal(raw, &part)
		*t = telegramText(part.Text)
		return err
	case raw[0] == '[':
		var parts []json.RawMessage
		if err := json.Unmarshal(raw, &parts); err != nil {
			return err
		}
		var all strings.Builder
		for _, p := range parts {
			var one telegramText
			if bytes.HasPrefix(bytes.TrimSpace(p), []byte("[")) {
				continue // no export nests them
			}
			if err := one.UnmarshalJSON(p); err != nil {
				return err
			}
			all.WriteString(string(one))
		}
		*t = telegramText(all.String())
	}
	return nil
}

// telegramFile is one file being read.
type telegramFile struct {
	*job
	f file
	// chat is the one whose messages come.
	chat string
}

func readTelegram(j *job, f file) error {
	t := &telegramFile{job: j, f: f}
	h, err := j.look(f)
	if err != nil {
		return err
	}
	if h.json.has("result") {
		return j.object(f, fields{each: map[string]func(json.RawMessage) error{"result": t.update}})
	}
	if !h.json.has("about") && !h.json.has("chats") {
		err = j.json(f, t.messages)
		j.doc.Title = t.chat
		return err
	}
	list := fields{in: map[string]func(*json.Decoder) error{"list": func(d *json.Decoder) error { return readEach(d, t.messages) }}}
	chats := func(d *json.Decoder) error { return readObject(d, list) }
	return j.json(f, func(d *json.Decoder) error {
		return readObject(d, fields{in: map[string]func(*json.Decoder) error{"chats": chats, "left_chats": chats}})
	})
}

// messages reads one chat.
func (t *telegramFile) messages(d *json.Decoder) error {
	t.chat = ""
	name := func(raw json.RawMessage) error {
		_ = json.Unmarshal(raw, &t.chat) // null for an account that is no more
		return nil
	}
	return readObject(d, fields{
		one:  map[string]func(json.RawMessage) error{"name": name},
		each: map[string]func(json.RawMessage) error{"messages": t.message},
	})
}

func (t *telegramFile) message(raw json.RawMessage) error {
	var m telegramMessage
	line := t.at(raw)
	if json.Unmarshal(raw, &m) != nil {
		t.doc.reject(t.f.path, line, ExpectedMessage, string(raw))
		return nil
	}
	out := Message{
		ID: m.ID.String(), Parent: m.ReplyTo.String(), Channel: t.chat, When: m.when(), SenderID: m.senderID(),
		Text: m.words(), Edited: m.edited(), File: t.f.path, Line: line,
	}
	out.Sender = firstOf(m.From, m.Actor, out.SenderID)
	if m.Type != "message" {
		out.Kind = KindSystem
	}
	if out.When.Told == ToldNothing {
		t.doc.reject(t.f.path, line, ExpectedTime, string(raw))
		return nil
	}
	return t.add(out)
}

func (m *telegramMessage) when() When {
	if m.Unix != "" {
		return epoch(m.Unix, 0)
	}
	return toldIn(m.Date)
}

// edited: older files have 1970 where a message was never edited.
func (m *telegramMessage) edited() bool {
	return m.Edited != "" && !strings.HasPrefix(m.Edited, "1970-") && !strings.HasPrefix(m.Edited, "1969-")
}

// senderID is a text such as "user1", and in older files a number.
func (m *telegramMessage) senderID() string {
	for _, raw := range []json.RawMessage{m.FromID, m.ActorID} {
		var text string
		var number json.Number
		if json.Unmarshal(raw, &text) == nil && text != "" {
			return text
		}
		if json.Unmarshal(raw, &number) == nil && number != "" {
			return number.String()
		}
	}
	return ""
}

// words are the text, or what stands for it: what was done, or what was sent.
func (m *telegramMessage) words() string {
	parts := []string{string(m.Text)}
	switch {
	case m.Type == "service":
		parts = append(parts, strings.TrimSpace(strings.ReplaceAll(m.Action, "_", " ")+" "+m.Title))
	case m.Poll != nil:
		parts = append(parts, "["+strings.TrimSpace("poll: "+string(m.Poll.Question))+"]")
	case m.Contact != nil:
		parts = append(parts, "["+strings.TrimSpace("contact: "+m.Contact.First+" "+m.Contact.Last)+"]")
	case m.Place != nil:
		parts = append(parts, "[location]")
	case m.Photo != "":
		parts = append(parts, "["+fileOr(m.Photo, "photo")+"]")
	case m.Sticker != "":
		parts = append(parts, "[sticker "+m.Sticker+"]")
	case m.File != "":
		parts = append(parts, "["+firstOf(m.FileName, fileOr(m.File, firstOf(m.Media, "file")))+"]")
	}
	return joined("\n", parts...)
}

// fileOr is the name of a file, or a word for one that was left out: then a
// sentence in brackets stands for it.
func fileOr(name, word string) string {
	if strings.HasPrefix(name, "(") {
		return strings.ReplaceAll(word, "_", " ")
	}
	return path.Base(name)
}

// update is what a bot is told of a chat; updates of other sorts are the system's.
// https://core.telegram.org/bots/api#update
func (t *telegramFile) update(raw json.RawMessage) error {
	type posted struct {
		ID      json.Number `json:"message_id"`
		Date    int64       `json:"date"`
		Edited  int64       `json:"edit_date"`
		Text    string      `json:"text"`
		Caption string      `json:"caption"`
		From    struct {
			First    string `json:"first_name"`
			Last     string `json:"last_name"`
			Username string `json:"username"`
			IsBot    bool   `json:"is_bot"`
		} `json:"from"`
		Chat struct {
			Title string `json:"title"`
		} `json:"chat"`
		ReplyTo *struct {
			ID json.Number `json:"message_id"`
		} `json:"reply_to_message"`
	}
	var u struct {
		Message *posted `json:"message"`
		Edited  *posted `json:"edited_message"`
		Channel *posted `json:"channel_post"`
	}
	line := t.at(raw)
	m := &posted{}
	if json.Unmarshal(raw, &u) == nil {
		m = cmp.Or(u.Message, u.Edited, u.Channel, m)
	}
	out := Message{
		ID: m.ID.String(), Channel: m.Chat.Title, When: instant(time.Unix(m.Date, 0)), Sender: firstOf(strings.TrimSpace(m.From.First+" "+m.From.Last), m.From.Username),
		SenderID: m.From.Username, Text: firstOf(m.Text, m.Caption), Edited: m.Edited > 0, File: t.f.path, Line: line,
	}
	if m.ReplyTo != nil {
		out.Parent = m.ReplyTo.ID.String()
	}
	if m.From.IsBot {
		out.Kind = KindBot
	}
	if out.When.Told == ToldNothing {
		t.doc.reject(t.f.path, line, ExpectedTime, string(raw))
		return nil
	}
	return t.add(out)
}
