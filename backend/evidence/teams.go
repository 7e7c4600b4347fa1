package evidence

import (
	"encoding/json"
	"strings"
)

// teams reads chats of Microsoft Teams: what Graph answers, what PowerShell makes
// of it, and messages.json of the export everybody can have of their own account.
// https://learn.microsoft.com/graph/api/resources/chatmessage
func teams() reader {
	return reader{
		format: FormatTeams,
		sniff: func(h *head) int {
			switch {
			case h.json.array("MessageType", "CreatedDateTime"), h.json.array("messageType", "createdDateTime"),
				h.json.object("messageType", "createdDateTime", "body"), h.json.object("MessageType", "CreatedDateTime", "Body"):
				return 95
			case h.json.object("value") && strings.Contains(h.text, `"createdDateTime"`) && strings.Contains(h.text, `"messageType"`):
				return 95
			case h.json.object("conversations") && (h.json.has("userId") || strings.Contains(h.text, `"MessageList"`)):
				return 90
			}
			return 0
		},
		read: readTeams,
	}
}

// teamsMessage has the names of Graph; those of PowerShell differ in case, which
// does not matter.
type teamsMessage struct {
	ID       string         `json:"id"`
	ReplyTo  string         `json:"replyToId"`
	Type     string         `json:"messageType"`
	Created  string         `json:"createdDateTime"`
	Edited   string         `json:"lastEditedDateTime"`
	Deleted  string         `json:"deletedDateTime"`
	Subject  string         `json:"subject"`
	Summary  string         `json:"summary"`
	Chat     string         `json:"chatId"`
	From     *teamsFrom     `json:"from"`
	Body     teamsBody      `json:"body"`
	Attached []teamsAttach  `json:"attachments"`
	Replies  []teamsMessage `json:"replies"`
	Event    *teamsEvent    `json:"eventDetail"`
	Channel  *struct {
		ID string `json:"channelId"`
	} `json:"channelIdentity"`
}

// teamsEvent is what was done, by the last part of its type.
type teamsEvent struct {
	Type string `json:"@odata.type"`
}

type teamsFrom struct {
	User        *teamsName `json:"user"`
	Application *teamsName `json:"application"`
	Device      *teamsName `json:"device"`
}

type teamsName struct {
	ID   string `json:"id"`
	Name string `json:"displayName"`
}

type teamsBody struct {
	Type    string `json:"contentType"`
	Content string `json:"content"`
}

type teamsAttach struct {
	Type    string `json:"contentType"`
	Content string `json:"content"`
	Name    string `json:"name"`
}

func readTeams(j *job, f file) error {
	h, err := j.look(f)
	if err != nil {
		return err
	}
	each := func(raw json.RawMessage) error { return j.teamsMessage(f, raw) }
	switch {
	case h.json.kind == '[':
		err = j.array(f, each)
	case h.json.has("conversations"):
		err = j.teamsOwn(f)
	case h.json.has("value"):
		err = j.json(f, func(d *json.Decoder) error {
			return readPages(d, fields{each: map[string]func(json.RawMessage) error{"value": each}})
		})
	default:
		err = j.values(f, h, each)
	}
	j.doc.sort()
	return err
}

func (j *job) teamsMessage(f file, raw json.RawMessage) error {
	var m teamsMessage
	line := j.at(raw)
	if json.Unmarshal(raw, &m) != nil {
		j.doc.reject(f.path, line, ExpectedMessage, string(raw))
		return nil
	}
	return j.teamsAdd(f, &m, m.ReplyTo, line)
}

func (j *job) teamsAdd(f file, m *teamsMessage, parent string, line int) error {
	out := Message{
		ID: m.ID, Parent: parent, Channel: m.Chat, When: rfc3339(m.Created), Kind: m.kind(), Text: m.words(),
		Edited: m.Edited != "" || m.Deleted != "", File: f.path, Line: line,
	}
	if m.Channel != nil {
		out.Channel = firstOf(m.Channel.ID, m.Chat)
	}
	if who := m.From.who(); who != nil {
		out.Sender, out.SenderID = firstOf(who.Name, who.ID), who.ID
	}
	if out.When.Told == ToldNothing {
		j.doc.reject(f.path, line, ExpectedTime, out.Text)
	} else if err := j.add(out); err != nil {
		return err
	}
	for i := range m.Replies {
		if err := j.teamsAdd(f, &m.Replies[i], firstOf(m.Replies[i].ReplyTo, m.ID), line); err != nil {
			return err
		}
	}
	return nil
}

