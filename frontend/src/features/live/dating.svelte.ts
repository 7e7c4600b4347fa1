import { announce } from '$lib/announce'
import { t } from '$lib/copy'
import { isUndated, setDay, takesDay, todayIn } from '$lib/day'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { shortDate } from '$lib/format'
import type { Moment } from '$lib/nouns'
import type { Saving } from '$lib/saving.svelte'

/** The one question about the day of all times that have none. */
export class Dating {
  /** Another day than today is being typed. */
  other = $state(false)
  /** What was typed and is no day. */
  unread = $state('')
  #later = $state(false)
  #debrief: OpenDebrief
  #saving: Saving
  #now: () => number

  constructor(debrief: OpenDebrief, queue: Saving, now: () => number) {
    this.#debrief = debrief
    this.#saving = queue
    this.#now = now
  }

  /** Some lines wait for the answer. */
  readonly waits = $derived.by(() => {
    const { debrief, entries } = this.#debrief.whole
    return takesDay(debrief) && entries.some((e) => e.stage > 0 && isUndated(e.time))
  })

  /** It is asked now, above the line being written. */
  get asked(): boolean {
    return this.waits && !this.#later
  }

  get today(): string {
    return todayIn(this.#debrief.whole.debrief.zone, this.#now())
  }

  /** The question covers this time: its line asks nothing of its own. */
  covers(time: Moment): boolean {
    return this.waits && isUndated(time)
  }

  /** Takes a day as it was typed; false when it is none. */
  async answer(text: string): Promise<boolean> {
    const day = await setDay(this.#debrief, text, this.#saving)
    this.unread = day ? '' : text
    if (!day) return false
    this.other = false
    announce(t('capture.day.done', { day: shortDate(day) }))
    return true
  }

  later() {
    this.#later = true
    this.other = false
  }
}
