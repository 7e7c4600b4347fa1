// Package followup writes the countermeasures of a report for other programs: a table
// for spreadsheets, one for importing into Jira, and dates for a calendar. They hold
// what the edition says and nothing else; a file with a name in it that the edition
// must not carry is not finished (debrief.CodeNameFound).
package followup
