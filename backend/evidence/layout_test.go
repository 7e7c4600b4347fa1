package evidence_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

// parts is a mapping in short: the names of the parts in the order of the columns.
func parts(t *evidence.Table) string {
	m, out := t.Mapping, make([]string, len(t.Columns))
	for i := range out {
		out[i] = "-"
	}
	for _, p := range []struct {
		name string
		at   int
	}{{"time", m.Time}, {"day", m.Day}, {"zone", m.Zone}, {"who", m.Who}, {"text", m.Text}, {"channel", m.Channel}, {"kind", m.Kind}, {"id", m.ID}, {"until", m.Until}} {
		if p.at >= 0 {
			out[p.at] = p.name
		}
	}
	told := strings.Join(out, " ")
	if m.ZoneName != "" {
		told += " in " + m.ZoneName
	}
	if m.Order != "" {
		told += " " + string(m.Order)
	}
	if !m.Header {
		told += " headless"
	}
	if t.Ambiguous {
		told += " ambiguous"
	}
	return told
}

// TestLayouts: tables as programs and people write them are guessed.
//
//nolint:misspell // not all of it is English
func TestLayouts(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"ISO, plain", "timestamp,user,message\n2024-05-01T10:00:00Z,ines,checkout is slow\n2024-05-01T10:01:00Z,jo,looking\n", "time who text"},
		{"US dates, half days", "Date,Author,Content\n5/1/2024 10:00 PM,ines,slow\n5/13/2024 11:00 AM,jo,looking\n", "time who text month-first"},
		{"EU dates", "Datum;Autor;Nachricht\n01.05.2024 22:00;ines;langsam\n02.05.2024 22:01;jo;schaue\n", "time who text"},
		{"slashes, either", "Fecha;Usuario;Mensaje\n03/04/2024 22:00;ines;lento\n05/04/2024 22:01;jo;miro\n", "time who text ambiguous"},
		{"French", "Horodatage;Auteur;Événement\n14/03/2024 10:02;Zoé;déploiement lancé\n14/03/2024 10:09;Luc;retour arrière\n", "time who text day-first"},
		{"Italian", "Data;Ora;Chi;Cosa è successo\n14/03/2024;10:02;Zoe;avviato\n14/03/2024;10:09;Luca;fermato\n", "day time who text day-first"},
		{"Portuguese", "Data,Hora,Usuário,Mensagem\n2024-03-14,10:02,Rui,subiu\n2024-03-14,10:09,Ana,voltou\n", "day time who text"},
		{"Dutch", "Tijdstip;Wie;Bericht\n14-03-2024 10:02;Jan;uitgerold\n14-03-2024 10:09;Piet;terug\n", "time who text day-first"},
		{"Polish", "Czas;Kto;Wiadomość\n2024-03-14 10:02;Jan;wdrożono\n2024-03-14 10:09;Ola;cofnięto\n", "time who text"},
		{"Swedish", "Tidpunkt;Vem;Händelse\n2024-03-14 10:02;Jan;utrullat\n2024-03-14 10:09;Ola;tillbaka\n", "time who text"},
		{"Japanese", "日時,発言者,メッセージ\n2024/03/14 10:02,佐藤,遅い\n2024/03/14 10:09,鈴木,確認中\n", "time who text"},
		{"Chinese", "时间,用户,内容\n2024-03-14 10:02:11,小李,变慢了\n2024-03-14 10:09:12,小王,在看\n", "time who text"},
		{"Russian", "Дата;Автор;Сообщение\n14.03.2024 10:02;Ира;медленно\n14.03.2024 10:09;Лев;смотрю\n", "time who text day-first"},
		{"epoch seconds", "ts,user,text\n1714557600,ines,slow\n1714557660,jo,looking\n", "time who text"},
		{"epoch milliseconds", "created_at;sender;body\n1714557600123;ines;slow\n1714557660456;jo;looking\n", "time who text"},
		{"epoch with a fraction", "ts,user,text\n1714557600.000200,U1,slow\n1714557660.000300,U2,looking\n", "time who text"},
		{"spreadsheet's serial dates", "Time,Person,What happened\n45413.4375,ines,slow\n45413.4409722222,jo,looking\n", "time who text"},
		{"serial dates, commas in numbers", "Zeitpunkt;Wer;Was\n45413,4375;ines;langsam\n45413,4409722222;jo;schaue\n", "time who text"},
		{"serial day and clock", "Date,Time,Who,Event\n45413,0.4375,ines,slow\n45413,0.440972222,jo,looking\n", "day time who text"},
		{"two columns", "Date,Time,Who,Event\n2024-05-01,10:00,ines,slow\n2024-05-01,10:05,jo,looking\n", "day time who text"},
		{"two columns, clock first", "Time\tDate\tEvent\n10:00 PM\t5/1/2024\tslow\n10:05 PM\t5/21/2024\tlooking\n", "time day text month-first"},
		{"no header", "2024-05-01 10:00;ines;slow\n2024-05-01 10:01;jo;we are looking\n2024-05-01 10:03;ines;found it\n", "time who text headless"},
		{"no header, pasted", "5/1/2024 10:00\tInes\tcheckout is slow\n5/1/2024 10:05\tJo\twe are looking\n5/13/2024 10:06\tInes\tfound it\n", "time who text month-first headless"},
		{"no header, a clock and what", "10:00\tcheckout is slow\n10:05\twe are looking\n", "time text headless"},
		{"quoted newlines", "time,who,text\n2024-05-01T10:00:00Z,ines,\"slow,\nvery\nslow\"\n2024-05-01T10:01:00Z,jo,\"he said \"\"now\"\"\"\n", "time who text"},
		{"a mark, quoted names", "\ufeff\"Time (UTC)\",\"User name\",\"Message\"\n\"2024-05-01 10:00\",\"ines\",\"slow\"\n\"2024-05-01 10:01\",\"jo\",\"looking\"\n", "time who text in UTC"},
		{"a zone in the header", "Time [CEST],Who,Event\n2024-05-01 10:00,ines,slow\n2024-05-01 10:01,jo,looking\n", "time who text in CEST"},
		{"a zone of its own", "Date,Time,TZ,Who,Notes\n2024-05-01,10:00,PDT,ines,slow\n2024-05-01,10:05,PDT,jo,looking\n", "day time zone who text"},
		{"an incident's log", "Start Time,End Time,Owner,Description,Status\n2024-05-01 10:00,2024-05-01 10:30,ines,deploy of 810,done\n2024-05-01 10:31,2024-05-01 10:40,jo,rolled back,done\n", "time until who text -"},
		{"a ticket system", "Issue ID,Created At,Created By,Type,Comment\n1,2024-05-01T10:00:00+02:00,ines,comment,slow\n2,2024-05-01T10:05:00+02:00,jo,comment,looking\n", "id time who kind text"},
		{"a log service", "@timestamp,host,level,message\n2024-05-01T10:00:00.123Z,web-1,ERROR,timeout\n2024-05-01T10:00:01.123Z,web-2,ERROR,timeout\n", "time channel - text"},
		{"a chat export", "message_id,channel_name,user_name,created_on,content,attachments\n11,ops,ines,\"May 1, 2024 10:00 AM\",slow,\n12,ops,jo,\"May 1, 2024 10:01 AM\",looking,\n", "id channel who time text -"},
		{"camel case", "eventTime,displayName,eventType,messageText\n2024-05-01T10:00:00Z,ines,post,slow\n2024-05-01T10:01:00Z,jo,post,looking\n", "time who kind text"},
		{"a timeline kept by hand", "When\tWho\tWhat\tEvidence\n1 May 2024 10:00\tInes\tSaw the alert\tgrafana\n1 May 2024 10:04\tJo\tJoined the call\tzoom\n", "time who text -"},
		{"bars", "time | who | event\n2024-05-01 10:00 | ines | slow\n2024-05-01 10:01 | jo | looking\n", "time who text"},
		{"a title above", "Timeline of the outage;;\n;;\nTime;Who;Event\n2024-05-01 10:00;ines;slow\n2024-05-01 10:01;jo;looking\n2024-05-01 10:02;jo;found\n", "time who text"},
		{"two times", "Detected at,Reported at,Who,Event\n2024-05-01 10:00,2024-05-01 10:05,ines,slow\n2024-05-01 10:07,2024-05-01 10:09,jo,looking\n", "time - who text"},
		{"numbers that are none", "Count,Time,Event\n45413,2024-05-01 10:00,slow\n45414,2024-05-01 10:01,slower\n", "- time text"},
		{"unnamed columns", "a,b,c\n2024-05-01 10:00,ines,checkout is slow\n2024-05-01 10:01,jo,we are looking\n2024-05-01 10:02,ines,found it\n", "time who text"},
		{"Kibana", "\"@timestamp per 30 seconds\",\"kubernetes.pod.name\",\"message\"\n\"May 1, 2024 @ 10:00:00.000\",\"web-1\",\"timeout\"\n\"May 1, 2024 @ 10:00:30.000\",\"web-1\",\"timeout\"\n", "time who text"},
		{"UTF-16", "\xff\xfet\x00i\x00m\x00e\x00;\x00w\x00h\x00o\x00;\x00t\x00e\x00x\x00t\x00\n\x002\x000\x002\x004\x00-\x000\x005\x00-\x000\x001\x00 \x001\x000\x00:\x000\x000\x00;\x00a\x00;\x00b\x00\n\x002\x000\x002\x004\x00-\x000\x005\x00-\x000\x001\x00 \x001\x000\x00:\x000\x001\x00;\x00a\x00;\x00c\x00\n\x00", "time who text"},
		{"Windows' western letters", "Zeit;Benutzer;\xc4nderung\n01.05.2024 10:00;J\xfcrgen;langsam\n01.05.2024 10:01;Zo\xeb;schaue\n", "time who text"},
		{"month names, dashes", "Date,Name,Update\n01-May-2024 10:00,ines,slow\n02-May-2024 10:00,jo,looking\n", "time who text"},
	} {
		d, err := evidence.ReadText(t.Context(), c.text, evidence.Options{})
		switch {
		case err != nil:
			t.Error(c.name, err)
		case d.Table == nil:
			t.Errorf("%s: read as %s", c.name, d.Format)
		default:
			got := parts(d.Table)
			if got != c.want {
				t.Errorf("%s: %s, want %s", c.name, got, c.want)
			}
			unread := slices.ContainsFunc(d.Rejected, func(r evidence.Rejected) bool { return r.Expected != evidence.ExpectedOrder })
			if unread || len(d.Messages) < 2 {
				t.Errorf("%s: %d messages, rejected %+v", c.name, len(d.Messages), d.Rejected)
			}
			for _, name := range d.Table.Columns {
				if !utf8.ValidString(name) {
					t.Errorf("%s: column %q", c.name, name)
				}
			}
			for _, m := range d.Messages {
				if m.When.Told == evidence.ToldNothing && !d.Table.Ambiguous {
					t.Errorf("%s: no time %+v", c.name, m)
				}
			}
		}
	}
}

