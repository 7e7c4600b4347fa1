package similar

import "strings"

// Keys are what the words and tags of a sketch are compared by, each with how it is
// written there.
func (s Sketch) Keys() map[string]string {
	out := map[string]string{}
	for _, w := range s.Words {
		out[fold(w)] = w
	}
	for _, t := range s.Tags {
		out[fold(strings.ToLower(t))] = t
	}
	return out
}
