// Another program that reads a vault, written from the package comment alone and sharing nothing with the app: BLAKE2b,
// Argon2id (RFC 9106) and HChaCha20 (draft-irtf-cfrg-xchacha-03) stand below, ChaCha20-Poly1305 is Node's.
//
//   node reader.mjs passphrase|recovery SECRET <vault.json >notes.json
//
// vault.json is the tables as they are, bytes in base64: {"wraps", "sealed", "kept"}. It prints {"notes", "earlier", "pictures"}.
import { createDecipheriv, hkdfSync } from 'node:crypto'
import { readFileSync } from 'node:fs'

const [kind, secret] = process.argv.slice(2)
const vault = JSON.parse(readFileSync(0))
const bytes = (text) => Buffer.from(text, 'base64')

const number = (n) => {
  const out = Buffer.alloc(8)
  out.writeBigUInt64BE(BigInt(n))
  return out
}
const text = (s) => Buffer.concat([number(Buffer.byteLength(s)), Buffer.from(s)])

const wrap = vault.wraps.find((w) => w.kind === kind)
const params = JSON.parse(wrap.params)
const under = argon2id(kind === 'recovery' ? code(secret) : Buffer.from(secret.normalize('NFKC')), params)
const wrapContext = Buffer.concat([text('secondstory wrap'), number(wrap.version), text(wrap.kind), text(wrap.params)])
const wrapped = bytes(wrap.wrapped)
const key = open(under, wrapped.subarray(0, 24), wrapped.subarray(24), wrapContext)

const derived = (use) => Buffer.from(hkdfSync('sha256', key, '', `secondstory ${use}`, 32))
const plain = (by, table, row) => {
  const context = [text('secondstory sealed'), text(params.vault), text(table), text(row.id), text(row.debriefId), number(row.version)]
  const padded = open(by, bytes(row.nonce), bytes(row.cipher), Buffer.concat(context))
  return padded.subarray(4, 4 + padded.readUInt32BE(0))
}

const row = (id) => vault.sealed.find((r) => r.id === id)
const ledger = JSON.parse(plain(derived('ledger'), 'sealed', row('ledger')))
const notes = []
const earlier = []
const pictures = {}
for (const [id, version] of Object.entries(ledger)) {
  if (id.startsWith('purged-')) continue
  if (row(id)?.version !== version) throw new Error(`${id} is not as it was written`)
  if (!id.startsWith('interview-')) continue
  const own = plain(derived('keys'), 'sealed', row(`key-${id.slice('interview-'.length)}`))
  const note = JSON.parse(plain(own, 'sealed', row(id)))
  notes.push(note)
  for (const r of vault.kept) if (r.id === id) earlier.push(JSON.parse(plain(own, 'sealed_change', r)))
  for (const { id: paper } of note.papers) pictures[paper] = plain(own, 'sealed', row(`paper-${paper}`)).toString('base64')
}
console.log(JSON.stringify({ notes, earlier, pictures }))

/** A recovery code's bytes: five bits a letter, the last two letters are a check. */
function code(typed) {
  const letters = typed.toUpperCase().replace(/[^0-9A-Z]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  const bits = [...letters].map((c) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(c).toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.slice(0, 128).match(/.{8}/g).map((b) => parseInt(b, 2)))
}

/** XChaCha20-Poly1305: the key and half of the nonce make another key. */
function open(by, nonce, sealed, context) {
  const inner = hchacha20(by, nonce.subarray(0, 16))
  const cipher = createDecipheriv('chacha20-poly1305', inner, Buffer.concat([Buffer.alloc(4), nonce.subarray(16)]), { authTagLength: 16 })
  cipher.setAAD(context)
  cipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
}

function hchacha20(by, nonce) {
  const constants = Buffer.from('expand 32-byte k')
  const start = Buffer.concat([constants, by, nonce])
  const x = Uint32Array.from({ length: 16 }, (_, i) => start.readUInt32LE(4 * i))
  const turn = (n, by) => (n << by) | (n >>> (32 - by))
  const quarter = (a, b, c, d) => {
    for (const [first, second] of [[16, 12], [8, 7]]) {
      x[a] += x[b]
      x[d] = turn(x[d] ^ x[a], first)
      x[c] += x[d]
      x[b] = turn(x[b] ^ x[c], second)
    }
  }
  for (let round = 0; round < 10; round++) {
    for (let i = 0; i < 4; i++) quarter(i, 4 + i, 8 + i, 12 + i)
    for (let i = 0; i < 4; i++) quarter(i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4))
  }
  const out = Buffer.alloc(32)
  for (let i = 0; i < 4; i++) {
    out.writeUInt32LE(x[i], 4 * i)
    out.writeUInt32LE(x[12 + i], 16 + 4 * i)
  }
  return out
}

