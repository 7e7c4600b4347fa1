package pdf

import (
	"bytes"
	"context"
	"fmt"
	"image"
	tint "image/color"
	"image/png"
	"os"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/picture"
	"secondstory/backend/report"
)

// size is how much of everything a debrief has, and how far apart its entries are.
type size struct {
	entries, people, factors, changes int
	every                             time.Duration
	bands                             int
}

// sized is a debrief of ordinary sentences in any size.
func sized(n size) *debrief.Whole {
	start := time.Date(2026, 11, 3, 14, 2, 0, 0, time.UTC)
	d := debrief.NewDebrief("2026-11-06T12:00:00Z")
	d.Title, d.Reference, d.LocalZone, d.Classification = "Search slows down while the index is rebuilt", "INC-0412", "Europe/Berlin", "Internal"
	precision := debrief.PrecisionMinute
	if n.every < time.Minute {
		precision = debrief.PrecisionSecond
	}
	at := func(i int) debrief.Moment {
		return debrief.At(start.Add(time.Duration(i)*n.every), "UTC", precision)
	}
	d.Started, d.Resolved = at(0), at(max(n.entries-1, 1))
	d.Summary.Lead = "While the index was rebuilt, one search in five took longer than ten seconds; people came back later, or wrote to support."
	d.Summary.Noticed = debrief.Fact{Head: "By a colleague", Text: "Who looked for an invoice and waited."}
	d.Impact.Customers = "About 300 people waited"
	w := debrief.NewWhole(*d)
	base := func(kind string, i int) debrief.Base {
		return debrief.Base{ID: fmt.Sprint(kind, i), DebriefID: w.Debrief.ID}
	}
	roles := []string{"On-call engineer", "Database engineer", "Support agent", "Search team lead", "Duty manager, weekend"}
	for i := range n.people {
		w.Add(&debrief.Participant{Base: base("p", i), Position: float64(i), Name: fmt.Sprintf("Person%d Example%d", i, i), Role: fmt.Sprintf("%s %d", roles[i%5], i/5+1), Team: "Search", Parts: debrief.Parts[i%4 : i%4+2], Newcomer: i%7 == 3, Absent: i%9 == 8})
	}
	lines := []struct {
		text, label, source string
		lane                debrief.Lane
	}{
		{"Query time passes two seconds", "Queries over 2 s", "Metrics", debrief.LaneSystem},
		{"Opens the search board and sees all of it green, for it shows the mean", "Board all green", "", debrief.LaneSaw},
		{"Asks in #search whether somebody is rebuilding", "Asks in #search", "Team chat", debrief.LaneDid},
		{"Sees three letters from customers with the same sentence in them", "Three letters", "Mail", debrief.LaneSaw},
		{"Pauses the rebuild on node 4", "Rebuild paused", "Deploy log", debrief.LaneDid},
	}
	for i := range n.entries {
		l := lines[i%5]
		e := debrief.Entry{Base: base("e", i), Place: debrief.Place{Stage: 4, Position: float64(i)}, Time: at(i), Text: l.text, Label: l.label, Source: l.source, Lane: l.lane, Basis: debrief.BasisMemory}
		if l.source != "" {
			e.Basis = debrief.BasisRecord
		}
		if n.people > 0 && l.lane != debrief.LaneSystem {
			e.Who.ParticipantID = fmt.Sprint("p", i%n.people)
		}
		w.Add(&e)
	}
	for i := range n.people {
		for j := range 2 {
			w.Add(&debrief.Entry{Base: base("n", i*9+j), Place: debrief.Place{Stage: 3, Position: float64(i)}, Who: debrief.Who{ParticipantID: fmt.Sprint("p", i)}, Text: []string{"the board was green, so I looked at what had changed that day", "what came next was habit: we had kept one graph open all winter"}[j], Quote: i%4 == 1 && j == 1})
		}
	}
	for i := range n.factors {
		w.Add(&debrief.Factor{Base: base("f", i), Text: fmt.Sprintf("The rebuild and the search share pool %d", i+1), Detail: "It was sized when a rebuild took four minutes.", Category: debrief.Categories[i*len(debrief.Categories)/n.factors], EntryIDs: []debrief.ID{fmt.Sprint("e", i%max(n.entries, 1))}})
	}
	for i := range n.changes {
		w.Add(&debrief.Countermeasure{Base: base("c", i), Text: fmt.Sprintf("Give rebuild %d a pool of its own", i+1), State: debrief.CountermeasureCommitted, Owner: debrief.Who{ParticipantID: fmt.Sprint("p", i%max(n.people, 1))}, Due: "2026-12-04", Know: "A rebuild leaves query time as it is", FactorIDs: []debrief.ID{fmt.Sprint("f", i%max(n.factors, 1))}})
	}
	for i := range n.bands {
		all := n.entries - 1
		w.Add(&debrief.Band{Base: base("b", i), Label: []string{"Unseen", "Looking at search", "Looking at the pool", "Recovering"}[i%4], Title: []string{"Not yet noticed", "Looking at search", "Looking at the pool", "Recovering"}[i%4], From: at(i * all / n.bands), To: at((i + 1) * all / n.bands)})
	}
	return w
}

