package evidence_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/evidence"
)

// variant is a text and what is to be read of it.
type variant struct {
	what, text string
	// want is "format messages bots system rejected zone first last".
	want string
	// lines are "when|sender|text" of each message, those of the system with a star.
	lines []string
}

// readVariants reads each and compares.
func readVariants(t *testing.T, variants []variant) {
	t.Helper()
	for _, v := range variants {
		t.Run(v.what, func(t *testing.T) {
			d, err := evidence.ReadText(t.Context(), v.text, evidence.Options{})
			if err != nil {
				t.Fatal(err)
			}
			compare(t, d, v)
		})
	}
}

func compare(t *testing.T, d *evidence.Document, v variant) {
	t.Helper()
	s := d.Summary()
	got := fmt.Sprintf("%s %d %d %d %d %s %s %s", s.Format, s.Messages, s.Bots, s.System, s.Rejected, s.Zone, orDash(s.First), orDash(s.Last))
	if got != v.want {
		t.Errorf("\n got %s\nwant %s\nrejected %+v", got, v.want, d.Rejected)
	}
	if v.lines == nil {
		return
	}
	if lines := linesOf(d); !slices.Equal(lines, v.lines) {
		t.Errorf("\n got %q\nwant %q", lines, v.lines)
	}
}

// linesOf are the messages as "when|sender|text".
func linesOf(d *evidence.Document) (out []string) {
	for i := range d.Messages {
		m := &d.Messages[i]
		star := ""
		if m.Kind == evidence.KindSystem {
			star = "*"
		}
		out = append(out, star+whenOf(m.When)+"|"+m.Sender+"|"+m.Text)
	}
	return out
}

// whenOf is an instant in UTC, a local time without a zone, a clock, or +offset.
func whenOf(w evidence.When) string {
	switch w.Told {
	case evidence.ToldInstant:
		return w.Time.Format("2006-01-02T15:04:05Z")
	case evidence.ToldLocal:
		return w.Time.Format("2006-01-02 15:04:05")
	case evidence.ToldClock:
		return w.Time.Format("15:04:05")
	case evidence.ToldOffset:
		return "+" + w.After.Round(time.Millisecond).String()
	}
	return ""
}

func TestDiscord(t *testing.T) {
	around := func(messages string) string {
		return `{"guild":{"id":"1","name":"g"},"channel":{"id":"2","name":"ops"},"dateRange":{"after":null,"before":null},"messages":[` + messages + `]}`
	}
	readVariants(t, []variant{
		{
			"a reply, a command, an embed, a file", around(`
			{"id":"1","type":"Default","timestamp":"2026-03-01T10:00:00+01:00","timestampEdited":null,"content":"down?","author":{"id":"9","name":"ines","nickname":null,"isBot":false},"attachments":[{"fileName":"a.png"}]},
			{"id":"2","type":"Reply","timestamp":"2026-03-01T09:00:05.5+00:00","content":"yes","author":{"id":"8","name":"tom","nickname":"Tom B"},"reference":{"messageId":"1"}},
			{"id":"3","type":"20","timestamp":"2026-03-01T09:00:06Z","content":"","author":{"id":"7","name":"status","isBot":true},"embeds":[{"title":"API","description":"is down","fields":[{"name":"since","value":"9"}]}]},
			{"id":"4","type":"GuildMemberJoin","timestamp":"2026-03-01T09:00:07Z","content":"Joined the server.","author":{"id":"6","name":"new"}}`),
			"discord 3 1 1 0 stated 2026-03-01T09:00:00Z 2026-03-01T09:00:07Z",
			[]string{
				"2026-03-01T09:00:00Z|ines|down?\n[a.png]", "2026-03-01T09:00:05Z|Tom B|yes",
				"2026-03-01T09:00:06Z|status|API\nis down\nsince 9", "*2026-03-01T09:00:07Z|new|Joined the server.",
			},
		},
		{
			"newest first", around(`{"id":"2","type":"Default","timestamp":"2026-03-01T09:00:05Z","content":"b","author":{"name":"y"}},{"id":"1","type":"Default","timestamp":"2026-03-01T09:00:00Z","content":"a","author":{"name":"x"}}`),
			"discord 2 0 0 0 stated 2026-03-01T09:00:00Z 2026-03-01T09:00:05Z",
			[]string{"2026-03-01T09:00:00Z|x|a", "2026-03-01T09:00:05Z|y|b"},
		},
		{
			"no time, 1970 and 9999", around(`{"id":"1","type":"Default","content":"a"},{"id":"2","timestamp":"1970-01-01T00:00:00Z"},{"id":"3","timestamp":"9999-12-31T00:00:00Z"},{"id":4}`),
			"discord 0 0 0 4 unknown - -", nil,
		},
		{
			"half a file", around(`{"id":"1","type":"Default","timestamp":"2026-03-01T09:00:05Z","content":"b","author":{"name":"y"}},{"id":"2","ty`)[:225],
			"discord 1 0 0 1 stated 2026-03-01T09:00:05Z 2026-03-01T09:00:05Z", nil,
		},
		{
			"a mark and carriage returns", "\ufeff" + strings.ReplaceAll(around("\n{\"id\":\"1\",\"type\":\"Default\",\n\"timestamp\":\"x\"}\n"), "\n", "\r\n"),
			"discord 0 0 0 1 unknown - -", nil,
		},
	})
}

