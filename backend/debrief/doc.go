// Package debrief is the domain of Second Story: the words of a blameless
// debrief as types, what makes each of them valid, the states a debrief goes
// through, and what the domain asks of whoever stores it.
//
// It imports only the standard library and is imported by everything else.
//
// Every noun is a record: it has an id, belongs to one debrief, and carries
// the revision its writer last saw. The fields of a record are what is kept on
// disk, what the window edits and what a bundle carries, so there is one
// definition of each noun and no translation between layers. Instants are
// RFC 3339 strings in UTC, dates are YYYY-MM-DD, durations are whole seconds.
package debrief