// extremes are debriefs at the ends of what there is, each of which has to look
// intended.
func extremes() map[string]*debrief.Whole {
	untimed := sized(size{entries: 9, people: 3, factors: 3, changes: 2, every: time.Minute})
	for i := range untimed.Entries {
		untimed.Entries[i].Time, untimed.Entries[i].OnTimeline = debrief.Moment{Precision: debrief.PrecisionUnknown}, untimed.Entries[i].Stage == 4
	}
	untimed.Debrief.Started, untimed.Debrief.Resolved = debrief.Moment{}, debrief.Moment{}
	signed := sized(size{entries: 8, people: 3, factors: 2, changes: 3, every: 7 * time.Minute, bands: 3})
	sum := strings.Repeat("0f3a", 16)
	signed.Sources = []debrief.Source{
		{Base: debrief.Base{ID: "chat"}, Name: "search-2026-11-03.json", Title: "#search", Format: "slack-export", Zone: "Europe/Berlin", SHA256: sum},
		{Base: debrief.Base{ID: "log"}, Name: "a-log-with-a-name-that-is-longer-than-the-side-of-the-page.ndjson", Format: "log", SHA256: sum},
	}
	for i := range signed.Entries {
		signed.Entries[i].Citations = []debrief.Citation{{SourceID: []debrief.ID{"chat", "log"}[i%2]}}
	}
	signed.Countermeasures[1].Moves = []debrief.Move{{From: "2026-12-04", To: "2027-01-15", Reason: "the new pool comes in January"}}
	signed.Versions = []debrief.Version{
		{Number: "1.0", SignedAt: "2026-11-10T09:00:00Z", SHA256: sum, Note: "read back by everybody who was there"},
		{Number: "1.1", SignedAt: "2026-12-01T09:00:00Z", SHA256: sum, Note: "a time corrected: the board was opened at 14:23 and not at 14:32"},
	}
	out := map[string]*debrief.Whole{
		"signed":      signed,
		"three":       sized(size{entries: 3, people: 1, factors: 1, every: 7 * time.Minute}),
		"alone":       sized(size{entries: 8, people: 1, factors: 2, changes: 1, every: 7 * time.Minute, bands: 3}),
		"crowd":       sized(size{entries: 30, people: 30, factors: 8, changes: 8, every: 4 * time.Minute, bands: 4}),
		"300 entries": sized(size{entries: 300, people: 6, factors: 12, changes: 9, every: 2 * time.Minute, bands: 4}),
		"60 factors":  sized(size{entries: 20, people: 4, factors: 60, changes: 20, every: 5 * time.Minute, bands: 4}),
		"90 seconds":  sized(size{entries: 10, people: 2, factors: 2, changes: 2, every: 10 * time.Second, bands: 3}),
		"four days":   sized(size{entries: 40, people: 4, factors: 5, changes: 4, every: 144 * time.Minute, bands: 4}),
		"no time":     untimed,
		"long":        told40(), "code": coded(), "scripts": scripted(),
	}
	return out
}

// told40 has narratives of forty lines and more of one paragraph each.
func told40() *debrief.Whole {
	w := sized(size{entries: 12, people: 2, factors: 2, changes: 2, every: 9 * time.Minute, bands: 2})
	for i := range 40 {
		w.Add(&debrief.Entry{
			Base: debrief.Base{ID: fmt.Sprint("l", i), DebriefID: w.Debrief.ID}, Place: debrief.Place{Stage: 3, Position: float64(i)}, Basis: debrief.BasisMemory, Who: debrief.Who{ParticipantID: fmt.Sprint("p", i%2)}, Quote: i%11 == 10, Time: w.Entries[i%12].Time,
			Text: "I had the graph of the pool beside me and it stood at one hundred, which I took for the top of its scale and not for the top of the pool",
		})
	}
	long := strings.TrimSpace(strings.Repeat("It was a long night and the graph was flat. ", 60))
	w.Add(&debrief.Entry{Base: debrief.Base{ID: "ll", DebriefID: w.Debrief.ID}, Place: debrief.Place{Stage: 3, Position: 90}, Who: debrief.Who{ParticipantID: "p0"}, Text: long})
	w.Add(&debrief.Entry{Base: debrief.Base{ID: "lq", DebriefID: w.Debrief.ID}, Place: debrief.Place{Stage: 3, Position: 91}, Who: debrief.Who{ParticipantID: "p1"}, Text: long, Quote: true})
	return w
}

