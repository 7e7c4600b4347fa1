package language

import (
	"math"
	"strings"
)

// trie builds the table of an [automaton]. A node stands for what was read
// since the last place a cue may begin; the root is the inside of a word that
// is no cue, and between is the place between words.
type trie struct{ nodes []node }

type node struct {
	next  [rowSize]int16 // 0 is none: nothing leads to the root
	fail  int16
	kind  cueKind
	ended bool // the last byte ended a word
}

const (
	root    = 0
	between = 1

	usualNodes = 6000 // what the languages there are need
)

func newTrie() *trie {
	t := &trie{nodes: make([]node, 2, usualNodes)}
	t.nodes[root].next[columnEnd] = between
	t.nodes[between].ended = true
	return t
}

func (t *trie) add(c cue) {
	at := int16(between)
	words, anyEnding := strings.CutSuffix(c.words, "*")
	for i := range len(words) {
		column := uint8(columnEnd)
		if words[i] != '_' {
			column = columnOf(words[i])
		}
		at = t.child(at, column)
	}
	if !anyEnding {
		at = t.child(at, columnEnd)
	}
	if old := t.nodes[at].kind; old == never || old > c.kind {
		t.nodes[at].kind = c.kind
	}
}

func (t *trie) child(at int16, column uint8) int16 {
	if next := t.nodes[at].next[column]; next != 0 {
		return next
	}
	if len(t.nodes) > math.MaxInt16 {
		panic("language: too many cues for the trie")
	}
	t.nodes = append(t.nodes, node{ended: column == columnEnd})
	next := int16(len(t.nodes) - 1)
	t.nodes[at].next[column] = next
	return next
}

// table links every node to the longest other one that ends the same way,
// breadth first, and lays the rows out.
func (t *trie) table() *automaton {
	bare := t.bare()
	order := []int16{between}
	var twins []int16
	for i := 0; i < len(order); i++ {
		at := order[i]
		for column := range t.nodes[at].next {
			next := t.nodes[at].next[column]
			fallback := t.nodes[t.nodes[at].fail].next[column]
			if at == between {
				fallback = t.nodes[root].next[column]
			}
			switch {
			case next != 0:
				t.link(next, fallback)
				order = append(order, next)
			case (column == columnEnd || column == columnTail) && t.nodes[at].ended && t.nodes[at].kind == never:
				t.nodes[at].next[column] = at // "failed  to" is "failed to"; a tail alone is part of a quotation mark
			default:
				t.nodes[at].next[column] = fallback
			}
		}
		if t.nodes[at].ended && t.nodes[at].kind != never && !bare[at] {
			twins = append(twins, t.twin(at))
		}
	}
	return t.layOut(append(append([]int16{root}, order...), twins...), bare)
}

// twin adds a node for what stands between a cue and the rest of a longer one,
// beyond its first byte: "shouldn" is a cue, and "shouldn’t use" goes on after
// the three bytes of an apostrophe.
func (t *trie) twin(at int16) int16 {
	same := int16(len(t.nodes))
	n := t.nodes[at]
	n.kind = never
	n.next[columnEnd], n.next[columnTail] = same, same
	t.nodes = append(t.nodes, n)
	t.nodes[at].next[columnEnd], t.nodes[at].next[columnTail] = same, same
	return same
}

func (t *trie) link(n, fail int16) {
	t.nodes[n].fail = fail
	if t.nodes[n].kind == never {
		t.nodes[n].kind = t.nodes[fail].kind
	}
	if t.nodes[n].kind == quiet {
		t.nodes[n].kind = never
	}
}

// bare marks the nodes nothing goes on from.
func (t *trie) bare() []bool {
	out := make([]bool, len(t.nodes))
	for i := range t.nodes {
		out[i] = t.nodes[i].next == [rowSize]int16{}
	}
	return out
}

// layOut gives every node its row, those without a mark first. Ends of cues
// that nothing goes on from share one row for each kind. It panics when the
// table is full, which only a change to the word tables can bring about.
func (t *trie) layOut(order []int16, bare []bool) *automaton {
	row := make([]int, len(t.nodes))
	var rows []int16
	for _, n := range order {
		if t.nodes[n].kind == never {
			row[n] = len(rows)
			rows = append(rows, n)
		}
	}
	first := len(rows)
	shared := map[cueKind]int{}
	for _, n := range order {
		k := t.nodes[n].kind
		if k == never {
			continue
		}
		same, known := shared[k]
		share := bare[n] && (k == always || t.nodes[n].fail == between && k != stem || t.nodes[n].fail == root && k == stem)
		if share && known {
			row[n] = same
			continue
		}
		row[n] = len(rows)
		rows = append(rows, n)
		if share {
			shared[k] = row[n]
		}
	}
	if len(rows) > maxStates {
		panic("language: too many cues for the automaton")
	}
	return t.fill(rows, row, first)
}

// fill writes the rows down; first is the first with a mark.
func (t *trie) fill(rows []int16, row []int, first int) *automaton {
	a := new(automaton)
	a.fillColumns()
	a.start, a.marked = uint32(row[between]*rowSize), uint32(first*rowSize)
	for i, n := range rows {
		for column, next := range t.nodes[n].next {
			a.step[i*rowSize+column] = uint32(row[next] * rowSize)
		}
		if i >= first {
			a.marks = append(a.marks, t.nodes[n].kind)
		}
	}
	return a
}
