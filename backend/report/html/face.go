package html

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"secondstory/backend/report/pdf/font"
)

// faces are the report's own typefaces as a style: those of each script the page has
// letters of, so that an English page carries a third of them.
func faces(page string) (string, error) {
	letters := map[rune]bool{}
	for _, r := range page {
		letters[r] = true
	}
	var out strings.Builder
	for _, face := range font.Faces() {
		in := map[string][]rune{}
		for r := range letters {
			if script, ok := font.Covers(face[0], face[1], r); ok {
				in[script] = append(in[script], r)
			}
		}
		for _, script := range font.Scripts() {
			if len(in[script]) == 0 || script == font.Symbols && face[0] != font.Inter {
				continue // Source Serif borrows Inter's signs
			}
			one, err := oneFace(face[0], script, face[1], in[script])
			if err != nil {
				return "", err
			}
			out.WriteString(one)
		}
	}
	return out.String(), nil
}

func oneFace(family, script, style string, letters []rune) (string, error) {
	data, err := font.Web(family, script, style)
	if err != nil {
		return "", fmt.Errorf("carry font: %w", err)
	}
	return faceRule(family, script, style, letters, "data:font/woff2;base64,"+base64.StdEncoding.EncodeToString(data)), nil
}

func faceRule(family, script, style string, letters []rune, url string) string {
	called := map[string]string{font.Inter: "Inter", font.SourceSerif: "Source Serif 4"}[family]
	if script == font.Symbols {
		called = "Inter Symbols"
	}
	weight, slant, _ := strings.Cut(style, "-")
	if slant == "" {
		slant = "normal"
	}
	return fmt.Sprintf(`@font-face{font-family:"%s";font-weight:%s;font-style:%s;unicode-range:%s;src:url(%s) format("woff2")}`+"\n",
		called, weight, slant, ranges(letters), url)
}

// SharedDir is the folder of a site's typefaces, below its root.
const SharedDir = "faces"

const facesFile = "faces.css"

// SharedFaces is the style among them, below the site's root.
const SharedFaces = SharedDir + "/" + facesFile

// Shared are the typefaces of a site by name: a style, and the files it names, of which
// a browser fetches those of the scripts a page has letters of.
func Shared() (map[string][]byte, error) {
	out, css := map[string][]byte{}, "/* Second Story */\n"
	for _, face := range font.Faces() {
		in := map[string][]rune{}
		for r := ' '; r <= maxShared; r++ {
			if script, ok := font.Covers(face[0], face[1], r); ok {
				in[script] = append(in[script], r)
			}
		}
		for _, script := range font.Scripts() {
			if len(in[script]) == 0 || script == font.Symbols && face[0] != font.Inter {
				continue // Source Serif borrows Inter's signs
			}
			data, err := font.Web(face[0], script, face[1])
			if err != nil {
				return nil, fmt.Errorf("carry font: %w", err)
			}
			name := face[0] + "-" + script + "-" + face[1] + ".woff2"
			out[name] = data
			css += faceRule(face[0], script, face[1], in[script], name)
		}
	}
	out[facesFile] = []byte(css)
	return out, nil
}

// maxShared is the last character looked for: beyond it no shipped font has any.
const maxShared = '\uffff'

// ranges writes characters as a style does: "U+20-7E,U+2019".
func ranges(letters []rune) string {
	slices.Sort(letters)
	out := []string{}
	for i := 0; i < len(letters); {
		end := i
		for end+1 < len(letters) && letters[end+1] == letters[end]+1 {
			end++
		}
		one := fmt.Sprintf("U+%X", letters[i])
		if end > i {
			one += fmt.Sprintf("-%X", letters[end])
		}
		out, i = append(out, one), end+1
	}
	return strings.Join(out, ",")
}
