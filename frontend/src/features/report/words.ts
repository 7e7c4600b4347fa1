import type { Span } from '$lib/marked'

/** How many words a text has, counted as the report does: runs without white space. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((w) => w !== '').length
}

/** The words of a text that are beyond a limit, in spans between those that are there already. */
export function beyond(text: string, limit: number, taken: Span[]): Span[] {
  const from = [...text.matchAll(/\S+/g)][limit]?.index
  if (from === undefined) return []
  const out: Span[] = []
  let at = from
  const end = text.trimEnd().length
  for (const span of taken.toSorted((a, b) => a.from - b.from)) {
    if (span.to <= at) continue
    if (span.from > at) out.push({ from: at, to: span.from, mark: 'over' })
    at = span.to
  }
  if (at < end) out.push({ from: at, to: end, mark: 'over' })
  return out
}

/** The characters of a text that are printed by their number, with it; missing is what no font has, as "U+1F642". */
export function unprinted(text: string, missing: string[]): string[] {
  const none = new Set(missing)
  const code = (letter: string) =>
    `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  return [...new Set(text)]
    .filter((letter) => none.has(code(letter)))
    .map((letter) => `${letter} ${code(letter)}`)
}
