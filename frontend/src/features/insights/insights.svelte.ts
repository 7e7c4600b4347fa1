import { asBackendError, backend } from '$lib/backend'
import type { Behind, InsightsChoice, InsightsState, Spot } from '$lib/backend-insights'
import type { Card, ChartMark } from '$lib/figure/chart'
import type { ID } from '$lib/nouns'
import { toasts } from '$lib/ui/toasts.svelte'
import { look } from '$lib/theme/look.svelte'

/** How long reading takes before that is shown, in milliseconds. */
const unnoticed = 300

/** Figures of all debriefs, for the screen and for the side of the follow-up. */
export class Insights {
  /** Which figures, and how many conditions are drawn; the debrief that is marked. */
  constructor(
    readonly only: string[],
    readonly conditions: number,
    readonly debriefId: ID = '',
  ) {}

  choice = $state.raw<InsightsChoice>({ period: 'all', kind: '' })
  state = $state.raw<InsightsState>()
  /** As a table instead of pictures. */
  table = $state(false)
  /** Why there is nothing to show. */
  problem = $state('')
  /** Debriefs are read for the first time; how far that is, from 0 to 1. */
  reading = $state(false)
  part = $state(0)
  stopped = $state(false)
  /** How wide a figure is drawn, in CSS pixels. */
  width = $state(0)
  /** What is looked behind, and what was found there. */
  asked = $state.raw<{ what: string; behind: Behind }>()
  #turn = 0

  /** Reads and draws anew; an older answer is never shown over a newer one. */
  async load() {
    if (this.width < 1) return
    const mine = ++this.#turn
    this.stopped = false
    const show = setTimeout(() => (this.reading = mine === this.#turn), unnoticed)
    try {
      const got = await backend.insights.look({
        choice: this.choice,
        width: this.width / look.zoom,
        conditions: this.conditions,
        debriefId: this.debriefId,
        only: this.only,
      })
      if (mine !== this.#turn) return
      this.state = got
      this.problem = ''
    } catch (thrown) {
      if (mine === this.#turn) this.#refuse(asBackendError(thrown))
    } finally {
      clearTimeout(show)
      if (mine === this.#turn) this.reading = false
    }
  }

  #refuse({ code, message }: { code: string; message: string }) {
    if (code === 'cancelled') this.stopped = true
    else this.problem = message
  }

  /** Hears how far reading is; returns how to stop. Made for $effect. */
  follow = () => backend.insights.onProgress((part) => (this.part = part))

  stop = () => void backend.insights.stop()

  choose(choice: Partial<InsightsChoice>) {
    this.choice = { ...this.choice, ...choice }
  }

  /** Looks for the debriefs behind a mark. */
  pick(card: Card, mark: ChartMark) {
    const { row, column, from, to } = mark
    return this.#behind(`${card.title}: ${mark.told}`, {
      figure: card.name,
      row,
      column,
      from,
      to,
    })
  }

  /** The same for a whole row. */
  pickRow(card: Card, row: number, what: string) {
    const spot = { figure: card.name, row, column: -1, from: 0, to: Number.MAX_VALUE }
    return this.#behind(`${card.title}: ${what}`, spot)
  }

  async #behind(what: string, spot: Spot) {
    try {
      this.asked = { what, behind: await backend.insights.behind(this.choice, spot) }
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
    }
  }
}
