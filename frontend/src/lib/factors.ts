import { categories, type Category, type Factor, type ID } from './nouns'

// How factors are ordered and numbered, on every screen as in the report.

const rank = (c: Category): number => {
  const at = (categories as readonly string[]).indexOf(c)
  return at < 0 ? categories.length : at
}

/** Factors by category, those not sorted yet last; within one in their own order. */
export function sortedFactors(factors: Factor[]): Factor[] {
  return [...factors].sort((a, b) => rank(a.category) - rank(b.category))
}

/** The number of each factor, as the report prints it. Those without a word have none. */
export function factorNumbers(factors: Factor[]): Map<ID, number> {
  const said = sortedFactors(factors).filter((f) => f.text.trim() !== '')
  return new Map(said.map((f, i) => [f.id, i + 1]))
}
