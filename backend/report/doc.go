// Package report is the publishable projection of a debrief: what each edition
// may say, in the order it is said, ready to be typeset.
//
// [Build] reads a whole debrief and returns a [Report] of plain texts. A report
// has no field for anything private, and this package never imports the vault.
// An edition without names is built from a copy of the debrief in which every
// known name has given way to a role before anything is chosen or ordered;
// [Report.Check] then searches what was really drawn, and refuses the file when
// a name is found after all.
package report
