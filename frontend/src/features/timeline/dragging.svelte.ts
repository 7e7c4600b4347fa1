import type { Figure } from '$lib/figure/figure'
import { roundAt, timeAt, xAt } from '$lib/figure/scale'
import type { FigureView } from '$lib/figure/view.svelte'
import { clock } from '$lib/format'
import { noMoment } from '$lib/make'
import type { ID, Moment } from '$lib/nouns'
import { reading } from '$lib/reading.svelte'
import { span } from '$lib/timeline'
import { bandKey, type Edge } from './banding.svelte'
import type { TimelineScreen } from './timeline.svelte'

/** How near, in points, the pointer is at an edge of a band, or at a mark whose time is taken. */
const near = 4
/** How far it goes, in points, before that is meant as drawing. */
const meant = 4

/** What the pointer is over. */
type Place = 'edge' | 'axis' | 'lanes' | 'mark' | 'label'

type Drag =
  | { kind: 'along'; x: number }
  | { kind: 'band'; from: number; to: number; meant: boolean }
  | { kind: 'edge'; id: ID; edge: Edge; from: number; to: number }

/** What is dragged on the figure: its time along the axis, a new band in the lanes, an edge of a band. */
export class Dragging {
  hover = $state<Place>()
  #drag = $state.raw<Drag>()
  readonly #screen: TimelineScreen
  readonly #view: FigureView

  constructor(screen: TimelineScreen, view: FigureView) {
    this.#screen = screen
    this.#view = view
  }

  /** The stretch that is being drawn, in points, and what it is. */
  readonly drawn = $derived.by(() => {
    const drag = this.#drag
    if (!drag || drag.kind === 'along' || (drag.kind === 'band' && !drag.meant)) return undefined
    const { zone } = this.#screen
    const [a, b] = [this.#moment(drag.from), this.#moment(drag.to)].sort((a, b) =>
      a.at.localeCompare(b.at),
    )
    if (!a || !b) return undefined
    const told = `${clock(a, zone)} – ${clock(b, zone)}, ${span(a.at, b.at)}`
    return { from: drag.from, to: drag.to, told }
  })

  /** Where the pointer is in the figure, in points. */
  x = (event: MouseEvent): number => this.#at(event).x

  #at(event: MouseEvent): { x: number; y: number } {
    const svg = (event.currentTarget as HTMLElement).querySelector('svg')
    const { figure } = this.#view
    if (!svg || !figure) return { x: 0, y: 0 }
    const box = svg.getBoundingClientRect()
    const scale = figure.width / box.width
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale }
  }

  #place(figure: Figure, event: MouseEvent): { place: Place | undefined; id: ID; edge: Edge } {
    const { x, y } = this.#at(event)
    const found = (place: Place | undefined, id = '', edge: Edge = 'from') => ({ place, id, edge })
    if ((event.target as Element).closest('.pick, input')) return found('mark')
    if (y > figure.bottom) return found('axis')
    const label = figure.bands.find(
      ({ label: l }) => l.text && y < figure.top && x >= l.x - 2 && x <= l.x + l.width + 2,
    )
    if (label) return found('label', label.id)
    // Of two bands that meet, the one whose side the pointer is on.
    const edges = figure.bands.flatMap((b) => [
      ...(b.before ? [] : [{ id: b.id, edge: 'from' as const, d: x - b.x }]),
      ...(b.after ? [] : [{ id: b.id, edge: 'to' as const, d: b.x + b.width - x }]),
    ])
    const [edge] = edges
      .filter(({ d }) => Math.abs(d) <= near)
      .sort((a, b) => Math.abs(a.d) - Math.abs(b.d) || b.d - a.d)
    if (edge) return found('edge', edge.id, edge.edge)
    return found(x >= figure.left - near && x <= figure.right + near ? 'lanes' : undefined)
  }

  down(event: PointerEvent) {
    const { figure } = this.#view
    if (!figure || event.button > 1) return
    const { place, id, edge } = this.#place(figure, event)
    const { x } = this.#at(event)
    if (event.button === 1 || place === 'axis') this.#drag = { kind: 'along', x }
    else if (place === 'label') this.#label(id)
    else if (place === 'edge' && !reading.refuse()) this.#drag = this.#edge(figure, id, edge)
    else if (place === 'lanes' && !reading.on)
      this.#drag = { kind: 'band', from: x, to: x, meant: false }
    if (this.#drag) (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)
  }

  /** A band is chosen by its label; chosen, its label is typed. */
  #label(id: ID) {
    if (this.#screen.selected === bandKey(id)) this.#screen.banding.name(id, 'figure')
    else this.#screen.select(bandKey(id))
  }

  #edge(figure: Figure, id: ID, edge: Edge): Drag | undefined {
    const band = figure.bands.find((b) => b.id === id)
    if (!band) return undefined
    const [lo, hi] = [band.x, band.x + band.width]
    return edge === 'to'
      ? { kind: 'edge', id, edge, from: lo, to: hi }
      : { kind: 'edge', id, edge, from: hi, to: lo }
  }

  over(event: PointerEvent) {
    const { figure } = this.#view
    const drag = this.#drag
    if (!figure) return
    if (!drag) {
      this.hover = this.#place(figure, event).place
      return
    }
    const { x } = this.#at(event)
    if (drag.kind === 'along') {
      this.#view.along((drag.x - x) / (figure.right - figure.left))
      this.#drag = { ...drag, x }
      return
    }
    const to = this.#snap(figure, x)
    if (drag.kind === 'edge') this.#drag = { ...drag, to }
    else if (drag.meant) this.#drag = { ...drag, to }
    else if (Math.abs(x - drag.from) > meant)
      this.#drag = { ...drag, from: this.#snap(figure, drag.from), to, meant: true }
  }

  up(event: PointerEvent) {
    const drag = this.#drag
    this.#drag = undefined
    ;(event.currentTarget as HTMLElement).releasePointerCapture(event.pointerId)
    if (drag?.kind === 'edge') this.#screen.banding.move(drag.id, drag.edge, this.#moment(drag.to))
    if (drag?.kind !== 'band' || !drag.meant || drag.from === drag.to) return
    this.#screen.banding.make(this.#moment(drag.from), this.#moment(drag.to), 'figure')
  }

  cancel() {
    this.#drag = undefined
  }

  /** The place of a mark near by, or of the round instant. */
  #snap(figure: Figure, x: number): number {
    const within = Math.max(figure.left, Math.min(figure.right, x))
    const mark = figure.marks.find((m) => m.count === 1 && Math.abs(m.x - within) <= near)
    return mark ? mark.x : xAt(figure, roundAt(figure, within, near).at)
  }

  /** The time at a place: that of the mark there, as it was said, or the round instant. */
  #moment(x: number): Moment {
    const { figure } = this.#view
    if (!figure) return noMoment()
    const mark = figure.marks.find((m) => m.count === 1 && m.x === x)
    const entry = this.#screen.entries.find((e) => e.id === mark?.ids[0])
    if (entry) return { ...entry.time }
    const { seconds } = roundAt(figure, x, near)
    const at = new Date(Math.round(timeAt(figure, x)) * 1000).toISOString().replace('.000Z', 'Z')
    const { zone } = this.#screen
    const moment = { ...noMoment(), at, zone, precision: seconds ? 'second' : 'minute' } as const
    return { ...moment, raw: clock(moment, zone) }
  }
}