// TestLineOfJSON: what is rejected is named by the line it begins in.
func TestDiscordFlat(t *testing.T) {
	bar := strings.Repeat("=", 62)
	readVariants(t, []variant{
		{
			"CSV", "AuthorID,Author,Date,Content,Attachments,Reactions\n\"1\",\"ines\",\"2018-05-20T13:09:44.2090000-03:00\",\"up?\nstill\",\"\",\"\"\n\"2\",\"tom#0001\",\"2018-05-20T13:09:51.1180000-03:00\",\"\",\"https://x.example/a.png\",\"\"\n",
			"discord 2 0 0 0 stated 2018-05-20T16:09:44.209Z 2018-05-20T16:09:51.118Z",
			[]string{"2018-05-20T16:09:44Z|ines|up?\nstill", "2018-05-20T16:09:51Z|tom#0001|https://x.example/a.png"},
		},
		{
			"text", bar + "\nGuild: Ops\nChannel: Text / general\nTopic: x\n" + bar + "\n\n[20-May-18 01:09 PM] ines\nup?\n\nstill\n\n{Reactions}\nyes (2)\n\n[20-May-18 01:10 PM] tom#0001 (pinned)\n[maybe] no\n\n{Attachments}\nhttps://x.example/a.png\n\n\n" + bar + "\nExported 2 message(s)\n" + bar + "\n",
			"discord 2 0 0 0 unknown - -",
			[]string{"2018-05-20 13:09:00|ines|up?\n\nstill", "2018-05-20 13:10:00|tom#0001|[maybe] no\n\n\nhttps://x.example/a.png"},
		},
		{
			"text, the order of dates told by one", bar + "\nGuild: Ops\nChannel: a\n" + bar + "\n\n[5/6/2018 1:09 PM] ines\na\n\n[5/20/2018 1:10 PM] tom\nb\n", "discord 2 0 0 0 unknown - -",
			[]string{"2018-05-06 13:09:00|ines|a", "2018-05-20 13:10:00|tom|b"},
		},
	})
}

func TestLineOfJSON(t *testing.T) {
	d, err := evidence.ReadText(t.Context(), "[\n  {\n    \"sent\": \"2026-03-01T09:00:05Z\", \"text\": \"a\", \"fromUser\": {}\n  },\n\n  {\n    \"sent\": \"\"\n  }\n]", evidence.Options{})
	if err != nil || len(d.Rejected) != 1 || d.Rejected[0].Line != 6 || d.Messages[0].Line != 2 {
		t.Errorf("%v %+v", err, d)
	}
}

