package app

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"

	"secondstory/app/projector"
	"secondstory/backend/room"
)

// roomChild is a running Room view.
type roomChild interface {
	Wait() error
	Kill() error
}

// roomLauncher starts a Room view that reads scenes from in and writes reports
// to out.
type roomLauncher interface {
	Launch(in, out *os.File) (roomChild, error)
}

// ownBinary starts the app's own binary once more.
type ownBinary struct{ args []string }

type roomCommand struct{ *exec.Cmd }

// Kill ends the process at once.
func (c roomCommand) Kill() error { return c.Process.Kill() }

// Launch starts it; it is given two pipes and nothing else of this process.
func (o ownBinary) Launch(in, out *os.File) (roomChild, error) {
	path, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := exec.Command(path, o.args...)
	c.Stdin, c.Stdout, c.Stderr = in, out, os.Stderr
	// No port is opened in the Room's name, whatever the Desk was started with.
	c.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "WEBKIT_INSPECTOR") })
	if err := c.Start(); err != nil {
		return nil, err
	}
	return roomCommand{c}, nil
}

func usualRoom() roomLauncher { return ownBinary{[]string{projector.Flag}} }

// How long the Room may take. One that reads nothing for so long, or has not
// hidden itself so soon after it was told to, is ended: a dark projector is
// better than the wrong picture.
const (
	roomReads = 5 * time.Second
	roomHides = time.Second
)

// roomProcess is one Room view from its start to its end. Handing it a scene
// never waits: while it is busy only the newest one is kept.
type roomProcess struct {
	child roomChild
	in    *os.File
	// heard is told what the Room reports, ended that it is gone; an error says
	// that nobody closed its window.
	heard func(room.Report)
	ended func(error)

	mu      sync.Mutex
	next    []byte // the newest line not yet written
	seq     int64  // of the newest scene handed over
	painted int64  // of the newest one on the screen
	wake    chan struct{}
	done    chan struct{}
}

func startRoom(l roomLauncher, heard func(room.Report), ended func(error)) (*roomProcess, error) {
	theirIn, ourOut, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	ourIn, theirOut, err := os.Pipe()
	if err != nil {
		_ = theirIn.Close()
		_ = ourOut.Close()
		return nil, err
	}
	child, err := l.Launch(theirIn, theirOut)
	_ = theirIn.Close()
	_ = theirOut.Close()
	if err != nil {
		_ = ourOut.Close()
		_ = ourIn.Close()
		return nil, err
	}
	p := &roomProcess{
		child: child, in: ourOut, heard: heard, ended: ended,
		wake: make(chan struct{}, 1), done: make(chan struct{}),
	}
	go p.write()
	go p.read(ourIn)
	go p.wait()
	return p, nil
}

// show hands a scene over and returns its number.
func (p *roomProcess) show(s room.Scene) int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	line, err := s.Encode(p.seq + 1)
	if err != nil {
		// It cannot be sent: the Room shows nothing rather than what was there before.
		line, err = room.Idle(s.View().Look).Encode(p.seq + 1)
	}
	if err != nil {
		return p.seq
	}
	p.seq++
	p.next = line
	select {
	case p.wake <- struct{}{}:
	default:
	}
	return p.seq
}

// hide hands over a hidden scene and ends a Room that does not show it at once.
// One that has shown nothing yet has nothing to hide.
func (p *roomProcess) hide(s room.Scene) int64 {
	seq := p.show(s.Hidden())
	time.AfterFunc(roomHides, func() {
		if shown := p.shown(); shown > 0 && shown < seq {
			_ = p.child.Kill()
		}
	})
	return seq
}

func (p *roomProcess) shown() int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.painted
}

// write writes the newest scene whenever there is one, until the Room is gone.
func (p *roomProcess) write() {
	defer func() { _ = p.in.Close() }()
	for {
		select {
		case <-p.done:
			return
		case <-p.wake:
		}
		p.mu.Lock()
		line := p.next
		p.next = nil
		p.mu.Unlock()
		if line == nil {
			continue
		}
		_ = p.in.SetWriteDeadline(time.Now().Add(roomReads))
		if _, err := p.in.Write(line); err != nil {
			// Half a line was written or nobody reads: there is no way back.
			_ = p.child.Kill()
			return
		}
	}
}

// read hears what the Room reports; what is not a report is passed over.
func (p *roomProcess) read(from io.ReadCloser) {
	defer func() { _ = from.Close() }()
	lines := bufio.NewScanner(from)
	lines.Buffer(make([]byte, 0, 4<<10), room.MaxReport)
	for lines.Scan() {
		r, err := room.DecodeReport(lines.Bytes())
		if err != nil {
			continue
		}
		if r.Kind == room.ReportPainted {
			p.mu.Lock()
			p.painted = max(p.painted, min(r.Seq, p.seq))
			p.mu.Unlock()
		}
		p.heard(r)
	}
	_, _ = io.Copy(io.Discard, from)
}

func (p *roomProcess) wait() {
	err := p.child.Wait()
	close(p.done)
	p.ended(err)
}

// stop ends the Room at once and waits until it is gone, at most for a moment.
func (p *roomProcess) stop() {
	_ = p.child.Kill()
	select {
	case <-p.done:
	case <-time.After(roomHides):
	}
}
