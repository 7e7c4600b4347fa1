import { find, many, type PluralKey } from './copy'

/** A number as one says it: "six", and "13" beyond twelve. */
export const word = (n: number): string => find(`care.number.${n}`, String(n))

/** The same at the beginning of a sentence. */
const capital = (n: number): string => word(n).replace(/^./, (c) => c.toUpperCase())

/** STEM.one or STEM.other with {n}, and {word} and {N} as one says it. */
export const counted = (stem: PluralKey, n: number, values: Record<string, string> = {}): string =>
  many(stem, n, { word: word(n), N: capital(n), ...values })