// TestSerialDates: numbers of a spreadsheet's days are times in a column that is one.
func TestSerialDates(t *testing.T) {
	for text, want := range map[string]string{
		"Time,Who,Event\n45413.4375,ines,a\n45413.43762,jo,b\n":                      "2024-05-01T10:30:00Z minute 2024-05-01T10:30:10Z second",
		"Date,Time,Who,Event\n45413,0.4375,ines,a\n45414,0.000694444,jo,b\n":         "2024-05-01T10:30:00Z minute 2024-05-02T00:01:00Z minute",
		"Datum,Uhrzeit,Wer,Was\n45413,10:30,ines,a\n45414,0:01,jo,b\n":               "2024-05-01T10:30:00Z minute 2024-05-02T00:01:00Z minute",
		"Zeit;Wer;Was\n45413,99999999;ines;zur vollen Stunde\n45415;jo;an dem Tag\n": "2024-05-02T00:00:00Z minute 2024-05-03T00:00:00Z unknown",
	} {
		d, err := evidence.ReadText(t.Context(), text, evidence.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range d.Messages {
			got = append(got, m.When.Time.Format(time.RFC3339), string(m.When.Precision))
		}
		if told := strings.Join(got, " "); told != want || len(d.Rejected) > 0 {
			t.Errorf("%s, want %s: %+v", told, want, d.Rejected)
		}
	}
}

// TestOnlyOneOfAFolder: one document of a folder, an archive or a whole export is read
// again as another format, and the others are not.
func TestOnlyOneOfAFolder(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "room")
	if err := os.Mkdir(in, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"a.csv": "time,who,text\n2024-05-01T10:00:00Z,ines,slow\n", "b.txt": "0:00:00.378,0:00:11.378\na\n",
		"room/a.csv": "2024-05-01 10:00:00\tines\tslow\n2024-05-01 10:00:01\tjo\tlooking\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	docs, err := evidence.Read(t.Context(), dir, evidence.Options{})
	if err != nil || len(docs) != 3 {
		t.Fatal(len(docs), err)
	}
	for _, d := range docs {
		again, err := evidence.Read(t.Context(), dir, evidence.Options{Only: d.Path, Format: evidence.FormatTable})
		if err != nil || len(again) != 1 || again[0].Path != d.Path || again[0].SHA256 != d.SHA256 || again[0].Table == nil {
			t.Errorf("%s: %+v, %v", d.Path, again, err)
		}
	}
	if _, err := evidence.Read(t.Context(), dir, evidence.Options{Only: filepath.Join(dir, "roo")}); debrief.CodeOf(err) != debrief.CodeEvidenceEmpty {
		t.Error(err)
	}
}
