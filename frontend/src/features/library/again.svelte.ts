import {
  asBackendError,
  backend,
  type AgainReading,
  type AgainReason,
  type AgainView,
  type Freeze,
} from '$lib/backend'
import { changes } from '$lib/changes.svelte'
import { many, t } from '$lib/copy'
import { shortDate } from '$lib/format'
import type { ID } from '$lib/nouns'
import { toasts } from '$lib/ui/toasts.svelte'

export const whichs = ['today', 'freeze', 'tag'] as const
export type Which = (typeof whichs)[number]

const nothing = (): AgainView => ({
  today: [],
  before: [],
  freeze: { from: '', to: '', tags: '' },
  tags: [],
  total: 0,
})

/** What a debrief is called in these lists. */
export const named = (reading: AgainReading) => reading.title.trim() || t('again.untitled')

/** A reason as a sentence. */
export function told({ why, years, day, tag }: AgainReason): string {
  if (why === 'tag') return t('again.tag', { tag })
  if (why === 'weeks') return t('again.weeks', { day: shortDate(day) })
  return many(`again.${why}`, years, { day: shortDate(day) })
}

/** What is worth reading again: today, before a freeze, by tag. */
export class Again {
  view = $state.raw<AgainView>(nothing())
  /** The panel is there, and what it shows. */
  open = $state(false)
  which = $state<Which>('today')
  tag = $state('')
  found = $state.raw<AgainReading[]>([])
  #turn = 0
  #looking = 0
  #freezing = Promise.resolve()
  readonly #zone = Intl.DateTimeFormat().resolvedOptions().timeZone

  async look() {
    await this.#look()
    if (this.open) await this.#find()
  }

  /** An older answer is not shown over a newer one. */
  async #look() {
    const turn = ++this.#looking
    await this.#try(async () => {
      const view = await backend.again.look(this.#zone)
      if (turn === this.#looking) this.view = view
    })
  }

  show(which: Which) {
    this.open = true
    this.which = which
    if (which === 'tag') this.tag ||= this.view.tags[0] ?? ''
    void this.#find()
  }

  choose(tag: string) {
    this.tag = tag
    void this.#find()
  }

  /** Keeps a freeze and says what is worth reading before it. */
  async freeze(freeze: Freeze) {
    this.view = { ...this.view, freeze }
    // Asking keeps it: of two the one that was typed last is kept last.
    await (this.#freezing = this.#freezing.then(() => this.#find()))
    await this.#look()
  }

  /** Offers one no more this year; undo offers it. */
  async setAside(reading: AgainReading) {
    const set = (aside: boolean) => this.#set(reading.id, aside)
    await this.#keep(reading.id, true)
    const told = t('again.aside.done', { title: named(reading) })
    changes.did(
      () => set(false),
      told,
      () => set(true),
    )
    // Once it can be taken back it goes from the list.
    await this.look()
  }

  async #set(id: ID, aside: boolean) {
    await this.#keep(id, aside)
    await this.look()
  }

  #keep(id: ID, aside: boolean) {
    return this.#try(() => backend.again.setAside(id, this.#zone, aside))
  }

  async #find() {
    const turn = ++this.#turn
    await this.#try(async () => {
      const found = await this.#asked()
      if (turn === this.#turn) this.found = found
    })
  }

  #asked(): Promise<AgainReading[]> {
    if (this.which === 'tag') return this.tag ? backend.again.tagged(this.tag) : none()
    if (this.which === 'freeze') return backend.again.before(this.view.freeze)
    return Promise.resolve(this.view.today)
  }

  async #try(run: () => Promise<void>) {
    try {
      await run()
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
    }
  }
}

const none = () => Promise.resolve<AgainReading[]>([])
