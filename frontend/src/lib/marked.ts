/** Where a phrase stands, in UTF-16 units. */
export interface Span {
  from: number
  to: number
  /** The class of its underline. */
  mark: string
}

/** Where the words of a search stand in a text, whatever their case. */
export function found(query: string, text: string): Span[] {
  const words = query.split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const any = words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  const all = text.matchAll(new RegExp(any.join('|'), 'giu'))
  return [...all].map((m) => ({ from: m.index, to: m.index + m[0].length, mark: 'found' }))
}

/** Takes a text apart at its marks; one that reaches beyond it or into another is left out. */
export function marked(text: string, spans: Span[]): { text: string; mark: string }[] {
  const out: { text: string; mark: string }[] = []
  let at = 0
  for (const s of spans.toSorted((a, b) => a.from - b.from)) {
    if (s.from < at || s.to > text.length) continue
    out.push({ text: text.slice(at, s.from), mark: '' })
    out.push({ text: text.slice(s.from, s.to), mark: s.mark })
    at = s.to
  }
  return [...out, { text: text.slice(at), mark: '' }]
}
