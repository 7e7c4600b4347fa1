import { backend } from '$lib/backend'
import type { OpenDebrief } from '$lib/debrief.svelte'
import type { Whole } from '$lib/nouns'
import { saving, type Saving } from '$lib/saving.svelte'
import type { Figure } from './figure'

/** How long typing or resizing rests before the figure is laid out anew. */
const restMs = 250

/**
 * Keeps a figure's layout up to date with its debrief and the box it is drawn in. The backend lays out
 * what is in the library, so that what was just typed is saved first.
 */
export class FigureView {
  figure = $state.raw<Figure>()
  #debrief: OpenDebrief
  #saving: Saving
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0
  #drawn = ''

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
    const lay = () => void this.#lay(wanted, width, height)
    if (this.figure) this.#timer = setTimeout(lay, restMs)
    else lay()
  }

  stop() {
    clearTimeout(this.#timer)
    this.#asked++
  }

  async #lay(wanted: string, width: number, height: number) {
    const asked = ++this.#asked
    await this.#saving.flush()
    try {
      const figure = await backend.figures.timeline(this.#debrief.id, width, height)
      if (asked !== this.#asked) return
      this.figure = figure
      this.#drawn = wanted
    } catch {
      // The picture before stays; the list beside it says the same.
    }
  }
}

/** Everything the layout depends on, in one string. */
export function signature({ debrief, entries, questions, bands }: Whole): string {
  const marks = entries.map((e) =>
    e.time.at && !e.time.problem
      ? [e.id, e.time.at, e.label || e.text, e.lane, e.basis, e.who.participantId].join('|')
      : '',
  )
  const spans = bands.map((b) => [b.label || b.title, b.from.at, b.to.at].join('|'))
  const differing = questions.flatMap((q) => q.accountIds ?? [])
  return [debrief.zone, ...marks, ...spans, ...differing].join('\n')
}
