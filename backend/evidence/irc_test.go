package evidence_test

import (
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/evidence"
)

func TestIRC(t *testing.T) {
	readVariants(t, []variant{
		{
			"irssi", "--- Log opened Thu Jan 02 23:58:01 2014\n23:58 -!- ines [u@h] has joined #ops\n23:58 -!- Irssi: #ops: Total of 2 nicks\n23:58 <@ines> up?\n23:59  * tom looks\n" +
				"--- Day changed Fri Jan 03 2014\n00:00 <+tom> no\n00:01 -ChanServ(c@s)- hello\n00:01 !irc.example.org restarting\n00:02 -!- tom is now known as tom2\n--- Log closed Fri Jan 03 00:03:00 2014\n",
			"irc 3 0 8 0 unknown - -",
			[]string{
				"*2014-01-02 23:58:01||--- Log opened Thu Jan 02 23:58:01 2014", "*2014-01-02 23:58:00||-!- ines [u@h] has joined #ops",
				"*2014-01-02 23:58:00||-!- Irssi: #ops: Total of 2 nicks", "2014-01-02 23:58:00|ines|up?", "2014-01-02 23:59:00|tom|looks",
				"*||--- Day changed Fri Jan 03 2014", "2014-01-03 00:00:00|tom|no", "*2014-01-03 00:01:00||-ChanServ(c@s)- hello", "*2014-01-03 00:01:00||!irc.example.org restarting",
				"*2014-01-03 00:02:00||-!- tom is now known as tom2", "*2014-01-03 00:03:00||--- Log closed Fri Jan 03 00:03:00 2014",
			},
		},
		{
			"irssi in German, without the change of day", "--- Log geöffnet\n--- Log opened Do Mär 02 23:58:01 2017\n23:58 <ines> up?\n00:01 <tom> no\n",
			"irc 2 0 2 0 unknown - -",
			[]string{"*||--- Log geöffnet", "*2017-03-02 23:58:01||--- Log opened Do Mär 02 23:58:01 2017", "2017-03-02 23:58:00|ines|up?", "2017-03-03 00:01:00|tom|no"},
		},
		{
			"irssi with instants", "--- Log opened 2020-02-04T10:02:59Z Tue Feb 04\n2020-02-04T10:02:59Z -!- ines [u@h] has joined &ops\n2020-02-04T10:03:28Z  * ines looks\n2020-02-04T10:03:52Z <ines> up?\n",
			"irc 2 0 2 0 stated 2020-02-04T10:02:59Z 2020-02-04T10:03:52Z", nil,
		},
		{
			"weechat", "2014-01-02 03:04:05\t-->\tines (u@h) has joined #ops\n2014-01-02 03:04:06\tines\tup?  two\n2014-01-02 03:04:07\t@tom\tno\n2014-01-02 03:04:08\t *\ttom looks\n2014-01-02 03:04:09\t--\ttom is now known as t2\n2014-01-02 03:04:10\t<--\tt2 (u@h) has quit (bye)\n",
			"irc 3 0 3 0 unknown - -",
			[]string{
				"*2014-01-02 03:04:05||--> ines (u@h) has joined #ops", "2014-01-02 03:04:06|ines|up?  two", "2014-01-02 03:04:07|tom|no", "2014-01-02 03:04:08|tom|looks",
				"*2014-01-02 03:04:09||-- tom is now known as t2", "*2014-01-02 03:04:10||<-- t2 (u@h) has quit (bye)",
			},
		},
		{
			"HexChat over the end of a year", "**** BEGIN LOGGING AT Wed Dec 31 23:58:00 2014\n\nDec 31 23:58:01 *\tNow talking on #ops\nDec 31 23:58:02 <ines>\tup?\nDec 31 23:58:03 *\ttom looks\nDec 31 23:58:04 *\ttom (u@h) has quit (bye)\nJan 01 00:00:01 -ChanServ-\thello\nJan 01 00:00:02 <ines>\tgone\n**** ENDING LOGGING AT Thu Jan  1 00:00:03 2015\n",
			"irc 3 0 5 0 unknown - -",
			[]string{
				"*2014-12-31 23:58:00||**** BEGIN LOGGING AT Wed Dec 31 23:58:00 2014", "*2014-12-31 23:58:01||Now talking on #ops", "2014-12-31 23:58:02|ines|up?", "2014-12-31 23:58:03|tom|looks",
				"*2014-12-31 23:58:04||tom (u@h) has quit (bye)", "*2015-01-01 00:00:01||-ChanServ-\thello", "2015-01-01 00:00:02|ines|gone", "*2015-01-01 00:00:03||**** ENDING LOGGING AT Thu Jan  1 00:00:03 2015",
			},
		},
		{
			"mIRC", "Session Start: Thu Jan 02 23:58:00 2014\r\nSession Ident: #ops\r\n[23:58] \x0304,01<ines>\x03 up?\r\n[23:59] * tom \x02looks\x0f\r\n[23:59] * tom has quit IRC (bye)\r\n[00:01] * Now talking in #ops\r\n[00:01] <ines> gone\r\nSession Close: Fri Jan 03 00:02:00 2014\r\n",
			"irc 3 0 5 0 unknown - -",
			[]string{
				"*2014-01-02 23:58:00||Session Start: Thu Jan 02 23:58:00 2014", "*||Session Ident: #ops", "2014-01-02 23:58:00|ines|up?", "2014-01-02 23:59:00|tom|looks",
				"*2014-01-02 23:59:00||tom has quit IRC (bye)", "*2014-01-03 00:01:00||Now talking in #ops", "2014-01-03 00:01:00|ines|gone", "*2014-01-03 00:02:00||Session Close: Fri Jan 03 00:02:00 2014",
			},
		},
		{
			"quassel with a change of day, am and pm", "[11:59 pm] --> ines (u@h) has joined &ops\n[11:59 pm] <-> tom is now known as t2\n[11:59 pm] -*- ines looks\n[11:59 pm] <ines> up?\n[12:00 am] - {Day changed to 24 April 2021}\n[12:01 am] <t2> no\n[12:02 am] * t2 has been invited to &ops\n",
			"irc 3 0 4 0 unknown - -",
			[]string{
				"*23:59:00||--> ines (u@h) has joined &ops", "*23:59:00||<-> tom is now known as t2", "23:59:00|ines|looks", "23:59:00|ines|up?", "*2021-04-24 00:00:00||- {Day changed to 24 April 2021}",
				"2021-04-24 00:01:00|t2|no", "*2021-04-24 00:02:00||t2 has been invited to &ops",
			},
		},
		{
			"bip", "18-04-2019 09:52:34 -!- ines!u@h has joined #ops\n18-04-2019 09:52:41 < ines!u@h: up?\n18-04-2019 09:52:50 < * tom!u@h looks\n18-04-2019 09:52:51 > me: no: not\n",
			"irc 3 0 1 0 unknown - -",
			[]string{"*2019-04-18 09:52:34||-!- ines!u@h has joined #ops", "2019-04-18 09:52:41|ines|up?", "2019-04-18 09:52:50|tom|looks", "2019-04-18 09:52:51|me|no: not"},
		},
		{
			"IRCCloud", "#ops\n[2020-07-21 17:28:44] → Joined channel #ops\n[2020-07-23 14:57:56] <ines> up?\n[2020-07-23 14:58:28] — tom looks\n[2020-07-23 14:58:29] ⇐ tom quit (u@h): \"bye\"\n",
			"irc 2 0 3 0 unknown - -", nil,
		},
		{
			"supybot", "2012-10-17T09:16:21+0200  <#ops:ines> up?\n2012-10-17T09:16:35+0200  * tom looks\n2012-10-17T09:16:50+0200  *** tom has quit IRC\n2012-10-17T09:16:51+0200  <ines>\n2012-10-17T09:16:52+0200  tom neither\n",
			"irc 3 0 1 1 stated 2012-10-17T07:16:21Z 2012-10-17T07:16:51Z",
			[]string{"2012-10-17T07:16:21Z|ines|up?", "2012-10-17T07:16:35Z|tom|looks", "*2012-10-17T07:16:50Z||*** tom has quit IRC", "2012-10-17T07:16:51Z|ines|"},
		},
		{
			"dircproxy, no year", "[14 Jan 10:36] --> ines (u@h) joined the channel\n[14 Jan 12:36] <ines!u@h> +up?\n[14 Jan 12:53] *** You connected\n[14 Jan 12:54] <tom!u@h> -no\n",
			"irc 2 0 2 0 unknown - -",
			[]string{"*10:36:00||--> ines (u@h) joined the channel", "12:36:00|ines|up?", "*12:53:00||*** You connected", "12:54:00|tom|no"},
		},
		{
			"a client of KDE", "[Thursday 02 January 2014] [03:04:05] Join\tines has joined\n[Thursday 02 January 2014] [03:04:06] <ines>\tup?\n[Thursday 02 January 2014] [03:04:07] <tom>\tno\n",
			"irc 2 0 0 1 unknown - -",
			[]string{"2014-01-02 03:04:06|ines|up?", "2014-01-02 03:04:07|tom|no"},
		},
		{
			"Pidgin", "Conversation with #ops at Thu 02 Jan 2014 11:04:05 PM CET on ines@irc.example.org (irc)\n(11:04:06 PM) ines: up?\n(11:04:07 PM) tom: no\nreally\n(12:01:07 AM) tom: so\n",
			"irc 3 0 1 0 unknown - -",
			[]string{"*||Conversation with #ops at Thu 02 Jan 2014 11:04:05 PM CET on ines@irc.example.org (irc)", "2014-01-02 23:04:06|ines|up?", "2014-01-02 23:04:07|tom|no\nreally", "2014-01-03 00:01:07|tom|so"},
		},
		{"seconds since 1970", "1389106445 <ines> up?\n1389106446 *** tom has quit IRC\n1389106447 <tom> no\n", "irc 2 0 1 0 stated 2014-01-07T14:54:05Z 2014-01-07T14:54:07Z", nil},
		{
			"newest first, with pipes", "every 15 minutes\n\n2023-04-02T00:04:11.286Z|ines|a|b\n2023-04-02T00:01:02.970Z|tom|c\n2023-04-01T23:54:31.592Z|ines|d\n",
			"irc 3 0 0 1 stated 2023-04-01T23:54:31.592Z 2023-04-02T00:04:11.286Z",
			[]string{"2023-04-01T23:54:31Z|ines|d", "2023-04-02T00:01:02Z|tom|c", "2023-04-02T00:04:11Z|ines|a|b"},
		},
		{
			"columns", "--- Log opened Tue Jan 31 10:42:03 2017\n10:42           --> | ines (u@h) has joined &ops\n10:42       «Users» | 9 nicks (1 ops\n10:43 @        tom | up | down\n10:43             * | ines looks\n10:44          ines | no\n",
			"irc 3 0 3 0 unknown - -", nil,
		},
		{"RRSAgent", "14:50:46 <RRSAgent> RRSAgent has joined #ops\n14:50:48 <tom> tom has left the building\n14:50:49 <tom> up?\n", "irc 2 0 1 0 unknown - -", nil},
		{"no times, lines cut in two", "<ines> a long\r\n line, cut\r\n<tom> no\r\n * tom looks\r\n--- server going down\r\n", "irc 3 0 1 0 unknown - -", []string{"|ines|a long\nline, cut", "|tom|no", "|tom|looks", "*||--- server going down"}},
		{"names and colons", "ines: up?\ntom: no\nines: sure: very\n", "irc 3 0 0 0 unknown - -", []string{"|ines|up?", "|tom|no", "|ines|sure: very"}},
		{"times, nicks and texts on lines of their own", "10:04\nines\nup?\n10:05\ntom\nno\nreally\n10:06\nines\nso\n", "irc 3 0 0 0 unknown - -", []string{"10:04:00|ines|up?", "10:05:00|tom|no\nreally", "10:06:00|ines|so"}},
		{"charsets of three sorts", "10:04 <ines> \x1b$B>c32\x1b(B\n10:05 <tom> \xe9t\xe9\n10:06 <ines> été\n", "irc 3 0 0 0 unknown - -", []string{"10:04:00|ines|障害", "10:05:00|tom|été", "10:06:00|ines|été"}},
		{"a mark before it", "\ufeff<ines> a\n<tom> b\n", "irc 2 0 0 0 unknown - -", nil},
		{"1970 and 9999", "1970-01-01T00:00:00Z <ines> a\n9999-01-01T00:00:00Z <ines> b\n2020-13-41T00:00:00Z <ines> c\n2020-01-01T00:00:00Z <ines> d\n2020-01-01T00:00:00Z <ines> e\n", "irc 4 0 0 1 stated 2020-01-01T00:00:00Z 2020-01-01T00:00:00Z", nil},
		{
			"eggdrop", "[00:00] --- Thu Jan  2 2014\n[03:04] <ines> up?\n[03:04] tom (~u@h) joined #ops.\n[03:05] Action: tom looks\n[03:06] ines (~u@h) left irc: Quit\n", "irc 2 0 3 0 unknown - -",
			[]string{"*||[00:00] --- Thu Jan  2 2014", "2014-01-02 03:04:00|ines|up?", "*2014-01-02 03:04:00||tom (~u@h) joined #ops.", "2014-01-02 03:05:00|tom|looks", "*2014-01-02 03:06:00||ines (~u@h) left irc: Quit"},
		},
		{"the year behind the clock, the day before the date", "Thu Jan 02 03:04:05 2014 <ines> up?\n[Thu 2014-01-02 03:04:06] <tom> no\n", "irc 2 0 0 0 unknown - -", []string{"2014-01-02 03:04:05|ines|up?", "2014-01-02 03:04:06|tom|no"}},
		{"Pidgin without its heading", "(03:04:05 PM) ines: up?\n(03:04:06 PM) tom: no\n(03:04:07 PM) The topic for #ops is: x\n(03:04:08 PM) tom left the room (quit: bye).\n", "irc 2 0 2 0 unknown - -", nil},
		{"pipes with blanks", "14:02 | ines | up?\n14:03 | tom | no\n14:04 | ines | so\n", "irc 3 0 0 0 unknown - -", []string{"14:02:00|ines|up?", "14:03:00|tom|no", "14:04:00|ines|so"}},
		{"names and colons, and an action", "03:04 ines: up?\n03:04 tom: no\n03:05 * tom looks\n03:06 tom: x\n", "irc 4 0 0 0 unknown - -", nil},
		{
			"a bot's words for joins", "2015-04-20T07:12:40 * tom joined the channel\n2015-04-20T07:12:41 <ines> up?\n2015-04-20T07:12:42 * TOPIC: all is well\n2015-04-20T07:12:43 * tom has quit\n2015-04-20T07:12:44 * -- Bot disconnected, possible missing messages --\n2015-04-20T07:12:45 * ines has quit smoking\n", "irc 2 0 4 0 unknown - -",
			[]string{"*2015-04-20 07:12:40||tom joined the channel", "2015-04-20 07:12:41|ines|up?", "*2015-04-20 07:12:42||TOPIC: all is well", "*2015-04-20 07:12:43||tom has quit", "*2015-04-20 07:12:44||-- Bot disconnected, possible missing messages --", "2015-04-20 07:12:45|ines|has quit smoking"},
		},
		{"nicks and bars, no times", "   ines | up? | now\n    tom | no\n      * | ines looks\n    --> | bob has joined #ops\n", "irc 3 0 1 0 unknown - -", []string{"|ines|up? | now", "|tom|no", "|ines|looks", "*||--> bob has joined #ops"}},
		{"no chat but a table with bars", "name | age | city\nTom | 12 | A\nInes | 13 | B\n", "table 2 0 0 0 unknown - -", nil},
		{"nothing but new names", "=== tom is now known as t2\n", "irc 0 0 1 0 unknown - -", nil},
		{"stars that stand close, one with nothing behind", "2012-10-17T09:16:21+0000  <ines> up?\n2012-10-17T09:16:22+0000  *tom looks\n2012-10-17T09:16:23+0000  *tom\n2012-10-17T09:16:24+0000  *** tom has quit IRC\n", "irc 3 0 1 0 stated 2012-10-17T09:16:21Z 2012-10-17T09:16:24Z", nil},
		{"no log but HTML", "<p> a\n<p> b\n</p>\n", "unknown 0 0 0 1 unknown - -", nil},
	})
}

