import type { WordingFlag } from '$lib/backend'
import { markOf } from '$lib/wording.svelte'

/** A part of a text; mark is the class of its underline, empty for none. */
interface Piece {
  text: string
  mark: string
}

/** Takes a text apart at its flagged phrases. */
export function pieces(text: string, flags: WordingFlag[]): Piece[] {
  const parts: Piece[] = []
  let at = 0
  for (const f of [...flags].sort((a, b) => a.utf16Start - b.utf16Start)) {
    // A text that changed since it was looked at has its marks elsewhere: leave them out.
    if (f.utf16Start < at || text.slice(f.utf16Start, f.utf16End) !== f.phrase) continue
    if (f.utf16Start > at) parts.push({ text: text.slice(at, f.utf16Start), mark: '' })
    parts.push({ text: f.phrase, mark: markOf(f) })
    at = f.utf16End
  }
  if (at < text.length) parts.push({ text: text.slice(at), mark: '' })
  return parts
}
