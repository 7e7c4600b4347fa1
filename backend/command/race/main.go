//go:build linux

// Command race times the wording check as a whole process, beside Vale with an
// equivalent style: build/tools/race CLI VALE STYLE. "make bench" builds what it
// needs.
//
// The reports are the .md and .txt files of the folder SECONDSTORY_CORPUS, or
// without it the project's own README and its like; they are repeated, each a file
// of its own size, until they are 20 MB.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

const (
	corpusSize = 20_000_000
	lineSize   = 100_000_000
	rounds     = 5
	starts     = 30

	targetRatio = 50
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "race:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return errors.New("usage: race CLI VALE STYLE")
	}
	for i := range args {
		path, err := filepath.Abs(args[i])
		if err != nil {
			return err
		}
		args[i] = path
	}
	dir, err := os.MkdirTemp("", "race")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	b := bench{dir: dir, check: []string{args[0], "check"}, vale: []string{args[1], "--config", args[2], "--output", "line", "--no-exit"}}
	for _, part := range []func() error{b.corpus, b.start, b.line} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// bench is a folder of texts and the two command lines.
type bench struct {
	dir         string
	check, vale []string
}

// corpus times both over 20 MB of reports, in turn.
func (b bench) corpus() error {
	files, size, err := b.reports()
	if err != nil {
		return err
	}
	var ours, theirs []result
	for range rounds {
		for _, r := range []struct {
			command []string
			into    *[]result
		}{{b.check, &ours}, {b.vale, &theirs}} {
			one, err := timed(r.command, files...)
			if err != nil {
				return err
			}
			*r.into = append(*r.into, one)
		}
	}
	a, v := median(ours), median(theirs)
	fmt.Printf("check 20 MB in %d files: %.3f s (%.0f MB/s), %d flags; vale: %.2f s (%.1f MB/s), %d flags; × %.0f (target × %d)\n",
		len(files), a.took.Seconds(), size/a.took.Seconds()/1e6, a.lines,
		v.took.Seconds(), size/v.took.Seconds()/1e6, v.lines, v.took.Seconds()/a.took.Seconds(), targetRatio)
	fmt.Printf("check 20 MB: processor time %.3f s, peak memory %.0f MB; vale: %.2f s, %.0f MB\n",
		a.busy.Seconds(), a.memory, v.busy.Seconds(), v.memory)
	return nil
}

// start times what checking next to nothing takes.
func (b bench) start() error {
	for _, text := range []struct{ name, words string }{
		{"an empty file", ""}, {"a file of one line", "We should have looked at the calendar first.\n"},
	} {
		path := filepath.Join(b.dir, "start.md")
		if err := os.WriteFile(path, []byte(text.words), 0o600); err != nil {
			return err
		}
		var all []result
		for range starts {
			one, err := timed(b.check, path)
			if err != nil {
				return err
			}
			all = append(all, one)
		}
		fmt.Printf("exec → exit, check of %s: p50 %.1f ms\n", text.name, float64(median(all).took)/1e6)
	}
	return nil
}

// line checks 100 MB without a line break.
func (b bench) line() error {
	path := filepath.Join(b.dir, "line.md")
	if err := repeated(path, "we should have checked the pool, ", lineSize); err != nil {
		return err
	}
	one, err := timed(b.check, path)
	if err != nil {
		return err
	}
	fmt.Printf("check 100 MB on one line, %d flags: %.1f s, peak memory %.0f MB\n", one.lines, one.took.Seconds(), one.memory)
	return nil
}

// repeated writes a text again and again, without ever holding much: what this
// program holds counts as the memory of those it starts.
func repeated(path, text string, size int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	chunk := bytes.Repeat([]byte(text), 1000)
	for at := 0; at < size; at += len(chunk) {
		if _, err := f.Write(chunk); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return f.Close()
}

// reports copies the corpus until it is large enough.
func (b bench) reports() (files []string, size float64, err error) {
	paths, name := sources()
	if len(paths) == 0 {
		return nil, 0, fmt.Errorf("%s holds no .txt or .md", name)
	}
	for i := 0; size < corpusSize; i++ {
		path := filepath.Join(b.dir, fmt.Sprintf("report-%d.md", i))
		n, err := copied(path, paths[i%len(paths)])
		if err != nil {
			return nil, 0, err
		}
		files, size = append(files, path), size+float64(n)
	}
	fmt.Printf("reports: %d of %s, repeated\n", len(paths), name)
	return files, size, nil
}

// sources returns the texts to repeat, and what they are.
func sources() (paths []string, name string) {
	name = os.Getenv("SECONDSTORY_CORPUS")
	if name == "" {
		return []string{"README.md", "CHANGELOG.md", "frontend/README.md", "frontend/e2e/README.md"}, "the project's own (SECONDSTORY_CORPUS names others)"
	}
	for _, pattern := range []string{"*.txt", "*.md"} {
		found, _ := filepath.Glob(filepath.Join(name, pattern)) // the pattern is a good one
		paths = append(paths, found...)
	}
	return paths, name
}

func copied(to, from string) (int64, error) {
	in, err := os.Open(from)
	if err != nil {
		return 0, err
	}
	defer func() { _ = in.Close() }()
	out, err := os.Create(to)
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(out, in)
	return n, errors.Join(err, out.Close())
}

// result is one run of a program.
type result struct {
	took   time.Duration // from its start to its end
	busy   time.Duration // of all cores, which tells more where other programs want them too
	memory float64       // its peak, in MB
	lines  int           // it wrote
}

// timed runs a program over files. Exit code 1 means that something was flagged.
func timed(command []string, files ...string) (result, error) {
	run := exec.Command(command[0], append(slices.Clone(command[1:]), files...)...)
	var lines lineCounter
	var said bytes.Buffer
	run.Stdout, run.Stderr = &lines, &said
	start := time.Now()
	err := run.Run()
	took := time.Since(start)
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && exit.ExitCode() == 1 {
		err = nil
	}
	if err != nil {
		return result{}, fmt.Errorf("%s: %w: %.500s", command[0], err, said.String())
	}
	usage := run.ProcessState.SysUsage().(*syscall.Rusage)
	busy := run.ProcessState.UserTime() + run.ProcessState.SystemTime()
	return result{took, busy, float64(usage.Maxrss) / 1024, int(lines)}, nil
}

type lineCounter int

func (c *lineCounter) Write(text []byte) (int, error) {
	*c += lineCounter(bytes.Count(text, []byte{'\n'}))
	return len(text), nil
}

// median is the result of the middle time.
func median(all []result) result {
	slices.SortFunc(all, func(a, b result) int { return int(a.took - b.took) })
	return all[len(all)/2]
}
