import type { ID, Lane } from '$lib/nouns'

// The layout of the timeline's figure as backend/figure makes it: lengths in points, y downwards, the
// y of a text is its baseline. Window and report draw the same layout.

export interface FigureText {
  x: number
  y: number
  width: number
  size: number
  bold: boolean
  text: string
}
export interface FigureMark {
  ids: ID[]
  lane: Lane
  count: number
  x: number
  x2: number
  y: number
  radius: number
  record: boolean
  differs: boolean
  number: FigureText
  /** The label, and the rest of it where that takes two lines. */
  label: FigureText
  second: FigureText
  /** The label before it was shortened; a group's first full labels, one a line. */
  full: string
  hasLeader: boolean
  leaderX: number
  leaderY1: number
  leaderY2: number
}
export interface Figure {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
  lanes: { lane: Lane; y: number; label: FigureText }[]
  /** shade is 0 and 1 in turn, 2 for the last; above is the first line of a label on two. */
  bands: {
    id: ID
    x: number
    width: number
    shade: number
    above: FigureText
    label: FigureText
    minutes: FigureText
    full: string
    /** It goes on to the left or right of what is seen. */
    before: boolean
    after: boolean
  }[]
  /** Where bands lie upon each other. */
  overlaps: { x: number; width: number }[]
  marks: FigureMark[]
  /** Where the instant of a mark can lie, when it is only known to be between two. */
  spans: { x: number; x2: number; y: number; record: boolean }[]
  ticks: { x: number; length: number; label: FigureText }[]
  days: FigureText[]
  breaks: { x: number; width: number; label: FigureText }[]
  /** Time drawn to scale, in seconds since 1970, between the breaks. */
  stretches: { x: number; x2: number; from: number; to: number }[]
  zone: FigureText
  /** The clocks of more zones, each a line below the axis. */
  others: { zone: FigureText; clocks: FigureText[] }[]
}

/** The marks from left to right, lanes from top to bottom where two are at one place. */
export function inOrder(figure: Figure): FigureMark[] {
  return [...figure.marks].sort((a, b) => a.x - b.x || a.y - b.y)
}

/** The mark an entry is in, alone or in a group. */
export function markOf(figure: Figure, id: ID): FigureMark | undefined {
  return figure.marks.find((m) => m.ids.includes(id))
}

/** The entry after (by 1) or before (by -1) another, walking into groups; the first one from nowhere. */
export function neighbour(figure: Figure, id: ID, by: 1 | -1): ID {
  const ids = inOrder(figure).flatMap((m) => m.ids)
  const at = ids.indexOf(id)
  if (at < 0) return ids[by > 0 ? 0 : ids.length - 1] ?? ''
  return ids[Math.max(0, Math.min(ids.length - 1, at + by))] ?? ''
}

/** What a click on a mark selects: the next of a group when one of it is selected already. */
export function picked(mark: FigureMark, selected: ID): ID {
  return mark.ids[(mark.ids.indexOf(selected) + 1) % mark.ids.length] ?? ''
}

/** Numbers of a figure that are no lengths. */
const noLength = new Set(['count', 'shade', 'from', 'to'])

/**
 * The figure with every length multiplied. The window draws at the size text is seen at: letters that
 * WebKit sets small and scales up stand unevenly.
 */
export function enlarged(figure: Figure, by: number): Figure {
  return enlarge(figure, by) as Figure
}

function enlarge(value: unknown, by: number, key = ''): unknown {
  if (typeof value === 'number') return noLength.has(key) ? value : value * by
  if (key === 'ids') return value
  if (Array.isArray(value)) return value.map((v) => enlarge(v, by, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, enlarge(v, by, k)]))
}
