package interview

// Cheap makes deriving keys take no time, for tests of everything else.
func (v *Vault) Cheap() *Vault {
	v.cost = cost{Time: 1, Memory: 8, Threads: 1}
	return v
}

// CodeOf is a code of these bytes.
func CodeOf(b [16]byte) Code { return Code(b) }
