package evidence

import (
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"
)

// zulipExport reads an export of an organisation: realm.json with its people and
// streams, and messages-000001.json and so on.
// https://zulip.com/help/export-your-organization
func zulipExport() treeReader {
	return treeReader{
		format: FormatZulip,
		claims: func(t *tree) bool {
			realm, ok := t.has("realm.json")
			return ok && slices.ContainsFunc(t.files, isZulipPart) && t.all(func(f file) bool {
				return path.Dir(realm.path) == "." || strings.HasPrefix(f.path, path.Dir(realm.path)+"/")
			})
		},
		read: func(j *job, t *tree) error {
			z := newZulip(j)
			realm, _ := t.has("realm.json")
			if err := z.realm(realm); err != nil {
				return err
			}
			for _, f := range t.files {
				if !isZulipPart(f) {
					continue
				}
				if err := z.messages(f); err != nil {
					return err
				}
			}
			j.doc.sort()
			return nil
		},
	}
}

var zulipPart = regexp.MustCompile(`(^|/)messages-\d+\.json$`)

func isZulipPart(f file) bool { return zulipPart.MatchString(f.path) }

// zulip reads one part of an export by itself, its people and streams left as
// numbers where realm.json is not in it, and an answer of the API.
func zulip() reader {
	return reader{
		format: FormatZulip,
		sniff: func(h *head) int {
			switch {
			case h.json.has("zerver_message"), h.json.has("zerver_userprofile"):
				return 95
			case h.json.object("messages") && strings.Contains(h.text, `"sender_full_name"`):
				return 95
			case h.json.array("sender_full_name", "content", "timestamp"):
				return 95
			}
			return 0
		},
		read: func(j *job, f file) error {
			z := newZulip(j)
			if err := z.realm(f); err != nil {
				return err
			}
			err := z.messages(f)
			j.doc.sort()
			return err
		},
	}
}

type zulipFile struct {
	*job
	users map[string]zulipUser
	// streams and recipients are names and what they are of by their numbers.
	streams    map[string]string
	recipients map[string]zulipRow
}

func newZulip(j *job) *zulipFile {
	return &zulipFile{job: j, users: map[string]zulipUser{}, streams: map[string]string{}, recipients: map[string]zulipRow{}}
}

type zulipUser struct {
	ID    json.Number `json:"id"`
	Name  string      `json:"full_name"`
	Email string      `json:"email"`
	IsBot bool        `json:"is_bot"`
}

// zulipRow is a row of streams or of recipients.
type zulipRow struct {
	ID   json.Number `json:"id"`
	Name string      `json:"name"`
	// Type of a recipient: 1 one person, 2 a stream, 3 a group.
	Type   int         `json:"type"`
	TypeID json.Number `json:"type_id"`
}

type zulipMessage struct {
	ID        json.Number     `json:"id"`
	Sender    json.Number     `json:"sender"`
	SenderID  json.Number     `json:"sender_id"`
	FullName  string          `json:"sender_full_name"`
	Recipient json.Number     `json:"recipient"`
	Display   json.RawMessage `json:"display_recipient"`
	Subject   string          `json:"subject"`
	Content   string          `json:"content"`
	Markup    string          `json:"content_type"`
	Published json.Number     `json:"pub_date"`
	Sent      json.Number     `json:"date_sent"`
	Timestamp json.Number     `json:"timestamp"`
	Edited    json.Number     `json:"last_edit_time"`
	EditedAt  json.Number     `json:"last_edit_timestamp"`
}

// realm reads people, streams and recipients.
func (z *zulipFile) realm(f file) error {
	user := func(bot bool) func(json.RawMessage) error {
		return func(raw json.RawMessage) error {
			var u zulipUser
			if json.Unmarshal(raw, &u) == nil {
				u.IsBot = u.IsBot || bot
				z.users[u.ID.String()] = u
			}
			return nil
		}
	}
	row := func(keep func(zulipRow)) func(json.RawMessage) error {
		return func(raw json.RawMessage) error {
			var r zulipRow
			if json.Unmarshal(raw, &r) == nil {
				keep(r)
			}
			return nil
		}
	}
	h, err := z.look(f)
	if err != nil || h.json.kind != '{' {
		return err
	}
	in, err := z.open(f)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	// What is not JSON here is told when the messages are read.
	err = readObject(newFeeds(in).d, fields{each: map[string]func(json.RawMessage) error{
		"zerver_userprofile":             user(false),
		"zerver_userprofile_mirrordummy": user(false),
		"zerver_userprofile_crossrealm":  user(true),
		"zerver_stream":                  row(func(r zulipRow) { z.streams[r.ID.String()] = r.Name }),
		"zerver_recipient":               row(func(r zulipRow) { z.recipients[r.ID.String()] = r }),
	}})
	return ownError(err)
}

// messages reads a part of an export, or an answer.
func (z *zulipFile) messages(f file) error {
	each := func(raw json.RawMessage) error { return z.message(f, raw) }
	h, err := z.look(f)
	if err != nil {
		return err
	}
	if h.json.kind == '[' {
		return z.array(f, each)
	}
	return z.object(f, fields{each: map[string]func(json.RawMessage) error{"zerver_message": each, "messages": each}})
}

func (z *zulipFile) message(f file, raw json.RawMessage) error {
	var m zulipMessage
	line := z.at(raw)
	if json.Unmarshal(raw, &m) != nil {
		z.doc.reject(f.path, line, ExpectedMessage, string(raw))
		return nil
	}
	when := epochFloat(firstOf(m.Sent.String(), m.Published.String(), m.Timestamp.String()))
	if when.Told == ToldNothing {
		z.doc.reject(f.path, line, ExpectedTime, string(raw))
		return nil
	}
	id := firstOf(m.Sender.String(), m.SenderID.String())
	user := z.users[id]
	out := Message{
		ID: m.ID.String(), Channel: z.channel(&m), When: when, Sender: firstOf(m.FullName, user.Name, user.Email, id), SenderID: id,
		Text: m.Content, Edited: isSet(m.Edited) || isSet(m.EditedAt), File: f.path, Line: line,
	}
	if m.Markup == "text/html" {
		out.Text = plainHTML(m.Content)
	}
	if user.IsBot {
		out.Kind = KindBot
	}
	return z.add(out)
}

func isSet(n json.Number) bool { return n != "" && n != "0" }

// channel is the stream and the topic; a direct message has neither.
func (z *zulipFile) channel(m *zulipMessage) string {
	stream := ""
	if r := z.recipients[m.Recipient.String()]; r.Type == 2 {
		stream = z.streams[r.TypeID.String()]
	}
	_ = json.Unmarshal(m.Display, &stream) // a list of people in a direct message
	if stream == "" {
		return m.Subject
	}
	return strings.TrimSuffix(stream+" > "+m.Subject, " > ")
}
