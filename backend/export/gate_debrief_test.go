package export_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/picture"
	"secondstory/backend/report"
)

// gate is a debrief with somebody's name in every text it has.
type gate struct {
	w *debrief.Whole
	// names are in no edition but the named one, systems in none that is public,
	// private in none at all.
	names, systems, private []string
	// places is how many texts there are, seen which fields they are of.
	places int
	seen   map[string]bool
	people []somebody
}

// somebody is a person with every name they go by.
type somebody struct{ first, last, alias, mail string }

func newGate(t *testing.T) *gate {
	t.Helper()
	g := &gate{w: rich(), seen: map[string]bool{}, systems: []string{"dbqx7.prod", "wikiqx", "10.77.13.9", "2001:db8::77:13", "opsqx", "ticketqx"}}
	for i := range 20 {
		g.join(i)
	}
	g.people = append(g.people, somebody{first: "Fazzilu", last: "Torbexi"}, somebody{first: "Nootaka", last: "Grimbelo"})
	g.w.Debrief.Facilitator, g.w.Debrief.NoteTaker = "Fazzilu Torbexi", "Nootaka Grimbelo"
	for _, p := range g.people {
		for _, name := range []string{p.first, p.last, strings.TrimPrefix(p.alias, "@"), strings.Split(p.mail, "@")[0]} {
			if name != "" && !slices.Contains(g.names, name) {
				g.names = append(g.names, name)
			}
		}
	}
	for _, r := range g.w.Records() {
		g.fill(reflect.ValueOf(r).Elem(), "")
		if err := r.Validate(); err != nil {
			var told *debrief.Error
			errors.As(err, &told)
			t.Fatalf("%s %s: %v: say in fixed which of its texts are none", r.Noun(), r.Head().ID, told.Args)
		}
	}
	for _, field := range textsOf(reflect.TypeOf(*g.w), map[reflect.Type]bool{}) {
		if !g.seen[field] {
			t.Errorf("no file was searched for what is in %s: rich has none of it", field)
		}
	}
	// Whom the named edition calls by name has agreed to what they told.
	for i := range g.w.Participants {
		p := &g.w.Participants[i]
		p.Reading, p.LinesMark = debrief.ReadingAgreed, debrief.LinesMark(g.w.LinesOf(p.ID))
	}
	return g
}

// join adds one of twenty people, whose names are of every kind.
func (g *gate) join(i int) {
	syllables := []string{"zor", "quib", "vex", "plim", "drox", "wump", "krill", "yant"}
	word := func(a, b int) string {
		s := syllables[a%8] + syllables[b%8] + string(rune('a'+i))
		return strings.ToUpper(s[:1]) + s[1:]
	}
	p := somebody{first: word(i, i*3+1), last: word(i+5, i*5+2), alias: "@" + strings.ToLower(word(i+2, i+3)) + "qa", mail: strings.ToLower(word(i+1, i+6)) + "qm@example.org"}
	switch i {
	case 3:
		p.first = "Zoë-" + p.first
	case 4:
		p.last = "O’" + p.last
	case 5:
		p.first = "Jürgé" + strings.ToLower(p.first)
	case 6:
		p.last = "Søren" + strings.ToLower(p.last)
	case 7:
		p.first, p.last = "Ольгаркина", "Бжезинцева"
	case 8:
		p.first, p.last = "李小龙", "欧阳娜娜"
	}
	g.people = append(g.people, p)
	g.w.Participants = append(g.w.Participants, debrief.Participant{
		Base:     debrief.Base{ID: fmt.Sprintf("person-%d", i), DebriefID: g.w.Debrief.ID},
		Position: float64(100 + i), Name: p.first + " " + p.last, Alias: p.alias, Email: p.mail, Role: "Engineer " + string(rune('A'+i)), Team: "Team " + string(rune('A'+i)), Parts: []debrief.Part{},
	})
}

