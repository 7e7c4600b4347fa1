package command

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"secondstory/backend/copy"
	"secondstory/backend/language"
	"secondstory/backend/wording"
)

// Exit codes of check. They are those of grep and of linters: 1 means that
// there is something to read, 2 that not everything could be read.
const (
	checkClean   = 0
	checkFlagged = 1
	checkTrouble = 2
)

// langAuto leaves it to the check to tell the language.
const langAuto = "auto"

const checkUsage = `usage: secondstory check [--json] [--lang en|de|auto] [--lines] [--quotes] [--settings FILE] FILE…|-

Marks wording that closes a debrief down, one line per flag:
  file:line:col: class: "phrase": reason
Exit status: 0 nothing marked, 1 something marked, 2 something could not be read.

`

// checkOptions are the choices made on the command line.
type checkOptions struct {
	json, lines, quotes bool
	// language is "en" or "de"; empty, it is found out sentence by sentence.
	language string
	// settings are what the window's wording screen exported.
	settings wording.Settings
}

// Check runs the wording check over files and returns the exit code. Files
// are Markdown unless --lines is given; "-" is standard input.
func Check(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, files, err := parseCheck(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return checkClean
	}
	if err != nil {
		fmt.Fprintln(stderr, "secondstory check:", err)
		return checkTrouble
	}
	return checkAll(o, files, stdin, stdout, stderr)
}

// parseCheck reads the flags and the files.
func parseCheck(args []string, stderr io.Writer) (o checkOptions, files []string, err error) {
	set := flag.NewFlagSet("check", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.BoolVar(&o.json, "json", false, "one JSON object per flag")
	set.BoolVar(&o.lines, "lines", false, "the input is plain text, each line one unit")
	set.BoolVar(&o.quotes, "quotes", false, "check quoted passages too")
	lang := set.String("lang", langAuto, "language of the files: en, de, or auto to tell sentence by sentence")
	settings := set.String("settings", "", "wording settings exported from the window: classes and phrases on or off")
	err = set.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stderr, checkUsage)
		set.SetOutput(stderr)
		set.PrintDefaults()
	case err != nil:
	case !slices.Contains([]string{langAuto, "en", "de"}, *lang):
		err = fmt.Errorf("no tables for the language %q; there are: en, de, auto", *lang)
	case set.NArg() == 0:
		err = errors.New("name at least one file, or - for standard input")
	case *settings != "":
		if o.settings, err = wording.ReadFile(*settings); err != nil {
			err = settingsError(*settings, err)
		}
	}
	if *lang != langAuto {
		o.language = *lang
	}
	return o, set.Args(), err
}

// settingsError says what is wrong with a file of settings.
func settingsError(path string, err error) error {
	words, missing := copy.New("en")
	if missing != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return errors.New(words.Sentence(err))
}

// checkAll checks the files in parallel, as many at once as there are cores,
// and writes in their order. What could not be read is said on stderr; the rest
// is checked all the same.
func checkAll(o checkOptions, files []string, stdin io.Reader, out io.Writer, stderr io.Writer) int {
	check := wording.New(language.New(language.English(), language.German()), o.settings)
	run := &checkRun{checkOptions: o, checker: check, stdin: stdin, out: out, stderr: stderr}
	run.turns = make([]chan struct{}, len(files)+1)
	for i := range run.turns {
		run.turns[i] = make(chan struct{})
	}
	close(run.turns[0])
	var workers sync.WaitGroup
	for range min(len(files), runtime.GOMAXPROCS(0)) {
		workers.Go(func() { run.work(files) })
	}
	workers.Wait()
	return run.code
}

// checkRun is one run over files.
type checkRun struct {
	checkOptions
	checker *wording.Check
	stdin   io.Reader
	next    atomic.Int64
	// turns[i] is closed when everything before file i is written. Whoever has
	// the turn owns what follows.
	turns       []chan struct{}
	out, stderr io.Writer
	code        int
}

// work takes files until there are none. They are taken in order, so the file
// whose turn it is is always in somebody's hands.
func (r *checkRun) work(files []string) {
	for {
		i := int(r.next.Add(1)) - 1
		if i >= len(files) {
			return
		}
		page := &checkPage{run: r, turn: r.turns[i]}
		err := r.file(files[i], page)
		page.write()
		r.conclude(page.flagged, err)
		close(r.turns[i+1])
	}
}

