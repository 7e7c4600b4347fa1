import { backend } from '../backend'
import { changes } from '../changes.svelte'
import { t } from '../copy'
import type { Factor, ID } from '../nouns'
import { newStep, saving } from '../saving.svelte'
import { shell } from '../shell.svelte'

/** Factors that come back: what of them is put up over the screen. The frame draws it. */
class Recur {
  /** The factor whose page is open; empty for none. */
  page = $state<ID>('')
  /** The factor of the open debrief that somebody says is an earlier one. */
  choosing = $state<ID>('')
  /** Grows with everything that was said. */
  turn = $state(0)

  /** Opens the page of a factor, of whichever debrief it is. */
  open(factor: ID) {
    this.choosing = ''
    this.page = factor
  }

  /** Asks which earlier factor one is the same as. */
  choose(factor: ID) {
    this.page = ''
    this.choosing = factor
  }

  close = () => {
    this.page = ''
    this.choosing = ''
  }

  /** Says that a factor is an earlier one again; says whether that is kept. */
  same = (factor: ID, earlier: { id: ID; text: string }) =>
    this.#keep('same-factor', factor, earlier.id, t('recur.same.done', { text: earlier.text }))

  /** Says that it is not. */
  part = (factor: ID, text: string) =>
    this.#keep('other-factor', factor, '', t('recur.parted.done', { text }))

  async #keep(name: string, factor: ID, earlier: ID, done: string): Promise<boolean> {
    const step = newStep(name)
    const run = () => backend.similars.same(step, factor, earlier)
    const kept = await saving.attempt([], run, `recur-${factor}`, step)
    if (!kept) return false
    await this.#show(kept)
    this.turn++
    changes.offerNewest(done)
    return true
  }

  /** Shows it where its debrief is open. Others that named this one name the earlier one now. */
  async #show(factor: Factor) {
    const open = [shell.debrief, shell.held].filter((d) => d !== undefined)
    for (const debrief of open) {
      if (debrief.id === factor.debriefId) debrief.adopt('factor', factor)
      if (debrief.whole.factors.some((f) => f.recurs === factor.id)) await debrief.reload()
    }
  }
}

export const recur = new Recur()
