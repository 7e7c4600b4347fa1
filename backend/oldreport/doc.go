// Package oldreport makes debriefs of reports that an organisation wrote before: what
// package evidence read of a post-mortem in Markdown or HTML, or of Morgue's tables.
//
// A part is told by its heading or its label, in the words that published templates
// use. What has no place in a debrief is not left out: every line of the report is
// kept, word for word, as a source of its debrief, and entries are linked to theirs.
// Nothing is guessed: a time without a zone is asked about, a state that is not told
// is that of a promise, and who is in no list of people is no participant.
//
// Such a debrief is closed: it was held elsewhere, and its words are the report's.
package oldreport
