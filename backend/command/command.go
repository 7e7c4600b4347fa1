package command

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"secondstory/backend/copy"
	"secondstory/backend/library"
)

// Exit codes.
const (
	Success = 0
	// Flagged means that check, verify or a strict export found something.
	Flagged = 1
	// Failure means wrong usage or that something could not be done; a
	// sentence on standard error says what.
	Failure = 2
)

// CLI is the command line with what it reads and writes.
type CLI struct {
	Copy    *copy.Catalogue
	Version string
	Now     func() time.Time
	In      io.Reader
	Out     io.Writer
	Err     io.Writer
}

// Run carries out a command. done is false when the window is to be opened,
// with the library at path.
func (c CLI) Run(args []string) (path string, code int, done bool) {
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		return "", c.verb(args[0], args[1:]), true
	}
	return c.top(args)
}

func (c CLI) verb(name string, args []string) int {
	switch name {
	case "check":
		return Check(args, c.In, c.Out, c.Err)
	case "list":
		return c.list(args)
	case "find":
		return c.find(args)
	case "export":
		return c.export(args)
	case "publish":
		return c.publish(args)
	case "due":
		return c.due(args)
	case "insights":
		return c.insights(args)
	case "note":
		return c.note(args)
	case "demo":
		return c.demo(args)
	case "backup":
		return c.backup(args)
	case "restore":
		return c.restore(args)
	case "verify":
		return c.verify(args)
	case "salvage":
		return c.salvage(args)
	case "bundle":
		return c.bundle(args)
	case "inspect":
		return c.inspect(args)
	case "import":
		return c.importBundle(args)
	case "help":
		return c.help()
	}
	return c.fail(c.Copy.T("command.unknown", "name", name))
}

// top reads the options that stand alone.
func (c CLI) top(args []string) (path string, code int, done bool) {
	set := c.flags("secondstory")
	version := set.Bool("version", false, "")
	set.StringVar(&path, "library", "", "")
	if err := set.Parse(args); err != nil {
		return "", c.usage(err), true
	}
	if *version {
		_, _ = fmt.Fprintln(c.Out, "secondstory", c.Version)
		return "", Success, true
	}
	if set.NArg() > 0 {
		return "", c.fail(c.Copy.T("command.unknown", "name", set.Arg(0))), true
	}
	path, err := library.Path(path)
	if err != nil {
		return "", c.failure(err), true
	}
	return path, Success, false
}

// flags returns an empty set that prints nothing by itself.
func (c CLI) flags(name string) *flag.FlagSet {
	set := flag.NewFlagSet(name, flag.ContinueOnError)
	set.SetOutput(io.Discard)
	return set
}

// parseAnywhere reads options before and after the other words, as people
// write them, and returns the words. After "--" there are words only.
func parseAnywhere(set *flag.FlagSet, args []string) (words []string, err error) {
	for {
		if err := set.Parse(args); err != nil {
			return nil, err
		}
		rest := set.Args()
		if read := len(args) - len(rest); read > 0 && args[read-1] == "--" {
			return append(words, rest...), nil
		}
		if len(rest) == 0 {
			return words, nil
		}
		words, args = append(words, rest[0]), rest[1:]
	}
}

// usage says what was not understood, or answers a call for help.
func (c CLI) usage(err error) int {
	if errors.Is(err, flag.ErrHelp) {
		return c.help()
	}
	return c.fail(c.Copy.T("command.usage", "detail", err.Error()))
}

func (c CLI) help() int {
	_, _ = fmt.Fprintln(c.Out, c.Copy.T("command.help"))
	return Success
}

// fail says a sentence on standard error.
func (c CLI) fail(sentence string) int {
	_, _ = fmt.Fprintln(c.Err, "secondstory: "+sentence)
	return Failure
}

// failure says an error as a sentence. Nobody types into the command line, so
// trouble with the disk is told as when a library is opened.
func (c CLI) failure(err error) int { return c.fail(c.Copy.OpenSentence(err)) }
