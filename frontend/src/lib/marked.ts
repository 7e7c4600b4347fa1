/** Where a phrase stands, in UTF-16 units. */
export interface Span {
  from: number
  to: number
  /** The class of its underline. */
  mark: string
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
