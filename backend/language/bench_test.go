package language

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// prose is plain text without a cue, as most of a report is.
const prose = `At 14:32 the queue began to grow. The pool of connections reached its limit of 40, and new
requests waited for a free one. Two replicas were added at 14:40; the queue went on growing until the second
of them took traffic. Priya opened the dashboard, saw three red panels and called the database team. They looked
at the query log and found a lock held since 14:29. The lock belonged to a nightly report that runs on the first
of the month. With the report stopped, the queue drained in six minutes. Orders placed in between arrived late.
`

// mixed has one flagged sentence in about thirty.
var mixed = strings.Repeat(prose, 5) + "We should have looked at the calendar first.\n"

// typed is a line of 33 words with a flag in it.
const typed = "At 14:32 I saw three red panels and called the database team, and looking at it now we should have checked " +
	"the size of the pool before the second deploy went out to everybody else."

const benchSize = 5 << 20

// corpus is the .txt and .md files of the folder SECONDSTORY_CORPUS,
// repeated to 5 MB; empty without one.
func corpus(b *testing.B) string {
	dir := os.Getenv("SECONDSTORY_CORPUS")
	if dir == "" {
		return ""
	}
	var all strings.Builder
	for _, pattern := range []string{"*.txt", "*.md"} {
		paths, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			b.Fatal(err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				b.Fatal(err)
			}
			all.Write(data)
		}
	}
	if all.Len() == 0 {
		b.Fatalf("%s holds no .txt or .md", dir)
	}
	return repeatTo(all.String(), benchSize)
}

func repeatTo(text string, size int) string { return strings.Repeat(text, 1+size/len(text)) }

// BenchmarkThroughput reports MB/s on one core: of prose without a cue, of
// prose with a flag in thirty sentences, of the corpus if one is named, and of
// the automaton alone over the same text, which is the most there could be.
func BenchmarkThroughput(b *testing.B) {
	b.Log("five classes over real reports, SECONDSTORY_CORPUS: target 200 MB/s")
	texts := []struct{ name, text string }{{"clean", repeatTo(prose, benchSize)}, {"mixed", repeatTo(mixed, benchSize)}, {"corpus", corpus(b)}}
	c := New(English())
	for _, t := range texts {
		if t.text == "" {
			continue
		}
		b.Run(t.name, func(b *testing.B) {
			b.ReportAllocs()
			throughput(b, t.text, func(text string) { c.CheckEach(text, Options{}, func(Flag) bool { return true }) })
		})
		b.Run(t.name+"/automaton", func(b *testing.B) {
			throughput(b, t.text, func(text string) {
				for at := 0; at >= 0 && at < len(text); {
					if at = c.cues.next(text, at); at >= 0 {
						at = wordEnd(text, at)
					}
				}
			})
		})
	}
}

// germanReport is a German report without a flag, with the small words that could
// begin one: nicht, zu, lag, mehr.
const germanReport = `Am Dienstag um 09:12 meldete die Überwachung, dass die Antwortzeiten der Bestellstrecke über zwei Sekunden lagen. Die
Bereitschaft sah zuerst in die Logs des Gateways und fand dort viele Verbindungen, die nach dreißig Sekunden abgebrochen
wurden. Zur selben Zeit liefen auf der Datenbank zwei lange Abfragen aus dem nächtlichen Abgleich, der an diesem Tag
später begonnen hatte als sonst.

Lena rief um 09:20 im Kanal nach jemandem aus dem Datenbankteam. Jonas kam dazu und zeigte, dass die Sperren von einer
Tabelle stammten, die auch der Warenkorb liest. Die beiden besprachen, ob man den Abgleich anhalten kann, ohne dass am
Abend Bestände doppelt gebucht werden. Im Runbook stand dazu nichts, deshalb fragten sie in der Logistik nach. Dort hieß
es, der Lauf lasse sich ab Schritt vier wiederholen.

Um 09:41 wurde der Abgleich angehalten. Die Zahl der wartenden Anfragen sank von 900 auf 40, die Seite war für die
meisten Kunden wieder schnell. Ein Teil der mobilen Clients behielt die alten Verbindungen noch zehn Minuten, weil sie
nur beim Neustart der App eine neue Adresse holen. In dieser Zeit gingen rund 120 Bestellungen nicht durch; die Kunden
bekamen eine Meldung und konnten es später erneut versuchen.

Nach dem Mittag sahen wir uns gemeinsam die Zeitleiste an. Der Abgleich begann später, da am Vorabend ein Backup länger
brauchte. Das Backup brauchte länger, weil seit dem Umzug ein weiterer Knoten gesichert wird. Dass beides zusammenfällt,
war auf keinem Dashboard zu sehen. Die Karten für Backup und Abgleich liegen bei zwei verschiedenen Teams, und beide
waren für sich genommen grün.

Was gut lief: Der Kanal war nach acht Minuten offen, die Rollen waren verteilt, und der Kundendienst hatte um 09:30
einen Text für die Statusseite. Was uns überrascht hat: Die mobilen Clients verhalten sich anders als die Webseite, und
das weiß außerhalb des App-Teams kaum jemand. Offen ist, wie viele der 120 Bestellungen am Abend nachgeholt wurden. Mira
fragt dazu im Kundendienst nach und trägt die Zahl bis Freitag ein.

Vereinbart haben wir drei Dinge. Der Abgleich liest künftig von einem Replikat und hält keine Sperren mehr auf der
Haupttabelle. Das Gateway bekommt eine Grenze von fünf Sekunden je Anfrage. Die Laufzeiten von Backup und Abgleich
erscheinen auf einer gemeinsamen Karte, sodass man Überschneidungen sieht, bevor sie wirken. Für jede Aufgabe steht ein
Name und ein Datum im Protokoll.
`

