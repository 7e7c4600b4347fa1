package evidence

import (
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// whatsApp reads an exported chat. Its dates are written as the phone writes them:
// which number is the day is told by one above 12, or by the order they come in. A
// zone is never told.
// https://faq.whatsapp.com/1180414079177245
func whatsApp() reader {
	return reader{
		format: FormatWhatsApp,
		sniff: func(h *head) int {
			first, hits := false, 0
			for i, l := range h.lines {
				if whatsAppLine(l).stamped {
					hits++
					first = first || i < 2
				}
			}
			switch {
			case first:
				return 90
			case hits > 2:
				return 60
			}
			return 0
		},
		read: readWhatsApp,
	}
}

// whatsAppArchive reads an archive with a chat and the files sent in it.
func whatsAppArchive() treeReader {
	return treeReader{
		format: FormatWhatsApp,
		claims: func(t *tree) bool {
			chats := whatsAppChats(t)
			return len(chats) == 1 && t.all(func(f file) bool { return f.path == chats[0].path || whatsAppSent.MatchString(f.path) })
		},
		read: func(j *job, t *tree) error { return readWhatsApp(j, whatsAppChats(t)[0]) },
	}
}

// whatsAppSent are files that are sent in chats, beside which the chat is the source.
var whatsAppSent = regexp.MustCompile(`(?i)\.(?:jpe?g|png|webp|gif|heic|mp4|mov|3gp|opus|ogg|m4a|mp3|aac|amr|pdf|vcf|docx?|xlsx?|pptx?)$`)

// whatsAppChats are the files of a tree that are named like a chat.
func whatsAppChats(t *tree) (out []file) {
	for _, f := range t.files {
		name := strings.ToLower(f.base())
		if name == "_chat.txt" || strings.HasSuffix(name, ".txt") && strings.Contains(name, "whatsapp") && len(t.files) > 1 {
			out = append(out, f)
		}
	}
	return out
}

var (
	// whatsAppHead is how a message begins on Android ("… - "), on iOS ("[…] ") and
	// on older iOS ("…: "). Words may stand between date and clock, and the half of
	// the day before the clock.
	whatsAppHead = regexp.MustCompile(`^(\[)?(\d{1,4})([./-]|년) ?(\d{1,2})(?:[./-]|월) ?(\d{1,4})(?:\.|일)?(?: г\.)?,?(?: (?:um|à|às|as|a las|alle|kl\.?|klo|om|o|at|u))?,? *(上午|下午|午前|午後|오전|오후|凌晨|清晨|早上|中午|傍晚|晚上)? ?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))? ?([aApP]\. ?[mM]\.?|[aApP][mM]|ص|م|π\.μ\.|μ\.μ\.|上午|下午|पूर्वाह्न|अपराह्न|e paradites|e pasdites|ч\.)?(\] |\]$| [-–—] |, |: )`)
	// whatsAppClock is that with the clock before the date, as in Vietnam and as the
	// window copies it.
	whatsAppClock = regexp.MustCompile(`^(\[)?(\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[aApP]\.? ?[mM]\.?)?), (\d{1,2}[./-]\d{1,2}[./-]\d{2,4})(\] | - )`)
	// whatsAppMonth is that with the name of the month and no year, of old Androids.
	whatsAppMonth = regexp.MustCompile(`^(?:(\d{1,2}) (\p{L}{3,9})\.?|(\p{L}{3,9})\.? (\d{1,2})),? (\d{1,2}):(\d{2}) ?([aApP][mM])? - `)
	// whatsAppTold is what iOS tells in the name of somebody, or of the group.
	whatsAppTold = regexp.MustCompile(`(?i)end-to-end|ende-zu-ende|extremo a extremo|bout en bout|ponta a ponta|сквозн|security code|created (?:this )?group|changed (?:the|this|their)|added (?:you|\+|~|\p{Lu})|was added|joined using|\bleft$|removed |you're now an admin|disappearing messages|pinned a message|missed (?:voice|video)|erstellt|hinzugefügt|geändert|añadió|ajouté|ha creato|criou`)
	// whatsAppSecret is what every chat begins with.
	whatsAppSecret = regexp.MustCompile(`^Messages (?:and calls are|you send to this (?:chat|group) are now) (?:end-to-end encrypted|secured with end-to-end encryption)\.`)
	// whatsAppEdited is what stands behind a message that was edited.
	whatsAppEdited = regexp.MustCompile(`(?i)<[^<>]*(?:edited|bearbeitet|editado|editó|modifi|bewerkt)[^<>]*>$`)
	// whatsAppHidden are the marks of direction among the text.
	whatsAppHidden = strings.NewReplacer("\u200e", "", "\u200f", "", "\u202a", "", "\u202b", "", "\u202c", "", "\ufeff", "", "\u202f", " ", "\u00a0", " ")
)

// whatsAppRead is a line: its stamp still without order, and what follows.
type whatsAppRead struct {
	stamped bool
	// first, second and third are the numbers of the date; split is what is between.
	first, second, third int
	split                string
	// long says that the year has four digits.
	long bool
	at   stamp
	rest string
}

// whatsAppLine reads how a line begins.
func whatsAppLine(text string) (r whatsAppRead) {
	text = whatsAppClock.ReplaceAllString(westernDigits(strings.TrimSpace(whatsAppHidden.Replace(text))), "$1$3, $2$4")
	m := whatsAppHead.FindStringSubmatch(text)
	if m == nil {
		return whatsAppOld(text)
	}
	r.rest = text[len(m[0]):]
	if (m[1] == "") == strings.HasPrefix(m[11], "]") || strings.IndexAny(r.rest, "<*=[|→←⇐⇒—•") == 0 || m[11] == ", " && strings.Contains(r.rest, "   ") { // columns of a log
		return whatsAppRead{}
	}
	r.first, r.split, r.second, r.third = number(m[2]), m[3], number(m[4]), number(m[5])
	r.long = len(m[2]) == 4 || len(m[5]) == 4
	r.at = stamp{hour: number(m[7]), minute: number(m[8]), second: number(m[9]), seconds: m[9] != ""}
	r.stamped = r.at.noon(halfOf(firstOf(m[6], m[10]))) && (len(m[2]) == 4 && len(m[5]) <= 2 || len(m[2]) <= 2 && len(m[5])%2 == 0)
	return r
}

// halfOf is a or p for a half of the day in any language; empty for none.
func halfOf(s string) string {
	switch {
	case s == "":
		return ""
	case strings.Contains("上午 午前 오전 凌晨 清晨 早上 ص π.μ. पूर्वाह्न e paradites", s):
		return "a"
	case strings.Contains("下午 午後 오후 中午 傍晚 晚上 م μ.μ. अपराह्न e pasdites", s):
		return "p"
	case s == "ч.":
		return "" // hours
	}
	return s[:1]
}

// westernDigits writes the digits and the comma of Arabic and Persian as others are, in
// the date a line begins with.
func westernDigits(text string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimPrefix(text, "["))
	end := strings.IndexAny(text, "-]")
	if !unicode.IsDigit(first) || end < 0 || end > 80 {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return r - '٠' + '0'
		case r >= '۰' && r <= '۹':
			return r - '۰' + '0'
		case r == '،':
			return ','
		}
		return r
	}, text[:end]) + text[end:]
}

