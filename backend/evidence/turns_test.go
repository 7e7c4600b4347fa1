package evidence_test

import (
	"strings"
	"testing"
)

func TestZoomChat(t *testing.T) {
	readVariants(t, []variant{
		{
			"with tabs, counted from the start", "00:05:41\tInes P:\tup?\n00:07:54\tTom | Ops:\tReacted to \"up?\" with 🔥\n00:08:00\tTom | Ops:\tReplying to \"up?\"\n\nno: not yet\n\n00:08:02\tInes P:\tHat auf \"no: not y...\" mit 🎉 reagiert\n00:08:03\tInes P:\t\nlong\nstory\n",
			"zoom-chat 3 0 2 0 unknown - -",
			[]string{"+5m41s|Ines P|up?", "*+7m54s|Tom | Ops|Reacted to \"up?\" with 🔥", "+8m0s|Tom | Ops|no: not yet", "*+8m2s|Ines P|Hat auf \"no: not y...\" mit 🎉 reagiert", "+8m3s|Ines P|long\nstory"},
		},
		{
			"with From, of the clock", "15:00:31 From Ines P to Everyone:\r\nup?\r\n\r\n15:03:05 From Tom to Ines P (Direct Message):\r\n\tno\r\n15:03:06\t From  Tom  : so: it is\r\n15:03:07 From Tom B. to Everyone: late\r\n",
			"zoom-chat 4 0 0 0 unknown - -",
			[]string{"15:00:31|Ines P|up?", "15:03:05|Tom|no", "15:03:06|Tom|so: it is", "15:03:07|Tom B.|late"},
		},
		{"the middle of one", "and so on\n15:00:31 From Ines to Everyone:\nup?\n15:00:32 From Ines to Everyone:\nup?\n15:00:33 From Ines to Everyone:\nup?\n", "zoom-chat 3 0 0 1 unknown - -", nil},
	})
}

func TestOtter(t *testing.T) {
	readVariants(t, []variant{
		{
			"bold", "**Ines**  0:00  \nHello.\n\nAnd more at 0:05\n\n**Unknown Speaker** 0:23\nYes.\n\n**Tom B** 1:02:03  \nSo.\n\nTranscribed by https://otter.ai\n",
			"otter 3 0 1 0 unknown - -",
			[]string{"+0s|Ines|Hello.\nAnd more at 0:05", "+23s||Yes.", "+1h2m3s|Tom B|So.", "*||Transcribed by https://otter.ai"},
		},
		{
			"plain, with a heading", "Weekly\r\nThu, Mar 03, 2022 10:05AM\r\nSUMMARY KEYWORDS\r\napi, down\r\n\r\nInes  0:00\r\nHello.\r\n\r\nTom  45:10\r\nSo.\r\n",
			"otter 2 0 4 0 unknown - -", nil,
		},
		{"bold, but for whom nobody knows", "**Ines**  0:00\nDown.\n\nUnknown Speaker  0:20\nYes.\n", "otter 2 0 0 0 unknown - -", []string{"+0s|Ines|Down.", "+20s||Yes."}},
		{"bold, in one line", "**Ines** [00:00:00] It&#39;s down.\n\n**Tom B** [00:00:30] Yes.\nVery.\n", "otter 2 0 0 0 unknown - -", []string{"+0s|Ines|It's down.", "+30s|Tom B|Yes.\nVery."}},
		{"one blank", "Ines 0:03\nHello. We start at 0:10\n\nTom 0:20\nSo.\n", "otter 2 0 0 0 unknown - -", []string{"+3s|Ines|Hello. We start at 0:10", "+20s|Tom|So."}},
	})
}

func TestTranscript(t *testing.T) {
	readVariants(t, []variant{
		{
			"in brackets", "[00:00:01] Ines: The API: down.\n[00:00:04] Tom B: Yes.\nand more\n[01:02:03] Speaker 2:\nno\n", "transcript 3 0 0 0 unknown - -",
			[]string{"+1s|Ines|The API: down.", "+4s|Tom B|Yes.\nand more", "+1h2m3s|Speaker 2|no"},
		},
		{"in brackets, of the clock", "[14:05:01] Ines Perez: down.\n[14:05:04] Tom Berg: Yes.\n", "transcript 2 0 0 0 unknown - -", []string{"14:05:01|Ines Perez|down.", "14:05:04|Tom Berg|Yes."}},
		{"times alone", "00:00:00 Welcome, all of you.\n\n00:00:06 It was: down\n\n00:00:36 for an hour.\n", "transcript 3 0 0 0 unknown - -", []string{"+0s||Welcome, all of you.", "+6s||It was: down", "+36s||for an hour."}},
		{"the time after the name", "Ines (00:01):\nDown.\n\nTom B (00:05):\nYes.\n", "transcript 2 0 0 0 unknown - -", []string{"+1s|Ines|Down.", "+5s|Tom B|Yes."}},
		{"Zoom", "[Ines P] 14:05:01\nDown.\n\n[Tom] 14:05:09\nYes.\nVery.\n", "transcript 2 0 0 0 unknown - -", []string{"14:05:01|Ines P|Down.", "14:05:09|Tom|Yes.\nVery."}},
		{
			"Teams", "Weekly-20260303_100501-Meeting Recording\nMarch 3, 2026, 10:05AM\n1h 2m 3s\n\nInes Perez started transcription\n\nInes Perez   0:03\nDown.\n\nTom Berg   0:09\nYes.\nInes Perez stopped transcription\n",
			"transcript 2 0 5 0 unknown - -",
			[]string{"*||Weekly-20260303_100501-Meeting Recording", "*||March 3, 2026, 10:05AM", "*||1h 2m 3s", "*||Ines Perez started transcription", "+3s|Ines Perez|Down.", "+9s|Tom Berg|Yes.", "*||Ines Perez stopped transcription"},
		},
		{"Teams, older", "0:0:0.0 --> 0:0:5.200\nInes Perez\nDown.\n\n0:0:5.300 --> 0:0:7.0\nTom Berg\nYes.\n", "transcript 2 0 0 0 unknown - -", []string{"+0s|Ines Perez|Down.", "+5.3s|Tom Berg|Yes."}},
		{"times alone, and a star among what was said", "00:00:01 Hello.\n00:00:04 Fine.\n00:00:05 * laughs\n" + strings.Repeat("00:00:09 So.\n", 20), "transcript 23 0 0 0 unknown - -", nil},
		{"Meet", "Weekly - Transcript\n00:00:00\n\nInes Perez: Down.\nTom Berg: Yes.\n\n00:05:00\nInes Perez: Very.\n", "transcript 3 0 3 0 unknown - -", []string{"*||Weekly - Transcript", "*||00:00:00", "+0s|Ines Perez|Down.", "+0s|Tom Berg|Yes.", "*||00:05:00", "+5m0s|Ines Perez|Very."}},
	})
}