// coded has long words, addresses and lines of code wherever there is text.
func coded() *debrief.Whole {
	w := sized(size{entries: 10, people: 3, factors: 4, changes: 3, every: 6 * time.Minute, bands: 4})
	odd := []string{
		"kubectl --namespace=search-production-eu-central-1 rollout restart deployment/search-indexer-primary --timeout=600s",
		"Sees https://grafana.example.org/d/abcDEF123/search-overview?orgId=1&from=1699020000000&to=1699027200000&var-cluster=eu-central-1",
		"com.example.search.indexing.RebuildCoordinatorConfigurationException: maxConcurrentRebuildsPerNodeExceeded",
		"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft answers",
	}
	for i := range w.Entries {
		w.Entries[i].Text, w.Entries[i].Label = odd[i%4], ""
	}
	for i := range w.Factors {
		w.Factors[i].Text, w.Factors[i].Detail = odd[(i+2)%4], odd[i%4]
	}
	for i := range w.Countermeasures {
		w.Countermeasures[i].Text, w.Countermeasures[i].Know, w.Countermeasures[i].Ticket = odd[i%4], odd[(i+1)%4], "https://tickets.example.org/browse/SEARCH-2026-11-03-000412"
	}
	w.Debrief.Title = "java.lang.OutOfMemoryError in search-indexer-primary.eu-central-1.example.org"
	return w
}

// scripted mixes scripts within lines.
func scripted() *debrief.Whole {
	w := sized(size{entries: 10, people: 3, factors: 3, changes: 2, every: 6 * time.Minute, bands: 2})
	odd := []string{"数据库被删除了 and nobody knew why", "قال المهندس إن النظام توقف", "Ελλάδα: Привет, Tiếng Việt → ≤ ✓", "The deploy bot said 🎉👩🏽‍💻 and left"}
	for i := range w.Entries {
		w.Entries[i].Text, w.Entries[i].Label = odd[i%4], ""
	}
	w.Debrief.Title = "Поиск медленный: 搜索变慢 while the index is rebuilt"
	return w
}

// drawnPicture is a picture of a size, with stripes to see its edges by.
func drawnPicture(tb testing.TB, w, h int) picture.Picture {
	tb.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, tint.RGBA{uint8(200 + 40*((x/9+y/9)%2)), 225, uint8(210 + x*40/w), 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		tb.Fatal(err)
	}
	return picture.Picture{Content: b.Bytes(), MediaType: "image/png", Width: w, Height: h}
}

// withPictures adds a portrait, a panorama, a tiny one and a screenshot.
func withPictures(tb testing.TB, w *debrief.Whole, o *report.Options) {
	tb.Helper()
	o.Pictures = map[debrief.ID]picture.Picture{}
	for i, s := range [][2]int{{600, 1400}, {2400, 300}, {24, 16}, {1280, 800}} {
		id := fmt.Sprint("picture", i)
		w.Attachments = append(w.Attachments, debrief.Attachment{
			Base: debrief.Base{ID: id, DebriefID: w.Debrief.ID}, RecordID: w.Debrief.ID, MediaType: "image/png", Evidence: true,
			Caption: "The board of the search as it was that afternoon", Source: "Grafana", Shown: debrief.ShownAll, LineIDs: []debrief.ID{"e1", "e3"},
		})
		o.Pictures[id] = drawnPicture(tb, s[0], s[1])
	}
}

// TestExtremes sets debriefs at the ends of what there is on both papers: all of
// it inside the margins, no row parted, no heading alone.
func TestExtremes(t *testing.T) {
	for name, w := range extremes() {
		for _, paper := range []report.Paper{report.A4, report.Letter} {
			o := options(t)
			o.Paper = paper
			if n := len(w.Versions); n > 0 {
				o.Version = w.Versions[n-1].Number
			}
			if name == "three" {
				withPictures(t, w, &o)
			}
			checkSet(t, name+" "+string(paper), w, o)
			if os.Getenv("SECONDSTORY_LOOK") != "" {
				look(t, name+" "+string(paper), w, o)
			}
		}
	}
}

// TestAQuotationKeepsItsBar: on every page it goes over.
func TestAQuotationKeepsItsBar(t *testing.T) {
	f, err := newSetter(build(t, told40(), options(t))).set(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	over := 0
	for i, p := range f.pages {
		quoted, bar := 0, false
		for _, o := range p.ops {
			if o.kind == opText && o.style.face == serifItalic() && o.style.size == quoteStyle().size {
				quoted++
			}
			bar = bar || o.kind == opLine && o.w == 0 && o.h > 20 && o.color == accent()
		}
		if quoted > 12 {
			over++
		}
		if quoted > 0 && !bar {
			t.Errorf("page %d has %d lines quoted and no bar", i+1, quoted)
		}
	}
	if over < 2 {
		t.Errorf("no quotation goes over a page")
	}
}