func whatsAppOld(text string) (r whatsAppRead) {
	m := whatsAppMonth.FindStringSubmatch(text)
	if m == nil {
		return r
	}
	r.at = stamp{month: monthOf(firstOf(m[2], m[3])), day: number(firstOf(m[1], m[4])), hour: number(m[5]), minute: number(m[6])}
	r.stamped = r.at.noon(halfOf(m[7])) && r.at.isDate()
	r.rest = text[len(m[0]):]
	return r
}

func readWhatsApp(j *job, f file) error {
	if name := strings.TrimSuffix(path.Base(filepath.ToSlash(f.path)), ".txt"); name != "_chat" {
		_, j.doc.Title, _ = strings.Cut(name, " with ")
	}
	var dates []whatsAppRead
	for l, err := range j.lines(f) {
		if err != nil {
			return err
		}
		r := whatsAppLine(l.text)
		n := len(j.doc.Messages)
		switch {
		case r.stamped:
			dates = append(dates, r)
			if err := j.add(whatsAppMessage(f, l, r)); err != nil {
				return err
			}
		case n > 0:
			j.goesOn(n-1, whatsAppHidden.Replace(l.text))
		case strings.TrimSpace(l.text) != "":
			j.doc.reject(f.path, l.n, ExpectedMessage, l.text)
		}
	}
	order := whatsAppOrder(dates)
	for i := range j.doc.Messages {
		m := &j.doc.Messages[i]
		m.Text = strings.TrimSpace(m.Text)
		m.Edited = whatsAppEdited.MatchString(m.Text)
		m.When = dates[i].when(order)
		if m.When.Told == ToldNothing {
			j.doc.reject(f.path, m.Line, ExpectedTime, m.Text)
		}
	}
	j.doc.Messages = slices.DeleteFunc(j.doc.Messages, func(m Message) bool { return m.When.Told == ToldNothing })
	return nil
}

