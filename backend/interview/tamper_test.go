package interview_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"secondstory/backend/debrief"
)

// memory is a store whose rows a test can tamper with, as somebody with the file
// could.
type memory struct {
	wraps []debrief.Wrap
	rows  map[debrief.ID]debrief.Sealed
	kept  []debrief.Sealed
}

func (m *memory) Wraps(context.Context) ([]debrief.Wrap, error) { return m.wraps, nil }

func (m *memory) SealedHeads(context.Context) (out []debrief.Sealed, err error) {
	for _, r := range m.rows {
		out = append(out, debrief.Sealed{ID: r.ID, DebriefID: r.DebriefID, Version: r.Version})
	}
	return out, nil
}

func (m *memory) Sealed(_ context.Context, ids ...debrief.ID) (out []debrief.Sealed, err error) {
	for _, id := range ids {
		if r, ok := m.rows[id]; ok {
			out = append(out, r)
		}
	}
	return out, nil
}

func (m *memory) SealedVersions(_ context.Context, id debrief.ID) (out []debrief.Sealed, err error) {
	for _, r := range m.kept {
		if r.ID == id {
			out = append(out, r)
		}
	}
	return out, nil
}

func (m *memory) Seal(_ context.Context, w debrief.SealedWrite) error {
	m.wraps = append(m.wraps, w.Wraps...)
	for _, id := range w.Forget {
		delete(m.rows, id)
	}
	for _, r := range w.Put {
		m.rows[r.ID] = r
	}
	m.kept = append(m.kept, w.Keep...)
	return nil
}

func (m *memory) clone() *memory {
	c := &memory{rows: map[debrief.ID]debrief.Sealed{}}
	for _, w := range m.wraps {
		w.Wrapped = bytes.Clone(w.Wrapped)
		c.wraps = append(c.wraps, w)
	}
	for id, r := range m.rows {
		r.Nonce, r.Cipher = bytes.Clone(r.Nonce), bytes.Clone(r.Cipher)
		c.rows[id] = r
	}
	for _, r := range m.kept {
		r.Nonce, r.Cipher = bytes.Clone(r.Nonce), bytes.Clone(r.Cipher)
		c.kept = append(c.kept, r)
	}
	return c
}

// tampering is one way to lay hands on a vault; it says which interview it was,
// or "" when it was the vault itself.
type tampering func(r *rand.Rand, m, earlier *memory, ids []debrief.ID) (of debrief.ID)

func flip(r *rand.Rand, b []byte) { b[r.IntN(len(b))] ^= 1 << r.IntN(8) }

func pick(r *rand.Rand, ids []debrief.ID) debrief.ID { return ids[r.IntN(len(ids))] }

