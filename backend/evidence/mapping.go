package evidence

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"secondstory/backend/debrief"
)

// NoColumn is the number of a column that a table does not have.
const NoColumn = -1

// Mapping says which columns of a table are what, by their numbers from 0, or
// NoColumn.
type Mapping struct {
	// Time is a date and a clock, or a clock alone when Day has the date.
	Time int `json:"time"`
	Day  int `json:"day"`
	// Zone is what zone the time is in, row by row; ZoneName that of all.
	Zone     int    `json:"zone"`
	ZoneName string `json:"zoneName"`
	Who      int    `json:"who"`
	Text     int    `json:"text"`
	Channel  int    `json:"channel"`
	Kind     int    `json:"kind"`
	ID       int    `json:"id"`
	Until    int    `json:"until"`
	// Order is how dates of three numbers are written.
	Order Order `json:"order"`
	// Header says that the first row names the columns.
	Header bool `json:"header"`
	// Delimiter is what stands between cells.
	Delimiter string `json:"delimiter"`
}

// parts are the numbers by what the parts are called in JSON.
func (m *Mapping) parts() map[string]*int {
	return map[string]*int{
		"time": &m.Time, "day": &m.Day, "zone": &m.Zone, "who": &m.Who, "text": &m.Text,
		"channel": &m.Channel, "kind": &m.Kind, "id": &m.ID, "until": &m.Until,
	}
}

// has says whether a column has a part.
func (m *Mapping) has(column int) bool {
	return slices.Contains([]int{m.Time, m.Day, m.Zone, m.Who, m.Text, m.Channel, m.Kind, m.ID, m.Until}, column)
}

// Table is a table as somebody sees it who says which column is what.
type Table struct {
	// Columns are the names of the columns; numbers where they have none.
	Columns []string `json:"columns"`
	// Rows are the first ones, the header left out.
	Rows [][]string `json:"rows"`
	// Mapping is what it was read with: what somebody said, or what was guessed.
	Mapping Mapping `json:"mapping"`
	// Ambiguous says that the order of days and months is told by no date of it: no
	// time was read of those until somebody says.
	Ambiguous bool `json:"ambiguous"`
}

// Say gives a part, called as in the JSON of Mapping, to a column by its name or its
// number from 1. What the column was taken for before is none. CodeEvidenceColumn
// when there is no such part or column.
func (t *Table) Say(part, column string) error {
	parts := t.Mapping.parts()
	n := slices.IndexFunc(t.Columns, func(name string) bool { return strings.EqualFold(name, strings.TrimSpace(column)) })
	if nth, err := strconv.Atoi(column); n < 0 && err == nil && nth <= len(t.Columns) {
		n = nth - 1
	}
	if parts[part] == nil || n < 0 {
		return debrief.Errorf(debrief.CodeEvidenceColumn, "part", part, "column", column, "columns", strings.Join(t.Columns, ", "))
	}
	for _, at := range parts {
		if *at == n {
			*at = NoColumn
		}
	}
	*parts[part] = n
	return nil
}

