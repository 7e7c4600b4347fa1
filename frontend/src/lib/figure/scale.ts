import type { Figure } from './figure'

// Time and place in a figure: quiet time is cut out of it, so that the line goes on where a stretch ends.

/** What is seen of a figure's time, in seconds since 1970. */
export interface Seen {
  from: number
  to: number
}
/** A window on a figure, in its own x. */
export interface Span {
  lo: number
  hi: number
}
/** What a figure has to say about time. */
export type Line = Pick<Figure, 'stretches' | 'left' | 'right'>

/** Where an instant lies; one in a break lies at the end of the stretch before it. */
export function xAt({ stretches }: Line, at: number): number {
  const s = stretches.findLast((s) => s.from <= at) ?? stretches[0]
  if (!s) return 0
  if (s.to <= s.from) return s.x
  return s.x + Math.min(1, Math.max(0, (at - s.from) / (s.to - s.from))) * (s.x2 - s.x)
}

/** The instant at a place; in a break it is the nearer of its ends. */
export function timeAt({ stretches }: Line, x: number): number {
  let best = 0
  let distance = Infinity
  for (const s of stretches) {
    const here = Math.min(s.x2, Math.max(s.x, x))
    if (Math.abs(here - x) >= distance) continue
    distance = Math.abs(here - x)
    best = s.x2 > s.x ? s.from + ((here - s.x) / (s.x2 - s.x)) * (s.to - s.from) : s.from
  }
  return best
}

/** The time a window on the whole figure shows. */
export const seen = (whole: Line, { lo, hi }: Span): Seen => ({
  from: timeAt(whole, lo),
  to: timeAt(whole, hi),
})

/** The window that shows a time, with so much more beside it at each end. */
export function spanOf(whole: Line, { from, to }: Seen, air = 0): Span {
  return within(whole, { lo: xAt(whole, from - air), hi: xAt(whole, to + air) })
}

/** The window so many times closer, with a place of it where it was: 0 at the left, 1 at the right. */
export function closer(whole: Line, { lo, hi }: Span, at: number, by: number): Span {
  const x = lo + at * (hi - lo)
  return within(whole, { lo: x - (x - lo) / by, hi: x + (hi - x) / by })
}

/** The window moved by so many times its width. */
export const along = (whole: Line, { lo, hi }: Span, by: number): Span =>
  within(whole, { lo: lo + by * (hi - lo), hi: hi + by * (hi - lo) })

/** A window of the same width that does not reach beyond the figure. */
function within({ left, right }: Line, { lo, hi }: Span): Span {
  if (hi - lo >= right - left) return { lo: left, hi: right }
  const over = Math.max(0, hi - right) - Math.max(0, left - lo)
  return { lo: lo - over, hi: hi - over }
}

/** The round instant near a place, as fine as one can point: a whole second, minute, five minutes, hour. */
export function roundAt(line: Line, x: number, fine: number): { at: number; seconds: boolean } {
  const at = timeAt(line, x)
  const unit = Math.abs(timeAt(line, x + fine) - timeAt(line, x - fine))
  const step = [86_400, 21_600, 3600, 900, 300, 60, 15, 5].find((s) => s <= unit) ?? 1
  return { at: Math.round(at / step) * step, seconds: step < 60 }
}
