import { diffArrays } from 'diff'

/** A stretch of text that is in both versions, only in the older, or only in the newer. */
export interface Piece {
  text: string
  is: 'same' | 'taken' | 'added'
}

/** How long the comparison of two texts may take before they are shown one after the other, in milliseconds. */
const patience = 250

/** Of an unchanged stretch so many characters are left at either end when it is shortened. */
const left = 90

/** Compares two texts word by word, as their own script divides them into words. */
export function compareWords(before: string, after: string): Piece[] {
  if (before === after) return before ? [{ text: before, is: 'same' }] : []
  const found = diffArrays(wordsIn(before), wordsIn(after), { timeout: patience }) as
    ReturnType<typeof diffArrays<string>> | undefined
  if (!found) return whole(before, after)
  return tidy(
    found.map((part) => ({
      text: part.value.join(''),
      is: part.added ? 'added' : part.removed ? 'taken' : 'same',
    })),
  )
}

/** Leaves out the middle of long stretches that are the same. */
export function shorten(pieces: Piece[]): Piece[] {
  return pieces.map((piece, i) => {
    const letters = piece.is === 'same' ? Array.from(piece.text) : []
    if (letters.length <= 2 * left + 20) return piece
    const start = i === 0 ? '' : letters.slice(0, left).join('')
    const end = i === pieces.length - 1 ? '' : letters.slice(-left).join('')
    const text =
      pieces.length === 1 ? `${letters.slice(0, 2 * left).join('')}…` : `${start} … ${end}`
    return { text, is: 'same' }
  })
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** Scripts that put no space between words. */
const unspaced =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u

/**
 * Words, signs and spaces in their order. Only what needs a segmenter goes to it, and in small parts: it
 * takes minutes over pages of text.
 */
function wordsIn(text: string): string[] {
  const parts = text.match(/\s+|[\p{L}\p{M}\p{N}’']{1,400}|[^\s\p{L}\p{M}\p{N}’']{1,400}/gu) ?? []
  return parts.flatMap((part) =>
    /^\s|^[\p{L}\p{M}\p{N}]/u.test(part) && !unspaced.test(part)
      ? part
      : Array.from(segmenter.segment(part), (s) => s.segment),
  )
}

function whole(before: string, after: string): Piece[] {
  const pieces: Piece[] = [
    { text: before, is: 'taken' },
    { text: after, is: 'added' },
  ]
  return pieces.filter((p) => p.text)
}

/**
 * Puts together what is one change to a reader: spaces between two changed words belong to the change,
 * and of one change what was taken comes before what was added.
 */
function tidy(pieces: Piece[]): Piece[] {
  const out: Piece[] = []
  let [taken, added] = ['', '']
  const close = () => {
    if (taken) out.push({ text: taken, is: 'taken' })
    if (added) out.push({ text: added, is: 'added' })
    taken = added = ''
  }
  pieces.forEach((piece, i) => {
    const between = piece.is === 'same' && !piece.text.trim() && i < pieces.length - 1
    if (between && taken && added) {
      taken += piece.text
      added += piece.text
    } else if (piece.is === 'same') {
      close()
      out.push(piece)
    } else if (piece.is === 'taken') taken += piece.text
    else added += piece.text
  })
  close()
  return out
}
