package command

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"secondstory/backend/copy"
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
Files are read as Markdown; "-" is standard input, and after "--" there are files only.
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

// parseCheck reads the options, which may stand before and after the files.
func parseCheck(args []string, stderr io.Writer) (o checkOptions, files []string, err error) {
	set := flag.NewFlagSet("check", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.BoolVar(&o.json, "json", false, "one JSON object per flag")
	set.BoolVar(&o.lines, "lines", false, "the input is plain text, each line one unit")
	set.BoolVar(&o.quotes, "quotes", false, "check quoted passages too")
	lang := set.String("lang", langAuto, "`language` of the files: en, de, or auto to tell sentence by sentence")
	settings := set.String("settings", "", "wording settings exported from the window: a `file` that says which classes and phrases are on")
	files, err = parseAnywhere(set, args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stderr, checkUsage)
		set.SetOutput(stderr)
		set.PrintDefaults()
	case err != nil:
		err = notUnderstood(err)
	case !slices.Contains([]string{langAuto, "en", "de"}, *lang):
		err = fmt.Errorf("no tables for the language %q; there are: en, de, auto", *lang)
	case len(files) == 0:
		err = errors.New("name at least one file, or - for standard input")
	case *settings != "":
		if o.settings, err = wording.ReadFile(*settings); err != nil {
			err = settingsError(*settings, err)
		}
	}
	if *lang != langAuto {
		o.language = *lang
	}
	return o, files, err
}

// notUnderstood says which option is not one, or what is wrong with it.
func notUnderstood(err error) error {
	const seeHelp = "check -h tells them all"
	said := err.Error()
	if name, unknown := strings.CutPrefix(said, "flag provided but not defined: "); unknown {
		return fmt.Errorf("there is no option -%s; %s", name, seeHelp)
	}
	if name, without := strings.CutPrefix(said, "flag needs an argument: "); without {
		return fmt.Errorf("the option -%s needs a word after it; %s", name, seeHelp)
	}
	return fmt.Errorf("the options could not be read: %w; %s", err, seeHelp)
}

// settingsError says what is wrong with a file of settings.
func settingsError(path string, err error) error {
	words, missing := copy.New("en")
	if missing != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return errors.New(words.Sentence(err))
}
