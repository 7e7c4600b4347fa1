/** Where a phrase stands, in UTF-16 units. */
export interface Span {
  from: number
  to: number
}

/** Takes a text apart at its marks; one that reaches beyond it or into another is left out. */
export function marked(text: string, spans: Span[]): { text: string; flag: boolean }[] {
  const out: { text: string; flag: boolean }[] = []
  let at = 0
  for (const s of spans.toSorted((a, b) => a.from - b.from)) {
    if (s.from < at || s.to > text.length) continue
    out.push({ text: text.slice(at, s.from), flag: false })
    out.push({ text: text.slice(s.from, s.to), flag: true })
    at = s.to
  }
  return [...out, { text: text.slice(at), flag: false }]
}
