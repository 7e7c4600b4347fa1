package bundle_test

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"secondstory/backend/bundle"
	"secondstory/backend/copy"
	"secondstory/backend/debrief"
)

// TestNothingIsLost gives every field of every noun a value of its own, by
// reflection so that a new field is in it, and takes the debrief through a file.
// What a noun allows only some values for gets one of those.
func TestNothingIsLost(t *testing.T) {
	w := filled(t)
	path := filepath.Join(t.TempDir(), "all"+bundle.Extension)
	b := bundle.Bundle{App: "1", Debrief: w, Content: map[debrief.ID][]byte{}}
	for i := range w.Attachments {
		a, content := &w.Attachments[i], fmt.Appendf(nil, "bytes of %d", i)
		made := debrief.NewAttachment("d", "x", "", "", content)
		a.Size, a.SHA256, a.MediaType = made.Size, made.SHA256, "image/png"
		b.Content[a.ID] = content
	}
	if err := bundle.Save(t.Context(), path, b); err != nil {
		t.Fatal(sentence(t, err), err)
	}
	got, err := bundle.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Debrief, w) || !reflect.DeepEqual(got.Content, b.Content) {
		t.Errorf("it comes back otherwise: %+v", bundle.Compare(w, got.Debrief))
	}
}

// TestEveryFieldCounts changes one field at a time: the difference says so, and the copy has a
// word for it.
func TestEveryFieldCounts(t *testing.T) {
	words, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	f := filler{}
	n, seen := 0, 0
	for i := range filled(t).Records() {
		for field := 0; ; field++ {
			mine, theirs := filled(t), filled(t)
			leaves := leavesOf(reflect.ValueOf(theirs.Records()[i]).Elem())
			if field >= len(leaves) {
				break
			}
			name := leaves[field].name
			if name == "ID" || name == "DebriefID" || name == "Rev" {
				continue
			}
			was := fmt.Sprint(leaves[field].value)
			f.n = 1_000_000
			f.fill(leaves[field].value, name)
			for change(leaves[field].value); fmt.Sprint(leaves[field].value) == was; {
				change(leaves[field].value)
			}
			d := bundle.Compare(mine, theirs)
			if name == "RunningSince" || name == "SeenAt" || strings.HasPrefix(name, "ElapsedSeconds") {
				if !d.Same() {
					t.Errorf("the clock moved, and what is said to differ is %+v", d)
				}
				continue
			}
			n++
			if len(d.Changed) != 1 || len(d.Changed[0].Fields) != 1 {
				t.Errorf("%s.%s changed, and what is said to differ is %+v", theirs.Records()[i].Noun(), name, d)
				continue
			}
			if key := "bundle.field." + d.Changed[0].Fields[0].Name; !words.Has(key) {
				t.Errorf("the copy has no %s", key)
			}
			seen++
		}
	}
	t.Logf("%d fields changed one by one, %d seen", n, seen)
}

// filled is a debrief with two records of each noun and something in every field.
func filled(t *testing.T) *debrief.Whole {
	t.Helper()
	w, f := &debrief.Whole{}, filler{}
	f.fill(reflect.ValueOf(w).Elem(), "")
	w.Meeting.ID = debrief.NewMeeting("d").ID
	w.Debrief.ID = "d"
	for i, r := range w.Records() {
		if i > 1 {
			r.Head().ID = fmt.Sprintf("record-%d", i)
		}
		r.Head().DebriefID = "d"
		if err := r.Validate(); err != nil {
			t.Fatalf("%s: %v", r.Noun(), err)
		}
	}
	return w
}

// filler counts up, so that no two values are alike.
type filler struct{ n int }

