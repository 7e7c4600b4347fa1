package evidence

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// discordPasted is a heading of text copied out of Discord's window.
var discordPasted = regexp.MustCompile(`(?m)\A\s*\S[^\n]{0,60} — ` + pasteTime + `\s*$`)

// discord reads a channel as DiscordChatExporter writes it in JSON, CSV and plain
// text, and text copied out of the window.
// https://github.com/Tyrrrz/DiscordChatExporter
func discord() reader {
	return reader{
		format: FormatDiscord,
		sniff: func(h *head) int {
			switch {
			case h.json.object("guild", "channel", "messages"):
				return 95
			case discordText.MatchString(h.text), len(h.lines) > 0 && discordTable.MatchString(h.lines[0]):
				return 95
			case h.json.keys == nil && discordPasted.MatchString(h.text):
				return 75
			case h.json.object("guild", "channel") && strings.Contains(h.text, `"dateRange"`):
				return 90
			}
			return 0
		},
		read: readDiscord,
	}
}

type discordMessage struct {
	ID          string         `json:"id"`
	Type        string         `json:"type"`
	Timestamp   string         `json:"timestamp"`
	Edited      string         `json:"timestampEdited"`
	CallEnded   string         `json:"callEndedTimestamp"`
	Content     string         `json:"content"`
	Author      discordAuthor  `json:"author"`
	Attachments []discordFile  `json:"attachments"`
	Stickers    []discordFile  `json:"stickers"`
	Embeds      []discordEmbed `json:"embeds"`
	Reference   *struct {
		ID string `json:"messageId"`
	} `json:"reference"`
	Forwarded *struct {
		Content string `json:"content"`
	} `json:"forwardedMessage"`
}

type discordAuthor struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Nickname string `json:"nickname"`
	IsBot    bool   `json:"isBot"`
}

// discordFile is an attachment, which has a file name, or a sticker, which has a name.
type discordFile struct {
	FileName string `json:"fileName"`
	Name     string `json:"name"`
}

type discordEmbed struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	Fields      []struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	} `json:"fields"`
}

func readDiscord(j *job, f file) error {
	h, err := j.look(f)
	switch {
	case err != nil:
		return err
	case discordBar.MatchString(h.text):
		return j.discordLines(f)
	case len(h.lines) > 0 && discordTable.MatchString(h.lines[0]):
		return j.discordRows(f, h)
	case h.json.keys == nil:
		return readSlackPaste(j, f)
	}
	channel := ""
	place := func(raw json.RawMessage) error {
		var c struct {
			Name string `json:"name"`
		}
		if json.Unmarshal(raw, &c) == nil {
			channel = c.Name
			j.doc.Title = c.Name
		}
		return nil
	}
	err = j.object(f, fields{
		one:  map[string]func(json.RawMessage) error{"channel": place},
		each: map[string]func(json.RawMessage) error{"messages": func(raw json.RawMessage) error { return j.discordMessage(f, channel, raw) }},
	})
	j.doc.sort()
	return err
}

func (j *job) discordMessage(f file, channel string, raw json.RawMessage) error {
	var m discordMessage
	line := j.at(raw)
	if json.Unmarshal(raw, &m) != nil {
		j.doc.reject(f.path, line, ExpectedMessage, string(raw))
		return nil
	}
	out := Message{
		ID: m.ID, Channel: channel, When: rfc3339(m.Timestamp), Until: rfc3339(m.CallEnded), Sender: firstOf(m.Author.Nickname, m.Author.Name, m.Author.ID),
		SenderID: m.Author.ID, Kind: m.kind(), Text: m.words(), Edited: m.Edited != "", File: f.path, Line: line,
	}
	if out.When.Told == ToldNothing {
		j.doc.reject(f.path, line, ExpectedTime, string(raw))
		return nil
	}
	if m.Reference != nil {
		out.Parent = m.Reference.ID
	}
	return j.add(out)
}

// kind: people speak in messages and replies, programs answer commands (20 and 23
// where the exporter has no word for them). Whatever else there is, is told by
// Discord itself.
// https://discord.com/developers/docs/resources/message#message-object-message-types
func (m *discordMessage) kind() Kind {
	switch m.Type {
	case "", "Default", "Reply", "0", "19":
		if m.Author.IsBot {
			return KindBot
		}
		return KindPerson
	case "20", "23", "ChatInputCommand", "ContextMenuCommand", "ApplicationCommand":
		return KindBot
	}
	return KindSystem
}

// words are the content and what comes with it: a bot writes into embeds, and a
// file has a name.
func (m *discordMessage) words() string {
	parts := []string{m.Content}
	if m.Forwarded != nil {
		parts = append(parts, m.Forwarded.Content)
	}
	if m.Content == "" || m.Author.IsBot {
		for _, e := range m.Embeds {
			parts = append(parts, e.Title, e.Description)
			for _, field := range e.Fields {
				parts = append(parts, strings.TrimSpace(field.Name+" "+field.Value))
			}
		}
	}
	for _, a := range slices.Concat(m.Attachments, m.Stickers) {
		if name := firstOf(a.FileName, a.Name); name != "" {
			parts = append(parts, "["+name+"]")
		}
	}
	return joined("\n", parts...)
}
