package evidence

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// kubernetes reads events: a list, single ones, those of which only some fields
// are kept, and the table that kubectl prints.
// https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
func kubernetes() reader {
	return reader{
		format: FormatKubernetes,
		sniff: func(h *head) int {
			k := h.json
			if hits, _ := h.count(5, eventHead.MatchString); hits > 0 {
				return 95
			}
			says := func(s string) bool { return strings.Contains(h.text, s) }
			object := says(`"involvedObject"`) || says(`"regarding"`)
			switch {
			case k.kind == 0:
				return 0
			case says(`"EventList"`) && k.has("items"), object && says(`"reason"`), k.has("involvedObject"), k.has("regarding"):
				return 95
			case k.object("items") && says(`"lastTimestamp"`) && says(`"reason"`), k.has("lastTimestamp", "reason", "message"):
				return 90
			}
			return 0
		},
		read: func(j *job, f file) error {
			h, err := j.look(f)
			if err != nil {
				return err
			}
			if h.json.kind == 0 {
				return j.eventTable(f)
			}
			err = j.items(f, []string{"items"}, func(it item) error { return j.clusterEvent(f, it) })
			j.doc.sort()
			return err
		},
	}
}

func (j *job) clusterEvent(f file, it item) error {
	switch it.path {
	case "kind", "apiVersion", "metadata":
		return nil
	}
	o := objectOf(it.raw)
	if inner := o.of("object"); inner != nil && o.has("type") && inner.has("reason") {
		o = inner // what a watch tells
	}
	if o == nil {
		return j.refuseItem(f, it)
	}
	about := o.of("involvedObject")
	if about == nil {
		about = o.of("regarding")
	}
	m := Message{
		ID: o.of("metadata").text("uid", "name"), Kind: KindBot,
		Channel: firstOf(about.text("namespace"), o.of("metadata").text("namespace"), o.text("namespace")),
		When:    o.when("firstTimestamp", "deprecatedFirstTimestamp", "eventTime", "lastTimestamp", "deprecatedLastTimestamp"),
		Sender: firstOf(o.of("source").text("component"), o.of("deprecatedSource").text("component"),
			o.text("reportingComponent", "reportingController")),
	}
	if m.When.Told == ToldNothing {
		m.When = o.of("metadata").when("creationTimestamp")
	}
	last := o.when("lastTimestamp", "deprecatedLastTimestamp")
	if seen := o.of("series").when("lastObservedTime"); seen.Told == ToldInstant {
		last = seen
	}
	if last.Told == ToldInstant && last.Time.After(m.When.Time) {
		m.Until = last
	}
	times := firstOf(o.of("series").text("count"), o.text("count", "deprecatedCount"))
	m.Text = eventText(o.text("reason"), joined("/", strings.ToLower(about.text("kind")), about.text("name")), o.text("message", "note"), times)
	return j.tell(f, it, m)
}

// eventText is a line about an event.
func eventText(reason, about, message, times string) string {
	text := joined(": ", joined(" ", reason, about), message)
	if n, err := strconv.Atoi(times); err == nil && n > 1 {
		text += " (×" + times + ")"
	}
	return text
}

var (
	eventHead   = regexp.MustCompile(`^\s*(?:NAMESPACE\s+)?LAST ?SEEN\s+.*\bREASON\s+.*\bMESSAGE\b|^\s*Type\s+Reason\s+Age\s+From\s+Message\s*$`)
	eventColumn = regexp.MustCompile(`\S+(?: \S+)*`)
	eventAge    = regexp.MustCompile(`^(?:(\d+)y)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$`)
	eventRule   = regexp.MustCompile(`^[\s-]+$`)
)

// column is where a column of a table of fixed widths begins.
type column struct {
	name string
	at   int
}

// eventTable reads what kubectl prints: how long ago only. The ages are offsets
// before the moment it was taken, which is to be asked for.
func (j *job) eventTable(f file) error {
	var columns []column
	for l, err := range j.lines(f) {
		if err != nil {
			return err
		}
		switch text := strings.TrimRight(l.text, " "); {
		case text == "" || eventRule.MatchString(text):
		case eventHead.MatchString(text):
			columns = columnsOf(text)
		case columns == nil:
			if err := j.add(Message{Kind: KindSystem, Text: text, File: f.path, Line: l.n}); err != nil {
				return err
			}
		default:
			if err := j.eventRow(f, l, cells(columns, text)); err != nil {
				return err
			}
		}
	}
	return nil
}

func columnsOf(head string) (out []column) {
	for _, at := range eventColumn.FindAllStringIndex(head, -1) {
		out = append(out, column{strings.ToUpper(head[at[0]:at[1]]), len([]rune(head[:at[0]]))})
	}
	return out
}

// cells cuts a row where the columns of its head begin.
func cells(columns []column, row string) map[string]string {
	runes, out := []rune(row), map[string]string{}
	for i, c := range columns {
		end := len(runes)
		if i+1 < len(columns) {
			end = min(end, columns[i+1].at)
		}
		if c.at < end {
			out[c.name] = strings.TrimSpace(string(runes[c.at:end]))
		}
	}
	return out
}

func (j *job) eventRow(f file, l line, cell map[string]string) error {
	seen, _, _ := strings.Cut(firstOf(cell["LAST SEEN"], cell["LASTSEEN"], cell["AGE"]), " ")
	age, ok := ageOf(seen)
	if !ok && seen != "<unknown>" {
		j.doc.reject(f.path, l.n, ExpectedTime, l.text)
		return nil
	}
	m := Message{
		Kind: KindBot, Channel: cell["NAMESPACE"], Sender: firstOf(cell["SOURCE"], cell["FROM"]), File: f.path, Line: l.n,
		Text: eventText(cell["REASON"], firstOf(cell["OBJECT"], joined("/", strings.ToLower(cell["KIND"]), cell["NAME"])), cell["MESSAGE"], cell["COUNT"]),
	}
	if ok {
		m.When = after(-age)
	}
	return j.add(m)
}

// ageOf reads 64s, 3m20s, 5d3h.
func ageOf(s string) (time.Duration, bool) {
	m := eventAge.FindStringSubmatch(s)
	if s == "" || m == nil {
		return 0, false
	}
	var total time.Duration
	for i, unit := range []time.Duration{365 * 24 * time.Hour, 24 * time.Hour, time.Hour, time.Minute, time.Second} {
		n, err := strconv.Atoi(firstOf(m[i+1], "0"))
		if err != nil || n > 100_000 {
			return 0, false
		}
		total += time.Duration(n) * unit
	}
	return total, true
}