// BenchmarkLanguages reports MB/s with two languages to tell apart: of English
// alone, of German alone, and of notes that mix them.
func BenchmarkLanguages(b *testing.B) {
	c := New(English(), German())
	for name, own := range map[string]string{
		"english": prose, "german": germanProse, "german-report": germanReport, "mixed": germanProse + prose + "Wir hätten vorher in den Kalender schauen sollen.\n",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			throughput(b, repeatTo(own, 1<<20), func(text string) { c.CheckEach(text, Options{}, func(Flag) bool { return true }) })
		})
	}
}

// throughput reports MB/s: over the whole time, and of the best of many
// slices, which says what the code can do where other programs want the
// machine as well.
func throughput(b *testing.B, text string, do func(string)) {
	const slice = 1 << 19
	b.SetBytes(int64(len(text)))
	best := time.Hour
	for b.Loop() {
		for at := 0; at+slice <= len(text); at += slice {
			start := time.Now()
			do(text[at : at+slice])
			best = min(best, time.Since(start))
		}
	}
	b.ReportMetric(slice/best.Seconds()/1e6, "best-MB/s")
}

// BenchmarkSentence reports time and memory for one typed line, and for the
// line of 33 words how slow the slowest of a hundred is.
func BenchmarkSentence(b *testing.B) {
	c := New(English())
	for _, line := range []struct{ name, text string }{
		{"clean", "14:32 Priya saw three red panels and called the database team."},
		{"cue", "14:32 It should have about forty connections, because the pool is small."},
		{"flagged", "14:32 We should have checked the pool before the deploy."},
	} {
		b.Run(line.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Check(line.text)
			}
		})
	}
	b.Run("33-words", func(b *testing.B) {
		b.ReportAllocs()
		took := make([]time.Duration, 0, 1<<16)
		for b.Loop() {
			start := time.Now()
			c.Check(typed)
			if len(took) < cap(took) {
				took = append(took, time.Since(start))
			}
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)*99/100])/1e3, "p99-µs")
		b.Logf("33 words with a flag: p50 %v, p99 %v (target p99 20µs)", took[len(took)/2], took[len(took)*99/100])
	})
}

// BenchmarkNote reports what a whole note of 20 KB costs.
func BenchmarkNote(b *testing.B) {
	c, note := New(English()), repeatTo(mixed, 20<<10)[:20<<10]
	b.SetBytes(int64(len(note)))
	b.ReportAllocs()
	for b.Loop() {
		c.Check(note)
	}
	b.Logf("20 KB note: %.3f ms (target 0.15 ms)", float64(b.Elapsed())/float64(b.N)/1e6)
}

// BenchmarkNew reports what building the tables costs until the first line is
// checked, and how much memory they keep once every language has been asked for.
func BenchmarkNew(b *testing.B) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	c := New(English(), German())
	c.Check(typed)
	c.Check("Wir hätten vorher in den Kalender schauen müssen.")
	runtime.GC()
	runtime.ReadMemStats(&after)
	kept := float64(after.HeapAlloc-before.HeapAlloc) / (1 << 20)
	b.ReportAllocs()
	for b.Loop() {
		New(English(), German()).Check(typed)
	}
	c.Check(prose)
	b.ReportMetric(kept, "MB-kept")
	b.Logf("English and German: %.1f ms to the first line checked; they keep %.2f MB (target 5 MB)", float64(b.Elapsed())/float64(b.N)/1e6, kept)
}
