package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Setting is the library's setting that says where it is published and how. What is in
// the folder itself decides nothing of that: others write there too.
const Setting = "sites"

// Choice is what was chosen for a folder.
type Choice struct {
	Dir     string `json:"dir"`
	Edition string `json:"edition"`
	Title   string `json:"title"`
	By      string `json:"by,omitempty"`
	Base    string `json:"base,omitempty"`
	// Without are the ids of debriefs that are not published there.
	Without []string `json:"without,omitempty"`
	// Traceless leaves no page that says so where one was taken back.
	Traceless bool `json:"traceless,omitempty"`
	// Refused are the debriefs that were refused when it was published last, by key.
	Refused map[string]Refusal `json:"refused,omitempty"`
	// At is when it was published last, RFC 3339 UTC; empty before.
	At string `json:"at,omitempty"`
}

// ID names a folder without its path.
func (c *Choice) ID() string {
	sum := sha256.Sum256([]byte(c.Dir))
	return hex.EncodeToString(sum[:8])
}

// Choices reads the setting; what cannot be read is none.
func Choices(setting string) []Choice {
	out := []Choice{}
	if json.Unmarshal([]byte(setting), &out) != nil {
		return []Choice{}
	}
	return out
}

// Chosen finds what was chosen for a folder. For one that is new it is the edition
// given, and what the site there is called, or title.
func Chosen(setting, dir, edition, title string) Choice {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	all := Choices(setting)
	if i := slices.IndexFunc(all, func(c Choice) bool { return isSame(c.Dir, dir) }); i >= 0 {
		return all[i]
	}
	c := Choice{Dir: dir, Edition: edition, Title: title}
	if there := Read(dir); there != nil {
		c.Title, c.Base = there.Title, there.Base
	}
	return c
}

// isSame says that two paths are one folder: by a link, or in other letters where the disk
// tells none apart, it has the same edition, and leaves out the same.
func isSame(a, b string) bool {
	if a == b || followed(a) == followed(b) {
		return true
	}
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}

// Keep writes the setting with a choice in the place of what it said of that folder.
func Keep(setting string, c Choice) (string, error) {
	all := Choices(setting)
	if i := slices.IndexFunc(all, func(o Choice) bool { return o.Dir == c.Dir }); i >= 0 {
		all[i] = c
	} else {
		all = append(all, c)
	}
	return encoded(all)
}

// Forget writes the setting without a folder, by its id. What is there stays.
func Forget(setting, id string) (string, error) {
	return encoded(slices.DeleteFunc(Choices(setting), func(c Choice) bool { return c.ID() == id }))
}

func encoded(all []Choice) (string, error) {
	data, err := json.Marshal(all)
	if err != nil {
		return "", fmt.Errorf("write choices: %w", err)
	}
	return string(data), nil
}
