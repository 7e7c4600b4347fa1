import { backend } from '$lib/backend'
import type { OpenDebrief } from '$lib/debrief.svelte'
import type { Whole } from '$lib/nouns'
import { saving, type Saving } from '$lib/saving.svelte'
import { lastOf } from '$lib/timeline'
import type { Figure } from './figure'
import { along, closer, seen, spanOf, xAt, type Seen, type Span } from './scale'

/** How long typing or resizing rests before the figure is laid out anew. */
const restMs = 250

/** The least time a closer look shows, in seconds. */
const least = 20

/**
 * Keeps a figure's layout up to date with its debrief and the box it is drawn in, and holds which part of
 * it is seen. The backend lays out what is in the library, so that what was just typed is saved first.
 */
export class FigureView {
  /** What is drawn. */
  figure = $state.raw<Figure>()
  /** All of it, whatever is seen. */
  whole = $state.raw<Figure>()
  /** What is seen of the whole; undefined, that is all of it. */
  span = $state.raw<Span>()
  #debrief: OpenDebrief
  #saving: Saving
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0
  #drawn = ''
  #size = { width: 0, height: 0 }
  #looking = false

  constructor(debrief: OpenDebrief, queue: Saving = saving) {
    this.#debrief = debrief
    this.#saving = queue
  }

  /** Asks for a layout in a box of CSS pixels, at once the first time and when things rest later on. */
  fit(width: number, height: number) {
    if (width <= 0) return
    const wanted = `${Math.round(width)} ${Math.round(height)} ${signature(this.#debrief.whole)}`
    if (wanted === this.#drawn) return
    clearTimeout(this.#timer)
    const lay = () => void this.#lay(wanted, { width, height })
    if (this.figure) this.#timer = setTimeout(lay, restMs)
    else lay()
  }

  stop() {
    clearTimeout(this.#timer)
    this.#asked++
  }

  async #lay(wanted: string, size: { width: number; height: number }) {
    const asked = ++this.#asked
    await this.#saving.flush()
    try {
      const whole = await this.#ask(size)
      if (asked !== this.#asked) return
      const seen = this.seen
      this.#size = size
      this.whole = whole
      this.#drawn = wanted
      if (seen) this.#look(spanOf(whole, seen))
      else this.figure = whole
    } catch {
      // The picture before stays; the list beside it says the same.
    }
  }

  #ask({ width, height }: { width: number; height: number }, seen?: Seen): Promise<Figure> {
    return backend.figures.timeline(this.#debrief.id, width, height, seen)
  }

  // -- a closer look --------------------------------------------------------------------------------

  /** The time that is seen, while that is not all. */
  get seen(): Seen | undefined {
    return this.span && this.whole && seen(this.whole, this.span)
  }

  /** Goes so many times closer; at is the place that stays, 0 at the left of the lanes and 1 at their right. */
  closer(by: number, at = 0.5) {
    const { whole } = this
    if (!whole) return
    const span = closer(whole, this.#now(whole), at, by)
    const { from, to } = seen(whole, span)
    if (by < 1 || to - from >= least) this.#look(span)
  }

  /** Goes along by so many times what is seen. Tells whether there was anywhere to go. */
  along(by: number): boolean {
    const { whole, span } = this
    if (!whole || !span) return false
    const to = along(whole, span, by)
    if (to.lo === span.lo) return false
    this.#look(to)
    return true
  }

  /** Shows a time, with some room beside it. */
  show(time: Seen) {
    const air = Math.max((time.to - time.from) * 0.08, least)
    if (this.whole) this.#look(spanOf(this.whole, time, air))
  }

  /** Brings an instant into what is seen. */
  reveal(at: number) {
    const { whole, span } = this
    if (!whole || !span) return
    const x = xAt(whole, at)
    if (x < span.lo || x > span.hi) {
      this.#look(along(whole, span, (x - (span.lo + span.hi) / 2) / (span.hi - span.lo)))
    }
  }

  all() {
    this.span = undefined
    this.figure = this.whole
  }

  #now = ({ left, right }: Figure): Span => this.span ?? { lo: left, hi: right }

  #look(span: Span) {
    const { whole } = this
    if (!whole) return
    if (span.hi - span.lo >= whole.right - whole.left) return this.all()
    this.span = span
    if (!this.#looking) void this.#follow()
  }

  /** Lays out what is seen, one after the other, until that is what is drawn. */
  async #follow() {
    this.#looking = true
    try {
      for (let drawn: Span | undefined; this.span && drawn !== this.span;) {
        const { span, seen, whole } = this
        const figure = await this.#ask(this.#size, seen)
        // Shown whole again meanwhile, or of other entries: that was drawn already.
        if (this.span && this.whole === whole) this.figure = figure
        drawn = this.whole === whole ? span : undefined
      }
    } catch {
      // What was seen before stays.
    } finally {
      this.#looking = false
    }
  }
}

/** Everything the layout depends on, in one string. */
export function signature({ debrief, entries, questions, bands }: Whole): string {
  const marks = entries.map((e) =>
    e.time.at && !e.time.problem
      ? [
          e.id,
          e.time.at,
          lastOf(e.time),
          e.label || e.text,
          e.lane,
          e.basis,
          e.who.participantId,
        ].join('|')
      : '',
  )
  const spans = bands.map((b) => [b.label || b.title, b.from.at, b.to.at].join('|'))
  const differing = questions.flatMap((q) => q.accountIds ?? [])
  return [debrief.zone, ...(debrief.zones ?? []), ...marks, ...spans, ...differing].join('\n')
}