func TestTeams(t *testing.T) {
	readVariants(t, []variant{
		{
			"an answer of Graph, newest first, with replies", `{"@odata.context":"x","value":[
			{"id":"2","messageType":"message","createdDateTime":"2026-03-01T09:00:05.5Z","lastEditedDateTime":"2026-03-01T09:01:00Z","subject":"Down","from":{"user":{"id":"u1","displayName":"Ines"},"application":null},
			 "body":{"contentType":"html","content":"<div><p>It &amp; <b>all</b></p><p>see <a href=\"https://x.example/1\">here</a>&nbsp;<at id=\"0\">Tom</at> <emoji alt=\"👍\"></emoji></p></div>"},
			 "replies":[{"id":"3","replyToId":"2","messageType":"message","createdDateTime":"2026-03-01T09:00:09Z","from":{"application":{"id":"a","displayName":"Pager"}},"body":{"contentType":"html","content":"<attachment id=\"1\"></attachment>"},
			 "attachments":[{"id":"1","contentType":"application/vnd.microsoft.card.adaptive","content":"{\"type\":\"AdaptiveCard\",\"body\":[{\"type\":\"TextBlock\",\"text\":\"API down\"},{\"facts\":[{\"title\":\"since\",\"value\":\"9:00\"}]}]}"}]}]},
			{"id":"1","messageType":"systemEventMessage","createdDateTime":"2026-03-01T09:00:00Z","from":null,"body":{"contentType":"html","content":"<systemEventMessage/>"},"eventDetail":{"@odata.type":"#microsoft.graph.membersAddedEventMessageDetail"}}]}`,
			"teams-chat 2 1 1 0 stated 2026-03-01T09:00:00Z 2026-03-01T09:00:09Z",
			[]string{
				"*2026-03-01T09:00:00Z||membersAdded",
				"2026-03-01T09:00:05Z|Ines|Down\nIt & all\nsee here (https://x.example/1) Tom 👍",
				"2026-03-01T09:00:09Z|Pager|API down\nsince\n9:00",
			},
		},
		{
			"a text body, a file, an answer to a message", `[{"Id":"1","MessageType":"message","CreatedDateTime":"2026-03-01T09:00:05Z","From":{"User":{"Id":"u1","DisplayName":null}},"Body":{"ContentType":"text","Content":"a < b"},
			"Attachments":[{"ContentType":"reference","Name":"log.txt"},{"ContentType":"messageReference","Content":"{}"}]}]`,
			"teams-chat 1 0 0 0 stated 2026-03-01T09:00:05Z 2026-03-01T09:00:05Z",
			[]string{"2026-03-01T09:00:05Z|u1|a < b\n[log.txt]"},
		},
		{
			"the export of an account", `{"userId":"8:me","exportDate":"2026-03-02T00:00","conversations":[{"id":"19:x","displayName":"Ops","MessageList":[
			{"id":"2","displayName":"Ines","originalarrivaltime":"2026-03-01T09:00:05.123Z","messagetype":"RichText/Html","content":"<p>a</p>","from":"8:ines"},
			{"id":"1","displayName":null,"originalarrivaltime":"2026-03-01T09:00:00Z","messagetype":"ThreadActivity/AddMember","content":"<addmember/>","from":"19:x"}]}]}`,
			"teams-chat 1 0 1 0 stated 2026-03-01T09:00:00Z 2026-03-01T09:00:05.123Z", nil,
		},
		{"no time", `[{"Id":"1","MessageType":"message","CreatedDateTime":"","From":null}]`, "teams-chat 0 0 0 1 unknown - -", nil},
	})
}

