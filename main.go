//go:build !cli

// Command secondstory opens the window of Second Story, or carries out one of
// its command-line verbs; see package backend/command. Built with the tag cli it
// is the command line alone; see main_cli.go.
package main

import (
	"embed"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"

	"secondstory/app"
	"secondstory/app/projector"
	"secondstory/backend/command"
	"secondstory/backend/copy"
)

//go:embed all:frontend/dist
var assets embed.FS

// version is set when the app is built.
var version = "dev"

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	words, err := copy.New("en")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return command.Failure
	}
	if err := app.NoCoreDumps(); err != nil {
		fmt.Fprintln(os.Stderr, "secondstory:", err)
	}
	surround()
	if len(args) == 1 && args[0] == projector.Flag {
		return projector.Main(assets, words, app.Log{Out: os.Stderr})
	}
	cli := command.CLI{Copy: words, Version: version, Now: time.Now, In: os.Stdin, Out: os.Stdout, Err: os.Stderr}
	path, code, done := cli.Run(args)
	if done {
		return code
	}
	desk := app.NewDesk(app.Options{
		Keeper: cli.Keeper(path), Copy: words, Dialogs: app.SystemDialogs{}, Version: version,
	})
	// From here on a signal ends the app in order; one that comes while the
	// library is opened waits for that.
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	desk.OpenMeanwhile()
	go quitOn(signals, desk)
	err = wails.Run(window(desk, words))
	if closeErr := desk.End(); err == nil {
		err = closeErr
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, words.Sentence(err))
		return command.Failure
	}
	return 0
}

// surround sets what GTK and WebKit read from the environment before anything else runs: C's setenv must
// not meet a getenv on another thread.
func surround() {
	// Blank windows and slow starts come from GPU buffers on many laptops.
	if os.Getenv("WEBKIT_DISABLE_DMABUF_RENDERER") == "" {
		_ = os.Setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
	}
	// What Wails sets itself, later.
	session := os.Getenv("XDG_SESSION_TYPE")
	if os.Getenv("GDK_BACKEND") == "" && (session == "" || session == "unspecified" || session == "x11") {
		_ = os.Setenv("GDK_BACKEND", "x11")
	}
}

func window(desk *app.Desk, words *copy.Catalogue) *options.App {
	return &options.App{
		Title: words.T("app.name"), Width: 1440, Height: 900, MinWidth: 800, MinHeight: 560,
		BackgroundColour: options.NewRGB(0xF4, 0xF3, 0xEF),
		AssetServer:      &assetserver.Options{Assets: assets, Handler: desk.Files()},
		OnStartup:        desk.Start,
		OnBeforeClose:    desk.BeforeClose,
		Logger:           app.Log{Out: os.Stderr},
		ErrorFormatter:   func(err error) any { return desk.ErrorText(err) },
		Bind:             desk.Services(),
		DragAndDrop:      &options.DragAndDrop{EnableFileDrop: true},
		Linux:            &linux.Options{ProgramName: "secondstory", WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
	}
}

// quitOn saves and ends on SIGTERM and the like. A signal is never refused,
// and does not wait for the window longer than a moment.
func quitOn(signals <-chan os.Signal, desk *app.Desk) {
	<-signals
	desk.Flush()
	_ = desk.End()
	os.Exit(0)
}
