package evidence

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"
)

// mattermost reads the lines of a bulk export and pages of posts of the API.
// https://docs.mattermost.com/administration-guide/manage/bulk-export-tool.html
func mattermost() reader {
	return reader{
		format: FormatMattermost,
		sniff: func(h *head) int {
			switch {
			case h.json.object("order", "posts"), h.json.array("create_at", "channel_id", "message"):
				return 95
			case h.json.object("posts") && strings.Contains(h.text, `"create_at"`):
				return 85
			case h.json.object("type", "version") && h.json.lines:
				return 90
			case h.json.object("type") && !h.json.has("ts") && (h.json.has("post") || h.json.has("direct_post") || h.json.has("channel") || h.json.has("team")):
				return 85
			}
			return 0
		},
		read: readMattermost,
	}
}

// mattermostExport reads an archive of mmctl: import.jsonl beside the files.
func mattermostExport() treeReader {
	return treeReader{
		format: FormatMattermost,
		claims: func(t *tree) bool {
			f, ok := t.has("import.jsonl")
			return ok && t.all(func(other file) bool {
				return other.path == f.path || strings.HasPrefix(other.path, path.Join(path.Dir(f.path), "data")+"/")
			})
		},
		read: func(j *job, t *tree) error {
			f, _ := t.has("import.jsonl")
			return readMattermost(j, f)
		},
	}
}

type mattermostPost struct {
	ID       string           `json:"id"`
	Channel  string           `json:"channel"`
	Members  []string         `json:"channel_members"`
	InID     string           `json:"channel_id"`
	User     string           `json:"user"`
	UserID   string           `json:"user_id"`
	Type     string           `json:"type"`
	Text     string           `json:"message"`
	Created  int64            `json:"create_at"`
	Edited   int64            `json:"edit_at"`
	Root     string           `json:"root_id"`
	Original string           `json:"original_id"`
	Props    mattermostProps  `json:"props"`
	Replies  []mattermostPost `json:"replies"`
	Files    []struct {
		Path string `json:"path"`
	} `json:"attachments"`
}

// mattermostProps are what integrations write; an export has them as a text.
type mattermostProps struct {
	Webhook  string
	Bot      string
	Username string
	Attached []slackAttach
}

// UnmarshalJSON reads the properties that matter, from an object or from the JSON
// of one in a text. Some write true, some "true".
func (p *mattermostProps) UnmarshalJSON(raw []byte) error {
	var inner string
	if json.Unmarshal(raw, &inner) == nil {
		raw = []byte(inner)
	}
	var all map[string]json.RawMessage
	if json.Unmarshal(raw, &all) != nil {
		return nil // nothing in it is needed
	}
	p.Webhook = strings.Trim(string(all["from_webhook"]), `"`)
	p.Bot = strings.Trim(string(all["from_bot"]), `"`)
	_ = json.Unmarshal(all["override_username"], &p.Username)
	_ = json.Unmarshal(all["attachments"], &p.Attached)
	return nil
}

func readMattermost(j *job, f file) error {
	h, err := j.look(f)
	if err != nil {
		return err
	}
	m := &mattermostFile{job: j, f: f}
	switch {
	case h.json.kind == '[':
		err = j.array(f, m.single)
	case h.json.has("posts"):
		posts := func(d *json.Decoder) error {
			return readMap(d, func(_ string, raw json.RawMessage) error { return m.single(raw) })
		}
		err = j.json(f, func(d *json.Decoder) error {
			return readPages(d, fields{in: map[string]func(*json.Decoder) error{"posts": posts}})
		})
	default:
		err = j.values(f, h, m.row)
	}
	j.doc.sort()
	return err
}

type mattermostFile struct {
	*job
	f file
	n int
}

// row is a line of a bulk export. Rows of teams, channels, users and the like say
// nothing that was said.
func (m *mattermostFile) row(raw json.RawMessage) error {
	var row struct {
		Type   string          `json:"type"`
		Post   *mattermostPost `json:"post"`
		Direct *mattermostPost `json:"direct_post"`
	}
	line := m.at(raw)
	if json.Unmarshal(raw, &row) != nil || row.Type == "" {
		m.doc.reject(m.f.path, line, ExpectedMessage, string(raw))
		return nil
	}
	switch {
	case row.Post != nil:
		return m.post(row.Post, "", line)
	case row.Direct != nil:
		row.Direct.Channel = strings.Join(row.Direct.Members, ", ")
		return m.post(row.Direct, "", line)
	case row.Type == "post" || row.Type == "direct_post":
		m.doc.reject(m.f.path, line, ExpectedMessage, string(raw))
	}
	return nil
}

// single is a post of the API.
func (m *mattermostFile) single(raw json.RawMessage) error {
	var p mattermostPost
	line := m.at(raw)
	if json.Unmarshal(raw, &p) != nil {
		m.doc.reject(m.f.path, line, ExpectedMessage, string(raw))
		return nil
	}
	return m.post(&p, p.Root, line)
}

// post adds a post and its replies. Posts of a bulk export have no id: they are
// given the order they stand in.
func (m *mattermostFile) post(p *mattermostPost, parent string, line int) error {
	m.n++
	out := Message{
		ID: firstOf(p.ID, fmt.Sprint("post ", m.n)), Parent: parent, Channel: firstOf(p.Channel, p.InID), When: millis(p.Created),
		Sender: firstOf(p.Props.Username, p.User, p.UserID), SenderID: firstOf(p.UserID, p.User), Kind: p.kind(), Text: p.words(),
		Edited: p.Edited > 0, File: m.f.path, Line: line,
	}
	if out.When.Told == ToldNothing {
		m.doc.reject(m.f.path, line, ExpectedTime, out.Text)
	} else if err := m.add(out); err != nil {
		return err
	}
	for i := range p.Replies {
		p.Replies[i].Channel = out.Channel
		if err := m.post(&p.Replies[i], out.ID, line); err != nil {
			return err
		}
	}
	return nil
}

// kind: types of the system begin with its name; those of plugins with "custom_".
// An earlier wording of a post has the post as its original.
func (p *mattermostPost) kind() Kind {
	switch {
	case strings.HasPrefix(p.Type, "system_") || p.Original != "":
		return KindSystem
	case p.Props.Webhook == "true" || p.Props.Bot == "true" || p.Type == "slack_attachment" || strings.HasPrefix(p.Type, "custom_"):
		return KindBot
	}
	return KindPerson
}

func (p *mattermostPost) words() string {
	parts := []string{p.Text}
	for _, a := range p.Props.Attached {
		parts = append(parts, firstOf(joined("\n", a.Pretext, a.Title, a.Text), a.Fallback))
	}
	for _, f := range p.Files {
		if f.Path != "" {
			parts = append(parts, "["+path.Base(f.Path)+"]")
		}
	}
	return joined("\n", parts...)
}