/** BLAKE2b without a key (RFC 7693). */
function blake2b(size, ...parts) {
  const data = Buffer.concat(parts)
  const initial = [
    0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n,
    0x510e527fade682d1n, 0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n,
  ]
  const order = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4], [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13], [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11], [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5], [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
  ]
  const h = BigUint64Array.from(initial)
  h[0] ^= 0x01010000n ^ BigInt(size)
  const blocks = Math.max(1, Math.ceil(data.length / 128))
  for (let n = 0; n < blocks; n++) {
    const block = Buffer.alloc(128)
    data.copy(block, 0, n * 128)
    const m = BigUint64Array.from({ length: 16 }, (_, i) => block.readBigUInt64LE(8 * i))
    const v = BigUint64Array.from([...h, ...initial])
    v[12] ^= BigInt(Math.min(data.length, (n + 1) * 128))
    if (n === blocks - 1) v[14] ^= 0xffffffffffffffffn
    for (let round = 0; round < 12; round++) {
      const s = order[round % 10]
      eight((a, b, c, d, i) => {
        v[a] += v[b] + m[s[2 * i]]
        v[d] = turned(v[d] ^ v[a], 32n)
        v[c] += v[d]
        v[b] = turned(v[b] ^ v[c], 24n)
        v[a] += v[b] + m[s[2 * i + 1]]
        v[d] = turned(v[d] ^ v[a], 16n)
        v[c] += v[d]
        v[b] = turned(v[b] ^ v[c], 63n)
      })
    }
    for (let i = 0; i < 8; i++) h[i] ^= v[i] ^ v[i + 8]
  }
  return Buffer.from(h.buffer).subarray(0, size)
}

function turned(n, by) {
  return BigInt.asUintN(64, (n >> by) | (n << (64n - by)))
}

/** The columns and then the diagonals of four by four. */
function eight(mix) {
  for (let i = 0; i < 4; i++) mix(i, 4 + i, 8 + i, 12 + i, i)
  for (let i = 0; i < 4; i++) mix(i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4), 4 + i)
}

/** BLAKE2b of any length, as Argon2 has it. */
function long(size, ...parts) {
  const head = le(size)
  if (size <= 64) return blake2b(size, head, ...parts)
  const out = []
  let last = blake2b(64, head, ...parts)
  let rest = size
  for (; rest > 64; rest -= 32) {
    out.push(last.subarray(0, 32))
    last = blake2b(rest - 32 > 64 ? 64 : rest - 32, last)
  }
  return Buffer.concat([...out, last])
}

function le(...numbers) {
  const out = Buffer.alloc(4 * numbers.length)
  numbers.forEach((n, i) => out.writeUInt32LE(n, 4 * i))
  return out
}

/** A block of Argon2 is 128 numbers of 64 bits. */
function compress(x, y) {
  const r = x.map((n, i) => n ^ y[i])
  const q = r.slice()
  const low = (n) => n & 0xffffffffn
  const permute = (at) =>
    eight((a, b, c, d) => {
      for (const [first, second] of [[32n, 24n], [16n, 63n]]) {
        q[at[a]] += q[at[b]] + 2n * low(q[at[a]]) * low(q[at[b]])
        q[at[d]] = turned(q[at[d]] ^ q[at[a]], first)
        q[at[c]] += q[at[d]] + 2n * low(q[at[c]]) * low(q[at[d]])
        q[at[b]] = turned(q[at[b]] ^ q[at[c]], second)
      }
    })
  for (let row = 0; row < 8; row++) permute(Array.from({ length: 16 }, (_, i) => 16 * row + i))
  for (let column = 0; column < 8; column++) permute(Array.from({ length: 16 }, (_, i) => 16 * (i >> 1) + 2 * column + (i & 1)))
  return q.map((n, i) => n ^ r[i])
}

function argon2id(secret, { time, memory, threads, salt }) {
  salt = bytes(salt)
  const first = blake2b(64, le(threads, 32, memory, time, 0x13, 2, secret.length), secret, le(salt.length), salt, le(0, 0))
  const segment = Math.floor(memory / (4 * threads))
  const length = 4 * segment
  const block = (b) => BigUint64Array.from({ length: 128 }, (_, i) => b.readBigUInt64LE(8 * i))
  const lanes = Array.from({ length: threads }, (_, lane) => [0, 1].map((n) => block(long(1024, first, le(n, lane)))))
  const zero = new BigUint64Array(128)

  const fill = (pass, slice, lane) => {
    const steady = pass === 0 && slice < 2
    const seed = BigUint64Array.from({ length: 128 }, (_, i) => BigInt([pass, lane, slice, length * threads, time, 2][i] ?? 0))
    let addresses
    for (let index = 0; index < segment; index++) {
      if (steady && index % 128 === 0) {
        seed[6]++
        addresses = compress(zero, compress(zero, seed))
      }
      if (pass === 0 && slice === 0 && index < 2) continue
      const at = slice * segment + index
      const before = lanes[lane][(at + length - 1) % length]
      const random = steady ? addresses[index % 128] : before[0]
      const other = pass === 0 && slice === 0 ? lane : Number(random >> 32n) % threads
      const done = pass === 0 ? slice * segment : length - segment
      const area = other === lane ? done + index - 1 : done - (index === 0 ? 1 : 0)
      const j = random & 0xffffffffn
      const back = (BigInt(area) * ((j * j) >> 32n)) >> 32n
      const start = pass === 0 || slice === 3 ? 0 : (slice + 1) * segment
      const made = compress(before, lanes[other][(start + area - 1 - Number(back)) % length])
      lanes[lane][at] = pass === 0 ? made : made.map((n, i) => n ^ lanes[lane][at][i])
    }
  }
  for (let pass = 0; pass < time; pass++)
    for (let slice = 0; slice < 4; slice++) for (let lane = 0; lane < threads; lane++) fill(pass, slice, lane)

  const last = lanes.map((l) => l.at(-1)).reduce((a, b) => a.map((n, i) => n ^ b[i]))
  return long(32, Buffer.from(last.buffer))
}
