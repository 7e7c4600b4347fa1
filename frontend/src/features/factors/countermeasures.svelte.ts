import { changes } from '$lib/changes.svelte'
import { many, t } from '$lib/copy'
import { Commitments } from '$lib/commitments.svelte'
import { factorNumbers } from '$lib/factors'
import { after, newCountermeasure } from '$lib/make'
import type { Countermeasure, ID, Priority } from '$lib/nouns'
import { newStep } from '$lib/saving.svelte'
import type { Choice } from '$lib/ui/Picker.svelte'
import { withFresh } from './factors.svelte'

/** The stage of the meeting in which the group commits. */
const stage = 6

/** The order in which states are counted in the heading. */
const counted = ['committed', 'doing', 'done', 'checked', 'soaking', 'not-pursued', 'idea'] as const

/** The table of ideas and countermeasures. */
export class Countermeasures extends Commitments {
  /** The row that is open. */
  selected = $state<ID>('')
  #fresh = $state<Countermeasure>()
  readonly rows = $derived.by(() => withFresh(this.debrief.whole.countermeasures, this.#fresh))
  readonly numbers = $derived.by(() => factorNumbers(this.debrief.whole.factors))

  readonly summary = $derived.by(() => {
    const all = this.debrief.whole.countermeasures
    return counted
      .map((state) => ({ state, n: all.filter((c) => c.state === state).length }))
      .filter(({ n }) => n > 0)
      .map(({ state, n }) => many(`factors.cm.count.${state}`, n))
      .join(', ')
  })

  /** Factors a countermeasure may help with, by their numbers. */
  readonly choices = $derived.by(() =>
    this.debrief.whole.factors
      .filter((f) => this.numbers.has(f.id))
      .map((f): Choice => ({ id: f.id, lead: String(this.numbers.get(f.id)), label: f.text }))
      .sort((a, b) => Number(a.lead) - Number(b.lead)),
  )

  helps(c: Countermeasure): number[] {
    return c.factorIds.flatMap((id) => this.numbers.get(id) ?? []).sort((a, b) => a - b)
  }

  add(): ID {
    const place = after(this.debrief.whole.countermeasures, stage)
    this.#fresh = newCountermeasure(this.debrief.id, place)
    this.selected = this.#fresh.id
    return this.#fresh.id
  }

  /** Changes a row; field is the one typed in, or empty for a choice. A new row is kept with its first change. */
  override edit(id: ID, field: string, alter: (c: Countermeasure) => void) {
    const fresh = this.#fresh
    if (fresh?.id === id && !this.debrief.find('countermeasure', id)) {
      const made = $state.snapshot(fresh)
      alter(made)
      void this.debrief.put('countermeasure', made, {
        name: 'add-countermeasure',
        ...(field ? { typing: field } : {}),
      })
      return
    }
    super.edit(id, field, alter)
  }

  setPriority(id: ID, priority: Priority) {
    this.edit(id, '', (c) => (c.priority = priority))
  }

  /** The row is left; one without anything in it goes as it came. */
  rest(id: ID) {
    if (this.#fresh?.id === id && this.debrief.find('countermeasure', id)) this.#fresh = undefined
    this.debrief.rest()
  }

  /** Another row is opened, or none: a new one that was left empty goes. */
  select(id: ID) {
    if (this.#fresh && this.#fresh.id !== id) this.#fresh = undefined
    this.selected = id
  }

  remove(id: ID) {
    if (this.selected === id) this.selected = ''
    if (!this.debrief.find('countermeasure', id)) return void (this.#fresh = undefined)
    changes.remove(
      this.debrief,
      'countermeasure',
      id,
      'delete-countermeasure',
      t('factors.cm.deleted'),
    )
  }

  /** Moves a row up (-1) or down (1). */
  reorder(id: ID, by: 1 | -1) {
    const all = this.debrief.whole.countermeasures
    const at = all.findIndex((c) => c.id === id)
    const [here, there] = [all[at], all[at + by]]
    if (!here || !there) return
    const positions = [here.position, there.position] as const
    const change = { name: 'edit-countermeasure', step: newStep('edit-countermeasure') }
    const other = there.id
    void this.debrief.edit('countermeasure', id, change, (c) => (c.position = positions[1]))
    void this.debrief.edit('countermeasure', other, change, (c) => (c.position = positions[0]))
  }
}
