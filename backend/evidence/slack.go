package evidence

import (
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"
)

// slackExport reads a workspace export: a folder or an archive with users.json,
// channels.json and, for each channel, a folder with a file a day.
// https://slack.com/help/articles/220556107-How-to-read-Slack-data-exports
func slackExport() treeReader {
	return treeReader{
		format: FormatSlack,
		claims: func(t *tree) bool {
			index := slices.ContainsFunc(t.files, func(f file) bool { return f.path == "users.json" || f.path == "channels.json" })
			return index && slices.ContainsFunc(t.files, isSlackDay) && t.all(func(f file) bool { return path.Ext(f.path) == ".json" })
		},
		read: func(j *job, t *tree) error {
			s := &slack{job: j, users: map[string]slackUser{}, seen: map[string]bool{}}
			if f, ok := t.has("users.json"); ok {
				if err := s.readUsers(f); err != nil {
					return err
				}
			}
			for _, f := range t.files {
				if !isSlackDay(f) {
					continue
				}
				if err := s.readDay(f, path.Base(path.Dir(f.path))); err != nil {
					return err
				}
			}
			j.doc.sort()
			return nil
		},
	}
}

var slackDayName = regexp.MustCompile(`/\d{4}-\d\d-\d\d\.json$`)

func isSlackDay(f file) bool { return slackDayName.MatchString("/" + f.path) }

// slackDay reads one day of an export by itself, a page of the API, and a dump of
// slackdump, which is such a page.
func slackDay() reader {
	return reader{
		format: FormatSlack,
		sniff: func(h *head) int {
			switch {
			case h.json.array("ts", "type") && !h.json.has("_id"):
				return 90
			case h.json.array("ts", "text") && !h.json.has("_id"):
				return 60
			case h.json.object("type", "ts") && (h.json.keys["text"] || h.json.keys["user"]) && !h.json.lines:
				return 80
			case h.json.object("messages") && strings.Contains(h.text, `"ts"`):
				return 80
			}
			return 0
		},
		read: func(j *job, f file) error {
			s := &slack{job: j, users: map[string]slackUser{}, seen: map[string]bool{}}
			if err := s.readDay(f, ""); err != nil {
				return err
			}
			j.doc.sort()
			return nil
		},
	}
}

// slackIndex knows the lists of an export, which hold no messages.
func slackIndex() reader {
	return reader{
		format: FormatSlackIndex,
		sniff: func(h *head) int {
			if h.json.array("id", "name", "creator") || h.json.array("id", "team_id", "profile") || h.json.array("id", "created", "members") || h.json.array("user_id", "user_name", "change_type") {
				return 90
			}
			return 0
		},
		read: func(j *job, f file) error { return j.array(f, func(json.RawMessage) error { return nil }) },
	}
}

type slack struct {
	*job
	users map[string]slackUser
	// seen are the messages of a channel by their times, which are their ids: a reply
	// shown in the channel too is there twice.
	seen map[string]bool
}

type slackUser struct {
	ID      string       `json:"id"`
	Name    string       `json:"name"`
	Real    string       `json:"real_name"`
	IsBot   bool         `json:"is_bot"`
	Profile slackProfile `json:"profile"`
}

type slackProfile struct {
	Display string `json:"display_name"`
	Real    string `json:"real_name"`
	Name    string `json:"name"`
}

func (p slackProfile) name() string { return firstOf(p.Display, p.Real, p.Name) }

func (u slackUser) name() string { return firstOf(u.Profile.name(), u.Real, u.Name, u.ID) }

type slackMessage struct {
	Type     string        `json:"type"`
	Subtype  string        `json:"subtype"`
	User     string        `json:"user"`
	Username string        `json:"username"`
	BotID    string        `json:"bot_id"`
	Bot      slackProfile  `json:"bot_profile"`
	Profile  *slackProfile `json:"user_profile"`
	Text     string        `json:"text"`
	TS       string        `json:"ts"`
	Thread   string        `json:"thread_ts"`
	Edited   *struct{}     `json:"edited"`
	Comment  *slackComment `json:"comment"`
	Files    []slackFile   `json:"files"`
	File     *slackFile    `json:"file"`
	Attached []slackAttach `json:"attachments"`
	Answers  []slackRaw    `json:"slackdump_thread_replies"`
}

// slackRaw is a message within a message.
type slackRaw = json.RawMessage

type slackComment struct {
	User string `json:"user"`
	Text string `json:"comment"`
}

type slackFile struct {
	Title string `json:"title"`
	Name  string `json:"name"`
}

type slackAttach struct {
	Fallback string `json:"fallback"`
	Pretext  string `json:"pretext"`
	Title    string `json:"title"`
	Text     string `json:"text"`
}

func (s *slack) readUsers(f file) error {
	return s.array(f, func(raw json.RawMessage) error {
		var u slackUser
		if json.Unmarshal(raw, &u) == nil && u.ID != "" {
			s.users[u.ID] = u
		}
		return nil
	})
}