// columnWords are how columns are called in several languages, the surest first.
//
//nolint:misspell // not all of it is English
var columnWords = map[string][]string{
	"time": {
		"timestamp", "datetime", "date time", "date and time", "time", "time utc", "when", "created", "created at", "created on", "date", "event time", "eventtime", "start time", "started at", "started", "start",
		"occurred at", "sent", "sent at", "posted at", "ts", "logged at", "at", "opened", "opened at", "zeitpunkt", "zeitstempel", "zeit", "uhrzeit", "datum", "erstellt", "datum uhrzeit", "horodatage", "heure", "date heure",
		"fecha", "hora", "fecha y hora", "fecha hora", "data", "ora", "data ora", "data hora", "tijd", "tijdstip", "tid", "tidpunkt", "tidspunkt", "klokkeslett", "aika", "čas", "idő", "ώρα", "ημερομηνία", "czas", "godzina", "zaman", "tarih", "время", "дата", "时间", "日期", "時間", "日時", "時刻", "시간", "일시",
	},
	"day":  {"date", "day", "datum", "tag", "jour", "fecha", "día", "dia", "data", "giorno", "dag", "dato", "дата", "日期", "日付", "날짜"},
	"zone": {"time zone", "timezone", "tz", "zone", "utc offset", "offset", "zeitzone", "fuseau", "fuseau horaire", "zona horaria", "zona", "fuso orario", "часовой пояс", "时区", "タイムゾーン"},
	"who": {
		"author", "user", "username", "user name", "sender", "from", "who", "actor", "speaker", "name", "person", "display name", "by", "created by", "posted by", "owner", "assignee", "reporter", "agent", "responder", "participant", "member",
		"autor", "benutzer", "absender", "verfasser", "wer", "von", "auteur", "utilisateur", "expéditeur", "qui", "de", "usuario", "remitente", "quién", "quien", "autore", "utente", "mittente", "chi", "usuário", "remetente", "quem", "afzender", "wie", "gebruiker", "vem", "hvem", "avsändare", "bruger", "bruker", "kto", "użytkownik", "nadawca", "kdo", "ki", "kim", "kullanıcı", "kuka", "käyttäjä", "автор", "пользователь", "кто", "作者", "用户", "发送者", "発言者", "投稿者", "보낸사람",
	},
	"text": {
		"message", "text", "content", "body", "event", "description", "msg", "what", "what happened", "comment", "note", "notes", "details", "detail", "entry", "action", "summary", "title", "subject", "update", "log",
		"nachricht", "ereignis", "inhalt", "beschreibung", "was", "notiz", "kommentar", "meldung", "événement", "evenement", "contenu", "quoi", "mensaje", "texto", "contenido", "evento", "descripción", "qué", "messaggio", "testo", "contenuto", "descrizione", "mensagem", "conteúdo", "descrição",
		"was passiert ist", "was geschah", "ce qui s est passé", "qué pasó", "cosa è successo", "o que aconteceu", "acontecimento",
		"bericht", "tekst", "gebeurtenis", "wat", "besked", "hændelse", "hvad", "meddelande", "händelse", "vad", "melding", "hendelse", "hva", "wiadomość", "zdarzenie", "treść", "opis", "co", "zpráva", "událost", "viesti", "tapahtuma", "üzenet", "esemény", "mesaj", "olay", "μήνυμα", "сообщение", "текст", "событие", "消息", "内容", "事件", "メッセージ", "本文", "出来事", "메시지",
	},
	"channel": {"channel", "channel name", "room", "conversation", "thread", "kanal", "raum", "canal", "canale", "stanza", "sala", "kanaal", "service", "host", "system", "component", "where", "source", "location", "канал", "频道", "チャンネル"},
	"kind":    {"kind", "type", "lane", "event type", "message type", "category", "subtype", "art", "typ", "kategorie", "tipo", "catégorie", "categoría", "类型", "種類"},
	"id":      {"id", "message id", "event id", "entry id", "issue id", "ticket id", "alert id", "incident id", "record id", "uuid", "key", "nr", "no", "number"},
	"until":   {"end", "end time", "ended", "ended at", "until", "finished", "finished at", "stop", "resolved at", "ende", "bis", "fin", "hasta", "fine", "fim"},
}

var (
	headerWord = regexp.MustCompile(`[^\p{L}\p{N}]+`)
	headerHump = regexp.MustCompile(`(\p{Ll})(\p{Lu})`)
	headerZone = regexp.MustCompile(`(?i)[\s_(\[]+(utc|gmt|z|[a-z]{2,4}t|mez|mesz|(?:utc|gmt)?[+-]\d{1,2}(?::?\d\d)?)[)\]]?\s*$`)
)

// headerName is a name of a column in plain words, and the zone it tells.
func headerName(s string) (name, zone string) {
	s = strings.TrimSpace(s)
	if m := headerZone.FindStringSubmatchIndex(s); m != nil && m[0] > 0 {
		if place, _ := zoneOf(s[m[2]:m[3]]); place != "" || strings.ContainsAny(s[m[2]:m[3]], "+-") {
			zone, s = strings.ToUpper(s[m[2]:m[3]]), s[:m[0]]
		}
	}
	for _, in := range []string{" in ", " IN "} {
		if before, after, ok := strings.Cut(s, in); ok {
			if place, _ := zoneOf(after); place != "" {
				s, zone = before, after
			}
		}
	}
	s = headerHump.ReplaceAllString(s, "$1 $2")
	return strings.TrimSpace(headerWord.ReplaceAllString(strings.ToLower(s), " ")), zone
}

// columnFacts is what the cells of a column tell.
type columnFacts struct {
	name, zone string
	// filled cells, of them times, days without a clock, clocks without a day. Numbers
	// of a spreadsheet's days are times where their column is called so.
	filled, times, days, clocks int
	// letters is how long the cells are in all; unlike how many there are.
	letters int
	unlike  map[string]bool
}

// facts looks at the cells of a table's first rows.
func facts(header []string, rows [][]string) []columnFacts {
	out := make([]columnFacts, len(header))
	for i := range out {
		out[i].name, out[i].zone = headerName(header[i])
		out[i].unlike = map[string]bool{}
	}
	for _, row := range rows {
		for i, cell := range row[:min(len(row), len(out))] {
			c := &out[i]
			if cell = strings.TrimSpace(cell); cell == "" {
				continue
			}
			c.filled++
			c.letters += len([]rune(cell))
			c.unlike[cell] = true
			c.look(cell)
		}
	}
	return out
}

// look counts what sort of time a cell is.
func (c *columnFacts) look(cell string) {
	s, ok := timeTextOf(cell)
	if !ok && c.called("time")+c.called("day")+c.called("until") > 0 {
		s, ok = serialOf(cell)
	}
	if !ok {
		return
	}
	c.times++
	if !s.clock {
		c.days++
	}
	if !s.day {
		c.clocks++
	}
}

