package secret

import (
	"reflect"
	"slices"
	"strings"
)

// Found is what was found in a record or a part of a report, fit to be shown: never
// the whole of it.
type Found struct {
	Kind Kind `json:"kind"`
	// Hidden is the piece with its middle hidden ("AKIA…7Q").
	Hidden string `json:"hidden"`
}

// In finds what stands in the strings of a value: those of its exported fields, of what
// it points to, of slices and maps. Bytes and fields named ID are passed over. Each is told once.
func In(value any) []Found {
	out := []Found{}
	texts(reflect.ValueOf(value), func(text string) {
		for _, p := range Find(text) {
			if f := (Found{p.Kind, Hide(p.Kind, text[p.Start:p.End])}); !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	})
	return out
}

// Hide leaves as much of a piece as it takes to find it again.
func Hide(kind Kind, piece string) string {
	runes := []rune(piece)
	switch {
	case strings.HasPrefix(piece, "-----BEGIN"):
		return strings.Trim(piece, "- ") // what it holds comes after
	case kind == Email:
		return string(runes[:1]) + "…" + piece[strings.LastIndexByte(piece, '@'):]
	case kind == Password || len(runes) < 12:
		return string(runes[:1]) + "…"
	}
	return string(runes[:4]) + "…" + string(runes[len(runes)-2:])
}

func texts(v reflect.Value, each func(string)) {
	switch v.Kind() {
	case reflect.String:
		each(v.String())
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			texts(v.Elem(), each)
		}
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return // a picture, not a text
		}
		for i := range v.Len() {
			texts(v.Index(i), each)
		}
	case reflect.Map:
		for at := v.MapRange(); at.Next(); {
			texts(at.Value(), each)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Name != "ID" {
				texts(v.Field(i), each)
			}
		}
	}
}
