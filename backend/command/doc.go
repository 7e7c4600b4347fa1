// Package command is the command line of the app: what can be done with a
// library or a text without a window or a display.
//
//	secondstory [--library FILE]          opens the window
//	secondstory --version
//	secondstory check [--json] [--lines] FILE…|-
//	secondstory list [--library FILE] [--json]
//	secondstory export ID|TITLE --format pdf [--edition named|role-only|public] -o FILE
//	secondstory due [--within DAYS] [--owner NAME] [--team TEAM] [--json] [--library FILE]
//	secondstory due --ics FILE [--edition role-only|named|public] [--library FILE]
//	secondstory demo -o DIR
//	secondstory backup [--library FILE] [-o DIR]
//	secondstory restore BACKUP [--library FILE]
//	secondstory verify [--json] [BACKUP] [--library FILE]
//	secondstory salvage [--library FILE] -o FILE
//	secondstory bundle ID|TITLE [--library FILE] -o FILE
//	secondstory import FILE [--library FILE] [--keep-both|--take-theirs] [--dry-run]
//
// Every command ends with 0, with 1 when check or verify found something, or
// with 2 and a sentence on standard error.
package command
