package debrief

import "context"

// Ref names a record to delete.
type Ref struct {
	Noun      Noun  `json:"noun"`
	ID        ID    `json:"id"`
	DebriefID ID    `json:"debriefId"`
	Rev       int64 `json:"rev"`
}

// Action is one thing somebody did: what it writes and deletes happens
// together or not at all, and is undone together.
type Action struct {
	// ID groups writes into one step of undo: writes that follow each other
	// with the same id (somebody typing in one field) are one step. Empty
	// means a step of its own.
	ID ID
	// Name says what was done, for the list of changes: a key of the copy
	// catalogue ("delete-entry").
	Name   string
	Put    []Record
	Delete []Ref
	// Drafts are what stands in fields from now on: a line that is filed and
	// the draft it was are never both there, nor both gone. They are no part
	// of what is undone.
	Drafts []Draft
	// Content is the bytes of attachments among Put, by their ids. An attachment
	// whose bytes are kept already needs none.
	Content map[ID][]byte
	// Quiet writes are kept but are no step of undo (a clock's tick).
	Quiet bool
	// Whole says that it puts a debrief in the place of another as a whole (one
	// opened from a file), which what was signed off is no obstacle to.
	Whole bool
}

// Draft is text that is being typed and not yet filed. An empty one is none.
type Draft struct {
	DebriefID ID
	// Field names where it is typed ("capture").
	Field string
	Text  string
}

// Undone tells what an undo or redo did.
type Undone struct {
	// Name is the action's name, DebriefID the debrief it was in.
	Name      string `json:"name"`
	DebriefID ID     `json:"debriefId"`
}

// Store is what the domain asks of storage. Every write is durable when it
// returns: it survives the end of the process and a power cut.
type Store interface {
	// List returns the debriefs newest first, at most limit of them after
	// offset, and how many there are. limit 0 means all.
	List(ctx context.Context, limit, offset int) ([]Row, int, error)
	// Load returns one debrief with everything in it.
	Load(ctx context.Context, id ID) (*Whole, error)
	// Apply carries out an action. Each record's revision must be the stored
	// one, or the whole action is refused as a conflict; the records' new
	// revisions are set.
	Apply(ctx context.Context, a Action) error
	// Undo takes back the newest action that was not taken back; Redo brings
	// back the newest that was. Both work across restarts.
	Undo(ctx context.Context) (Undone, error)
	Redo(ctx context.Context) (Undone, error)
	// SaveDraft keeps text that is being typed and not yet filed; Drafts
	// returns them by field. An empty text removes the draft.
	SaveDraft(ctx context.Context, debriefID ID, field, text string) error
	Drafts(ctx context.Context, debriefID ID) (map[string]string, error)
	// SaveSetting and Settings keep what the person prefers.
	SaveSetting(ctx context.Context, key, value string) error
	Settings(ctx context.Context) (map[string]string, error)
}
