// Package browser drives Debian's Chromium for tests of what is read in a browser. It
// speaks the DevTools protocol over a pipe: no port is opened, and nothing is fetched.
package browser

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"
)

// program is what Debian calls it; build/setup.sh installs it for the tests.
const program = "chromium"

// Browser is one that runs without a window. Its methods are for one goroutine.
type Browser struct {
	command *exec.Cmd
	to      io.WriteCloser
	from    *bufio.Reader
	folder  string
	number  int
	session string
	// asked is every address that was asked for since the page was opened.
	asked []string
	// said is what the page's policy kept it from, and what it complained of.
	said []string
	// loaded says that the page is there.
	loaded bool
	stop   func() bool
	close  sync.Once
}

// Start starts one with an empty page. Close it. It ends when the context does.
func Start(ctx context.Context) (*Browser, error) {
	folder, err := os.MkdirTemp("", "secondstory-browser-")
	if err != nil {
		return nil, fmt.Errorf("make folder: %w", err)
	}
	b := &Browser{folder: folder}
	if err := b.start(ctx); err != nil {
		b.Close()
		return nil, fmt.Errorf("start %s (build/setup.sh tests installs it): %w", program, err)
	}
	return b, nil
}

func (b *Browser) start(ctx context.Context) error {
	theirs, to, err := os.Pipe()
	if err != nil {
		return err
	}
	from, answers, err := os.Pipe()
	if err != nil {
		return err
	}
	b.to, b.from = to, bufio.NewReaderSize(from, 1<<20)
	b.command = exec.Command(program, "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run",
		"--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
		"--force-color-profile=srgb", "--user-data-dir="+filepath.Join(b.folder, "profile"), "about:blank")
	b.command.ExtraFiles = []*os.File{theirs, answers} // its descriptors 3 and 4
	b.command.Env = append(os.Environ(), "HOME="+b.folder, "XDG_CONFIG_HOME="+b.folder, "XDG_CACHE_HOME="+b.folder, "TMPDIR="+b.folder)
	err = b.command.Start()
	_, _ = theirs.Close(), answers.Close()
	if err != nil {
		return err
	}
	b.stop = context.AfterFunc(ctx, func() { _ = from.Close() })
	return b.attach()
}

func (b *Browser) attach() error {
	var target struct{ TargetID string }
	if err := b.call("Target.createTarget", map[string]any{"url": "about:blank"}, &target); err != nil {
		return err
	}
	var attached struct{ SessionID string }
	if err := b.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached); err != nil {
		return err
	}
	b.session = attached.SessionID
	for _, domain := range []string{"Page", "Network", "Log", "Runtime"} {
		if err := b.call(domain+".enable", nil, nil); err != nil {
			return err
		}
	}
	return nil
}

// Close ends the browser and clears up.
func (b *Browser) Close() {
	b.close.Do(func() {
		if b.stop != nil {
			b.stop()
		}
		if b.command != nil && b.command.Process != nil {
			b.end()
		}
		for range patience { // what it started may still write while it ends
			if os.RemoveAll(b.folder) == nil {
				return
			}
		}
	})
}

// patience is how often a folder is cleared until it is.
const patience = 100

// end asks the browser to end, so that nothing of it is left, and ends it when it does
// not.
func (b *Browser) end() {
	b.session = ""
	_ = b.call("Browser.close", nil, nil)
	_ = b.to.Close()
	late := time.AfterFunc(5*time.Second, func() { _ = b.command.Process.Kill() })
	_ = b.command.Wait()
	late.Stop()
}

type message struct {
	ID     int
	Method string
	Params json.RawMessage
	Result json.RawMessage
	Error  *struct{ Message string }
}

// call sends a command and waits for its answer.
func (b *Browser) call(method string, params map[string]any, out any) error {
	b.number++
	number := b.number
	request := map[string]any{"id": number, "method": method, "params": params}
	if params == nil {
		request["params"] = struct{}{}
	}
	if b.session != "" {
		request["sessionId"] = b.session
	}
	text, err := json.Marshal(request)
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	if _, err := b.to.Write(append(text, 0)); err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	for {
		m, err := b.next()
		switch {
		case err != nil:
			return fmt.Errorf("%s: %w", method, err)
		case m.ID != number:
		case m.Error != nil:
			return fmt.Errorf("%s: %s", method, m.Error.Message)
		case out == nil:
			return nil
		default:
			return json.Unmarshal(m.Result, out)
		}
	}
}

