// The search for words that may stand nowhere: in every byte of every file, packed or not, however the letters are written.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'

/** Every file below folders. */
export const files = (...folders) =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile()),
  )

/** Which of the words stand in bytes: in UTF-8 or UTF-16, in capitals or without. */
export function found(words, bytes) {
  const text = Buffer.from(bytes).toString('latin1').toLowerCase()
  const narrow = text.replaceAll('\0', '')
  return words.filter((word) => {
    const low = word.toLowerCase()
    return text.includes(low) || narrow.includes(low)
  })
}

/** What stands in files: each as "word in path". What is packed in them is looked through too. */
export const standing = (words, ...paths) =>
  paths.flatMap((path) => [...unpacked(path)].flatMap((bytes) => found(words, bytes)).map((word) => `${word} in ${path}`))

function* unpacked(path) {
  const bytes = readFileSync(path)
  yield bytes
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04') yield* members(bytes)
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
    yield execFileSync('qpdf', ['--qdf', '--object-streams=disable', path, '-'], { maxBuffer: 256 << 20 })
    yield execFileSync('pdftotext', [path, '-'], { maxBuffer: 256 << 20 })
  }
}

/** The members of a zip, by what stands before each. */
function* members(bytes) {
  for (let at = bytes.indexOf('PK\x03\x04'); at >= 0; at = bytes.indexOf('PK\x03\x04', at + 4)) {
    const packed = bytes.subarray(at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28))
    if (bytes.readUInt16LE(at + 8) === 8) yield inflateRawSync(packed)
  }
}
