package copy

import "strings"

// SettingThing is the library's setting that says what a debrief is called here.
const SettingThing = "debrief.called"

// Thing is what a debrief is called while nobody chose another name.
const Thing = "debrief"

// Things are the names there are to choose from, by their keys below "thing.".
func Things() []string {
	return []string{Thing, "learning-review", "after-action-review", "retrospective"}
}

// Called returns the catalogue with another name for a debrief; an unknown one
// is the usual.
func (c *Catalogue) Called(thing string) *Catalogue {
	return &Catalogue{texts: c.texts, thing: thing}
}

// named fills {thing}, {things} and {aThing}, and the same with a capital.
func (c *Catalogue) named(text string) string {
	if !strings.Contains(text, "hing") {
		return text
	}
	key := "thing." + c.thing
	if c.thing == "" || !c.Has(key) {
		key = "thing." + Thing
	}
	one, many, a := c.texts[key], c.texts[key+".many"], c.texts[key+".a"]
	return strings.NewReplacer(
		"{thing}", one, "{Thing}", capital(one), "{things}", many, "{Things}", capital(many),
		"{aThing}", a, "{AThing}", capital(a),
	).Replace(text)
}

func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
