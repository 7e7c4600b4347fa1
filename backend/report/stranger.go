package report

import (
	"regexp"
	"slices"
	"strings"

	"secondstory/backend/debrief"
)

// handle is who is called in a text ("@zoe"): not what follows the at sign of a
// mail address, and no path.
var handle = regexp.MustCompile(`(^|[^\p{L}\p{N}._@/-])@(\p{L}[\p{L}\p{N}_-]*)(/?)`)

// actor leaves out the name of somebody who acts and is in no list: no role is
// known to stand for it.
func (s *scrubber) actor(where string, w *debrief.Who) {
	if !s.isStranger(*w) {
		return
	}
	s.warn("actor-not-listed", clean(w.Name))
	s.count("stranger", "", where, 1)
	w.Name = s.somebody
}

// OwnerNotListed is the kind of warning of an owner who is in no list, and named.
const OwnerNotListed = "owner-not-listed"

// owner warns of whoever owns something and is in no list. The name stays: it is
// often a team's, and without it nobody would see to it.
func (s *scrubber) owner(w debrief.Who) {
	if s.isStranger(w) {
		s.warn(OwnerNotListed, clean(w.Name))
	}
}

// isStranger says that a name looks like a person's and is none of the list.
func (s *scrubber) isStranger(w debrief.Who) bool {
	return s.edition != Named && w.ParticipantID == "" && looksLikeName(clean(w.Name)) && len(s.names.find(w.Name)) == 0
}

// called leaves out who is called in a text and is in no list.
func (s *scrubber) called(where, text string, as style) string {
	if !strings.Contains(text, "@") {
		return text // as nearly all are
	}
	with := s.somebody
	if as == inQuote {
		with = "[" + with + "]"
	}
	return handle.ReplaceAllStringFunc(text, func(found string) string {
		m := handle.FindStringSubmatch(found)
		if m[3] != "" || isEverybody(m[2]) {
			return found
		}
		s.warn("actor-not-listed", m[2])
		s.count("stranger", "", where, 1)
		return m[1] + with
	})
}

// isEverybody says that what is called is a whole room.
func isEverybody(name string) bool {
	return slices.Contains([]string{"all", "channel", "everyone", "here", "team"}, strings.ToLower(name))
}

func (s *scrubber) warn(kind, name string) {
	if w := (Warning{Kind: kind, Of: name}); !slices.Contains(s.strangers, w) {
		s.strangers = append(s.strangers, w)
	}
}

// looksLikeName says that every word begins with a capital letter, after the
// sign of a handle.
func looksLikeName(s string) bool {
	for _, w := range strings.Fields(strings.TrimPrefix(s, "@")) {
		if !startsUpper(w) && !caseless(w) {
			return false
		}
	}
	return s != ""
}
