// Package capture reads what is typed live, one line at a time.
//
//	line   = [time] [who ":" | who] text | prefix text
//	prefix = "?" asked | "#" factor | "!" idea | "+" what helped | ">" quote | "/" command | "-" continue
//
// Two rules come before every other. Nothing is refused: a line that means
// nothing to the grammar is a note with its text. And nothing is guessed: a
// time that happened twice, never, or on a day nobody named keeps what was
// typed, carries a problem and no instant, and the window asks.
//
// testdata/lines.txt and testdata/times.txt are the manual: numbered cases of
// what is typed and what becomes of it, run by the tests.
package capture
