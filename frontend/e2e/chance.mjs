// Chance that repeats itself: the same numbers for the same seed (mulberry32).
export function chances(seed) {
  let state = seed
  /** A number from 0 up to 1. */
  function chance() {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const from = (low, high) => low + Math.floor(chance() * (high - low + 1))
  const oneOf = (list) => list[from(0, list.length - 1)]
  return { chance, from, oneOf }
}
