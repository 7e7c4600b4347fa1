package interview

// Cheap makes deriving keys take no time, for tests of everything else.
func (v *Vault) Cheap() *Vault { return v.Costing(1, 8, 1) }

// Costing makes deriving keys cost so many passes, KiB and lanes.
func (v *Vault) Costing(time, memory, threads int) *Vault {
	v.cost = cost{Time: uint32(time), Memory: uint32(memory), Threads: uint8(threads)}
	return v
}

// CodeOf is a code of these bytes.
func CodeOf(b [16]byte) Code { return Code(b) }

// Secrets are the keys of an open vault: the very bytes, not copies.
func (v *Vault) Secrets() (out [][]byte) {
	if v.open == nil {
		return nil
	}
	out = append(out, v.open.ledgerKey, v.open.keysKey)
	for _, key := range v.open.own {
		out = append(out, key)
	}
	return out
}
