package evidence

// Block is a part of a report as it is laid out.
type Block struct {
	Kind BlockKind
	// Level is that of a heading, from 1, or how deep an item is nested, from 0.
	Level int
	Text  string
	// Number is that of an item of a numbered list; empty for any other.
	Number string
	// Line is where it stands, from 1; 0 where lines mean nothing.
	Line int
	// When is the time that a label or a heading tells ("Started: 14:02 UTC").
	When When
	// Told says that a label tells more than its time ("Detected: 14:02 by an alert").
	Told bool
	// Links are the addresses it leads to.
	Links []string
	// Rows are those of a table, the first one its header, Lines where they stand.
	Rows  [][]string
	Lines []int
	// RowWhens are the times of the rows of a table of labels and times.
	RowWhens []When
	// Message is the message made of it or gone on with by it, by its index, -1 for
	// none; RowMessages those of the rows of a table.
	Message     int
	RowMessages []int
}

// BlockKind is what a block is.
type BlockKind int

// The kinds of block. BlockOther is code, a quotation or the like: no line of the
// report's own.
const (
	BlockText BlockKind = iota
	BlockHeading
	BlockItem
	BlockTable
	BlockOther
)

// outline is a report as a list of blocks.
type outline struct {
	title string
	// dated is what the report says of itself before it begins.
	dated  string
	blocks []Block
}