func TestTelegram(t *testing.T) {
	readVariants(t, []variant{
		{
			"an old file: local times, numbers for ids", `{"name":"Ops","type":"private_group","id":1,"messages":[
			{"id":1,"type":"message","date":"2018-03-01T09:00:05","edited":"1970-01-01T03:00:00","from":"Ines","from_id":9,"text":["see ",{"type":"link","text":"x.example"},"!"]},
			{"id":2,"type":"message","date":"2018-03-01T09:00:06","from":null,"from_id":8,"photo":"photos/a.jpg","text":""},
			{"id":3,"type":"service","date":"2018-03-01T09:00:07","actor":"Ines","action":"pin_message","text":""}]}`,
			"telegram 2 0 1 0 unknown - -",
			[]string{"2018-03-01 09:00:05|Ines|see x.example!", "2018-03-01 09:00:06|8|[a.jpg]", "*2018-03-01 09:00:07|Ines|pin message"},
		},
		{
			"a whole account", `{"about":"Here is the data","personal_information":{"a":[1]},"chats":{"about":"x","list":[
			{"name":"A","type":"personal_chat","id":1,"messages":[{"id":1,"type":"message","date":"2026-03-01T10:00:05","date_unixtime":"1772355605","from":"Ines","from_id":"user9","text":"a","reply_to_message_id":7}]},
			{"type":"personal_chat","id":2,"messages":[{"id":1,"type":"message","date":"2026-03-01T10:00:06","date_unixtime":"1772355606","from":"Tom","from_id":"user8","text":"","media_type":"voice_message","file":"(File not included. Change data exporting settings to download.)"}]}]},
			"left_chats":{"about":"y","list":[]}}`,
			"telegram 2 0 0 0 stated 2026-03-01T09:00:05Z 2026-03-01T09:00:06Z",
			[]string{"2026-03-01T09:00:05Z|Ines|a", "2026-03-01T09:00:06Z|Tom|[voice message]"},
		},
		{
			"cut out of a chat", `{"messages":[{"type":"message","date_unixtime":"1772355605","from":"Ines","text":"a"}]}`,
			"telegram 1 0 0 0 stated 2026-03-01T09:00:05Z 2026-03-01T09:00:05Z", nil,
		},
		{
			"cut out of an account", `{"chats":{"list":[{"name":"A","messages":[{"type":"message","date_unixtime":"1772355605","from":"Ines","text":"a"}]}]}}`,
			"telegram 1 0 0 0 stated 2026-03-01T09:00:05Z 2026-03-01T09:00:05Z", nil,
		},
		{
			"no time", `{"name":"A","type":"personal_chat","id":1,"messages":[{"id":1,"type":"message","from":"Ines","text":"a"},{"id":2,"type":"message","date":"soon"},{"id":true}]}`,
			"telegram 0 0 0 3 unknown - -", nil,
		},
	})
}

func TestMattermost(t *testing.T) {
	readVariants(t, []variant{
		{
			"a page", `{"order":["b","a"],"posts":{
			"b":{"id":"b","create_at":1772355606000,"edit_at":1,"delete_at":0,"user_id":"u2","channel_id":"c","root_id":"a","message":"no","type":"","props":{}},
			"a":{"id":"a","create_at":1772355605000,"user_id":"u1","channel_id":"c","root_id":"","message":"up?","type":""},
			"s":{"id":"s","create_at":1772355604000,"user_id":"u1","channel_id":"c","message":"u1 joined the channel.","type":"system_join_channel"},
			"h":{"id":"h","create_at":1772355607000,"user_id":"u3","message":"","type":"slack_attachment","props":{"from_webhook":"true","override_username":"pager","attachments":[{"title":"API","text":"down","fallback":"x"}]}}},"next_post_id":""}`,
			"mattermost 3 1 1 0 stated 2026-03-01T09:00:04Z 2026-03-01T09:00:07Z",
			[]string{"*2026-03-01T09:00:04Z|u1|u1 joined the channel.", "2026-03-01T09:00:05Z|u1|up?", "2026-03-01T09:00:06Z|u2|no", "2026-03-01T09:00:07Z|pager|API\ndown"},
		},
		{
			"lines, one of them broken", "{\"type\":\"version\",\"version\":1}\r\n{\"type\":\"post\",\"post\":{\"team\":\"t\",\"channel\":\"c\",\"user\":\"ines\",\"message\":\"a\",\"create_at\":1772355605000,\"props\":\"{\\\"from_bot\\\":\\\"true\\\"}\",\"replies\":[{\"user\":\"tom\",\"message\":\"b\",\"create_at\":1772355604000}]}}\r\n{\"type\":\"post\",\"po\r\n" +
				"{\"type\":\"direct_post\",\"direct_post\":{\"channel_members\":[\"ines\",\"tom\"],\"user\":\"tom\",\"message\":\"c\",\"create_at\":0}}\r\n",
			"mattermost 2 1 0 2 stated 2026-03-01T09:00:04Z 2026-03-01T09:00:05Z",
			[]string{"2026-03-01T09:00:04Z|tom|b", "2026-03-01T09:00:05Z|ines|a"},
		},
		{"an empty page", `{"order":[],"posts":{}}`, "mattermost 0 0 0 0 unknown - -", nil},
	})
}