// isTime says whether most cells are times; where the column is called so, enough of
// them.
func (c *columnFacts) isTime() bool {
	share := 6
	if c.called("time") > 100 {
		share = 3
	}
	return c.filled > 0 && c.times*10 >= c.filled*share
}

// called is how surely a column's name says that it is a thing: 0 for not at all.
func (c *columnFacts) called(what string) int {
	words := columnWords[what]
	if i := slices.Index(words, c.name); i >= 0 {
		return 200 - i
	}
	for i, w := range words {
		if len(w) > 3 && (strings.HasSuffix(c.name, " "+w) || strings.HasPrefix(c.name, w+" ")) {
			return 100 - i
		}
	}
	return 0
}

// known says whether a column's name says what it is.
func (c columnFacts) known() bool {
	for what := range columnWords {
		if c.called(what) > 0 {
			return true
		}
	}
	return false
}

// guess says which column is what.
func guess(columns []columnFacts, header bool) Mapping {
	g := guesser{columns, Mapping{
		Time: NoColumn, Day: NoColumn, Zone: NoColumn, Who: NoColumn, Text: NoColumn, Channel: NoColumn, Kind: NoColumn, ID: NoColumn, Until: NoColumn,
		Header: header,
	}}
	g.times()
	g.m.Zone = g.named("zone")
	if g.m.Text = g.named("text"); g.m.Text == NoColumn {
		g.m.Text = g.longest()
	}
	g.m.Kind = g.named("kind")
	g.m.Who = g.named("who")
	g.m.Channel = g.named("channel")
	g.m.ID = g.named("id")
	if g.m.Who == NoColumn && (!header || !slices.ContainsFunc(columns, columnFacts.known)) {
		g.m.Who = g.repeated()
	}
	return g.m
}

// guesser is a guess on its way.
type guesser struct {
	columns []columnFacts
	m       Mapping
}

// best is the column with the highest score; none when all are 0.
func (g *guesser) best(score func(i int, c *columnFacts) int) int {
	at, most := NoColumn, 0
	for i := range g.columns {
		if n := score(i, &g.columns[i]); n > most {
			at, most = i, n
		}
	}
	return at
}

// times finds the columns that tell when.
func (g *guesser) times() {
	m := &g.m
	m.Until = g.best(func(_ int, c *columnFacts) int {
		if !c.isTime() {
			return 0
		}
		return c.called("until")
	})
	m.Time = g.best(func(i int, c *columnFacts) int {
		switch {
		case !c.isTime() || i == m.Until:
			return 0
		case c.days == c.times:
			return 1 + c.called("time")/10
		}
		return 100 + c.called("time")
	})
	if m.Time == NoColumn {
		return
	}
	m.ZoneName = g.columns[m.Time].zone
	if g.columns[m.Time].clocks == g.columns[m.Time].times {
		m.Day = g.best(func(i int, c *columnFacts) int {
			if i == m.Time || !c.isTime() || c.days < c.times {
				return 0
			}
			return 1 + c.called("day")
		})
	}
}

// free says whether a column has no part yet, and is no time.
func (g *guesser) free(i int, c *columnFacts) bool {
	m := &g.m
	return !c.isTime() && !m.has(i)
}

// named is the free column that is called so most surely.
func (g *guesser) named(what string) int {
	return g.best(func(i int, c *columnFacts) int {
		if !g.free(i, c) {
			return 0
		}
		return c.called(what)
	})
}

// longest is the free column whose cells say most.
func (g *guesser) longest() int {
	return g.best(func(i int, c *columnFacts) int {
		if !g.free(i, c) || c.filled == 0 || c.called("who") > 0 {
			return 0
		}
		return 1 + c.letters/c.filled
	})
}

// repeated is the free column of short cells that come back most, as names do.
func (g *guesser) repeated() int {
	return g.best(func(i int, c *columnFacts) int {
		if !g.free(i, c) || c.filled < 2 || c.letters > 40*c.filled {
			return 0
		}
		return 1 + c.filled - len(c.unlike)
	})
}

// hasHeader says whether the first row names the columns: no cell of it is a time,
// and a name is known, or the row after has one where this has none.
func hasHeader(rows [][]string) bool {
	if len(rows) == 0 {
		return false
	}
	if slices.ContainsFunc(rows[0], func(cell string) bool { _, is := timeTextOf(cell); return is }) {
		return false
	}
	if known := slices.ContainsFunc(facts(rows[0], nil), columnFacts.known); known || len(rows) == 1 {
		return known
	}
	return slices.ContainsFunc(rows[1], func(cell string) bool { _, is := timeTextOf(cell); return is })
}

// orderOf is the order of days and months that stamps tell; unknown when none or
// both do.
func orderOf(days, months int) Order {
	switch {
	case days > 0 && months == 0:
		return OrderDayFirst
	case months > 0 && days == 0:
		return OrderMonthFirst
	}
	return OrderUnknown
}
