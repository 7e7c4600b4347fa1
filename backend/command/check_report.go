package command

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"secondstory/backend/language"
)

// reporter formats flags, which come in order of position, and keeps count
// of lines as it goes.
type reporter struct {
	options checkOptions
	file    string
	text    string
	at      int // everything before has been counted
	lineNo  int
	column  int // characters of the line before at
	page    *checkPage
	passage language.Passage         // what is being checked
	each    func(language.Flag) bool // report, made once for all passages
}

func newReporter(r reporter) *reporter {
	made := &r
	made.each = made.report
	return made
}

// checkFlag is one flag as --json prints it.
type checkFlag struct {
	File      string         `json:"file"`
	Line      int            `json:"line"`   // 1-based
	Column    int            `json:"column"` // 1-based, in characters
	Start     int            `json:"start"`  // bytes into the file
	End       int            `json:"end"`
	Class     language.Class `json:"class"`
	Level     language.Level `json:"level"`
	Phrase    string         `json:"phrase"`
	Reason    string         `json:"reason"`
	Questions []string       `json:"questions"`
	Rule      string         `json:"rule"`
}

// report adds one flag of the passage, and asks for more.
func (r *reporter) report(f language.Flag) bool {
	r.page.makeRoom()
	start, end := r.passage.At(f.Start), r.passage.Until(f.End)
	line, column := r.position(start)
	if !r.options.json {
		r.plain(line, column, f)
		return true
	}
	object, err := json.Marshal(checkFlag{
		r.file, line, column, start, end,
		f.Class, f.Level, r.text[start:end], f.Reason, f.Questions, f.Rule,
	})
	if err == nil { // strings and numbers always encode
		r.page.text = append(append(r.page.text, object...), '\n')
	}
	return true
}

// plain adds the line of a flag: file:line:col: class: "phrase": reason. A phrase
// that goes on in the next line of the file is told as if it did not.
func (r *reporter) plain(line, column int, f language.Flag) {
	text := append(append(r.page.text, r.file...), ':')
	text = append(strconv.AppendInt(text, int64(line), 10), ':')
	text = append(strconv.AppendInt(text, int64(column), 10), ": "...)
	text = append(append(text, f.Class...), ": "...)
	phrase := strings.ReplaceAll(strings.ReplaceAll(f.Phrase, "\r\n", " "), "\n", " ")
	text = append(strconv.AppendQuote(text, phrase), ": "...)
	r.page.text = append(append(text, f.Reason...), '\n')
}

// byteOrderMark returns what some editors begin a text with, which is no
// character of it.
func byteOrderMark(text string) string {
	if mark := "\ufeff"; strings.HasPrefix(text, mark) {
		return mark
	}
	return ""
}

// position returns line and column of a byte offset, which must not lie
// before an earlier one.
func (r *reporter) position(offset int) (line, column int) {
	if r.at == 0 && offset > 0 {
		r.at = len(byteOrderMark(r.text))
	}
	passed := r.text[r.at:offset]
	if n := strings.Count(passed, "\n"); n > 0 {
		r.lineNo += n
		r.column = 0
		passed = passed[strings.LastIndexByte(passed, '\n')+1:]
	}
	r.column += utf8.RuneCountInString(passed)
	r.at = offset
	return r.lineNo, r.column + 1
}
