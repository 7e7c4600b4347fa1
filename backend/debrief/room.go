package debrief

import (
	"encoding/hex"
	"hash/fnv"
)

// RoomRule says what of a debrief the Room view may show.
type RoomRule string

// By default an entry is shown once somebody confirmed it, by key. The other
// rule confirms what is filed with a time while the timeline is walked: the room
// is looking on and says at once what is not so.
const (
	RoomByKey    RoomRule = ""
	RoomTimeline RoomRule = "timeline"
)

const maxRoomMark = 16

// RoomMark is the mark of an entry's words and time as they are: 32 bits of
// FNV-1a in hexadecimal over label, text, instant and the other end of a span, each ended by
// a zero. The window makes the same one (lib/room/mark.ts).
func (e *Entry) RoomMark() string {
	parts := []string{e.Label, e.Text, e.Time.At}
	if e.Time.Until != "" {
		parts = append(parts, e.Time.Until)
	}
	return RoomMark(parts...)
}

// RoomMark is such a mark of any words as they are.
func RoomMark(parts ...string) string {
	h := fnv.New32a()
	for _, part := range parts {
		_, _ = h.Write([]byte(part)) // never fails
		_, _ = h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}

// InRoom says whether the entry is confirmed for the Room view as it stands.
// What has no time has no place in its picture.
func (e *Entry) InRoom() bool { return e.Room != "" && e.Time.Known() && e.Room == e.RoomMark() }

// ConfirmByRule confirms an entry that a meeting's rule shows without a key.
func (m *Meeting) ConfirmByRule(e *Entry) {
	if m.Room == RoomTimeline && e.Stage == StageTimeline && e.Time.Known() {
		e.Room = e.RoomMark()
	}
}
