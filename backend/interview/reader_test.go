package interview_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/interview"
)

// tables is a vault as any program finds it in a library.
type tables struct {
	Wraps  []tableWrap `json:"wraps"`
	Sealed []tableRow  `json:"sealed"`
	Kept   []tableRow  `json:"kept"`
}

type tableWrap struct {
	Kind    debrief.WrapKind `json:"kind"`
	Version int              `json:"version"`
	Params  string           `json:"params"`
	Wrapped []byte           `json:"wrapped"`
}

type tableRow struct {
	ID        debrief.ID `json:"id"`
	DebriefID debrief.ID `json:"debriefId"`
	Version   int64      `json:"version"`
	Nonce     []byte     `json:"nonce"`
	Cipher    []byte     `json:"cipher"`
}

func tablesOf(m *memory) (t tables) {
	for _, w := range m.wraps {
		t.Wraps = append(t.Wraps, tableWrap(w))
	}
	for _, r := range m.rows {
		t.Sealed = append(t.Sealed, tableRow(r))
	}
	for _, r := range m.kept {
		t.Kept = append(t.Kept, tableRow(r))
	}
	return t
}

func (t tables) memory() *memory {
	m := &memory{rows: map[debrief.ID]debrief.Sealed{}}
	for _, w := range t.Wraps {
		m.wraps = append(m.wraps, debrief.Wrap(w))
	}
	for _, r := range t.Sealed {
		m.rows[r.ID] = debrief.Sealed(r)
	}
	for _, r := range t.Kept {
		m.kept = append(m.kept, debrief.Sealed(r))
	}
	return m
}

// TestAnotherProgramReadsAVault has one that was written in another language,
// from the package comment, read what was sealed here, by both ways in.
func TestAnotherProgramReadsAVault(t *testing.T) {
	const passphrase = "der Hafen im Ne\u0301bel ⅳ" // not in NFKC
	for name, costs := range map[string][3]int{"least": {1, 8, 1}, "more passes and lanes": {3, 300, 4}} {
		t.Run(name, func(t *testing.T) {
			m := &memory{rows: map[debrief.ID]debrief.Sealed{}}
			v := interview.New(m, interview.Options{}).Costing(costs[0], costs[1], costs[2])
			code, err := v.Make(t.Context(), passphrase)
			must(t, err)
			i := talk("d1", "Ines", "The graph was one I knew. 🕯 سلام")
			must(t, v.Attach(t.Context(), i, interview.Paper{ID: "p1", MediaType: "image/png"}, []byte("picture")))
			gone := talk("d1", "Jo", "not any more")
			must(t, v.Save(t.Context(), gone))
			must(t, v.Purge(t.Context(), gone.ID))
			v.Lock()
			must(t, v.Unlock(t.Context(), passphrase))
			i.Passages[0].Text += " And then?"
			must(t, v.Save(t.Context(), i))
			for kind, secret := range map[string]string{"passphrase": passphrase, "recovery": strings.ToLower(code.String())} {
				var got struct {
					Notes, Earlier []interview.Interview
					Pictures       map[debrief.ID][]byte
				}
				must(t, json.Unmarshal(read(t, tablesOf(m), kind, secret), &got))
				if len(got.Notes) != 1 || len(got.Earlier) != 1 || string(got.Pictures["p1"]) != "picture" {
					t.Fatalf("%s: %+v", kind, got)
				}
				if now, was := got.Notes[0].Passages[0].Text, got.Earlier[0].Passages[0].Text; now != i.Passages[0].Text || now != was+" And then?" {
					t.Errorf("%s: %q, %q", kind, now, was)
				}
			}
			if out, err := reader(t.Context(), tablesOf(m), "passphrase", passphrase+"x"); err == nil {
				t.Errorf("another passphrase opens it: %s", out)
			}
		})
	}
}

// TestAVaultOfTheFirstVersionOpens keeps the format as it was released: the file
// is never made anew.
func TestAVaultOfTheFirstVersionOpens(t *testing.T) {
	content, err := os.ReadFile(filepath.Join("testdata", "vault-1.json"))
	must(t, err)
	var from tables
	must(t, json.Unmarshal(content, &from))
	for name, unlock := range map[string]func(*interview.Vault) error{
		"passphrase": func(v *interview.Vault) error { return v.Unlock(t.Context(), passphrase) },
		"code": func(v *interview.Vault) error {
			return v.UnlockWithCode(t.Context(), "WXC9-WXDJ-6S1J-XWM3-73GX-CNMY-GWBH")
		},
	} {
		v := interview.New(from.memory(), interview.Options{})
		must(t, unlock(v))
		all, bad, err := v.List(t.Context(), "")
		if err != nil || len(bad) > 0 || len(all) != 1 || all[0].Passages[0].Text != "The graph was one I knew. 🕯 سلام And then?" {
			t.Fatalf("%s: %+v, %+v, %v", name, all, bad, err)
		}
		picture, err := v.Paper(t.Context(), "i1", "p1")
		if err != nil || string(picture) != "picture" {
			t.Errorf("%s: the picture: %q, %v", name, picture, err)
		}
		kept, damaged, err := v.Versions(t.Context(), "i1")
		if err != nil || len(kept) != 1 || damaged != 0 {
			t.Errorf("%s: %d earlier versions, %d damaged, %v", name, len(kept), damaged, err)
		}
	}
}

func read(t *testing.T, vault tables, args ...string) []byte {
	out, err := reader(t.Context(), vault, args...)
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return out
}

// reader runs the other program, which needs Node.js, as building the app does.
func reader(ctx context.Context, vault tables, args ...string) ([]byte, error) {
	in, err := json.Marshal(vault)
	if err != nil {
		return nil, err
	}
	c := exec.CommandContext(ctx, "node", append([]string{filepath.Join("testdata", "reader.mjs")}, args...)...)
	c.Stdin = bytes.NewReader(in)
	return c.CombinedOutput()
}
