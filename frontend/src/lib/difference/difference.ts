import type { DifferentField, DifferentItem, OpenedBundle } from '$lib/backend'

/** How a record differs: only in the file, in other words, or only here. */
export type Way = 'added' | 'changed' | 'removed'

/** One line of the list of what differs. */
export interface Line {
  key: string
  way: Way
  item: DifferentItem
}

export interface Group {
  noun: DifferentItem['noun']
  lines: Line[]
}

const order: Way[] = ['changed', 'added', 'removed']

/** The nouns in the order a debrief is read. */
const nouns: DifferentItem['noun'][] = [
  'debrief',
  'participant',
  'entry',
  'question',
  'factor',
  'helped',
  'countermeasure',
  'band',
  'source',
  'attachment',
  'meeting',
  'wording',
]

/** What differs, by noun; in each what says something else first. */
export function groupsOf(difference: OpenedBundle['difference']): Group[] {
  const lines = order.flatMap((way) =>
    difference[way].map((item): Line => ({ key: `${way}:${item.id}`, way, item })),
  )
  return nouns
    .map((noun) => ({ noun, lines: lines.filter((l) => l.item.noun === noun) }))
    .filter((g) => g.lines.length > 0)
}

/** The field that says what a record says. */
const main = new Set(['title', 'name', 'text', 'label', 'phrase'])

/** What differs in a record: its own words, other texts, and what only has a name. */
export function partsOf(item: DifferentItem): {
  words: DifferentField | undefined
  texts: DifferentField[]
  rest: string[]
} {
  const words = item.fields.find((f) => main.has(f.name))
  const said = item.fields.filter((f) => f !== words && (f.mine || f.theirs))
  const rest = item.fields.filter((f) => f !== words && !f.mine && !f.theirs)
  return { words, texts: said, rest: rest.map((f) => f.name) }
}

/** A part of a text: only in this one, or in both. */
export interface Piece {
  text: string
  own: boolean
}

/** Marks the words of two texts that are only in one of them. */
export function compareWords(mine: string, theirs: string): { mine: Piece[]; theirs: Piece[] } {
  const a = mine.split(/(?<=\s)/)
  const b = theirs.split(/(?<=\s)/)
  const common = longest(a, b)
  const left: Piece[] = []
  const right: Piece[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const both = i < a.length && j < b.length && same(a[i], b[j])
    if (both) {
      push(left, a[i++], false)
      push(right, b[j++], false)
    } else if (j >= b.length || (i < a.length && at(common, i + 1, j) >= at(common, i, j + 1))) {
      push(left, a[i++], true)
    } else {
      push(right, b[j++], true)
    }
  }
  return { mine: left.flatMap(bare), theirs: right.flatMap(bare) }
}

/** Keeps the space after a word from being marked with it. */
function bare(piece: Piece): Piece[] {
  const text = piece.text.trimEnd()
  if (!piece.own || text === '' || text === piece.text) return [piece]
  return [
    { text, own: true },
    { text: piece.text.slice(text.length), own: false },
  ]
}

/** A word at a line's end is the same word as before a space. */
const same = (a = '', b = '') => a.trimEnd() === b.trimEnd()

const at = (table: Uint16Array[], i: number, j: number) => table[i]?.[j] ?? 0

/** How long the longest common run of words is from each place on; the texts are cut to 400 characters. */
function longest(a: string[], b: string[]): Uint16Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--) {
    const row = table[i] as Uint16Array
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] = same(a[i], b[j])
        ? at(table, i + 1, j + 1) + 1
        : Math.max(at(table, i + 1, j), at(table, i, j + 1))
    }
  }
  return table
}

function push(pieces: Piece[], text = '', own: boolean) {
  if (text === '') return
  const last = pieces.at(-1)
  if (last?.own === own) last.text += text
  else pieces.push({ text, own })
}
