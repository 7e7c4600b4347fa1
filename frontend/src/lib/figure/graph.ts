import type { ID } from '$lib/nouns'
import type { FigureText } from './figure'

// The layout of a graph as backend/graph makes it: lengths in points, y downwards. Window and report draw the same.

export interface GraphLine {
  /** What sets it apart from the others, in full; empty for one alone. */
  name: string
  dash: number[]
  tone: number
  /** The stretches without a gap, and points alone: x and y in turn. */
  runs: number[][]
  dots: number[]
  label: FigureText
  /** From x to x at one height; empty without a label. */
  key: number[]
  leader: number[]
}
export interface Graph {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
  /** The instants at left and right, in milliseconds since 1970. */
  from: number
  to: number
  title: FigureText
  lines: GraphLine[]
  ticks: { x: number; length: number; label: FigureText }[]
  days: FigureText[]
  zone: FigureText
  rungs: { y: number; label: FigureText }[]
  marks: { id: ID; x: number; y: number; record: boolean; label: FigureText; full: string }[]
  ends: { x: number; label: FigureText }[]
  more: FigureText
}

/** The path of a line's stretches. */
export const pathOf = (runs: number[][]): string =>
  runs
    .map((run) => {
      const places: string[] = []
      for (let i = 0; i + 1 < run.length; i += 2) places.push(`${run[i]} ${run[i + 1]}`)
      return `M${places.join('L')}`
    })
    .join('')

/** Places in turn, as pairs. */
export function places(flat: number[]): [number, number][] {
  const out: [number, number][] = []
  for (let i = 0; i + 1 < flat.length; i += 2) out.push([flat[i] ?? 0, flat[i + 1] ?? 0])
  return out
}

/** Where an instant lies; undefined outside. */
export function xOf(graph: Graph, at: string): number | undefined {
  const ms = Date.parse(at)
  if (!(ms >= graph.from && ms <= graph.to)) return undefined
  const share = (ms - graph.from) / Math.max(1, graph.to - graph.from)
  return graph.left + share * (graph.right - graph.left)
}

/** The instant at a place, RFC 3339. */
export function atX(graph: Graph, x: number): string {
  const share = (x - graph.left) / Math.max(1, graph.right - graph.left)
  const ms = graph.from + Math.max(0, Math.min(1, share)) * (graph.to - graph.from)
  return new Date(ms).toISOString()
}

/** The same drawing, k times as large. What is no length stays as it is. */
export function enlarged(graph: Graph, k: number): Graph {
  const { from, to } = graph
  const grow = (value: unknown, key = ''): unknown => {
    if (typeof value === 'number') return key === 'tone' ? value : value * k
    if (Array.isArray(value)) return value.map((one) => grow(one))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, grow(one, name)]))
  }
  return { ...(grow(graph) as Graph), from, to }
}