var tamperings = map[string]tampering{
	"flip a bit of a note": func(r *rand.Rand, m, _ *memory, ids []debrief.ID) debrief.ID {
		id := pick(r, ids)
		flip(r, m.rows["interview-"+id].Cipher)
		return id
	},
	"flip a bit of a nonce": func(r *rand.Rand, m, _ *memory, ids []debrief.ID) debrief.ID {
		id := pick(r, ids)
		flip(r, m.rows["interview-"+id].Nonce)
		return id
	},
	"flip a bit of a key": func(r *rand.Rand, m, _ *memory, ids []debrief.ID) debrief.ID {
		id := pick(r, ids)
		flip(r, m.rows["key-"+id].Cipher)
		return id
	},
	"cut a note short": func(r *rand.Rand, m, _ *memory, ids []debrief.ID) debrief.ID {
		id := pick(r, ids)
		row := m.rows["interview-"+id]
		row.Cipher = row.Cipher[:r.IntN(len(row.Cipher))]
		m.rows[row.ID] = row
		return id
	},
	"cut a nonce short": func(r *rand.Rand, m, _ *memory, ids []debrief.ID) debrief.ID {
		id := pick(r, ids)
		row := m.rows["interview-"+id]
		row.Nonce = row.Nonce[:r.IntN(len(row.Nonce))]
		m.rows[row.ID] = row
		return id
	},
	"swap two notes": func(r *rand.Rand, m, _ *memory, ids []debrief.ID) debrief.ID {
		at := r.IntN(len(ids) - 1)
		a, b := m.rows["interview-"+ids[at]], m.rows["interview-"+ids[at+1]]
		a.Nonce, a.Cipher, b.Nonce, b.Cipher = b.Nonce, b.Cipher, a.Nonce, a.Cipher
		m.rows[a.ID], m.rows[b.ID] = a, b
		return ids[at]
	},
	"swap two notes and their keys": func(r *rand.Rand, m, _ *memory, ids []debrief.ID) debrief.ID {
		at := r.IntN(len(ids) - 1)
		for _, kind := range []string{"interview-", "key-"} {
			a, b := m.rows[kind+ids[at]], m.rows[kind+ids[at+1]]
			a.Nonce, a.Cipher, b.Nonce, b.Cipher = b.Nonce, b.Cipher, a.Nonce, a.Cipher
			m.rows[a.ID], m.rows[b.ID] = a, b
		}
		return ids[at]
	},
	"move a note to another debrief": func(r *rand.Rand, m, _ *memory, ids []debrief.ID) debrief.ID {
		id := pick(r, ids)
		row := m.rows["interview-"+id]
		row.DebriefID += "x"
		m.rows[row.ID] = row
		return id
	},
	"put an earlier version back": func(r *rand.Rand, m, earlier *memory, ids []debrief.ID) debrief.ID {
		id := pick(r, ids)
		m.rows["interview-"+id] = earlier.rows["interview-"+id]
		return id
	},
	"put an earlier version back under the newer number": func(r *rand.Rand, m, earlier *memory, ids []debrief.ID) debrief.ID {
		id := pick(r, ids)
		row := earlier.rows["interview-"+id]
		row.Version = m.rows[row.ID].Version
		m.rows[row.ID] = row
		return id
	},
	"take a note away": func(r *rand.Rand, m, _ *memory, ids []debrief.ID) debrief.ID {
		id := pick(r, ids)
		delete(m.rows, "interview-"+id)
		return id
	},
	"take a key away": func(r *rand.Rand, m, _ *memory, ids []debrief.ID) debrief.ID {
		id := pick(r, ids)
		delete(m.rows, "key-"+id)
		return id
	},
	"add a copy under another name": func(r *rand.Rand, m, _ *memory, ids []debrief.ID) debrief.ID {
		for _, kind := range []string{"interview-", "key-"} {
			row := m.rows[kind+pick(r, ids)]
			row.ID = kind + "stranger"
			m.rows[row.ID] = row
		}
		return "stranger"
	},
	"put an earlier ledger back": func(_ *rand.Rand, m, earlier *memory, ids []debrief.ID) debrief.ID {
		m.rows["ledger"] = earlier.rows["ledger"]
		return ids[0]
	},
	"flip a bit of the ledger": func(r *rand.Rand, m, _ *memory, _ []debrief.ID) debrief.ID {
		flip(r, m.rows["ledger"].Cipher)
		return ""
	},
	"take the ledger away": func(_ *rand.Rand, m, _ *memory, _ []debrief.ID) debrief.ID {
		delete(m.rows, "ledger")
		return ""
	},
	"flip a bit of a wrap": func(r *rand.Rand, m, _ *memory, _ []debrief.ID) debrief.ID {
		flip(r, wrapOf(m).Wrapped)
		return ""
	},
	"cut a wrap short": func(r *rand.Rand, m, _ *memory, _ []debrief.ID) debrief.ID {
		w := wrapOf(m)
		w.Wrapped = w.Wrapped[:r.IntN(len(w.Wrapped))]
		return ""
	},
	"take the other wrap": func(_ *rand.Rand, m, _ *memory, _ []debrief.ID) debrief.ID {
		for i := range m.wraps {
			if m.wraps[i].Kind == debrief.WrapRecovery {
				*wrapOf(m) = debrief.Wrap{Kind: debrief.WrapPassphrase, Version: 1, Params: m.wraps[i].Params, Wrapped: m.wraps[i].Wrapped}
			}
		}
		return ""
	},
	"make the wrap cheaper": func(_ *rand.Rand, m, _ *memory, _ []debrief.ID) debrief.ID {
		w := wrapOf(m)
		w.Params = strings.Replace(w.Params, `"memory":8`, `"memory":9`, 1)
		return ""
	},
	"make the wrap too dear": func(_ *rand.Rand, m, _ *memory, _ []debrief.ID) debrief.ID {
		w := wrapOf(m)
		w.Params = strings.Replace(w.Params, `"memory":8`, `"memory":4000000000`, 1)
		return ""
	},
	"take the wraps of another vault": func(_ *rand.Rand, m, _ *memory, _ []debrief.ID) debrief.ID {
		m.wraps = stranger().wraps
		return ""
	},
	"take another vault's wraps and its ledger": func(_ *rand.Rand, m, _ *memory, ids []debrief.ID) debrief.ID {
		other := stranger()
		m.wraps, m.rows["ledger"] = other.wraps, other.rows["ledger"]
		return ids[0]
	},
	"take the ledger of another vault": func(_ *rand.Rand, m, _ *memory, _ []debrief.ID) debrief.ID {
		m.rows["ledger"] = stranger().rows["ledger"]
		return ""
	},
	"take another vault's note and its key": func(r *rand.Rand, m, _ *memory, ids []debrief.ID) debrief.ID {
		id := pick(r, ids)
		for name, theirs := range stranger().rows {
			for _, kind := range []string{"interview-", "key-"} {
				if mine := m.rows[kind+id]; strings.HasPrefix(name, kind) {
					mine.Nonce, mine.Cipher = theirs.Nonce, theirs.Cipher
					m.rows[kind+id] = mine
				}
			}
		}
		return id
	},
	"put a note where a key was": func(r *rand.Rand, m, _ *memory, ids []debrief.ID) debrief.ID {
		id := pick(r, ids)
		key, note := m.rows["key-"+id], m.rows["interview-"+id]
		key.Nonce, key.Cipher = note.Nonce, note.Cipher
		m.rows[key.ID] = key
		return id
	},
	"put a kept version in place of the note": func(r *rand.Rand, m, _ *memory, ids []debrief.ID) debrief.ID {
		id := pick(r, ids)
		row := m.rows["interview-"+id]
		for _, k := range m.kept {
			if k.ID == row.ID {
				row.Nonce, row.Cipher = k.Nonce, k.Cipher
			}
		}
		m.rows[row.ID] = row
		return id
	},
	"put a note back that was destroyed": func(_ *rand.Rand, m, earlier *memory, _ []debrief.ID) debrief.ID {
		for _, kind := range []string{"interview-", "key-"} {
			m.rows[kind+destroyed] = earlier.rows[kind+destroyed]
		}
		return destroyed
	},
	"name another vault": func(_ *rand.Rand, m, _ *memory, _ []debrief.ID) debrief.ID {
		w := wrapOf(m)
		w.Params = strings.Replace(w.Params, `"vault":"`, `"vault":"x`, 1)
		return ""
	},
	"say it is newer": func(_ *rand.Rand, m, _ *memory, _ []debrief.ID) debrief.ID {
		wrapOf(m).Version = 2
		return ""
	},
	"say it is older": func(_ *rand.Rand, m, _ *memory, _ []debrief.ID) debrief.ID {
		wrapOf(m).Version = 0
		return ""
	},
}

