// Package prompt hears what kind of thing somebody just said and offers what a
// good facilitator would ask next: how and what, never why, with nothing of the
// answer inside. It looks at one line at a time, keeps nothing, and would rather
// offer nothing than something silly.
//
// A language is a Tongue: word classes, patterns over them, and the questions of
// each family. Nothing here knows English but english.go and english_ask.go.
//
// testdata/lines.txt is the manual: numbered cases of what is said and what is
// offered, run by the tests.
package prompt