// spellings are the ways somebody's name is written.
func (p somebody) spellings() []string {
	first, last := []rune(p.first), p.last
	half := len(first) / 2
	return []string{
		p.first, p.first + " " + p.last, strings.ToUpper(p.last), strings.ToLower(p.first + " " + p.last),
		norm.NFD.String(p.first), p.last + "’s", p.last + "s'", p.first + "\n" + p.last, p.first + "\u00a0" + p.last,
		string(first[:half]) + "\u00ad" + string(first[half:]), string(first[:half]) + "\u200b" + string(first[half:]),
		string(first[:half]) + "-\n" + string(first[half:]), "https://wiki.example.org/~" + strings.ToLower(p.first) + "/notes?by=" + p.last,
		p.first + "_" + p.last + "-2026.txt", "/home/" + strings.ToLower(p.first) + "/db", `C:\Users\` + p.first + `\x.log`, p.mail, p.alias,
		p.first + p.last, p.first + "-" + p.last, strings.ToLower(p.first) + "." + strings.ToLower(last), fullwidth(p.first), "(" + p.first + ")",
		strings.ToLower(p.first) + "2", "job" + p.first + "Nightly", p.last + ", " + p.first, "**" + p.first + "**", "`" + p.last + "`",
	}
}

func fullwidth(text string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r + 0xfee0
		}
		return r
	}, text)
}

// options are those of an edition with a picture that says in its own bytes who took it,
// and a graph whose lines are called after somebody.
func (g *gate) options(t *testing.T, edition report.Edition) report.Options {
	t.Helper()
	o := formOptions(t, edition)
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, image.NewRGBA(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	chunk := "tEXtAuthor\x00" + g.names[0]
	said := binary.BigEndian.AppendUint32(nil, uint32(len(chunk)-4))
	said = binary.BigEndian.AppendUint32(append(said, chunk...), crc32.ChecksumIEEE([]byte(chunk)))
	const head = 33 // of the mark of a PNG and the size of what it shows
	shot, err := picture.Print(slices.Insert(drawn.Bytes(), head, said...), 100, 100)
	if err != nil {
		t.Fatal(err)
	}
	o.Pictures = map[debrief.ID]picture.Picture{"shot": shot}
	lines := []debrief.Series{}
	for _, name := range []string{`lag_seconds{user="` + g.names[0] + `"}`, `lag_seconds{user="` + g.names[2] + `", host="dbqx7.prod"}`} {
		at := time.Date(2017, 1, 31, 21, 0, 0, 0, time.UTC)
		lines = append(lines, debrief.Series{Name: name, Points: []debrief.Point{{At: at, Value: 1}, {At: at.Add(3 * time.Minute), Value: 2}, {At: at.Add(6 * time.Minute), Value: 3}}})
	}
	o.Graphs = map[debrief.ID][]debrief.Series{"lag": lines}
	return o
}

// fixed are texts that are none: numbers of a kind, days, names of rules. What a role is
// called is printed as it stands, see report.Warning "name-is-role".
var fixed = map[string]bool{
	"MediaType": true, "SHA256": true, "Zone": true, "Zones": true, "LocalZone": true, "Day": true, "At": true, "Until": true, "CreatedAt": true, "StartedAt": true,
	"EndedAt": true, "RunningSince": true, "SeenAt": true, "AgreedAt": true, "MeetsAt": true, "InvitedAt": true, "BroughtAt": true, "ReadAt": true, "LinesSentAt": true,
	"LinesMark": true, "Mark": true, "Due": true, "SoakUntil": true, "Number": true, "SignedAt": true, "WithdrawnAt": true, "Move.From": true, "Move.To": true,
	"Room": true, "Rule": true, "Class": true, "Format": true, "Original": true, "Participant.Role": true, "Participant.Name": true, "Participant.Alias": true,
	"Participant.Email": true, "Debrief.Facilitator": true, "Debrief.NoteTaker": true, "AnswerBy": true, "Wording.Field": true, "Omission.Item": true, "Preparation.Email": true,
	"Naming.Name": true, "WithdrawnWhy": true,
	"OpenedAt": true, "DoneOn": true, "CheckOn": true, "Recurs": true,
}

func isFixed(owner, name string) bool {
	return fixed[name] || fixed[owner+"."+name] || strings.HasSuffix(name, "ID") || strings.HasSuffix(name, "IDs")
}

// unprinted are the parts of a debrief that no edition prints.
func unprinted(owner string) bool {
	return owner == "Preparation" || owner == "Omission" || owner == "Wording" || owner == "SourceSender" || owner == "Card"
}

// fill writes somebody's name into every text of a value.
func (g *gate) fill(v reflect.Value, owner string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			g.fill(v.Elem(), owner)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[debrief.Consent]() && v.IsZero() {
			return // nobody was asked
		}
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if isFixed(v.Type().Name(), f.Name) {
				continue
			}
			if of := v.Field(i); of.Kind() == reflect.String || of.Kind() == reflect.Slice && of.Type().Elem().Kind() == reflect.String {
				g.text(of, v.Type().Name(), f.Name)
			} else {
				g.fill(of, v.Type().Name())
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			g.fill(v.Index(i), owner)
		}
	}
}

func (g *gate) text(v reflect.Value, owner, name string) {
	if v.Kind() == reflect.Slice {
		for i := range v.Len() {
			g.text(v.Index(i), owner, name)
		}
		return
	}
	if v.Type() != reflect.TypeFor[string]() { // a kind, which is one of a few words
		return
	}
	g.seen[owner+"."+name] = true
	g.places++
	p := g.people[g.places%len(g.people)]
	all := p.spellings()
	at := g.places/len(g.people) + g.places*3
	said, again := all[at%len(all)], all[(at*5+1)%len(all)]
	switch was := v.String(); {
	case name == "URL":
		v.SetString("https://wikiqx.example.com/" + p.first)
	case name == "Ticket":
		v.SetString("https://ticketqx.example.com/browse/OPS-7")
	case unprinted(owner):
		marker := fmt.Sprintf("qzprivate%dz", len(g.private))
		g.private = append(g.private, marker)
		v.SetString(strings.TrimSpace(was + " " + marker + " " + said))
	default:
		systems := []string{"on dbqx7.prod.example.internal", "at https://wikiqx.example.com/p", "from 10.77.13.9:5432", "or 2001:db8::77:13", "ask opsqx@example.com"}
		v.SetString(strings.TrimSpace(was + " " + said + " " + systems[g.places%len(systems)] + ", then " + again + "."))
	}
}

// textsOf lists the fields of a type that hold text.
func textsOf(of reflect.Type, seen map[reflect.Type]bool) []string {
	out := []string{}
	switch of.Kind() {
	case reflect.Pointer, reflect.Slice:
		return textsOf(of.Elem(), seen)
	case reflect.Struct:
		if seen[of] {
			return nil
		}
		seen[of] = true
		for i := range of.NumField() {
			f := of.Field(i)
			is := f.Type
			if is.Kind() == reflect.Slice && is.Elem().Kind() == reflect.String {
				is = is.Elem()
			}
			switch {
			case isFixed(of.Name(), f.Name):
			case is == reflect.TypeFor[string]():
				out = append(out, of.Name()+"."+f.Name)
			default:
				out = append(out, textsOf(is, seen)...)
			}
		}
	}
	return out
}

// rich is the sample with one of everything a debrief can hold.
func rich() *debrief.Whole {
	w := demo.Debrief()
	after := "2026-11-20T09:00:00Z"
	w.Debrief.Closing = debrief.Closing{By: "me", Note: "done", At: after, OpenedAt: after, OpenedWhy: "back"}
	w.Debrief.Kit = debrief.Kit{SourceID: "other", Cards: []debrief.Card{{ID: "card", Kind: debrief.CardStep, When: "+1 min", Text: "a step"}}}
	w.Debrief.Related = []debrief.Relation{{DebriefID: "other", Linked: true, Why: "alike", At: after}}
	w.Debrief.Later = []debrief.Later{{Text: "more", By: "me", At: after}}
	d, base := &w.Debrief, func(id string) debrief.Base { return debrief.Base{ID: id, DebriefID: w.Debrief.ID} }
	moment := debrief.Moment{At: "2017-01-31T21:00:00Z", Precision: debrief.PrecisionMinute}
	for i := range w.Participants { // the sample's own are called by no name ("engineer 2")
		w.Participants[i].Name, w.Participants[i].Alias = w.Participants[i].Role, ""
	}
	d.Tags, d.Links = []string{"outage"}, []debrief.Link{{Title: "The review", URL: "https://example.org/review"}}
	d.Summary.Learnings = d.Summary.Learnings[:2]
	d.Preparation.Themes, d.Preparation.Opening, d.Preparation.Without = []string{"a"}, []string{"b"}, []debrief.Omission{{Item: "themes", Reason: "c"}}
	for i := range w.Countermeasures {
		c := &w.Countermeasures[i]
		c.Due, c.Moves = "2026-12-04", []debrief.Move{{From: "2026-11-20", To: "2026-12-04", Reason: "late", At: "2026-11-20T09:00:00Z"}}
		c.Proof, c.Checks = "seen", []debrief.Check{{Outcome: debrief.OutcomeHelped, Text: "yes", By: "me", At: "2026-11-20T09:00:00Z"}}
	}
	line := w.Timeline()[1].ID
	w.Entries[12].Consent = debrief.Consent{As: debrief.ReleaseQuote, Scope: debrief.ScopePublic, Words: "as agreed", At: moment.At}
	w.Entries[12].Quote, w.Entries[12].Stage = true, debrief.StageNarratives
	w.Entries[13].Consent = debrief.Consent{As: debrief.ReleaseParaphrase, Scope: debrief.ScopeReport, Words: "as agreed too", At: moment.At}
	w.Questions = append(w.Questions, debrief.Question{Base: base("asked"), Text: "what then", State: debrief.QuestionAsked, AboutID: line},
		debrief.Question{Base: base("open"), Text: "what else", State: debrief.QuestionOpen, Who: debrief.Who{Name: "nobody"}})
	w.Wordings = append(w.Wordings, debrief.Wording{Base: base("wording"), RecordID: line, Field: "text", Phrase: "x", Decision: debrief.WordingLeft})
	w.Attachments = append(w.Attachments, debrief.Attachment{
		Base: base("shot"), RecordID: line, Name: "shot.png", MediaType: "image/png", Evidence: true, Caption: "as seen", Source: "Grafana", Shown: debrief.ShownAll, Time: &moment,
		SHA256: "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
	})
	w.Sources = append(w.Sources, debrief.Source{
		Base: base("lag"), Name: "lag.json", PackID: "pack", SHA256: "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
		Senders: []debrief.SourceSender{{Name: "x"}},
	})
	w.Entries[2].Citations = []debrief.Citation{{SourceID: "lag", Message: -1, At: "2017-01-31T21:03:00Z"}}
	w.Versions = []debrief.Version{{
		Base: base("version"), Number: "1.0", SignedAt: moment.At, SignedBy: "the facilitator", Note: "the first", Reason: "in a hurry", PackID: "packed",
		SHA256: "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
	}}
	return w
}
