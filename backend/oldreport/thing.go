package oldreport

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"secondstory/backend/evidence"
)

// thing is a block of a list: a thing of its own, or more of the one before.
func (w *walk) thing(role role, b *evidence.Block) {
	text := strings.TrimSpace(b.Text)
	within := w.list != nil && w.list.role == role && (b.Kind != evidence.BlockItem || b.Level > w.list.level)
	switch {
	case isNothing(text):
		w.leaveOut()
	case b.Kind == evidence.BlockOther && !within:
		w.leaveOut()
	case within && !w.list.opens && (b.Kind != evidence.BlockText || w.list.level < 0 || role == roleFactors && !w.bulleted):
		w.list.more(bulleted(b))
	case strings.HasSuffix(text, ":"): // leads to what follows
		if b.Kind == evidence.BlockItem {
			w.list = &nested{role: role, level: b.Level, opens: true, lead: text}
		}
		if b.Kind != evidence.BlockItem || role != roleFactors {
			w.leaveOut()
		}
	case b.Kind == evidence.BlockText && role == roleActions && w.bulleted:
		w.leaveOut()
	default:
		opens := within && w.list.opens
		if !opens {
			w.list = nil
		}
		more := w.add(role, text, b)
		if level := b.Level; !opens {
			if b.Kind == evidence.BlockText {
				level = 0
			}
			w.list = &nested{role: role, level: level, more: more}
			return
		}
		w.list.more = more
	}
}

// add makes a thing; more adds to it.
func (w *walk) add(role role, text string, b *evidence.Block) (more func(string)) {
	r := w.report
	if role == roleActions {
		r.actions = append(r.actions, actionOf(text, b.Links, w.doneAbove()))
		n := len(r.actions) - 1
		return func(text string) { r.actions[n].more(text) }
	}
	list := w.listOf(role)
	l := line{text: text, luck: role == roleLuck}
	if role == roleFactors {
		l.number = b.Number
		l.text, l.detail = parted(text)
		if w.list != nil && w.list.opens {
			l.detail = strings.TrimSpace(w.list.lead + "\n" + l.detail)
		}
	}
	*list = append(*list, l)
	n := len(*list) - 1
	return func(text string) {
		if role == roleFactors {
			(*list)[n].detail = strings.TrimSpace((*list)[n].detail + "\n" + text)
			return
		}
		(*list)[n].text += "\n" + text
	}
}

func (w *walk) listOf(role role) *[]line {
	switch role {
	case roleFactors:
		return &w.report.factors
	case roleQuestions:
		return &w.report.questions
	case roleLearned:
		return &w.report.learned
	}
	return &w.report.helped
}

// doneAbove says that the heading at hand calls what is below it done.
func (w *walk) doneAbove() bool {
	for _, h := range w.under {
		if doneHeading.MatchString(h.text) {
			return true
		}
	}
	return w.label != nil && doneHeading.MatchString(w.label.text)
}

var (
	doneHeading = regexp.MustCompile(`(?i)\b(?:completed|done|already taken|fixed)\b`)
	nothing     = regexp.MustCompile(`(?i)^\W*(?:none|n/?a|nothing|tbd|tba|to ?do|unknown|not (?:stated|known|recorded|applicable)|keine?)?\W*$`)
	sentenceEnd = regexp.MustCompile(`[.!?]["”’)]?\s+["“(]?[\p{Lu}\d]`)
)

// isNothing says that a text stands where something would.
func isNothing(text string) bool { return nothing.MatchString(text) }

// maxFactor is how long a factor is before its first sentence stands for it, in
// characters.
const maxFactor = 240

// parted divides a long text after its first sentence; the words stay.
func parted(text string) (first, rest string) {
	if first, rest, found := strings.Cut(text, "\n"); found && utf8.RuneCountInString(text) > maxFactor {
		return strings.TrimSpace(first), strings.TrimSpace(rest)
	}
	if utf8.RuneCountInString(text) <= maxFactor {
		return text, ""
	}
	at := sentenceEnd.FindStringIndex(text)
	if at == nil {
		return text, ""
	}
	_, last := utf8.DecodeLastRuneInString(text[at[0]:at[1]])
	cut := at[1] - last
	return strings.TrimSpace(text[:cut]), strings.TrimSpace(text[cut:])
}
