import { filterNames, type FilterName } from '$lib/backend-search'
import { countermeasureStates, kinds, type State } from '$lib/nouns'

/** The word the caret is in: from where, up to where, and how it begins up to the caret. */
export interface Word {
  from: number
  to: number
  text: string
}

/** What can be put in the place of a word. */
export interface Offer {
  /** What is put there: "kind:near-miss". */
  put: string
  /** The value alone, or the name of a filter with its colon. */
  label: string
  /** Only the name of a filter, whose value is typed next. */
  begins?: FilterName
}

/** The word at the caret; quotation marks after a colon hold what has spaces in it together. */
export function wordAt(query: string, caret: number): Word {
  for (const m of query.matchAll(/\w+:"[^"]*"?|\S+/g)) {
    const to = m.index + m[0].length
    if (m.index <= caret && caret <= to) {
      return { from: m.index, to, text: query.slice(m.index, caret) }
    }
  }
  return { from: caret, to: caret, text: '' }
}

/** The filter a word is, with as much of its value as was typed. */
export function filterOf(word: string): { name: FilterName; typed: string } | undefined {
  const colon = word.indexOf(':')
  const name = filterNames.find((f) => f === word.slice(0, Math.max(0, colon)).toLowerCase())
  return name && { name, typed: word.slice(colon + 1).replaceAll('"', '') }
}

/** Filters whose name begins as a word does; one letter is too little to be one. */
export function namesFor(word: string): Offer[] {
  if (word.length < 2) return []
  return filterNames
    .filter(
      (name) =>
        name.startsWith(word.toLowerCase()) ||
        ('open'.startsWith(word.toLowerCase()) && name === 'is'),
    )
    .map((name) =>
      name === 'is'
        ? { put: 'is:open', label: 'is:open' }
        : { put: `${name}:`, label: `${name}:`, begins: name },
    )
}

const states: State[] = [
  ...(['noted', 'draft', 'preparing', 'ready', 'read-back'] as const),
  ...(['signed-off', 'follow-up', 'closed'] as const),
]

/** Values that are the same in every library. */
const fixed: Partial<Record<FilterName, (today: Date) => string[]>> = {
  kind: () => [...kinds],
  state: () => ['open', ...states, ...countermeasureStates],
  is: () => ['open'],
  owner: () => ['me'],
  after: days,
  before: days,
}

/** The last months and years, as they are typed. */
function days(today: Date): string[] {
  const months = [0, 1, 2, 3].map((n) => {
    const at = new Date(Date.UTC(today.getFullYear(), today.getMonth() - n, 1))
    return at.toISOString().slice(0, 7)
  })
  return [...months, `${today.getFullYear()}`, `${today.getFullYear() - 1}`]
}

/** Values for a filter, those every library has before those of this one. */
export function valuesFor(name: FilterName, typed: string, here: string[], today: Date): Offer[] {
  const wanted = typed.toLowerCase()
  const own = (fixed[name]?.(today) ?? []).filter((v) => v.startsWith(wanted))
  return [...own, ...here].map((value) => ({ put: put(name, value), label: value }))
}

const put = (name: FilterName, value: string) =>
  /[\s"]/.test(value) ? `${name}:"${value.replaceAll('"', '')}"` : `${name}:${value}`

/** The query with an offer in the place of a word, and where the caret is then. */
export function taken(query: string, word: Word, offer: Offer): { query: string; caret: number } {
  const after = offer.begins ? '' : ' '
  const rest = query.slice(word.to)
  const before = query.slice(0, word.from) + offer.put + after
  return { query: before + (after ? rest.trimStart() : rest), caret: before.length }
}

/** The query without a filter. */
export function without(query: string, raw: string): string {
  const at = query.indexOf(raw)
  if (at < 0) return query
  return `${query.slice(0, at)}${query.slice(at + raw.length)}`.replace(/\s{2,}/g, ' ').trim()
}