func TestRocketChat(t *testing.T) {
	page := `{"messages":[{"_id":"b","rid":"r","msg":"no","tmid":"a","ts":"2026-03-01T09:00:06.000Z","u":{"_id":"2","username":"tom","name":"Tom"},"editedAt":"2026-03-01T09:02:06.000Z"},` +
		`{"_id":"a","rid":"r","msg":"up?","ts":"2026-03-01T09:00:05.000Z","u":{"_id":"1","username":"ines"}},` +
		`{"_id":"j","rid":"r","t":"uj","msg":"tom","ts":"2026-03-01T09:00:04.000Z","u":{"_id":"2","username":"tom"}}],"success":true}`
	readVariants(t, []variant{
		{
			"pages that overlap", page + "\n" + page, "rocketchat 2 0 1 0 stated 2026-03-01T09:00:04Z 2026-03-01T09:00:06Z",
			[]string{"*2026-03-01T09:00:04Z|tom|uj\ntom", "2026-03-01T09:00:05Z|ines|up?", "2026-03-01T09:00:06Z|tom|no"},
		},
		{
			"a dump, a line each", `{"_id":"a","rid":"r","msg":"x","ts":{"$date":"2026-03-01T09:00:05.000Z"},"u":{"username":"ines"}}` + "\n" + `{"_id":"b","rid":"r","msg":"y","ts":{"$date":1772355606000},"bot":{"i":"1"},"alias":"Pager","u":{"username":"tom"}}` + "\n",
			"rocketchat 2 1 0 0 stated 2026-03-01T09:00:05Z 2026-03-01T09:00:06Z",
			[]string{"2026-03-01T09:00:05Z|ines|x", "2026-03-01T09:00:06Z|Pager|y"},
		},
	})
}

func TestZulip(t *testing.T) {
	readVariants(t, []variant{
		{
			"an answer", `{"result":"success","messages":[{"id":1,"sender_id":4,"sender_full_name":"Ines","content":"<p>up?</p>","content_type":"text/html","timestamp":1772355605,"display_recipient":"ops","subject":"api","type":"stream"},
			{"id":2,"sender_id":5,"sender_full_name":"Tom","content":"no","content_type":"text/x-markdown","timestamp":1772355606,"display_recipient":[{"id":4}],"subject":"","type":"private"}]}`,
			"zulip 2 0 0 0 stated 2026-03-01T09:00:05Z 2026-03-01T09:00:06Z",
			[]string{"2026-03-01T09:00:05Z|Ines|up?", "2026-03-01T09:00:06Z|Tom|no"},
		},
		{
			"a part by itself", `{"zerver_message":[{"id":1,"sender":4,"recipient":2,"subject":"api","content":"a","pub_date":1772355605.25,"last_edit_time":null},{"id":2,"sender":4,"content":"b","date_sent":1.772355606E9},{"id":3,"sender":4,"content":"c"}],"zerver_usermessage":[]}`,
			"zulip 2 0 0 1 stated 2026-03-01T09:00:05.25Z 2026-03-01T09:00:06Z", nil,
		},
	})
}

// TestZulipExport reads people and streams of realm.json with the parts beside it.
func TestZulipExport(t *testing.T) {
	at := written(t, "zulip.zip", zipped(t,
		"x/realm.json", `{"zerver_userprofile":[{"id":4,"full_name":"Ines","is_bot":false}],"zerver_userprofile_crossrealm":[{"id":1,"email":"notification-bot@example.org"}],"zerver_stream":[{"id":7,"name":"ops"}],"zerver_recipient":[{"id":2,"type":2,"type_id":7}]}`,
		"x/messages-000002.json", `{"zerver_message":[{"id":2,"sender":1,"recipient":2,"subject":"api","content":"b","date_sent":1772355606.0}]}`,
		"x/messages-000001.json", `{"zerver_message":[{"id":1,"sender":4,"recipient":2,"subject":"api","content":"a","date_sent":1772355605.0}]}`,
		"x/attachment.json", `{}`))
	docs, err := evidence.Read(t.Context(), at, evidence.Options{})
	if err != nil || len(docs) != 1 {
		t.Fatal(err, docs)
	}
	compare(t, docs[0], variant{
		want:  "zulip 2 1 0 0 stated 2026-03-01T09:00:05Z 2026-03-01T09:00:06Z",
		lines: []string{"2026-03-01T09:00:05Z|Ines|a", "2026-03-01T09:00:06Z|notification-bot@example.org|b"},
	})
	if docs[0].Messages[0].Channel != "ops > api" {
		t.Error(docs[0].Messages[0].Channel)
	}
}

