package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"secondstory/backend/debrief"
)

// note is what stands beside a backup. What follows the mark is empty in notes of
// earlier versions.
type note struct {
	Size     int64  `json:"size"`
	Debriefs int    `json:"debriefs"`
	Passages int    `json:"passages"`
	Seq      int64  `json:"seq"`
	Mark     string `json:"mark"`
	// At and Reason are when and why it was made.
	At     time.Time `json:"at,omitzero"`
	Reason Reason    `json:"reason,omitempty"`
	// Library and Of are as in Backup.
	Library string `json:"library,omitempty"`
	Of      string `json:"of,omitempty"`
	// Sum is the SHA-256 of the file, in hex, and Modified when it was written:
	// while that is so, it is not read again.
	Sum      string    `json:"sha256,omitempty"`
	Modified time.Time `json:"modified,omitzero"`
	// Changed says that the file was read and is not as it was made.
	Changed bool `json:"changed,omitempty"`
}

// noteOf describes a copy that was verified.
func noteOf(part string, m made, h Health, want counted) (note, error) {
	info, err := os.Stat(part)
	if err != nil {
		return note{}, err
	}
	sum, err := sumOfFile(context.Background(), part, nil)
	return note{
		Size: info.Size(), Debriefs: h.Debriefs, Passages: h.Passages, Seq: want.seq, Mark: want.mark,
		At: m.at.UTC().Truncate(time.Second), Reason: m.why,
		Library: want.library, Of: m.of, Sum: sum, Modified: info.ModTime().UTC(),
	}, err
}

// tell adds what a note says to a backup that is as the note says.
func (n note) tell(b *Backup) {
	b.Debriefs, b.Passages, b.Seq, b.Mark, b.Verified = n.Debriefs, n.Passages, n.Seq, n.Mark, true
	n.name(b)
}

// name adds whose a backup is, when and why it was made: what holds of a file
// that changed too.
func (n note) name(b *Backup) {
	b.Library, b.Of, b.At = n.Library, n.Of, within(b.At, n.At)
	if slices.Contains(Reasons, n.Reason) {
		b.Reason = n.Reason
	}
}

func (n note) write(part, path string) error {
	data, err := json.Marshal(n)
	if err != nil {
		return err
	}
	if err := os.WriteFile(part, data, 0o600); err != nil {
		return err
	}
	if err := syncFile(part); err != nil {
		return err
	}
	return os.Rename(part, path)
}

// maxNote bounds how much of a note is read, in bytes.
const maxNote = 64 << 10

// readNote reads the note beside a backup. One that says what cannot be is none.
func readNote(backup string) (n note, ok bool) {
	info, err := os.Stat(backup + noteEnd)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxNote {
		return n, false
	}
	data, err := os.ReadFile(backup + noteEnd)
	if err != nil || json.Unmarshal(data, &n) != nil || !n.isPossible() {
		return note{}, false
	}
	return n, true
}

// isPossible says whether a library can be as a note says.
func (n note) isPossible() bool {
	return n.Size > 0 && n.Debriefs >= 0 && n.Passages >= n.Debriefs && int64(n.Passages) <= n.Size &&
		n.Seq >= 0 && n.Seq < 1<<40 && isHex(n.Mark, markSize) && isHex(n.Sum, sha256.Size) && (n.Library == "" || isID(n.Library))
}

// isHex allows for none.
func isHex(s string, size int) bool {
	data, err := hex.DecodeString(s)
	return err == nil && (len(data) == 0 || len(data) == size)
}

// markSize is how many bytes a mark has, see markOf.
const markSize = 16

// describe reads a backup's note; without one nothing is known of it but whose
// it is.
func describe(path string, at time.Time, info fs.FileInfo) Backup {
	b := Backup{Path: path, At: within(at, info.ModTime()), Size: info.Size()}
	n, ok := readNote(path)
	switch {
	case !ok:
		b.Library, _ = identityIn(path)
	case n.isStill(path, info):
		n.tell(&b)
	default:
		n.name(&b)
		b.Changed = true
	}
	return b
}

// timeGrain is how coarsely disks keep the time of a file.
const timeGrain = 2 * time.Second

// isStill says whether a backup is the file its note was written for. One with
// another time, as one that was copied has, is read; when all is well it gets its
// time back, so that this is done once.
func (n note) isStill(path string, info fs.FileInfo) bool {
	if n.Changed || n.Size != info.Size() {
		return false
	}
	if log, err := os.Stat(path + logEnd); err == nil && log.Size() > 0 {
		return false
	}
	if n.Sum == "" || info.ModTime().Sub(n.Modified).Abs() <= timeGrain {
		return true
	}
	sum, err := sumOfFile(context.Background(), path, nil)
	if err != nil || sum != n.Sum {
		return false
	}
	_ = os.Chtimes(path, n.Modified, n.Modified)
	return true
}

// CheckBackup reads a backup whole and says whether it is as it was made. Of one
// that is not, its note says so from then on. A backup made before notes had a
// sum of the file is taken at its word.
func CheckBackup(ctx context.Context, b Backup, progress Progress) (bool, error) {
	n, ok := readNote(b.Path)
	if !ok || n.Sum == "" {
		return ok, nil
	}
	sum, err := sumOfFile(ctx, b.Path, progress)
	if err != nil || sum == n.Sum {
		return err == nil, err
	}
	n.Changed = true
	return false, n.write(b.Path+noteEnd+".part", b.Path+noteEnd)
}

// sumOfFile is a file's SHA-256 in hex.
func sumOfFile(ctx context.Context, path string, progress Progress) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	sum, buf, done := sha256.New(), make([]byte, sumStep), int64(0)
	for {
		if err := ctx.Err(); err != nil {
			return "", cancelled(err)
		}
		n, err := f.Read(buf)
		_, _ = sum.Write(buf[:n])
		done += int64(n)
		progress.say(done, info.Size())
		if err == io.EOF { //nolint:errorlint // io.Reader returns it as it is
			return hex.EncodeToString(sum.Sum(nil)), nil
		}
		if err != nil {
			return "", err
		}
	}
}

// sumStep is how much is read between two looks whether to go on.
const sumStep = 1 << 20

// isBackup says whether a file is a backup, by its name and the note beside it.
func isBackup(path string) bool {
	path = followed(path)
	if _, ok := backupAt(filepath.Base(path)); !ok {
		return false
	}
	_, ok := readNote(path)
	return ok
}

// refuseBackup refuses to write into a backup: it would not be one any more.
func refuseBackup(path string) error {
	if isBackup(path) {
		return debrief.Errorf(debrief.CodeIsBackup, "path", path)
	}
	return nil
}
