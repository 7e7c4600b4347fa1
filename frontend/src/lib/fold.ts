/** A text as it is searched: without case and without accents. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Says whether every word of a query is somewhere in a text; an empty query finds everything. */
export function finds(query: string, text: string): boolean {
  const folded = fold(text)
  return fold(query)
    .split(/\s+/)
    .every((word) => folded.includes(word))
}