// next reads a message and takes down what it tells.
func (b *Browser) next() (message, error) {
	var m message
	text, err := b.from.ReadBytes(0)
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(text[:len(text)-1], &m); err != nil {
		return m, err
	}
	var told struct {
		Request struct{ URL string }
		Entry   struct{ Text string }
	}
	if err := json.Unmarshal(m.Params, &told); err != nil {
		return m, nil //nolint:nilerr // one with nothing to tell
	}
	switch m.Method {
	case "Page.loadEventFired":
		b.loaded = true
	case "Network.requestWillBeSent":
		b.asked = append(b.asked, told.Request.URL)
	case "Log.entryAdded":
		b.said = append(b.said, told.Entry.Text)
	}
	return m, nil
}

// Open goes to a page and waits until it is there.
func (b *Browser) Open(address string) error {
	b.asked, b.said, b.loaded = nil, nil, false
	var gone struct{ ErrorText string }
	if err := b.call("Page.navigate", map[string]any{"url": address}, &gone); err != nil {
		return err
	}
	if gone.ErrorText != "" {
		return errors.New(gone.ErrorText)
	}
	for !b.loaded {
		if _, err := b.next(); err != nil {
			return fmt.Errorf("load page: %w", err)
		}
	}
	return nil
}

// Asked is every address that was asked for since the page was opened, Said what the
// browser complained of.
func (b *Browser) Asked() []string { return b.asked }

// Said is what the browser complained of since the page was opened.
func (b *Browser) Said() []string { return b.said }

// Show sets the width and height of the window in CSS pixels, and light or dark.
func (b *Browser) Show(width, height int, dark bool) error {
	size := map[string]any{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}
	if err := b.call("Emulation.setDeviceMetricsOverride", size, nil); err != nil {
		return err
	}
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	return b.call("Emulation.setEmulatedMedia", map[string]any{
		"features": []map[string]any{{"name": "prefers-color-scheme", "value": scheme}},
	}, nil)
}

// Run evaluates an expression in the page, waits for what it promises, and reads the
// answer into out.
func (b *Browser) Run(expression string, out any) error {
	var answer struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails *struct {
			Exception struct{ Description string }
		}
	}
	params := map[string]any{"expression": expression, "awaitPromise": true, "returnByValue": true}
	if err := b.call("Runtime.evaluate", params, &answer); err != nil {
		return err
	}
	if answer.ExceptionDetails != nil {
		return errors.New(answer.ExceptionDetails.Exception.Description)
	}
	if out == nil || len(answer.Result.Value) == 0 {
		return nil
	}
	return json.Unmarshal(answer.Result.Value, out)
}

// Press presses and lets go of a key, by its name: "Tab". Enter does what it does.
func (b *Browser) Press(key string, code int) error {
	for _, kind := range []string{"keyDown", "keyUp"} {
		params := map[string]any{"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code}
		if key == "Enter" && kind == "keyDown" {
			params["text"] = "\r"
		}
		if err := b.call("Input.dispatchKeyEvent", params, nil); err != nil {
			return err
		}
	}
	return nil
}

// Type writes a text where the caret is.
func (b *Browser) Type(text string) error {
	return b.call("Input.insertText", map[string]any{"text": text}, nil)
}

// Scripts says whether pages that are opened from now on run theirs.
func (b *Browser) Scripts(run bool) error {
	return b.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": !run}, nil)
}

// Picture returns the page as a PNG: what the window shows, or all of it.
func (b *Browser) Picture(all bool) ([]byte, error) {
	return b.data("Page.captureScreenshot", map[string]any{"format": "png", "captureBeyondViewport": all})
}

// Print returns the page as a PDF, on the paper its style asks for.
func (b *Browser) Print() ([]byte, error) {
	return b.data("Page.printToPDF", map[string]any{"preferCSSPageSize": true, "paperWidth": 8.27, "paperHeight": 11.69})
}

func (b *Browser) data(method string, params map[string]any) ([]byte, error) {
	var out struct{ Data string }
	if err := b.call(method, params, &out); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(out.Data)
}