// hidden lays hands on what is not read with the note: a picture, or an earlier
// version.
var hidden = map[string]func(r *rand.Rand, m *memory, at int){
	"flip a bit of a picture": func(r *rand.Rand, m *memory, at int) { flip(r, m.rows[picture(at)].Cipher) },
	"cut a picture short": func(r *rand.Rand, m *memory, at int) {
		row := m.rows[picture(at)]
		row.Cipher = row.Cipher[:r.IntN(len(row.Cipher))]
		m.rows[row.ID] = row
	},
	"swap two pictures": func(_ *rand.Rand, m *memory, at int) {
		a, b := m.rows[picture(at)], m.rows[picture((at+1)%people)]
		a.Nonce, a.Cipher, b.Nonce, b.Cipher = b.Nonce, b.Cipher, a.Nonce, a.Cipher
		m.rows[a.ID], m.rows[b.ID] = a, b
	},
	"take a picture away":              func(_ *rand.Rand, m *memory, at int) { delete(m.rows, picture(at)) },
	"flip a bit of an earlier version": func(r *rand.Rand, m *memory, at int) { flip(r, m.kept[at].Cipher) },
	"cut an earlier version short": func(r *rand.Rand, m *memory, at int) {
		m.kept[at].Cipher = m.kept[at].Cipher[:r.IntN(len(m.kept[at].Cipher))]
	},
	"give an earlier version a number": func(r *rand.Rand, m *memory, at int) { m.kept[at].Version += 1 + r.Int64N(9) },
	"put the note for its own earlier": func(_ *rand.Rand, m *memory, at int) {
		m.kept[at].Nonce, m.kept[at].Cipher = m.rows[m.kept[at].ID].Nonce, m.rows[m.kept[at].ID].Cipher
	},
	"swap earlier versions of two notes": func(_ *rand.Rand, m *memory, at int) {
		a, b := &m.kept[at], &m.kept[(at+1)%people]
		a.Nonce, a.Cipher, b.Nonce, b.Cipher = b.Nonce, b.Cipher, a.Nonce, a.Cipher
	},
}

func wrapOf(m *memory) *debrief.Wrap {
	for i := range m.wraps {
		if m.wraps[i].Kind == debrief.WrapPassphrase {
			return &m.wraps[i]
		}
	}
	return nil
}

func TestAfterAcceptingWhatIsSoundIsThere(t *testing.T) {
	for name, of := range map[string]debrief.Code{
		"take the ledger away": debrief.CodeVaultLedger, "take a note away": "", "put an earlier version back": "", "flip a bit of a key": "",
	} {
		t.Run(name, func(t *testing.T) {
			m, earlier, ids := original(t)
			tamperings[name](rand.New(rand.NewPCG(1, 1)), m, earlier, ids)
			v, _ := locked(m)
			code(t, v.Unlock(t.Context(), passphrase), of)
			if err := v.Accept(t.Context()); err != nil {
				t.Fatal(err)
			}
			all, bad, err := v.List(t.Context(), "")
			if err != nil || len(bad) != 0 || len(all) < 4 {
				t.Fatalf("%d interviews, %+v, %v", len(all), bad, err)
			}
			all[0].Passages[0].Text = "goes on"
			if err := v.Save(t.Context(), all[0]); err != nil {
				t.Error(err)
			}
			v.Lock()
			if err := v.Unlock(t.Context(), passphrase); err != nil {
				t.Error(err)
			}
		})
	}
}
