package evidence_test

import (
	"testing"

	"secondstory/backend/evidence"
)

func TestWhatsApp(t *testing.T) {
	readVariants(t, []variant{
		{
			"Android in the United States, half days", "12/31/20, 11:59\u202fPM - Messages and calls are end-to-end encrypted.\n12/31/20, 11:59\u202fPM - Ines: up?\nand: more\n\n1/1/21, 12:00\u202fAM - Tom B: <Media omitted>\n",
			"whatsapp 2 0 1 0 unknown - -",
			[]string{"*2020-12-31 23:59:00||Messages and calls are end-to-end encrypted.", "2020-12-31 23:59:00|Ines|up?\nand: more", "2021-01-01 00:00:00|Tom B|<Media omitted>"},
		},
		{
			"iOS in Germany", "\u200e[31.12.20, 23:59:58] Ops: \u200eNachrichten sind Ende-zu-Ende-verschlüsselt.\r\n[31.12.20, 23:59:59] ~\u00a0Ines: up?\r\n\u200e[01.01.21, 00:00:01] \u202a+49 151 123\u202c: \u200eBild weggelassen\r\n",
			"whatsapp 2 0 1 0 unknown - -",
			[]string{"*2020-12-31 23:59:58||Ops: Nachrichten sind Ende-zu-Ende-verschlüsselt.", "2020-12-31 23:59:59|Ines|up?", "2021-01-01 00:00:01|+49 151 123|Bild weggelassen"},
		},
		{"older iOS", "31.12.20, 22:00:00: Ines: up?\n31.12.20, 22:00:05: Tom: no\n", "whatsapp 2 0 0 0 unknown - -", []string{"2020-12-31 22:00:00|Ines|up?", "2020-12-31 22:00:05|Tom|no"}},
		{
			"Spanish, the day told by its number", "3/12/20 10:00 p. m. - Ines: a\n13/12/20 9:05 a. m. - Tom: b\n13/12/20 9:06 a. m. - Ines creó el grupo \"x: y\"\n", "whatsapp 2 0 1 0 unknown - -",
			[]string{"2020-12-03 22:00:00|Ines|a", "2020-12-13 09:05:00|Tom|b", "*2020-12-13 09:06:00||Ines creó el grupo \"x: y\""},
		},
		{"the United States, the day told by its number", "5/7/20, 22:00 - Ines: a\n5/31/20, 22:00 - Tom: b\n", "whatsapp 2 0 0 0 unknown - -", []string{"2020-05-07 22:00:00|Ines|a", "2020-05-31 22:00:00|Tom|b"}},
		{
			"the order told by the order", "1/9/20, 22:00 - Ines: a\n1/10/20, 22:00 - Tom: b\n2/1/20, 22:00 - Tom: c\n", "whatsapp 3 0 0 0 unknown - -",
			[]string{"2020-01-09 22:00:00|Ines|a", "2020-01-10 22:00:00|Tom|b", "2020-02-01 22:00:00|Tom|c"},
		},
		{"nothing tells the order", "12/9/20, 23:55 - Ines: a\n12/9/20, 23:56 - Tom: b\n", "whatsapp 2 0 0 0 unknown - -", []string{"23:55:00|Ines|a", "23:56:00|Tom|b"}},
		{"day and month the same", "1/1/21, 12:00 - Ines: a\n", "whatsapp 1 0 0 0 unknown - -", []string{"2021-01-01 12:00:00|Ines|a"}},
		{
			"year first", "2020/12/31 下午10:00 - Ines: a\n2020-12-31, 22:05 - Tom: b\n2020. 12. 31. 오후 10:06, Kim : c\n2020년 12월 31일 오후 10:07, Kim : d\n", "whatsapp 4 0 0 0 unknown - -",
			[]string{"2020-12-31 22:00:00|Ines|a", "2020-12-31 22:05:00|Tom|b", "2020-12-31 22:06:00|Kim|c", "2020-12-31 22:07:00|Kim|d"},
		},
		{"points in the clock, words between", "31.12.2020 klo 22.00 - Ines: a\n31/12/2020 à 22:01 - Tom: b\n31.12.20 um 22:02 - Tom: c\n", "whatsapp 3 0 0 0 unknown - -", nil},
		{"no year", "31 Dec 22:00 - Ines: a\nDec 31, 10:01 PM - Tom: b\n", "whatsapp 2 0 0 0 unknown - -", []string{"22:00:00|Ines|a", "22:01:00|Tom|b"}},
		{"edited, and a day that is none", "31/12/2020, 22:00 - Ines: a <This message was edited>\n31/02/2020, 22:00 - Tom: b\n", "whatsapp 1 0 0 1 unknown - -", nil},
		{"the clock first", "[20:05, 1/24/2020] Ines: a\n[8:06 PM, 1/25/2020] Tom: b\n20:07:33, 25/01/2020 - Tom: c\n", "whatsapp 3 0 0 0 unknown - -", nil},
		{"Vietnam", "20:05, 24/01/2020 - Ines: a\n", "whatsapp 1 0 0 0 unknown - -", []string{"2020-01-24 20:05:00|Ines|a"}},
		{"Arabic", "٢٤\u200f/١\u200f/٢٠٢٠، ٨:٠٥ م - Ines: ٣ a\n25\u200f/1\u200f/2020، 8:05 ص - Tom: b، c\n", "whatsapp 2 0 0 0 unknown - -", []string{"2020-01-24 20:05:00|Ines|٣ a", "2020-01-25 08:05:00|Tom|b، c"}},
		{"Bulgaria, Thailand", "24.01.20 г., 20:05 ч. - Ines: a\n24/1/2563 20:06 - Tom: b\n", "whatsapp 2 0 0 0 unknown - -", []string{"2020-01-24 20:05:00|Ines|a", "2020-01-24 20:06:00|Tom|b"}},
		{"parts of the day", "2020/1/24 晚上8:05 - Ines: a\n2020/1/25 凌晨1:05 - Tom: b\n25/1/20, 8:05 अपराह्न - Tom: c\n", "whatsapp 3 0 0 0 unknown - -", []string{"2020-01-24 20:05:00|Ines|a", "2020-01-25 01:05:00|Tom|b", "2020-01-25 20:05:00|Tom|c"}},
		{"midnight and noon counted as 0", "01/20/2020, 00:08 a. m. - Ines: a\n2020/1/21 午後0:15 - Tom: b\n", "whatsapp 2 0 0 0 unknown - -", []string{"2020-01-20 00:08:00|Ines|a", "2020-01-21 12:15:00|Tom|b"}},
		{"what it tells in the name of the group", "[31.12.20, 22:00:00] Ops: Messages and calls are end-to-end encrypted. Only people in this chat can read them.\n[31.12.20, 22:00:01] Ines: a\n", "whatsapp 1 0 1 0 unknown - -", nil},
		{"a log in columns", "2016-09-28 04:30:30, Info                  CBS    Loaded: a\n2016-09-28 04:30:31, Info                  CBS    Ending: b\n", "log 2 2 0 0 unknown - -", nil},
		{"half a line before", "so it was\n31/12/2020, 22:00 - Ines: a\n31/12/2020, 22:00 - Ines: b\n", "whatsapp 2 0 0 1 unknown - -", nil},
		{"a log of IRC", "[2020-07-21 17:28:44] <ines> up?\n[2020-07-21 17:28:45] * tom looks\n", "irc 2 0 0 0 unknown - -", nil},
	})
}

// TestWhatsAppArchive: the chat is read, the pictures beside it are not.
func TestWhatsAppArchive(t *testing.T) {
	docs, err := evidence.Read(t.Context(), written(t, "a.zip", zipped(t, "_chat.txt", "[31.12.20, 22:00:00] Ines: a\n", "00000001-PHOTO.jpg", "\xff\xd8")), evidence.Options{})
	if err != nil || len(docs) != 1 {
		t.Fatal(err, docs)
	}
	compare(t, docs[0], variant{want: "whatsapp 1 0 0 0 unknown - -"})
}