// some are values of types and fields that do not allow every one.
var some = map[string]string{
	"Kind": "near-miss", "State": "read-back", "Scheduled": "scheduled", "Involved": "no",
	"Lane": "saw", "Standing": "disputed", "Pivot": "decision", "Basis": "record", "Category": "signals", "CountermeasureState": "soaking", "Priority": "low",
	"QuestionState": "open", "Part": "diagnosed", "WordingDecision": "left", "WordingScope": "debrief", "Precision": "between", "Problem": "",
	"At": "2026-11-21T10:00:00Z", "Until": "2026-11-21T10:20:00Z", "CreatedAt": "2026-11-21T10:00:01Z", "StartedAt": "2026-11-21T10:00:02Z",
	"EndedAt": "2026-11-21T10:00:03Z", "RunningSince": "2026-11-21T10:00:04Z", "SeenAt": "2026-11-21T10:00:05Z", "AgreedAt": "2026-11-21T10:00:06Z",
	"Due": "2026-12-01", "SoakUntil": "2026-12-02", "Zone": "Europe/Vienna", "LocalZone": "America/New_York", "Day": "2026-11-03", "Language": "de",
	"SHA256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", "MediaType": "image/png", "Shown": "roles", "Original": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
	"RoomRule": "timeline", "Room": "c6af251f",
	"URL": "https://example.org/1", "MeetsAt": "2026-11-21T10:00:07Z", "InvitedAt": "2026-11-21T10:00:08Z", "BroughtAt": "2026-11-21T10:00:11Z", "ReadAt": "2026-11-21T10:00:09Z",
	"Coming": "yes", "LinesSentAt": "2026-11-21T10:00:10Z", "WithdrawnAt": "2026-11-21T10:00:12Z", "Reading": "agreed", "LinesMark": "7af47fc0", "ReleaseAs": "quote", "ReleaseScope": "report", "ReleaseGiven": "in-person", "NamingAs": "role", "Mark": "811c9dc5",
	"CountermeasureKind": "training", "Outcome": "partly", "DoneOn": "2026-12-05", "CheckOn": "2026-12-06",
	"OpenedAt": "2026-11-21T10:00:13Z", "From": "2026-12-03", "To": "2026-12-04", "Number": "1.0", "CardKind": "inject", "SignedAt": "2026-11-21T10:00:12Z",
}

func (f *filler) fill(v reflect.Value, name string) {
	f.n++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(v.Field(i), v.Type().Field(i).Name)
		}
		if s, ok := v.Addr().Interface().(*debrief.Session); ok {
			s.Stage = debrief.StageCountermeasures
		}
	case reflect.Slice:
		many := 2
		if name == "PlanMinutes" || name == "ElapsedSeconds" || name == "Hands" {
			many = len(debrief.Stages)
		}
		v.Set(reflect.MakeSlice(v.Type(), many, many))
		for i := range many {
			f.fill(v.Index(i), v.Type().Elem().Name())
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem(), name)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(float64(f.n) + 1/3.0)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(f.n))
		if name == "Stage" {
			v.SetInt(int64(1 + f.n%7))
		}
	case reflect.String:
		text, known := some[v.Type().Name()]
		if !known {
			text, known = some[name]
		}
		if !known {
			text = fmt.Sprintf("%s %d “é漢”\n", name, f.n)
		}
		if name == "Name" || name == "RecordID" {
			text = fmt.Sprintf("name-%d", f.n)
		}
		v.SetString(text)
	}
}

type leaf struct {
	name  string
	value reflect.Value
}

// leavesOf lists the plain values in a struct.
func leavesOf(v reflect.Value) (out []leaf) {
	for i := range v.NumField() {
		field, name := v.Field(i), v.Type().Field(i).Name
		if field.Kind() == reflect.Struct {
			out = append(out, leavesOf(field)...)
			continue
		}
		out = append(out, leaf{name, field})
	}
	return out
}

// change makes a value another one; nothing validates it any more.
func change(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(false)
	case reflect.String:
		v.SetString(v.String() + "+")
	case reflect.Slice:
		v.Set(v.Slice(0, v.Len()-1))
	case reflect.Int, reflect.Int64:
		v.SetInt(v.Int() + 1)
	}
}
