// Package evidence reads what people have of an incident: chat exports, meeting
// transcripts, alerts, logs, old reports. Each format has a file of its own that
// turns it into one Document of Messages.
//
// Where a file comes from is told by its content, never by its name; somebody can
// say otherwise. Nothing is guessed of time: a When says whether its source told an
// instant, a wall clock without a zone, or how long after the start of a recording.
//
// A file may come from anybody. What is read is bounded, archives are not followed
// out of themselves, and a line that cannot be read is kept as a Rejected with what
// was expected in its place, so that nothing is left out in silence. Reading changes
// nothing.
package evidence