// who is who sent it; nil for nobody.
func (f *teamsFrom) who() *teamsName {
	switch {
	case f == nil:
		return nil
	case f.User != nil:
		return f.User
	case f.Application != nil:
		return f.Application
	}
	return f.Device
}

// kind: an event is told by Teams itself, and has nobody who sent it.
func (m *teamsMessage) kind() Kind {
	switch {
	case m.Type != "" && m.Type != "message" || m.From.who() == nil:
		return KindSystem
	case m.From.User == nil && m.From.Application != nil:
		return KindBot
	}
	return KindPerson
}

// words are the subject, the body and what is attached to it: a bot sends cards, and
// a file has a name. The message somebody answers is attached too; it has its place.
func (m *teamsMessage) words() string {
	body := m.Body.Content
	if !strings.EqualFold(m.Body.Type, "text") {
		body = plainHTML(body)
	}
	parts := []string{m.Subject, body}
	for _, a := range m.Attached {
		kind := strings.ToLower(a.Type)
		switch {
		case strings.HasPrefix(kind, "application/vnd.microsoft"):
			parts = append(parts, cardText(a.Content))
		case kind != "messagereference":
			parts = append(parts, bracketed(a.Name))
		}
	}
	if m.Event != nil && joined("\n", parts...) == "" {
		name := strings.TrimSuffix(m.Event.Type[strings.LastIndex(m.Event.Type, ".")+1:], "EventMessageDetail")
		parts = append(parts, name)
	}
	return firstOf(joined("\n", parts...), m.Summary)
}

// cardText is what is to be read on a card: its titles and texts in their order.
func cardText(card string) string {
	var parts []string
	d := json.NewDecoder(strings.NewReader(card))
	key, wanted := false, false
	var inObject []bool
	for {
		t, err := d.Token()
		if err != nil || len(inObject) > maxDepth {
			return joined("\n", parts...)
		}
		switch v := t.(type) {
		case json.Delim:
			if v == '{' || v == '[' {
				inObject = append(inObject, v == '{')
			} else {
				inObject = inObject[:len(inObject)-1]
			}
			key, wanted = true, false
		case string:
			if len(inObject) > 0 && inObject[len(inObject)-1] && key {
				wanted, key = isCardText(v), false
				continue
			}
			if wanted {
				parts = append(parts, plainHTML(v))
			}
			key, wanted = true, false
		default:
			key, wanted = true, false
		}
	}
}

func isCardText(key string) bool {
	switch key {
	case "text", "title", "subtitle", "summary", "value", "activityTitle", "activitySubtitle", "activityText", "name":
		return true
	}
	return false
}

// teamsOwn reads the export of an account: conversations with lists of messages.
func (j *job) teamsOwn(f file) error {
	conversation := func(d *json.Decoder) error {
		channel := ""
		name := func(raw json.RawMessage) error {
			var s string
			if json.Unmarshal(raw, &s) == nil && s != "" {
				channel = s
			}
			return nil
		}
		return readObject(d, fields{
			one:  map[string]func(json.RawMessage) error{"id": name, "displayName": name},
			each: map[string]func(json.RawMessage) error{"MessageList": func(raw json.RawMessage) error { return j.teamsOwnMessage(f, channel, raw) }},
		})
	}
	return j.json(f, func(d *json.Decoder) error {
		return readObject(d, fields{in: map[string]func(*json.Decoder) error{
			"conversations": func(d *json.Decoder) error { return readEach(d, conversation) },
		}})
	})
}

func (j *job) teamsOwnMessage(f file, channel string, raw json.RawMessage) error {
	var m struct {
		ID      string `json:"id"`
		Name    string `json:"displayName"`
		Arrived string `json:"originalarrivaltime"`
		Type    string `json:"messagetype"`
		Content string `json:"content"`
		From    string `json:"from"`
		Props   *struct {
			Edited string `json:"edittime"`
		} `json:"properties"`
	}
	line := j.at(raw)
	if json.Unmarshal(raw, &m) != nil {
		j.doc.reject(f.path, line, ExpectedMessage, string(raw))
		return nil
	}
	out := Message{
		ID: m.ID, Channel: channel, When: rfc3339(m.Arrived), Sender: firstOf(m.Name, m.From), SenderID: m.From,
		Text: plainHTML(m.Content), Edited: m.Props != nil && m.Props.Edited != "", File: f.path, Line: line,
	}
	if !strings.HasPrefix(m.Type, "RichText") && m.Type != "Text" {
		out.Kind = KindSystem
	}
	if out.When.Told == ToldNothing {
		j.doc.reject(f.path, line, ExpectedTime, string(raw))
		return nil
	}
	return j.add(out)
}
