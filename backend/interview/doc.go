// Package interview is the vault: the private notes of one-on-one interviews,
// and what their speakers agreed to share of them.
//
// # What is sealed
//
// Everything of an interview: who, when, where, what was asked and said, drafts,
// pictures, earlier versions. In clear stay how many rows there are, their size
// in steps of 512 bytes, and which debrief they belong to.
//
// # The format
//
// Another program can read a vault with the passphrase: testdata/reader.mjs does.
// Numbers in contexts are 8 bytes, big end first; a text in a context stands
// after its length in bytes.
//
//	vault key    32 random bytes, made once
//	wrap         one row of vault_wrap a way in ("passphrase", "recovery");
//	             params is JSON: {"vault","kdf":"argon2id","time","memory","threads","salt"},
//	             memory in KiB, salt in base64; wrapped is a nonce of 24 bytes,
//	             then the vault key sealed under
//	             argon2id(secret, salt, time, memory, threads, 32 bytes), version 1.3,
//	             with the context text("secondstory wrap"), number(version),
//	             text(kind), text(params)
//	secret       the passphrase in Unicode form NFKC, as UTF-8; or the recovery
//	             code as 16 bytes, see Code
//	row          sealed: nonce of 24 bytes and cipher, with the context
//	             text("secondstory sealed"), text(vault), text(table), text(id),
//	             text(debrief_id), number(version); table is "sealed", or for an
//	             earlier version of a row "sealed_change", where id is sealed_id
//	             and debrief_id that of the row
//	plain text   its length as 4 bytes, big end first, itself, zeros up to a
//	             multiple of 512
//
// All sealing is XChaCha20-Poly1305, and no hkdf has a salt. The row "ledger" is
// sealed under hkdf-sha256(vault key, info "secondstory ledger") and holds, as
// JSON, the version of every other row, so that a row that was taken away or put
// back to an earlier version is noticed; "purged-" and the id of each interview
// that was destroyed is in it too, so that none comes back by itself. The row
// "key-" and an interview's id is sealed under hkdf-sha256(vault key, info
// "secondstory keys") and holds the 32 random bytes that the interview's other
// rows are sealed under: "interview-" and the id, which is JSON (see Interview),
// and "paper-" and the id of each picture.
//
// # Destroying
//
// Purge removes an interview's key, its notes, their versions and pictures, and
// writes zeros over every page of the library that held any of them; the log
// beside it is folded in and emptied. Backups made before hold them, sealed, until
// they are let go of. What the disk itself keeps of blocks that were given back to
// it is out of reach.
//
// # What it cannot do
//
// The vault key stays the same when the passphrase or the code is changed: a
// backup made before opens with those of its time, and its key opens what was
// written since (see Rescue). Whoever has both is shut out by beginning anew.
//
// Somebody who can put back an earlier copy of the whole library is not noticed:
// that is what restoring a backup is. Nor is somebody who takes an earlier
// version away that was kept: those do not stand in the ledger.
//
// Keys are wiped when the vault is locked, as far as Go allows. What was read with
// them is not, nor the passphrase as the window sent it: texts, what the runtime
// or the cipher copied, and what the window held may stay in memory until it is
// used again, or be written to swap. No crash writes memory to a file. A laptop's
// disk encryption protects from that, and everything that is not sealed.
package interview