// conclude takes what came of a file into account.
func (r *checkRun) conclude(flagged bool, err error) {
	if err != nil {
		fmt.Fprintln(r.stderr, "secondstory check:", err)
		r.code = checkTrouble
	}
	if flagged && r.code == checkClean {
		r.code = checkFlagged
	}
}

// checkPage holds what is to be written about a file until it is full or the
// file's turn has come: memory does not grow with what is found.
type checkPage struct {
	run     *checkRun
	turn    <-chan struct{}
	text    []byte
	flagged bool
}

// pageSize is when a page is full, in bytes.
const pageSize = 64 << 10

// write waits for the file's turn and writes the page. Once nobody reads any
// more, there is nothing left to write.
func (p *checkPage) write() {
	<-p.turn
	if len(p.text) > 0 && p.run.out != nil {
		p.flagged = true
		if _, err := p.run.out.Write(p.text); err != nil {
			fmt.Fprintln(p.run.stderr, "secondstory check: the flags could not be written:", err)
			p.run.out, p.run.code = nil, checkTrouble
		}
	}
	p.text = p.text[:0]
}

// file checks one file. What was read before a read went wrong is checked too.
func (r *checkRun) file(name string, page *checkPage) error {
	data, err := readInput(name, r.stdin)
	text := string(data)
	report := reporter{options: r.checkOptions, file: shownName(name), text: text, lineNo: 1, page: page}
	for _, p := range passages(text, r.checkOptions) {
		for _, f := range r.checker.Each(p.Text, language.Options{Quotes: r.quotes, Language: r.language}) {
			report.report(p.Start, f)
		}
	}
	return err
}

func shownName(name string) string {
	if name == "-" {
		return "(standard input)"
	}
	return name
}

// readInput returns what could be read, also when there is an error.
func readInput(name string, stdin io.Reader) ([]byte, error) {
	if name == "-" {
		data, err := io.ReadAll(stdin)
		if err != nil {
			err = fmt.Errorf("standard input could not be read to the end: %w", err)
		}
		return data, err
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a directory; name the files in it", name)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		err = fmt.Errorf("%s could not be read: %w", name, plainCause(err))
	}
	return data, err
}

// plainCause drops the operation and the path, which the sentence around it
// already tells.
func plainCause(err error) error {
	if path := (*os.PathError)(nil); errors.As(err, &path) {
		return path.Err
	}
	return err
}

// passages cuts a file into the units that are checked one by one.
func passages(text string, o checkOptions) []language.Passage {
	if o.lines {
		return linePassages(text)
	}
	var out []language.Passage
	for _, p := range language.Markdown(text) {
		if !p.Quote || o.quotes {
			out = append(out, p)
		}
	}
	return out
}

func linePassages(text string) []language.Passage {
	var out []language.Passage
	at := 0
	for line := range strings.Lines(text) {
		out = append(out, language.Passage{Start: at, Text: line})
		at += len(line)
	}
	return out
}

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

// report adds one flag of the passage that begins at base.
func (r *reporter) report(base int, f language.Flag) {
	if len(r.page.text) >= pageSize {
		r.page.write()
	}
	line, column := r.position(base + f.Start)
	if !r.options.json {
		r.page.text = fmt.Appendf(r.page.text, "%s:%d:%d: %s: %q: %s\n", r.file, line, column, f.Class, f.Phrase, f.Reason)
		return
	}
	object, err := json.Marshal(checkFlag{
		r.file, line, column, base + f.Start, base + f.End,
		f.Class, f.Level, f.Phrase, f.Reason, f.Questions, f.Rule,
	})
	if err == nil { // strings and numbers always encode
		r.page.text = append(append(r.page.text, object...), '\n')
	}
}

// position returns line and column of a byte offset, which must not lie
// before an earlier one.
func (r *reporter) position(offset int) (line, column int) {
	for r.at < offset {
		n := strings.IndexByte(r.text[r.at:offset], '\n')
		if n < 0 {
			r.column += utf8.RuneCountInString(r.text[r.at:offset])
			r.at = offset
			break
		}
		r.at += n + 1
		r.lineNo++
		r.column = 0
	}
	return r.lineNo, r.column + 1
}