// TestIRCDayOfName: a day may be told by the name of the file, or of its folders.
func TestIRCDayOfName(t *testing.T) {
	for name, want := range map[string]string{
		"#ops_20140102.log": "2014-01-02 10:04:05", "2014-01-02.log": "2014-01-02 10:04:05", "2014/01/02.log": "2014-01-02 10:04:05",
		"2014-01/02-ops.log": "2014-01-02 10:04:05", "ops.log": "10:04:05", "20141399.log": "10:04:05",
	} {
		t.Run(name, func(t *testing.T) {
			at := written(t, "logs.zip", zipped(t, name, "[10:04:05] <ines> up?\n[10:05:05] *** Joins: tom (u@h)\n[23:59:05] <tom> no\n[00:01:00] <tom> no\n"))
			docs, err := evidence.Read(t.Context(), at, evidence.Options{})
			if err != nil || len(docs) != 1 {
				t.Fatal(err, docs)
			}
			lines := linesOf(docs[0])
			if !strings.HasPrefix(lines[0], want+"|ines") {
				t.Errorf("%s: %q", filepath.Base(docs[0].Path), lines)
			}
		})
	}
}

func TestMeetbot(t *testing.T) {
	readVariants(t, []variant{{
		"raw", `{"founder":"ines","channel":"#ops","messages":[{"id":"1","sender":"ines","payload":"#startmeeting","action":false,"timestamp":"2021-04-13T02:06:12"},{"id":"2","sender":"tom","payload":"a","timestamp":"2021-04-13T02:06:12+00:00"},{"id":"3","timestamp":""}]}`,
		"irc 2 0 0 1 stated 2021-04-13T02:06:12Z 2021-04-13T02:06:12Z",
		[]string{"2021-04-13 02:06:12|ines|#startmeeting", "2021-04-13T02:06:12Z|tom|a"},
	}})
}
