package sqlite

import "encoding/binary"

// Kinds of pages that hold rows: the leaves of tables, and both kinds of pages
// of indexes and of tables without row numbers.
const (
	tableLeaf     = 0x0d
	indexLeaf     = 0x0a
	indexInterior = 0x02
)

// maxPayload bounds one row, in bytes: an image of 20 MB is the largest thing
// a library keeps.
const maxPayload = 64 << 20

// cell is one row as it stands in a page.
type cell struct {
	page uint32
	kind byte
	// row is the row's number, in a table's leaf.
	row    int64
	values []value
}

// value is one column. kind is 'n' for null, 'i' for a whole number, 't' for a
// text, 'b' for bytes, 'f' for any other number.
type value struct {
	kind  byte
	num   int64
	bytes []byte
}

func (v value) text() string { return string(v.bytes) }

// shape is the kinds of a cell's values in order: "nttitb".
func (c cell) shape() string {
	out := make([]byte, len(c.values))
	for i, v := range c.values {
		out[i] = v.kind
	}
	return string(out)
}

// cells calls f with each row that can be taken apart on a page. touched, when
// given, learns which pages each row stands on.
func (p *pages) cells(n uint32, buf []byte, f func(cell, []uint32)) {
	if !p.read(n, buf) {
		return
	}
	at := 0
	if n == 1 {
		at = headerSize
	}
	kind, array := buf[at], at+8
	switch kind {
	case tableLeaf, indexLeaf:
	case indexInterior:
		array += 4
	default:
		return
	}
	many := int(binary.BigEndian.Uint16(buf[at+3:]))
	page := buf[:p.usable]
	for i := range many {
		if array+2*i+2 > len(page) {
			return
		}
		from := int(binary.BigEndian.Uint16(page[array+2*i:]))
		if from >= len(page) {
			continue
		}
		if c, on, ok := p.cell(kind, page[from:]); ok {
			c.page = n
			f(c, append(on, n))
		}
	}
}

// cell takes one apart, following its overflow pages.
func (p *pages) cell(kind byte, b []byte) (c cell, on []uint32, ok bool) {
	c.kind = kind
	if kind == indexInterior {
		if len(b) < 4 {
			return c, nil, false
		}
		b = b[4:]
	}
	length, n := varint(b)
	if n == 0 || length > maxPayload || length < 1 {
		return c, nil, false
	}
	b = b[n:]
	if kind == tableLeaf {
		if c.row, n = varint(b); n == 0 {
			return c, nil, false
		}
		b = b[n:]
	}
	payload, on, ok := p.payload(kind, int(length), b)
	if !ok {
		return c, nil, false
	}
	c.values, ok = decode(payload)
	return c, on, ok
}

// payload returns a row's bytes: those in the page, and the rest from the chain
// of overflow pages (file format, section 1.6).
func (p *pages) payload(kind byte, length int, b []byte) (out []byte, on []uint32, ok bool) {
	most := p.usable - 35
	if kind != tableLeaf {
		most = (p.usable-12)*64/255 - 23
	}
	if length <= most {
		if length > len(b) {
			return nil, nil, false
		}
		return b[:length], nil, true
	}
	least := (p.usable-12)*32/255 - 23
	local := least + (length-least)%(p.usable-4)
	if local > most {
		local = least
	}
	if local+4 > len(b) || int64(length) > int64(p.count)*p.size {
		return nil, nil, false
	}
	out = append(make([]byte, 0, length), b[:local]...)
	next, buf := binary.BigEndian.Uint32(b[local:]), make([]byte, p.size)
	for len(out) < length {
		if !p.read(next, buf) {
			return nil, nil, false
		}
		on = append(on, next)
		out = append(out, buf[4:4+min(length-len(out), p.usable-4)]...)
		next = binary.BigEndian.Uint32(buf)
	}
	return out, on, true
}

// decode takes a record apart into its values (file format, section 2.1).
func decode(b []byte) (out []value, ok bool) {
	size, n := varint(b)
	if n == 0 || size < int64(n) || size > int64(len(b)) {
		return nil, false
	}
	head, body := b[n:size], b[size:]
	for len(head) > 0 {
		code, n := varint(head)
		if n == 0 || len(out) >= maxColumns {
			return nil, false
		}
		head = head[n:]
		v, used, ok := decodeValue(code, body)
		if !ok {
			return nil, false
		}
		out, body = append(out, v), body[used:]
	}
	return out, true
}

// maxColumns is more than any table of a library has.
const maxColumns = 32

// sizes of whole numbers by their code.
var numberSizes = [...]int{0, 1, 2, 3, 4, 6, 8}

func decodeValue(code int64, b []byte) (v value, used int, ok bool) {
	switch {
	case code == 0:
		return value{kind: 'n'}, 0, true
	case code >= 1 && code <= 6:
		used = numberSizes[code]
		if used > len(b) {
			return v, 0, false
		}
		return value{kind: 'i', num: number(b[:used])}, used, true
	case code == 7:
		return value{kind: 'f'}, 8, len(b) >= 8
	case code == 8 || code == 9:
		return value{kind: 'i', num: code - 8}, 0, true
	case code < 12 || (code-12)/2 > int64(len(b)):
		return v, 0, false
	}
	used, kind := int((code-12)/2), byte('b')
	if code%2 == 1 {
		kind = 't'
	}
	return value{kind: kind, bytes: b[:used]}, used, true
}

// number reads a signed whole number, highest byte first.
func number(b []byte) int64 {
	n := int64(int8(b[0]))
	for _, x := range b[1:] {
		n = n<<8 | int64(x)
	}
	return n
}

// varint reads SQLite's number of variable length and how many bytes it took;
// 0 when it is cut off.
func varint(b []byte) (n int64, used int) {
	var u uint64
	for i := 0; i < len(b) && i < 9; i++ {
		if i == 8 {
			return int64(u<<8 | uint64(b[i])), 9
		}
		u = u<<7 | uint64(b[i]&0x7f)
		if b[i] < 0x80 {
			return int64(u), i + 1
		}
	}
	return 0, 0
}

// fits says whether a value may be the number of a row.
func (v value) fits() bool { return v.kind == 'i' && v.num > 0 && v.num < 1<<40 }
