package app

import "secondstory/backend/prompt"

// Prompts is bound to the window: what to ask about a line that was just written.
type Prompts struct{ desk *Desk }

// Offer returns the questions worth asking about a line, the best first. notes is
// the language of the debrief's notes; in one that is not listened to there are
// none.
func (s *Prompts) Offer(notes string, line prompt.Line) (offers []prompt.Offer, err error) {
	defer guard(&err)
	tongue, ok := s.desk.tongues[notes]
	if !ok {
		return []prompt.Offer{}, nil
	}
	return tongue.Offers(line), nil
}

// tongues are the languages that are listened to, by the debrief's name for them.
// Notes in no particular language are heard in English.
func tongues() map[string]*prompt.Tongue {
	out := map[string]*prompt.Tongue{}
	for notes, tables := range map[string]prompt.Tables{"": prompt.English(), "en": prompt.English(), "de": prompt.German()} {
		tongue, err := prompt.New(tables)
		if err != nil { // its own tables, read by its tests
			continue
		}
		out[notes] = tongue
	}
	return out
}
