package language

// Quoted tells which places of a text are somebody's own words or code: what
// the window never marks. Ask about places in the order they stand in.
func Quoted(text string) func(at int) bool {
	q := new(quotes)
	q.reset(text, Options{})
	return func(at int) bool { return q.cover(at) > at }
}

// UTF16 counts the UTF-16 code units before places of a text, as a browser
// counts. Ask about places in the order they stand in.
func UTF16(text string) func(at int) int {
	units := &unitCounter{text: text}
	return units.to
}