// TestMattermostArchive: of an archive of mmctl, import.jsonl is read.
func TestMattermostArchive(t *testing.T) {
	at := written(t, "mm.zip", zipped(t, "data/20260301/a.png", "x",
		"import.jsonl", "{\"type\":\"version\",\"version\":1}\n{\"type\":\"post\",\"post\":{\"user\":\"ines\",\"message\":\"a\",\"create_at\":1772355605000}}\n"))
	docs, err := evidence.Read(t.Context(), at, evidence.Options{})
	if err != nil || len(docs) != 1 {
		t.Fatal(err, docs)
	}
	compare(t, docs[0], variant{want: "mattermost 1 0 0 0 stated 2026-03-01T09:00:05Z 2026-03-01T09:00:05Z"})
}

// TestNothingBesideIsPassedOver: an export among other files is read as one, and
// does not hide them.
func TestNothingBesideIsPassedOver(t *testing.T) {
	note := "WEBVTT\n\n00:01.000 --> 00:02.000\na\n"
	for what, names := range map[string][]string{
		"mattermost": {"import.jsonl", "{\"type\":\"version\",\"version\":1}\n{\"type\":\"team\"}\n", "a.vtt", note},
		"zulip":      {"x/realm.json", "{\"zerver_userprofile\":[]}", "x/messages-000001.json", "{\"zerver_message\":[]}", "a.vtt", note},
		"slack":      {"x/users.json", "[]", "x/ops/2026-01-02.json", `[{"type":"message","user":"U1","text":"a","ts":"1767312000.1"}]`, "a.vtt", note},
		"whatsapp":   {"_chat.txt", "[31.12.20, 22:00:00] Ines: a\n", "a.vtt", note},
	} {
		t.Run(what, func(t *testing.T) {
			docs, err := evidence.Read(t.Context(), written(t, "a.zip", zipped(t, names...)), evidence.Options{})
			if err != nil || len(docs) != 2 {
				t.Fatal(err, len(docs))
			}
			if !slices.ContainsFunc(docs, func(d *evidence.Document) bool { return d.Format == evidence.FormatWebVTT }) {
				t.Error("the transcript is not read")
			}
		})
	}
}

func TestGitter(t *testing.T) {
	readVariants(t, []variant{
		{
			"no time", `[{"id":"1","text":"a","html":"a","sent":"2026-03-01T09:00:05.123Z","editedAt":"2026-03-01T09:01:05Z","fromUser":{"id":"1","username":"ines"}},{"id":"2","text":"b","sent":null},7]`,
			"gitter 1 0 0 2 stated 2026-03-01T09:00:05.123Z 2026-03-01T09:00:05.123Z",
			[]string{"2026-03-01T09:00:05Z|ines|a"},
		},
	})
}

// TestWrongExtension: what a file is, its content says.
func TestWrongExtension(t *testing.T) {
	docs, err := evidence.Read(t.Context(), written(t, "chat.txt", []byte(`[{"id":"1","text":"a","sent":"2026-03-01T09:00:05Z","fromUser":{"username":"ines"}}]`)), evidence.Options{})
	if err != nil || docs[0].Format != evidence.FormatGitter || filepath.Base(docs[0].Path) != "chat.txt" {
		t.Error(err, docs)
	}
}

// TestSlackPieces: what somebody cut out of an export, or got of the API.
func TestSlackPieces(t *testing.T) {
	readVariants(t, []variant{
		{
			"one message", `{"type":"message","user":"U1","text":"up?","ts":"1677029631.029259","team":"T1"}`, "slack-export 1 0 0 0 stated 2023-02-22T01:33:51Z 2023-02-22T01:33:51Z",
			[]string{"2023-02-22T01:33:51Z|U1|up?"},
		},
		{"a list of direct messages", `[{"id":"D1","created":1568448961,"members":["U1","U2"]}]`, "slack-index 0 0 0 0 unknown - -", nil},
	})
}
