/** Names of so many letters stand in one piece; a longer word may be parted. */
const whole = 12
/** The names take no more than this when they can be parted between words, in rem. */
const most = 12
/** The size of the names in rem. */
const size = 1.45

/** The width of a letter in parts of the type size, rather more than less: semi-bold, in any typeface. */
function letter(l: string): number {
  if (/[mw@%\u2e80-\uffef]/i.test(l)) return 1
  if (/[\p{Lu}\d]/u.test(l)) return 0.78
  return /[ilj.,'’ ]/.test(l) ? 0.36 : 0.64
}

const width = (text: string) => [...text].reduce((sum, l) => sum + letter(l), 0) * size

/** How wide the column of names is, in rem: no word of at most twelve letters is parted in it. */
export function namesWidth(names: Iterable<string>, least: number): number {
  let wide = least
  for (const name of new Set(names)) {
    const words = name.split(/[\s-]+/).filter((w) => [...w].length <= whole)
    // A hyphen stands with the word before it.
    wide = Math.max(
      wide,
      Math.min(most, width(name)),
      ...words.map((w) => width(w + (name.includes('-') ? '-' : ''))),
    )
  }
  return Math.round(wide * 10) / 10
}
