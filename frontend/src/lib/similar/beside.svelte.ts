import { untrack } from 'svelte'
import { backend } from '../backend'
import type { BesideView, Candidate, Decision, Match } from '../backend-similars'
import { changes } from '../changes.svelte'
import { t } from '../copy'
import type { OpenDebrief } from '../debrief.svelte'
import { shortDate } from '../format'
import type { ID } from '../nouns'
import { newStep, saving } from '../saving.svelte'
import { reasonOf } from './reason'

/** How long somebody rests before what they typed is compared with the library. */
const restMs = 1200

const nothing = (): BesideView => ({ linked: [], offered: [], recurring: [] })

const steps = { linked: 'link-debrief', apart: 'apart-debrief', open: 'unlink-debrief' } as const
const dones = {
  linked: 'similar.linked.done',
  apart: 'similar.apart.done',
  open: 'similar.unlinked.done',
} as const

/** What a debrief that has no title is called in a list of others. */
export const headTitle = (head: { title: string; day: string }): string =>
  head.title.trim() || t('ui.untitled', { date: shortDate(head.day) })

/** What the library has beside a debrief: what looks like it, what it is linked with, what comes back in it. */
export class Beside {
  view = $state.raw(nothing())
  busy = $state(false)
  readonly debrief: OpenDebrief
  #turn = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #read = ''

  constructor(debrief: OpenDebrief) {
    this.debrief = debrief
  }

  /** What is compared: when it changes, the library is asked again. */
  #said(): string {
    const { debrief, factors } = this.debrief.whole
    const { title, tags } = debrief
    return JSON.stringify([
      this.debrief.turn,
      title,
      tags,
      factors.map((f) => [f.text, f.category, f.recurs]),
    ])
  }

  /** Asks now, and again whenever something it depends on has changed and nobody types; for an effect. */
  follow = () => {
    const said = this.#said()
    untrack(() => {
      if (said === this.#read) return
      const first = this.#read === ''
      this.#read = said
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => void this.look(), first ? 0 : restMs)
    })
  }

  stop = () => {
    clearTimeout(this.#timer)
    this.#turn++
  }

  /** Reads what there is, with everything that was typed. */
  async look() {
    const turn = ++this.#turn
    await saving.flush()
    // While it cannot be told nothing is offered: nobody waits for it.
    const view = await backend.similars.beside(this.debrief.id).catch(nothing)
    if (turn === this.#turn) this.view = view
  }

  /** How many debriefs named a factor; 0 when no other did. */
  named = (factor: ID): number =>
    this.view.recurring.find((r) => r.factorId === factor)?.debriefs ?? 0

  /** An earlier factor that looks like one of this debrief, the nearest. */
  offer(factor: ID): Pick<Candidate, 'id' | 'text' | 'debrief' | 'day'> | undefined {
    for (const { head, reasons } of [...this.view.linked, ...this.view.offered]) {
      const found = reasons.find((r) => r.kind === 'factor' && r.mine === factor)
      if (found)
        return { id: found.theirs, text: found.theirsText, debrief: headTitle(head), day: head.day }
    }
    return undefined
  }

  /** Keeps what somebody decided, and the reason they saw, as one step, with an offer to take it back. */
  async decide({ head, reasons: [first] }: Match, as: Decision) {
    if (this.busy) return
    this.busy = true
    const step = newStep(steps[as])
    const why = as === 'linked' && first ? reasonOf(first) : ''
    const run = () => backend.similars.decide(step, this.debrief.id, head.id, as, why)
    const kept = await saving.attempt([], run, `similar-${head.id}`, step)
    this.busy = false
    if (!kept) return
    this.debrief.adopt('debrief', kept)
    changes.offerNewest(t(dones[as], { title: headTitle(head) }))
    await this.look()
  }
}
