import { t } from './copy'
import type { Offer } from './keys.svelte'
import { room } from './room.svelte'
import { shell } from './shell.svelte'

/** What came of one meeting, for who led it. */
interface MirrorPage {
  ended: boolean
  /** Those of whom there are no words. */
  first: string[]
  /** Lines somebody said, and those that are the facilitator's. */
  lines: number
  mine: number
  /** What to try the next time. */
  try: 'hear' | 'less' | 'ask' | 'turn' | 'count' | 'learn' | 'nothing'
  asked: number
  open: number
  turned: number
  kept: number
  present: number | null
  learned: number | null
  again: number | null
}

export interface MirrorLook {
  page: MirrorPage
  before: { title: string; date: string; page: MirrorPage }[]
}

/** The facilitator's own page: asked for by name in the palette, and nowhere else. */
class Mirror {
  #asked = $state(false)

  /** It is shown while nobody else looks on. */
  get shown(): boolean {
    return this.#asked && alone()
  }

  /** Offers it where one has just met. */
  offers = (): Offer[] =>
    alone() && shell.debrief && ['meeting', 'followup'].includes(shell.part)
      ? [{ id: 'mirror', label: t('mirror.title'), run: () => (this.#asked = true) }]
      : []

  close = () => {
    this.#asked = false
  }
}

const alone = () => !shell.hidden && !room.state.open

export const mirror = new Mirror()
