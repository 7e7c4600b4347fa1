import type { Attachment, ID } from '$lib/nouns'
import { pictures, picturesBy, type Hand } from '$lib/pictures.svelte'
import { reading } from '$lib/reading.svelte'
import type { Row } from './lines'
import type { Live } from './live.svelte'

const none: Attachment[] = []

/** The pictures of the lines. Those of the debrief itself wait for the line that is being written. */
export class Evidence {
  #live: Live

  constructor(live: Live) {
    this.#live = live
  }

  readonly #by = $derived.by(() => picturesBy(this.#live.debrief.whole.attachments))

  of(id: ID): Attachment[] {
    return this.#by.get(id) ?? none
  }

  /** Those that go with the next line: the others are on their way with one. */
  readonly waiting: Attachment[] = $derived.by(() => {
    const gone = new Set(this.#live.filing.pending.flatMap((p) => p.pictures))
    return this.of(this.#live.debrief.id).filter((a) => !gone.has(a.id))
  })

  /** Attaches pictures to a filed line. */
  attach(row: Row, hands: Hand[]) {
    const { debrief, frozen, saving } = this.#live
    if (frozen || reading.refuse()) return
    for (const hand of hands)
      void pictures.attach(debrief, hand, () => Promise.resolve(row.id), saving)
  }

  /** Attaches pictures to the text that is being written. */
  write(hands: Hand[]) {
    if (!this.#live.frozen && !reading.refuse()) void this.#live.open.picture(hands)
  }
}
