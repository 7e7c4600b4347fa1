package language

import "strings"

// germanTitles are abbreviations that never end a sentence.
const germanTitles = " bzw evtl ggf inkl vgl nr z.b d.h u.a o.g s.o s.u i.d.r u.u m.e sog lt fr hr "

// germanDate reports whether the name of a month follows, so that the point
// before it belongs to a number: am 3. Mai.
func germanDate(rest string) bool {
	rest = strings.TrimPrefix(rest, " ")
	for _, month := range [...]string{
		"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
	} {
		if strings.HasPrefix(rest, month) {
			return true
		}
	}
	return false
}
