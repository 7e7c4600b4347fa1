package command

import (
	"bufio"
	"fmt"
	"io"
	"runtime"
	"sync"
	"sync/atomic"

	"secondstory/backend/language"
	"secondstory/backend/wording"
)

// checkAll checks the files in parallel, as many at once as there are cores,
// and writes in their order. What could not be read is said on stderr; the rest
// is checked all the same.
func checkAll(o checkOptions, files []string, stdin io.Reader, out io.Writer, stderr io.Writer) int {
	run := newCheckRun(o, runtime.GOMAXPROCS(0), stdin, out, stderr)
	var workers sync.WaitGroup
	for range min(len(files), run.cores) {
		workers.Go(func() { run.work(files) })
	}
	workers.Wait()
	run.wrote(run.out.Flush())
	return run.code
}

// checkRun is one run over files.
type checkRun struct {
	checkOptions
	checker *wording.Check
	cores   int
	stdin   io.Reader
	next    atomic.Int64

	mu    sync.Mutex
	moved sync.Cond // turn has
	// Everything before the file turn is written; done are pages after it, each at
	// its number modulo the length; spare are those nobody needs any more.
	turn    int
	done    [pagesAhead]*checkPage
	spare   []*checkPage
	out     *bufio.Writer
	stderr  io.Writer
	unheard bool // nobody reads any more, and it has been said
	code    int
}

func newCheckRun(o checkOptions, cores int, stdin io.Reader, out, stderr io.Writer) *checkRun {
	r := &checkRun{
		checkOptions: o, checker: wording.New(language.New(language.English(), language.German()), o.settings), cores: cores,
		stdin: stdin, out: bufio.NewWriterSize(out, pageSize), stderr: stderr,
	}
	r.moved.L = &r.mu
	return r
}

// work takes files until there are none. They are taken in order, so the file
// whose turn it is is always in somebody's hands.
func (r *checkRun) work(files []string) {
	var in input
	page := r.page()
	for {
		i := int(r.next.Add(1)) - 1
		if i >= len(files) {
			return
		}
		page.number = i
		page.err = r.file(files[i], &in, page)
		page = r.finish(page)
	}
}

// file checks one file. What was read before a read went wrong is checked too.
func (r *checkRun) file(name string, in *input, page *checkPage) error {
	text, err := in.read(name, r.stdin)
	report := newReporter(reporter{options: r.checkOptions, file: shownName(name), text: text, lineNo: 1, page: page})
	if len(text) >= partFrom && r.cores > 1 {
		r.parts(*report)
		return err
	}
	for p := range passages(text, r.checkOptions) {
		r.passage(p, report)
	}
	return err
}

// passage reports the flags of one passage.
func (r *checkRun) passage(p language.Passage, report *reporter) {
	report.passage = p
	o := language.Options{Quotes: r.quotes, Wrapped: !r.lines, Language: r.language}
	r.checker.HandOver(p.Text, o, report.each)
}

// pagesAhead is how many files may be checked and wait for a slow one.
const pagesAhead = 64

// finish writes a page if it is its turn, and all that wait for it; otherwise
// the page waits, and its worker goes on. It returns an empty page.
func (r *checkRun) finish(page *checkPage) *checkPage {
	r.mu.Lock()
	defer r.mu.Unlock()
	for page.number-r.turn >= pagesAhead {
		r.moved.Wait()
	}
	r.done[page.number%pagesAhead] = page
	before := r.turn
	for next := r.done[r.turn%pagesAhead]; next != nil; next = r.done[r.turn%pagesAhead] {
		r.conclude(next)
		r.done[r.turn%pagesAhead] = nil
		r.turn++
	}
	if r.turn != before {
		r.moved.Broadcast()
	}
	last := len(r.spare) - 1
	if last < 0 {
		return r.page()
	}
	page, r.spare = r.spare[last], r.spare[:last]
	return page
}

// conclude writes the rest of a page, and takes what came of its file into
// account. The page is a spare one then.
func (r *checkRun) conclude(page *checkPage) {
	r.write(page)
	if page.err != nil {
		fmt.Fprintln(r.stderr, "secondstory check:", page.err)
		r.code = checkTrouble
	}
	if page.flagged && r.code == checkClean {
		r.code = checkFlagged
	}
	page.flagged, page.err = false, nil
	r.spare = append(r.spare, page)
}

// write empties a page. Once nobody reads any more, there is nothing left to
// write.
func (r *checkRun) write(page *checkPage) {
	if len(page.text) > 0 && !r.unheard {
		page.flagged = true
		_, err := r.out.Write(page.text)
		r.wrote(err)
	}
	page.text = page.text[:0]
}

// wrote says, once, that nobody reads any more.
func (r *checkRun) wrote(err error) {
	if err != nil && !r.unheard {
		fmt.Fprintln(r.stderr, "secondstory check: the flags could not be written:", err)
		r.unheard, r.code = true, checkTrouble
	}
}

// checkPage holds what is to be written about a file, or a part of one, until
// it is full or all is said: memory does not grow with what is found.
type checkPage struct {
	number  int // of the file
	text    []byte
	full    func() // empties the page
	flagged bool
	err     error
}

// pageSize is when a page is full, in bytes.
const pageSize = 64 << 10

// makeRoom empties a page that is full.
func (p *checkPage) makeRoom() {
	if len(p.text) >= pageSize {
		p.full()
	}
}

// page returns a page for a file. Full, it is written as soon as it is the file's
// turn.
func (r *checkRun) page() *checkPage {
	page := &checkPage{}
	page.full = func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		for r.turn != page.number {
			r.moved.Wait()
		}
		r.write(page)
	}
	return page
}