func TestSlackPaste(t *testing.T) {
	readVariants(t, []variant{
		{
			"a window of today", "Tuesday, March 3rd\nInes Perez  11:58 AM\nup?\nand more\n12:01\nno (edited)\n2 replies\nPager APP  12:02 PM\nAPI down\nNew\nTom  12:03 PM\njoined #ops.\n",
			"slack-paste 3 1 4 0 unknown - -",
			[]string{"*||Tuesday, March 3rd", "11:58:00|Ines Perez|up?\nand more", "12:01:00|Ines Perez|no", "*||2 replies", "12:02:00|Pager|API down", "*||New", "*12:03:00||Tom joined #ops."},
		},
		{
			"with the year", "Tuesday, March 3rd, 2026\nInes Perez  2:05 PM\nup?\n2:06\nno\nTom  Mar 4th, 2026 at 9:00 AM\nso\n",
			"slack-paste 3 0 1 0 unknown - -",
			[]string{"*||Tuesday, March 3rd, 2026", "2026-03-03 14:05:00|Ines Perez|up?", "2026-03-03 14:06:00|Ines Perez|no", "2026-03-04 09:00:00|Tom|so"},
		},
		{
			"older, with brackets", "----- Today August 3rd, 2017 -----\nines [2:05 PM] \nup?\n[2:06]\nno\ntom-b [2:07 PM] so\n",
			"slack-paste 3 0 1 0 unknown - -",
			[]string{"*||----- Today August 3rd, 2017 -----", "2017-08-03 14:05:00|ines|up?", "2017-08-03 14:06:00|ines|no", "2017-08-03 14:07:00|tom-b|so"},
		},
		{"24 hours", "Ines Perez  14:05\nup?\nTom\u00a0\u00a014:07\nno, at 15:00\n", "slack-paste 2 0 0 0 unknown - -", []string{"14:05:00|Ines Perez|up?", "14:07:00|Tom|no, at 15:00"}},
		{"names above times, a program's too", "Ines Perez\n  2:05 PM\nup?\nand more\n\nPager\nAPP  2:07 PM\nAPI down\n", "slack-paste 2 1 0 0 unknown - -", []string{"14:05:00|Ines Perez|up?\nand more", "14:07:00|Pager|API down"}},
		{"a picture behind the name", "Ines Perez:house_with_garden:  2:05 PM\nup?\nTom Berg  2:06 PM\nno\n", "slack-paste 2 0 0 0 unknown - -", []string{"14:05:00|Ines Perez|up?", "14:06:00|Tom Berg|no"}},
		{"Discord's window", "Ines — Today at 2:05 PM\nup?\nTom — 13/03/2026 2:06 PM\nno\n", "discord 2 0 0 0 unknown - -", []string{"14:05:00|Ines|up?", "2026-03-13 14:06:00|Tom|no"}},
		{"today and yesterday", "Ines Perez  Yesterday at 2:05 PM\nup?\nTom  Today at 9:00 AM\nno\n", "slack-paste 2 0 0 0 unknown - -", []string{"14:05:00|Ines Perez|up?", "09:00:00|Tom|no"}},
	})
}

func TestTeamsPaste(t *testing.T) {
	readVariants(t, []variant{
		{
			"with brackets", "[Yesterday 2:05 PM] Perez, Ines\nup?\nand more\n[13/3/2026 9:00 AM] Tom Berg (Guest)\n    no\n[3/4 9:01 AM] Tom Berg: so\n", "teams-paste 3 0 0 0 unknown - -",
			[]string{"14:05:00|Perez, Ines|up?\nand more", "2026-03-13 09:00:00|Tom Berg (Guest)|no", "09:01:00|Tom Berg|so"},
		},
		{"the name above the time", "Ines Perez\nYesterday 2:05 PM\nup?\nand more\n\nTom Berg\n9:00 AM\nno\n", "teams-paste 2 0 0 0 unknown - -", []string{"14:05:00|Ines Perez|up?\nand more", "09:00:00|Tom Berg|no"}},
	})
}

func TestCueSpeakers(t *testing.T) {
	film := "WEBVTT\n\n00:01.000 --> 00:02.000\nHe said: \"no\".\n" + strings.Repeat("\n00:03.000 --> 00:04.000\na\n", 12)
	readVariants(t, []variant{
		{"a colon in a film", film, "webvtt 13 0 0 0 unknown - -", nil},
		{"names that begin with a mark", "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n@ines / Ines: up?\n\n2\n00:03.000 --> 00:04.000\nTom: no\n", "webvtt 2 0 0 0 unknown - -", []string{"+1s|@ines / Ines|up?", "+3s|Tom|no"}},
	})
}
