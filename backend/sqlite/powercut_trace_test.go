package sqlite_test

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// opKind is what a process asked of the disk, or said.
type opKind int

const (
	opCreate opKind = iota
	opWrite
	opTruncate
	opUnlink
	opRename
	opSync    // of a file
	opSyncDir // of the folder
	opSay
)

// op is one thing a watched process did, in order. name is the file's name in
// the library's folder.
type op struct {
	kind opKind
	name string
	from string // of a rename
	at   int64  // of a write; the size, of a truncate
	data []byte
}

// watched are the calls that change a disk. All of those there are on purpose:
// one that the parser does not know ends the test.
const watched = "openat,open,creat,write,writev,pwrite64,pwritev,pwritev2,fsync,fdatasync,sync_file_range," +
	"ftruncate,truncate,fallocate,copy_file_range,sendfile,unlink,unlinkat,rename,renameat,renameat2,link,linkat"

// watch runs the writer and returns what it did to the folder of its library.
func watch(t *testing.T, normal bool) []op {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "library")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	env := []string{cutWriterEnv + "=" + filepath.Join(dir, "library.db")}
	if normal {
		env = append(env, cutNormalEnv+"=1")
	}
	return watchOther(t, dir, env)
}

// watchOther runs one of the others and returns what it did to a folder.
func watchOther(t *testing.T, dir string, env []string) []op {
	t.Helper()
	p, err := newTrace(dir), error(nil)
	if p.there, err = filesIn(dir); err != nil {
		t.Fatal(err)
	}
	log := filepath.Join(t.TempDir(), "trace")
	cmd := exec.Command("strace", "-f", "-qq", "-y", "-xx", "-s", "1048576", "-e", "signal=none", "-e", "trace="+watched, "-o", log, os.Args[0])
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("watch a writing process (needs strace): %v\n%s", err, out)
	}
	f, err := os.Open(log)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		if err := p.line(lines.Text()); err != nil {
			t.Fatalf("read the trace: %v in %.200s", err, lines.Text())
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return p.ops
}

// filesIn are the names of the files that are in a folder.
func filesIn(dir string) (map[string]bool, error) {
	all, err := os.ReadDir(dir)
	out := map[string]bool{}
	for _, e := range all {
		out[e.Name()] = true
	}
	return out, err
}

// trace turns lines of strace into ops.
type trace struct {
	dir string
	ops []op
	// begun are calls another thread's line came between, by thread.
	begun map[string]string
	// there are the files there are.
	there map[string]bool
}

func newTrace(dir string) *trace {
	return &trace{dir: dir, begun: map[string]string{}, there: map[string]bool{}}
}

// line reads "PID NAME(ARGS) = RESULT". A call counts once it has returned, so
// that a sync is never taken for more than it was; but what the process says
// counts at once, so that a save is never taken for less.
func (p *trace) line(s string) error {
	pid, s, ok := strings.Cut(s, " ")
	if !ok {
		return fmt.Errorf("no call")
	}
	s = strings.TrimLeft(s, " ")
	if head, ok := strings.CutSuffix(s, "<unfinished ...>"); ok {
		p.begun[pid] = head
		return p.say(head)
	}
	if rest, ok := strings.CutPrefix(s, "<... "); ok {
		_, rest, _ = strings.Cut(rest, " resumed>")
		return p.call(p.begun[pid]+rest, true)
	}
	if strings.HasPrefix(s, "+++") || strings.HasPrefix(s, "---") {
		return nil
	}
	// A thread that ends with the process, between two calls.
	if strings.HasPrefix(s, "???(") && strings.HasSuffix(s, "<detached ...>") {
		return nil
	}
	return p.call(s, false)
}

func (p *trace) say(s string) error {
	if !strings.HasPrefix(s, "write(1<") {
		return nil
	}
	_, data, _, err := arguments(s)
	p.ops = append(p.ops, op{kind: opSay, data: data})
	return err
}

