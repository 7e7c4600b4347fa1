import { tick } from 'svelte'
import { backend } from '$lib/backend'
import { clock, isoDay } from '$lib/format'
import type { ID, Moment } from '$lib/nouns'
import { isKnown } from '$lib/timeline'

/** As far apart as the two ends of a span may lie for the second to need no date. */
const dayMs = 18 * 3_600_000

/** How long typing a time rests before it is read. */
const restMs = 150

interface Options {
  debriefId: ID
  /** What tells the day of a mere time of day. */
  previous: () => Moment
  take: (moment: Moment) => void
  /** The zone a time without one is in; left out, the debrief's. */
  zone?: () => string
  /** Makes a time of what is typed, for a field in which only the day is. */
  whole?: (typed: string) => string
}

/** A time that is being typed: it is kept as typed, the backend reads it, and problems are asked about. */
export class TimeTyping {
  /** What is in the field while it has the focus. */
  typed = $state<string>()
  #o: Options
  #timer: ReturnType<typeof setTimeout> | undefined
  #turn = 0
  #reading: Promise<void> | undefined

  constructor(options: Options) {
    this.#o = options
  }

  input(text: string) {
    this.typed = text
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => (this.#reading = this.#read()), restMs)
  }

  /** Begins a time between two with the one there is: the second is typed. Left as it is, nothing changes. */
  between(shown: string, field: HTMLInputElement | HTMLTextAreaElement | undefined) {
    this.typed = `${shown.replace(/^~/, '')}–`
    void tick().then(() => field?.focus())
  }

  /** The field is left: what waits is read now, and what is being read is waited for. */
  async rest() {
    if (this.#timer !== undefined) this.#reading = this.#read()
    await this.#reading
    this.typed = undefined
  }

  async #read() {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const text = this.typed
    if (text === undefined) return
    const turn = ++this.#turn
    const { debriefId, zone, previous, whole } = this.#o
    try {
      const time = whole && text.trim() ? whole(text) : text
      const m = await backend.capture.parseTime(debriefId, time, zone?.() ?? '', previous())
      if (turn === this.#turn) this.#o.take(m)
    } catch {
      // The words stay in the field; the footer tells when nothing can be reached.
    }
  }
}

/** What a time field shows: the words that were typed, or day and clock in the debrief's zone, "2026-11-03 14:02". */
export function shownTime(m: Moment, zone: string): string {
  if (m.raw.trim() || !isKnown(m)) return m.raw
  const date = isoDay(m.at, zone)
  const about = m.precision === 'about'
  const end = m.until && Date.parse(m.until) - Date.parse(m.at) > dayMs ? m.until : ''
  if (end)
    return [m.at, end]
      .map((at) => shownTime({ ...m, at, until: '', precision: 'minute' }, zone))
      .join('–')
  return `${about ? '~' : ''}${date} ${clock(about ? { ...m, precision: 'minute' } : m, zone)}`
}
