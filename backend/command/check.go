package command

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"unicode/utf8"

	"secondstory/backend/language"
)

// Exit codes of check. They are those of grep and of linters: 1 means that
// there is something to read, 2 that not everything could be read.
const (
	checkClean   = 0
	checkFlagged = 1
	checkTrouble = 2
)

const checkUsage = `usage: secondstory check [--json] [--lang en] [--lines] [--quotes] FILE…|-

Marks wording that closes a debrief down, one line per flag:
  file:line:col: class: "phrase": reason
Exit status: 0 nothing marked, 1 something marked, 2 something could not be read.

`

// checkOptions are the choices made on the command line.
type checkOptions struct {
	json, lines, quotes bool
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
	out := bufio.NewWriter(stdout)
	code := checkAll(o, files, stdin, out, stderr)
	if err := out.Flush(); err != nil {
		fmt.Fprintln(stderr, "secondstory check: the flags could not be written:", err)
		return checkTrouble
	}
	return code
}

// parseCheck reads the flags and the files.
func parseCheck(args []string, stderr io.Writer) (o checkOptions, files []string, err error) {
	set := flag.NewFlagSet("check", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.BoolVar(&o.json, "json", false, "one JSON object per flag")
	set.BoolVar(&o.lines, "lines", false, "the input is plain text, each line one unit")
	set.BoolVar(&o.quotes, "quotes", false, "check quoted passages too")
	lang := set.String("lang", "en", "language of the files")
	err = set.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stderr, checkUsage)
		set.SetOutput(stderr)
		set.PrintDefaults()
	case err != nil:
	case *lang != "en":
		err = fmt.Errorf("no tables for the language %q; there is: en", *lang)
	case set.NArg() == 0:
		err = errors.New("name at least one file, or - for standard input")
	}
	return o, set.Args(), err
}

// checked is what came of one file.
type checked struct {
	output  []byte
	flagged bool
	err     error
}

// checkAll checks the files in parallel and writes in their order. What
// could not be read is said on stderr; the rest is checked all the same.
func checkAll(o checkOptions, files []string, stdin io.Reader, out io.Writer, stderr io.Writer) int {
	checker := language.New(language.English())
	code := checkClean
	for result := range eachFile(files, func(name string) checked { return checkFile(checker, o, name, stdin) }) {
		if _, err := out.Write(result.output); err != nil {
			return checkTrouble
		}
		if result.err != nil {
			fmt.Fprintln(stderr, "secondstory check:", result.err)
			code = checkTrouble
		}
		if result.flagged && code == checkClean {
			code = checkFlagged
		}
	}
	return code
}

// eachFile runs work over the files, as many at once as there are cores, and
// yields the results in the order of the files.
func eachFile(files []string, work func(string) checked) func(yield func(checked) bool) {
	return func(yield func(checked) bool) {
		results := make([]chan checked, len(files))
		for i := range results {
			results[i] = make(chan checked, 1)
		}
		next := make(chan int)
		stop := make(chan struct{})
		var running sync.WaitGroup
		defer running.Wait()
		defer close(stop)
		for range min(len(files), runtime.GOMAXPROCS(0)) {
			running.Go(func() {
				for i := range next {
					results[i] <- work(files[i])
				}
			})
		}
		go func() {
			defer close(next)
			for i := range files {
				select {
				case next <- i:
				case <-stop:
					return
				}
			}
		}()
		for _, result := range results {
			if !yield(<-result) {
				return
			}
		}
	}
}

// checkFile reads one file and formats its flags. What was read before a
// read went wrong is checked too.
func checkFile(c *language.Checker, o checkOptions, name string, stdin io.Reader) checked {
	data, err := readInput(name, stdin)
	text := string(data)
	r := reporter{options: o, file: shownName(name), text: text, lineNo: 1}
	for _, p := range passages(text, o) {
		for _, f := range c.CheckOptions(p.Text, language.Options{Quotes: o.quotes}) {
			r.report(p.Start, f)
		}
	}
	return checked{r.out, len(r.out) > 0, err}
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
	out     []byte
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
	line, column := r.position(base + f.Start)
	if !r.options.json {
		r.out = fmt.Appendf(r.out, "%s:%d:%d: %s: %q: %s\n", r.file, line, column, f.Class, f.Phrase, f.Reason)
		return
	}
	object, err := json.Marshal(checkFlag{
		r.file, line, column, base + f.Start, base + f.End,
		f.Class, f.Level, f.Phrase, f.Reason, f.Questions, f.Rule,
	})
	if err == nil { // strings and numbers always encode
		r.out = append(append(r.out, object...), '\n')
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