func (p *trace) call(s string, said bool) error {
	end := strings.LastIndex(s, ") = ")
	name, _, ok := strings.Cut(s, "(")
	if end < 0 || !ok {
		return fmt.Errorf("no result")
	}
	result, _, _ := strings.Cut(s[end+4:], " ")
	result, _, _ = strings.Cut(result, "<")
	n, err := strconv.ParseInt(result, 10, 64)
	if err != nil || n < 0 {
		return nil // nothing was done, or the process ended
	}
	s = s[:end]
	if strings.HasPrefix(s, "write(1<") {
		if said {
			return nil
		}
		return p.say(s)
	}
	path, data, rest, err := arguments(s)
	if err != nil {
		return err
	}
	switch name {
	case "openat", "open", "unlink", "unlinkat", "rename", "renameat", "renameat2":
		path = string(data)
	}
	return p.file(name, path, data, rest, n)
}

// file adds what a call did to one file of the folder.
func (p *trace) file(name, path string, data []byte, rest []string, n int64) error {
	if path == p.dir && name == "fsync" {
		p.ops = append(p.ops, op{kind: opSyncDir})
		return nil
	}
	file := filepath.Base(path)
	// The index of the log and the lock are made anew at each start.
	if filepath.Dir(path) != p.dir || strings.HasSuffix(file, "-shm") || strings.HasSuffix(file, ".lock") {
		return nil
	}
	switch name {
	case "openat":
		p.open(file, strings.Join(rest, ","))
	case "pwrite64":
		at, err := strconv.ParseInt(rest[len(rest)-1], 10, 64)
		if err != nil || n > int64(len(data)) {
			return fmt.Errorf("write at %q of %d bytes", rest, n)
		}
		p.ops = append(p.ops, op{kind: opWrite, name: file, at: at, data: data[:n]})
	case "ftruncate":
		at, err := strconv.ParseInt(rest[len(rest)-1], 10, 64)
		if err != nil {
			return err
		}
		p.ops = append(p.ops, op{kind: opTruncate, name: file, at: at})
	case "fsync", "fdatasync":
		p.ops = append(p.ops, op{kind: opSync, name: file})
	case "unlink", "unlinkat":
		delete(p.there, file)
		p.ops = append(p.ops, op{kind: opUnlink, name: file})
	case "renameat":
		_, to, _, err := arguments(rest[len(rest)-1])
		if err != nil || filepath.Dir(string(to)) != p.dir {
			return fmt.Errorf("rename to %q", to)
		}
		p.rename(file, filepath.Base(string(to)))
	default:
		return fmt.Errorf("a call the model does not know: %s", name)
	}
	return nil
}

func (p *trace) rename(from, to string) {
	delete(p.there, from)
	p.there[to] = true
	p.ops = append(p.ops, op{kind: opRename, name: to, from: from})
}

func (p *trace) open(file, flags string) {
	if strings.Contains(flags, "O_CREAT") && !p.there[file] {
		p.there[file] = true
		p.ops = append(p.ops, op{kind: opCreate, name: file})
	}
	if strings.Contains(flags, "O_TRUNC") {
		p.ops = append(p.ops, op{kind: opTruncate, name: file})
	}
}

// arguments returns the file a call is about, the text given to it, and the
// arguments after that.
func arguments(s string) (path string, data []byte, rest []string, err error) {
	text := strings.IndexByte(s, '"')
	if from := strings.IndexByte(s, '<'); from >= 0 && (text < 0 || from < text) {
		length := strings.IndexByte(s[from:], '>')
		if length < 0 {
			return "", nil, nil, fmt.Errorf("no path")
		}
		b, err := unescape(s[from+1 : from+length])
		if err != nil {
			return "", nil, nil, err
		}
		path = string(b)
		s = s[from+length+1:]
	}
	if text = strings.IndexByte(s, '"'); text >= 0 {
		length := strings.IndexByte(s[text+1:], '"')
		if length < 0 || strings.HasPrefix(s[text+1+length+1:], "...") {
			return "", nil, nil, fmt.Errorf("a text cut short")
		}
		if data, err = unescape(s[text+1 : text+1+length]); err != nil {
			return "", nil, nil, err
		}
		s = s[text+1+length+1:]
	}
	for _, r := range strings.Split(strings.TrimPrefix(s, ","), ",") {
		rest = append(rest, strings.TrimSpace(r))
	}
	return path, data, rest, nil
}

// unescape reads strace's \x2f\x74 form.
func unescape(s string) ([]byte, error) {
	return hex.DecodeString(strings.ReplaceAll(s, `\x`, ""))
}
