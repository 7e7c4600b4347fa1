import { asBackendError, backend, type GraphMoment, type GraphSuggestion } from '$lib/backend'
import { many, t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { newBand } from '$lib/make'
import type { Entry, ID, Moment } from '$lib/nouns'
import { reading } from '$lib/reading.svelte'
import { newStep, saving, type Saving } from '$lib/saving.svelte'
import { toasts } from '$lib/ui/toasts.svelte'

/** What is read off a source's graph: a moment, a stretch, one of its lines, and moments that may matter. */
export class GraphReading {
  /** What each line was at the moment the keys or the pointer are at. */
  here = $state.raw<GraphMoment>({ at: '', values: [] })
  /** Where the stretch begins that is marked; empty for a mere moment. */
  from = $state('')
  /** The line that is chosen, from 0 on. */
  series = $state(0)
  /** The graph is shown large. */
  large = $state(false)
  level = $state('')
  /** The level cannot be read. */
  unread = $state(false)
  suggestions = $state.raw<GraphSuggestion[]>([])
  readonly debrief: OpenDebrief
  readonly sourceId: ID
  #saving: Saving
  #asked = 0
  /** Where the pointer was last, while an earlier place is still being read. */
  #next: string | undefined
  #busy = false

  constructor(debrief: OpenDebrief, sourceId: ID, queue: Saving = saving) {
    this.debrief = debrief
    this.sourceId = sourceId
    this.#saving = queue
  }

  /** Begins at the first moment that may matter, or at the first there is. */
  async begin(): Promise<void> {
    await this.suggest()
    const first = this.suggestions[0]
    if (first) await this.look(first)
    else await this.#read('', 0)
  }

  look({ at, series }: Pick<GraphSuggestion, 'at' | 'series'>): Promise<void> {
    this.from = ''
    this.series = series
    return this.#read(at, 0)
  }

  /** Goes to the point nearest to a moment; with extend from there to here is a stretch. */
  async goTo(at: string, extend = false): Promise<void> {
    this.#stretch(extend)
    this.#next = at
    if (this.#busy) return
    this.#busy = true
    while (this.#next !== undefined) {
      const to = this.#next
      this.#next = undefined
      await this.#read(to, 0)
    }
    this.#busy = false
  }

  /** Goes so many points on, or back. */
  walk(by: number, extend = false): Promise<void> {
    this.#stretch(extend)
    return this.#read(this.here.at, by)
  }

  end(way: 1 | -1, extend = false): Promise<void> {
    this.#stretch(extend)
    return this.#read('', way < 0 ? 0 : -1)
  }

  #stretch(extend: boolean) {
    if (!extend) this.from = ''
    else this.from ||= this.here.at
  }

  /** Chooses the next line, or the one before. */
  choose(by: 1 | -1) {
    const n = this.here.values.length
    if (n > 0) this.series = (this.series + by + n) % n
  }

  async #read(at: string, by: number): Promise<void> {
    const asked = ++this.#asked
    try {
      const here = await backend.graphs.read(this.debrief.id, this.sourceId, at, by)
      if (asked === this.#asked) this.here = here
    } catch (thrown) {
      if (asked === this.#asked) toasts.say(asBackendError(thrown).message)
    }
  }

  async suggest(): Promise<void> {
    const { level } = this
    try {
      const got = await backend.graphs.suggest(this.debrief.id, this.sourceId, level)
      if (level !== this.level) return
      this.suggestions = got.suggestions
      this.unread = got.unread
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
    }
  }

  /** A level was said, and nothing is above it. */
  get noneOver(): boolean {
    return (
      this.level.trim() !== '' && !this.unread && !this.suggestions.some((s) => s.reason === 'over')
    )
  }

  /** The ends of what is marked, in order: one moment, or two. */
  readonly ends = $derived.by(() => {
    if (!this.here.at) return []
    if (!this.from || this.from === this.here.at) return [this.here.at]
    return [this.from, this.here.at].sort()
  })

  /** Makes entries of the moment, or of both ends of the stretch. */
  async promote(): Promise<Entry[]> {
    if (this.ends.length === 0 || reading.refuse()) return []
    const step = newStep('promote')
    const input = {
      debriefId: this.debrief.id,
      sourceId: this.sourceId,
      at: this.ends,
      series: this.series,
    }
    const run = () => backend.graphs.promote(step, input)
    const made = await this.#saving.perform([], run, undefined, step)
    if (!made) return []
    this.debrief.adoptAll(made.map((record) => ({ noun: 'entry' as const, record })))
    this.from = ''
    toasts.say(many('evidence.promoted', made.length))
    return made
  }

  /** Makes a band of the stretch. */
  band() {
    const [from, to] = this.ends
    if (!from || !to || reading.refuse()) return
    const label = this.here.values[this.series]?.name ?? ''
    const band = newBand(this.debrief.id, { label, from: momentAt(from), to: momentAt(to) })
    void this.debrief.put('band', band, { name: 'edit-band' })
    this.from = ''
    toasts.say(t('graph.band.added'))
  }
}

/** An instant to the second, as a moment. */
export const momentAt = (at: string): Moment => ({
  at: `${at.slice(0, 19)}Z`,
  zone: 'UTC',
  precision: 'second',
  raw: '',
  problem: '',
})
