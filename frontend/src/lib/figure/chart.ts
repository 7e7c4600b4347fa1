import type { FigureText } from './figure'

// A figure of many debriefs as backend/chart lays it out: lengths in points, y downwards. Window and PDF draw the same.

type Sign =
  'disc' | 'square' | 'triangle' | 'diamond' | 'half' | 'open' | 'dashed' | 'core' | 'bar' | 'none'

export interface ChartMark {
  x: number
  y: number
  radius: number
  sign: Sign
  /** It is the debrief that is open. */
  mine: boolean
  /** What it says; empty for what leads nowhere. */
  told: string
  row: number
  column: number
  from: number
  to: number
}
export interface Chart {
  width: number
  height: number
  rules: { x: number; y: number; x2: number; y2: number; tone: 'rail' | 'axis' | 'half' | 'span' }[]
  marks: ChartMark[]
  words: (FigureText & { quiet: boolean; lit: boolean })[]
  per: number
}

/** A figure with everything that is said of it. */
export interface Card {
  name: string
  title: string
  lead: string
  aside: string
  chart: Chart
  told: string
  notes: string[]
  /** What is said of it where there is little room. */
  short: string
  table: { head: string[]; rows: { cells: string[]; row: number }[] }
  hidden: boolean
}

/** The same drawing, k times as large. */
export const enlargedChart = (chart: Chart, k: number): Chart => ({
  ...chart,
  width: chart.width * k,
  height: chart.height * k,
  rules: chart.rules.map((r) => ({ ...r, x: r.x * k, y: r.y * k, x2: r.x2 * k, y2: r.y2 * k })),
  marks: chart.marks.map((m) => ({ ...m, x: m.x * k, y: m.y * k, radius: m.radius * k })),
  words: chart.words.map((w) => ({
    ...w,
    x: w.x * k,
    y: w.y * k,
    width: w.width * k,
    size: w.size * k,
  })),
})

/** The path of a sign with corners, around its middle. */
export function cornered({ sign, x, y, radius: r }: ChartMark): string {
  switch (sign) {
    case 'square':
      return `M${x - 0.9 * r} ${y - 0.9 * r}h${1.8 * r}v${1.8 * r}h${-1.8 * r}z`
    case 'triangle':
      return `M${x} ${y - 1.15 * r}l${1.15 * r} ${2 * r}h${-2.3 * r}z`
    case 'diamond':
      return `M${x} ${y - 1.25 * r}l${1.25 * r} ${1.25 * r}l${-1.25 * r} ${1.25 * r}l${-1.25 * r} ${-1.25 * r}z`
    case 'half':
      return `M${x} ${y - r}a${r} ${r} 0 0 1 0 ${2 * r}z`
    default:
      return ''
  }
}
