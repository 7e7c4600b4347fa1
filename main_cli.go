//go:build cli

package main

import (
	"fmt"
	"os"
	"time"

	"secondstory/backend/command"
	"secondstory/backend/copy"
)

// version is set when the app is built.
var version = "dev"

// main is the command line alone, for machines without a screen: it needs no
// window and none of its libraries.
func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	// check says nothing from the catalogue, and is to answer at once.
	if len(args) > 0 && args[0] == "check" {
		return command.Check(args[1:], os.Stdin, os.Stdout, os.Stderr)
	}
	words, err := copy.New("en")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return command.Failure
	}
	cli := command.CLI{Copy: words, Version: version, Now: time.Now, In: os.Stdin, Out: os.Stdout, Err: os.Stderr}
	if _, code, done := cli.Run(args); done {
		return code
	}
	fmt.Fprintln(os.Stderr, "secondstory: "+words.T("command.no-window"))
	return command.Failure
}
