import { announce } from '$lib/announce'
import { changes } from '$lib/changes.svelte'
import { find, many, t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { factorNumbers } from '$lib/factors'
import { clock } from '$lib/format'
import { after, newFactor, newHelped } from '$lib/make'
import {
  categories,
  type Category,
  type Entry,
  type Factor,
  type Helped,
  type ID,
} from '$lib/nouns'
import { newStep } from '$lib/saving.svelte'
import { isKnown, timelineOf } from '$lib/timeline'
import type { Choice } from '$lib/ui/Picker.svelte'

/** The stage of the meeting in which factors are sorted. */
const stage = 5

/** Columns that are always there; the others are asked about in one card until they have a factor. */
const always = 5

/** How many of the entries a factor rests on are told on its card. */
const shownLinks = 6

export interface Column {
  category: Category
  name: string
  factors: { factor: Factor; n: number }[]
  /** A question that invites a factor, while there is at most one. */
  ask: string
}

export const categoryName = (c: Category): string => find(`factors.category.${c || 'none'}`)

/** The board of contributing factors and what helped. */
export class FactorBoard {
  /** The card that shows more. */
  /** The line of what helped that was last worked on. */
  helpedSelected = $state<ID>('')
  selected = $state<ID>('')
  /** A card somebody asked for; it becomes a record with its first word. */
  #fresh = $state<Factor>()
  #freshHelped = $state<Helped>()
  readonly debrief: OpenDebrief

  constructor(debrief: OpenDebrief) {
    this.debrief = debrief
  }

  readonly factors = $derived.by(() => withFresh(this.debrief.whole.factors, this.#fresh))
  readonly helped = $derived.by(() => withFresh(this.debrief.whole.helped, this.#freshHelped))
  readonly numbers = $derived.by(() => factorNumbers(this.debrief.whole.factors))

  readonly columns = $derived.by(() => {
    const of = (c: Category) => this.factors.filter((f) => known(f.category) === c)
    const shown: Category[] = [
      ...(of('').length > 0 ? ['' as const] : []),
      ...categories.filter((c, i) => i < always || of(c).length > 0),
    ]
    return shown.map((category): Column => {
      const factors = of(category).map((factor) => ({
        factor,
        n: this.numbers.get(factor.id) ?? 0,
      }))
      const ask = factors.length < 2 ? find(`factors.ask.${category}`) : ''
      return { category, name: categoryName(category), factors, ask }
    })
  })

  /** Categories without a column, to ask about in one card. */
  readonly also = $derived.by(() =>
    categories.filter((c) => !this.columns.some((column) => column.category === c)),
  )

  readonly summary = $derived.by(() => {
    const all = this.debrief.whole.factors
    const factors = many('factors.count', all.length)
    const loose = all.filter((f) => f.entryIds.length === 0).length
    if (all.length === 0) return ''
    return loose === 0
      ? t('factors.linked.all', { factors })
      : t('factors.linked.some', { factors, n: loose })
  })

  /** The entries a factor may be linked to: the timeline first, then the lines without a time. */
  readonly choices = $derived.by(() => {
    const line = timelineOf(this.debrief.whole.entries)
    const rest = this.debrief.whole.entries.filter((e) => !line.includes(e))
    return [...line, ...rest].map((e): Choice => ({
      id: e.id,
      lead: this.#time(e),
      label: e.text || e.label,
    }))
  })

  #time = (e: Entry): string =>
    isKnown(e.time) ? clock(e.time, this.debrief.whole.debrief.zone) : ''

  /** What a factor rests on, short: times, and for lines without one what or where they are. */
  rests(f: Factor): string {
    const entries = this.debrief.whole.entries
    const found = f.entryIds.flatMap((id) => entries.find((e) => e.id === id) ?? [])
    const words = found
      .sort((a, b) => a.time.at.localeCompare(b.time.at))
      .map((e) => this.#time(e) || e.label || e.source || t('timeline.unknown'))
    const gone = f.entryIds.length - found.length
    const more = words.splice(shownLinks).length
    if (more > 0) words.push(t('factors.links.more', { n: more }))
    return [...words, ...(gone > 0 ? [many('factors.links.gone', gone)] : [])].join(', ')
  }

  /** Starts a card; it is kept once it has a word. */
  add(category: Category): ID {
    const place = after(this.debrief.whole.factors, stage)
    this.#fresh = newFactor(this.debrief.id, place, { category })
    this.selected = this.#fresh.id
    return this.#fresh.id
  }

  type(id: ID, text: string) {
    const fresh = this.#fresh
    if (fresh?.id === id && !this.debrief.find('factor', id)) {
      if (!text.trim()) return
      void this.debrief.put(
        'factor',
        { ...$state.snapshot(fresh), text },
        { name: 'add-factor', typing: 'text' },
      )
      return
    }
    void this.debrief.edit('factor', id, { name: 'edit-factor', typing: 'text' }, (f) => {
      f.text = text
    })
  }

  detail(id: ID, text: string) {
    void this.debrief.edit('factor', id, { name: 'edit-factor', typing: 'detail' }, (f) => {
      f.detail = text
    })
  }

  link(id: ID, entryIds: ID[]) {
    void this.debrief.edit('factor', id, { name: 'edit-factor' }, (f) => (f.entryIds = entryIds))
  }

  /** The card is left: one without a word goes as it came. */
  rest(id: ID) {
    if (this.#fresh?.id === id) this.#fresh = undefined
    this.debrief.rest()
  }

  moveTo(id: ID, category: Category) {
    if (this.#fresh?.id === id && !this.debrief.find('factor', id)) {
      this.#fresh = { ...this.#fresh, category }
      return
    }
    void this.debrief.edit('factor', id, { name: 'edit-factor' }, (f) => (f.category = category))
    announce(t('factors.moved', { category: categoryName(category) }))
  }

  /** Moves a card to the category on the left (-1) or right (1), among all of them. */
  move(id: ID, by: 1 | -1) {
    const factor = this.factors.find((f) => f.id === id)
    if (!factor) return
    const all: Category[] = ['', ...categories]
    const to = all[all.indexOf(known(factor.category)) + by]
    if (to !== undefined) this.moveTo(id, to)
  }

  /** Moves a card up (-1) or down (1) in its column. */
  reorder(id: ID, by: 1 | -1) {
    const factor = this.debrief.find('factor', id)
    if (!factor) return
    const column = this.debrief.whole.factors.filter(
      (f) => known(f.category) === known(factor.category),
    )
    const other = column[column.indexOf(factor) + by]
    if (!other) return
    const [here, there] = [factor.position, other.position]
    const change = { name: 'edit-factor', step: newStep('edit-factor') }
    void this.debrief.edit('factor', id, change, (f) => (f.position = there))
    void this.debrief.edit('factor', other.id, change, (f) => (f.position = here))
  }

  remove(id: ID) {
    if (!this.debrief.find('factor', id)) return void (this.#fresh = undefined)
    changes.remove(this.debrief, 'factor', id, 'delete-factor', t('factors.deleted'))
    if (this.selected === id) this.selected = ''
  }

  // -- what helped ----------------------------------------------------------------------------------

  addHelped(): ID {
    this.#freshHelped = newHelped(this.debrief.id, after(this.debrief.whole.helped, stage))
    return this.#freshHelped.id
  }

  typeHelped(id: ID, text: string) {
    const fresh = this.#freshHelped
    if (fresh?.id === id && !this.debrief.find('helped', id)) {
      if (!text.trim()) return
      const change = { name: 'add-helped', typing: 'text' }
      void this.debrief.put('helped', { ...$state.snapshot(fresh), text }, change)
      return
    }
    void this.debrief.edit('helped', id, { name: 'edit-helped', typing: 'text' }, (h) => {
      h.text = text
    })
  }

  luck(id: ID) {
    void this.debrief.edit('helped', id, { name: 'edit-helped' }, (h) => (h.luck = !h.luck))
  }

  restHelped(id: ID) {
    if (this.#freshHelped?.id === id) this.#freshHelped = undefined
    this.debrief.rest()
  }

  removeHelped(id: ID) {
    if (!this.debrief.find('helped', id)) return void (this.#freshHelped = undefined)
    changes.remove(this.debrief, 'helped', id, 'delete-helped', t('factors.helped.deleted'))
  }
}

/** A category this version does not know is shown as not sorted, and kept. */
const known = (c: Category): Category => ((categories as readonly string[]).includes(c) ? c : '')

/** The records, and the one that is not kept yet at their end. */
export function withFresh<T extends { id: ID }>(all: T[], fresh: T | undefined): T[] {
  return fresh && !all.some((r) => r.id === fresh.id) ? [...all, fresh] : all
}

/** How high a kind stands, counted in cards: not in words, so that nothing moves while somebody types. */
const heightOf = (c: Column): number => 0.4 + c.factors.length + (c.ask ? 0.7 : 0)

/**
 * Puts the kinds into so many stacks side by side, in their order, so that the highest is as low as can
 * be. (CSS columns do the same, and take WebKit seconds with every key once there are sixty cards.)
 */
export function stacked(columns: Column[], count: number): Column[][] {
  const width = Math.max(1, count)
  if (columns.length <= width) return columns.map((c) => [c])
  // The lowest possible height is that of some kinds that stand together.
  const together = columns.flatMap((_, i) => columns.map((__, j) => columns.slice(i, j + 1)))
  const heights = [...new Set(together.map(heightOfAll))].sort((a, b) => a - b)
  for (const limit of heights) {
    const stacks = filled(columns, limit)
    if (stacks.length <= width && stacks.every((s) => heightOfAll(s) <= limit + 1e-9)) return stacks
  }
  return [columns]
}

const heightOfAll = (all: Column[]): number => all.reduce((sum, c) => sum + heightOf(c), 0)

/** Fills one stack after the other up to a height. */
function filled(columns: Column[], limit: number): Column[][] {
  const stacks: Column[][] = []
  for (const column of columns) {
    const last = stacks.at(-1)
    if (last && heightOfAll(last) + heightOf(column) <= limit + 1e-9) last.push(column)
    else stacks.push([column])
  }
  return stacks
}
