package sqlite

import (
	"context"
	"crypto/sha256"
	"strings"

	"secondstory/backend/debrief"
)

// finder takes the rows of a library from its pages, each recognised by the
// shape of its values and, where the table has one, by its hash. A nil function
// leaves that kind out. Bytes it hands on are only good until it returns.
type finder struct {
	record func(cell, row, debrief.Record)
	change func(cell, change, string)
	step   func(cell)
	draft  func(cell)
	other  func(table string, c cell)
	// recordID, recordPlace and lineOf come from indexes: which row of record
	// holds an id, which debrief and noun a row is of, and which line of the log
	// is of which record.
	recordID    func(row int64, id debrief.ID)
	recordPlace func(row int64, debriefID debrief.ID, noun debrief.Noun)
	lineOf      func(seq int64, id debrief.ID)
	// lastLine is the number of the last line the log ever had.
	lastLine func(seq int64)
	// broken and brokenDraft are rows whose hash differs. Nothing in them is to
	// be trusted; they say that there was something.
	broken      func(c cell, r row)
	brokenDraft func(debriefID debrief.ID, field string)
}

// The shapes of the tables' rows, see value. A row's own number is null in its
// record.
const (
	shapeRecord       = "ntttitb"
	shapeStep         = "nttttt"
	shapeSealedChange = "ntibb"
	shapeDraft        = "ttttb"
	shapeAttachment   = "tttttbb"
	shapeSealed       = "ttibb"
	shapeWrap         = "titb"
	shapeSetting      = "tt"
	shapeRecordID     = "ti"
	shapeRecordPlace  = "tti"
	shapeLineOf       = "tii"
	shapeSequence     = "ti"
)

// scan passes over every page of a file.
func (p *pages) scan(ctx context.Context, progress Progress, f finder) error {
	buf := make([]byte, p.size)
	for n := range p.numbers() {
		if n%256 == 1 {
			if err := ctx.Err(); err != nil {
				return cancelled(err)
			}
			progress.say(int64(n), int64(p.count))
		}
		p.cells(n, buf, func(c cell, _ []uint32) { f.take(c) })
	}
	return nil
}

func (f finder) take(c cell) {
	if c.kind == tableLeaf {
		f.takeLeaf(c)
		return
	}
	v := c.values
	switch c.shape() {
	case shapeDraft:
		f.takeDraft(c)
	case shapeAttachment:
		sum := sha256.Sum256(v[6].bytes)
		if string(sum[:]) == string(v[5].bytes) || isLost(v[0].text(), v[5].bytes, v[6].bytes) {
			f.takeOther("attachment", c)
		}
	case shapeSealed:
		f.takeOther("sealed", c)
	case shapeWrap:
		if kind := v[0].text(); kind == "passphrase" || kind == "recovery" {
			f.takeOther("vault_wrap", c)
		}
	case shapeSetting:
		if !isID(v[0].text()) {
			f.takeOther("setting", c)
		}
	case shapeRecordID:
		if f.recordID != nil && isID(v[0].text()) && v[1].fits() {
			f.recordID(v[1].num, v[0].text())
		}
	case shapeRecordPlace:
		if noun := debrief.Noun(v[1].text()); f.recordPlace != nil && debrief.NewRecord(noun) != nil && v[2].fits() {
			f.recordPlace(v[2].num, v[0].text(), noun)
		}
	case shapeLineOf:
		if f.lineOf != nil && isID(v[0].text()) && v[1].fits() {
			f.lineOf(v[1].num, v[0].text())
		}
	}
}

func (f finder) takeDraft(c cell) {
	v := c.values
	switch {
	case string(v[4].bytes) == string(sumOf(v[0].text(), v[1].text(), v[2].text(), v[3].text())):
		if f.draft != nil {
			f.draft(c)
		}
	case f.brokenDraft != nil && isID(v[0].text()):
		f.brokenDraft(v[0].text(), v[1].text())
	}
}

func (f finder) takeOther(table string, c cell) {
	if f.other != nil {
		f.other(table, c)
	}
}

func (f finder) takeLeaf(c cell) {
	switch shape := c.shape(); {
	case shape == shapeRecord:
		f.takeRecord(c)
	case isChange(shape):
		if line, at, ok := changeOfCell(c); ok && f.change != nil && c.numbered() {
			f.change(c, line, at)
		}
	case shape == shapeStep:
		if f.step != nil && c.numbered() && isState(c.values[4].text()) {
			f.step(c)
		}
	case shape == shapeSealedChange:
		f.takeOther("sealed_change", c)
	case shape == shapeSequence:
		if v := c.values; f.lastLine != nil && v[0].text() == "change" && v[1].fits() {
			f.lastLine(v[1].num)
		}
	}
}

func (f finder) takeRecord(c cell) {
	r := rowOfCell(c)
	if f.record == nil || !c.numbered() {
		return
	}
	rec, err := r.record()
	switch {
	case err == nil:
		f.record(c, r, rec)
	case f.broken != nil && isID(r.id) && isID(r.debriefID) && debrief.NewRecord(r.noun) != nil:
		f.broken(c, r)
	}
}

func rowOfCell(c cell) row {
	v := c.values
	return row{debriefID: v[2].text(), noun: debrief.Noun(v[3].text()), id: v[1].text(), rev: v[4].num, body: v[5].bytes, hash: v[6].bytes}
}

// isChange allows for a text before or after that is null.
func isChange(shape string) bool {
	if len(shape) != len("nittttittb")+1 {
		return false
	}
	texts := strings.NewReplacer("n", "t").Replace(shape[7:9])
	return shape[:7] == "nitttti" && texts == "tt" && shape[9:] == "tb"
}

// changeOfCell returns a line of the log and when it was written, if its hash
// is right.
func changeOfCell(c cell) (line change, at string, ok bool) {
	v := c.values
	line = change{
		step: v[1].num, way: v[2].text(), debriefID: v[3].text(), noun: debrief.Noun(v[4].text()),
		id: v[5].text(), rev: v[6].num, before: optional(v[7]), after: optional(v[8]),
	}
	at = v[9].text()
	return line, at, string(line.sum(at)) == string(v[10].bytes)
}

func optional(v value) *string {
	if v.kind == 'n' {
		return nil
	}
	return text(v.bytes)
}

// isID says whether a text looks like an id, see debrief.NewID.
func isID(s string) bool {
	return len(s) == 26 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz234567") == ""
}

func isState(s string) bool { return s == stateDone || s == stateUndone || s == stateDropped }

// numbered says whether a row's number is one a library could have reached. The
// highest possible one would keep the next row from being added.
func (c cell) numbered() bool { return c.row > 0 && c.row < 1<<40 }