// readDay reads a file of messages: an array, or an object that holds one.
func (s *slack) readDay(f file, channel string) error {
	each := func(raw json.RawMessage) error { return s.message(f, channel, raw, s.at(raw)) }
	h, err := s.look(f)
	if err != nil {
		return err
	}
	switch {
	case h.json.kind == '[':
		return s.array(f, each)
	case h.json.has("ts"):
		return s.json(f, func(d *json.Decoder) error {
			raw, err := rawOf(d)
			if err != nil {
				return err
			}
			return each(raw)
		})
	}
	name := func(raw json.RawMessage) error {
		_ = json.Unmarshal(raw, &channel)
		return nil
	}
	return s.object(f, fields{
		each: map[string]func(json.RawMessage) error{"messages": each},
		one:  map[string]func(json.RawMessage) error{"name": name},
	})
}

// message reads a message; those that answer it in a dump are told by its line.
func (s *slack) message(f file, channel string, raw json.RawMessage, line int) error {
	var m slackMessage
	if err := json.Unmarshal(raw, &m); err != nil {
		s.doc.reject(f.path, line, ExpectedMessage, string(raw))
		return nil
	}
	when := epoch(m.TS, 0)
	if when.Told == ToldNothing {
		s.doc.reject(f.path, line, ExpectedTime, string(raw))
		return nil
	}
	if key := channel + " " + m.TS; !s.seen[key] {
		s.seen[key] = true
		if err := s.add(s.made(f, channel, line, &m, when)); err != nil {
			return err
		}
	}
	for _, answer := range m.Answers {
		if err := s.message(f, channel, answer, line); err != nil {
			return err
		}
	}
	return nil
}

func (s *slack) made(f file, channel string, line int, m *slackMessage, when When) Message {
	out := Message{ID: m.TS, Channel: channel, When: when, SenderID: firstOf(m.User, m.BotID), Edited: m.Edited != nil, File: f.path, Line: line}
	if m.Thread != m.TS {
		out.Parent = m.Thread
	}
	if m.Comment != nil && m.Subtype == "file_comment" {
		out.SenderID = m.Comment.User
	}
	user, known := s.users[out.SenderID]
	switch {
	case m.Username != "":
		out.Sender = m.Username
	case known:
		out.Sender = user.name()
	case m.Profile != nil && m.Profile.name() != "":
		out.Sender = m.Profile.name()
	default:
		out.Sender = firstOf(m.Bot.Name, out.SenderID)
	}
	out.Kind = m.kind(user.IsBot || m.User == "USLACKBOT" || !known && m.Profile == nil && m.BotID != "" && m.Bot.Name != "")
	out.Text = s.plain(m.words())
	return out
}

// kind is told by the subtype. Of those there are many more than are speech, and
// new ones come: what is not known to be said by somebody is the system's.
// https://docs.slack.dev/reference/events/message
func (m *slackMessage) kind(bot bool) Kind {
	switch m.Subtype {
	case "bot_message", "slackbot_response":
		return KindBot
	case "", "me_message", "thread_broadcast", "reply_broadcast", "file_share", "file_comment", "file_mention":
		if m.Type != "" && m.Type != "message" {
			return KindSystem
		}
		if bot || m.User == "" && m.BotID != "" {
			return KindBot
		}
		return KindPerson
	}
	return KindSystem
}

// words are the text, or what stands for it: an integration writes into
// attachments, and a file has a title.
func (m *slackMessage) words() string {
	parts := []string{m.Text}
	if m.Comment != nil && m.Text == "" {
		parts = append(parts, m.Comment.Text)
	}
	for _, a := range m.Attached {
		text := firstOf(strings.TrimSpace(strings.Join([]string{a.Pretext, a.Title, a.Text}, "\n")), a.Fallback)
		if m.Text == "" || m.BotID != "" {
			parts = append(parts, text)
		}
	}
	for _, f := range m.Files {
		if m.Text == "" {
			parts = append(parts, firstOf(f.Title, f.Name))
		}
	}
	parts = slices.DeleteFunc(parts, func(p string) bool { return strings.TrimSpace(p) == "" })
	return strings.Join(parts, "\n")
}

var slackMark = regexp.MustCompile(`<([^<>\n]+)>`)

// plain resolves Slack's markup: <@U1>, <#C1|name>, <!here>, <url|label>, &lt;.
// https://docs.slack.dev/messaging/formatting-message-text
func (s *slack) plain(text string) string {
	text = slackMark.ReplaceAllStringFunc(text, func(mark string) string {
		target, label, _ := strings.Cut(mark[1:len(mark)-1], "|")
		switch {
		case strings.HasPrefix(target, "@"):
			name := label
			if u, ok := s.users[target[1:]]; ok {
				name = short(u.name())
			}
			return "@" + strings.TrimPrefix(firstOf(name, target[1:]), "@")
		case strings.HasPrefix(target, "#"):
			return "#" + strings.TrimPrefix(firstOf(label, target[1:]), "#")
		case strings.HasPrefix(target, "!"):
			return firstOf(label, "@"+target[1:])
		case label == "" || strings.Contains(target, label):
			return strings.TrimPrefix(target, "mailto:")
		}
		return label + " (" + target + ")"
	})
	if !strings.Contains(text, "&") {
		return text
	}
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(text)
}
