// Package insight says what many debriefs tell together: which conditions came back, how
// long things took, what became of what was said. It is about conditions and changes;
// nothing in it looks at who somebody is, and no figure changes when people change names
// or places.
//
// A [Facts] is what one debrief adds, small enough to be kept beside it. [Choice] picks
// debriefs, and [Of] makes the [Figure]s of them: numbers alone, not yet drawn. A figure
// that fewer than [Few] debriefs tell something for is hidden.
package insight
