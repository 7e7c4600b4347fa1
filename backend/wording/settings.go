package wording

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"secondstory/backend/debrief"
	"secondstory/backend/language"
)

// ClassOwn is the class of phrases somebody asked to be told about.
const ClassOwn language.Class = "own"

// SettingKey is where a library keeps its settings of the wording check.
const SettingKey = "wording"

// FileEnding is how files of settings end.
const FileEnding = ".json"

// Format and version of settings, in a library and in a file of their own.
const (
	settingsFormat  = "secondstory-wording"
	settingsVersion = 1
)

// The most there can be of each; characters, except MaxWords. A file of
// settings has at most MaxFile bytes.
const (
	MaxOwn      = 200
	MaxIgnored  = 500
	MaxPhrase   = 100
	MaxWords    = 12
	MaxQuestion = 300
	MaxFile     = 512 << 10
)

// Settings is what somebody wants to be asked about. The zero value asks about
// everything the check knows. Slices are never nil after Clean.
type Settings struct {
	// OffClasses and OffLevels are not shown.
	OffClasses []language.Class `json:"offClasses"`
	OffLevels  []language.Level `json:"offLevels"`
	// Own are phrases to be told about, in the order they were added.
	Own []OwnPhrase `json:"own"`
	// Ignored are phrases never to be asked about again: a flag that touches one
	// is not shown.
	Ignored []string `json:"ignored"`
}

// OwnPhrase is a phrase with the question to ask about it.
type OwnPhrase struct {
	Phrase   string `json:"phrase"`
	Question string `json:"question"`
}

// settingsFile is how settings are written.
type settingsFile struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Settings
}

// Classes returns every class there is to switch off, the strongest first.
func Classes() []language.Class { return append(language.Classes(), ClassOwn) }

// Levels returns every level, the strongest first.
func Levels() []language.Level {
	return []language.Level{language.Ask, language.LookAgain, language.Note}
}

// Clean returns the settings in order: known classes and levels, phrases
// trimmed, each once. It reports what cannot be kept.
func (s Settings) Clean() (Settings, error) {
	out := Settings{
		OffClasses: []language.Class{}, OffLevels: []language.Level{}, Own: []OwnPhrase{}, Ignored: []string{},
	}
	for _, c := range Classes() {
		if slices.Contains(s.OffClasses, c) {
			out.OffClasses = append(out.OffClasses, c)
		}
	}
	for _, l := range Levels() {
		if slices.Contains(s.OffLevels, l) {
			out.OffLevels = append(out.OffLevels, l)
		}
	}
	return out, cleanPhrases(&out, s)
}

func cleanPhrases(out *Settings, s Settings) error {
	seen := map[string]bool{}
	for _, o := range s.Own {
		o.Phrase, o.Question = tidy(o.Phrase), tidy(o.Question)
		if !isPhrase(o.Phrase) || o.Question == "" || utf8.RuneCountInString(o.Question) > MaxQuestion {
			return invalid()
		}
		if key := folded(o.Phrase); !seen[key] {
			seen[key] = true
			out.Own = append(out.Own, o)
		}
	}
	clear(seen)
	for _, phrase := range s.Ignored {
		phrase = tidy(phrase)
		if !isPhrase(phrase) {
			return invalid()
		}
		if key := folded(phrase); !seen[key] {
			seen[key] = true
			out.Ignored = append(out.Ignored, phrase)
		}
	}
	if len(out.Own) > MaxOwn || len(out.Ignored) > MaxIgnored {
		return invalid()
	}
	return nil
}

func isPhrase(phrase string) bool {
	n := words(phrase)
	return n > 0 && n <= MaxWords && utf8.RuneCountInString(phrase) <= MaxPhrase
}

// tidy keeps one line of what somebody typed, without what cannot be seen.
func tidy(text string) string {
	text = strings.ToValidUTF8(text, "")
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

func invalid() error { return debrief.Errorf(debrief.CodeWordingInvalid) }

// Encode writes settings that are clean, one value a line so that a team can
// keep them beside its reports.
func (s Settings) Encode() []byte {
	var out bytes.Buffer
	to := json.NewEncoder(&out)
	to.SetEscapeHTML(false)
	to.SetIndent("", "  ")
	_ = to.Encode(settingsFile{settingsFormat, settingsVersion, s}) // strings always encode
	return out.Bytes()
}

// ParseSettings reads settings, from a library or a file; name is what the file
// is called in the sentence about what is wrong with it.
func ParseSettings(data []byte, name string) (Settings, error) {
	var head struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	if len(data) > MaxFile {
		return Settings{}, debrief.Errorf(debrief.CodeWordingForeign, "path", name)
	}
	err := json.Unmarshal(data, &head)
	switch {
	case err != nil || head.Format != settingsFormat:
		return Settings{}, debrief.Errorf(debrief.CodeWordingForeign, "path", name)
	case head.Version > settingsVersion:
		return Settings{}, debrief.Errorf(debrief.CodeWordingNewer, "path", name)
	}
	var file settingsFile
	from := json.NewDecoder(bytes.NewReader(data))
	from.DisallowUnknownFields()
	if err := from.Decode(&file); err != nil || head.Version < 1 || !known(file.Settings) {
		return Settings{}, debrief.Errorf(debrief.CodeWordingDamaged, "path", name)
	}
	s, err := file.Clean()
	if err != nil {
		return Settings{}, debrief.Errorf(debrief.CodeWordingDamaged, "path", name)
	}
	return s, nil
}

// known says that a file switches off only what there is: a class spelled
// otherwise would stay on without a word.
func known(s Settings) bool {
	for _, c := range s.OffClasses {
		if !slices.Contains(Classes(), c) {
			return false
		}
	}
	for _, l := range s.OffLevels {
		if !slices.Contains(Levels(), l) {
			return false
		}
	}
	return true
}