// whatsAppMessage is what a line says: what has no sender is told by the program.
func whatsAppMessage(f file, l line, r whatsAppRead) Message {
	who, said, named := whatsAppSender(r.rest)
	if !named || strings.Contains(l.text, ": \u200e") && whatsAppTold.MatchString(said) || whatsAppSecret.MatchString(said) {
		return Message{File: f.path, Line: l.n, Text: r.rest, Kind: KindSystem}
	}
	return Message{File: f.path, Line: l.n, Text: said, Sender: who}
}

// whatsAppSender divides at the first colon. A name has no quotation marks: what
// has is the name of a group in something told.
func whatsAppSender(text string) (who, said string, ok bool) {
	who, said, ok = strings.Cut(text, ":")
	who = strings.TrimPrefix(strings.TrimSpace(who), "~ ")
	if !ok || who == "" || len(who) > 200 || strings.ContainsAny(who, `"“”«»„`) || said != "" && said[0] != ' ' {
		return "", "", false
	}
	return who, strings.TrimSpace(said), true
}

// whatsAppOrders are the orders of day, month and year.
type whatsAppOrders int

const (
	orderUnknown whatsAppOrders = iota
	orderDayFirst
	orderMonthFirst
)

// whatsAppOrder says which number is the day: one above 12 is, and no chat goes back
// in time. Points and a year of four digits stand behind days and months; in the
// United States the year has two, the clock AM and PM.
func whatsAppOrder(dates []whatsAppRead) whatsAppOrders {
	dayFirst, monthFirst, points, long := 0, 0, 0, 0
	for i, d := range dates {
		switch {
		case d.first > 31 || d.split == "":
			continue
		case d.first > 12:
			dayFirst++
		case d.second > 12:
			monthFirst++
		}
		if d.split == "." || d.split == "-" {
			points++
		}
		if d.long {
			long++
		}
		if i > 0 && dates[i-1].third == d.third {
			before := dates[i-1]
			byDay := before.second*32 + before.first - d.second*32 - d.first
			byMonth := before.first*32 + before.second - d.first*32 - d.second
			if byDay > 0 && byMonth < 0 {
				monthFirst++
			} else if byMonth > 0 && byDay < 0 {
				dayFirst++
			}
		}
	}
	switch {
	case dayFirst > monthFirst:
		return orderDayFirst
	case monthFirst > dayFirst:
		return orderMonthFirst
	case points > 0 || long > 0:
		return orderDayFirst
	}
	return orderUnknown
}

// when is the time in an order. Where the order is not known and matters, only the
// clock is told.
func (r whatsAppRead) when(order whatsAppOrders) When {
	at := r.at
	switch {
	case r.split == "":
		at.month, at.day = 0, 0 // of some year
	case r.first > 31:
		at.year, at.month, at.day = r.first, r.second, r.third
	case order == orderMonthFirst && r.second <= 31 && r.first <= 12 || r.second > 12:
		at.month, at.day, at.year = r.first, r.second, fullYear(r.third)
	case order == orderDayFirst || r.first > 12 || r.first == r.second:
		at.day, at.month, at.year = r.first, r.second, fullYear(r.third)
	}
	if at.year > 2400 { // of Buddha
		at.year -= 543
	}
	if at.year != 0 && !at.isDate() {
		return When{}
	}
	return at.when()
}
