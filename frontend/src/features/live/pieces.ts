import type { WordingFlag } from '$lib/backend'

/** Takes a text apart at its flagged phrases. */
export function pieces(text: string, flags: WordingFlag[]): { text: string; flagged: boolean }[] {
  const parts: { text: string; flagged: boolean }[] = []
  let at = 0
  for (const f of [...flags].sort((a, b) => a.utf16Start - b.utf16Start)) {
    // A text that changed since it was looked at has its marks elsewhere: leave them out.
    if (f.utf16Start < at || text.slice(f.utf16Start, f.utf16End) !== f.phrase) continue
    if (f.utf16Start > at) parts.push({ text: text.slice(at, f.utf16Start), flagged: false })
    parts.push({ text: f.phrase, flagged: true })
    at = f.utf16End
  }
  if (at < text.length) parts.push({ text: text.slice(at), flagged: false })
  return parts
}
