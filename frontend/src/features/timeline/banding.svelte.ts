import { changes } from '$lib/changes.svelte'
import { t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { newBand, noMoment } from '$lib/make'
import type { Band, Entry, ID, Moment } from '$lib/nouns'
import { reading } from '$lib/reading.svelte'
import { newStep } from '$lib/saving.svelte'
import { isKnown } from '$lib/timeline'
import { toasts } from '$lib/ui/toasts.svelte'

export type Edge = 'from' | 'to'

/** What can be gone to by the arrow keys stands under its id; the heading of a band under this. */
export const bandKey = (id: ID): string => `band:${id}`
export const bandOf = (key: string): ID => (key.startsWith('band:') ? key.slice(5) : '')

/** Bands of attention: begun and ended at entries, moved by their edges, named in place. */
export class Banding {
  /** The band whose edges the keys move at whatever entry they are at. */
  marked = $state<ID>('')
  /** The band whose label is being typed, and where. */
  naming = $state<{ id: ID; where: 'figure' | 'list' }>()
  readonly #debrief: OpenDebrief

  constructor(debrief: OpenDebrief) {
    this.#debrief = debrief
  }

  get = (id: ID): Band | undefined => this.#debrief.whole.bands.find((b) => b.id === id)

  mark(id: ID) {
    this.marked = this.marked === id ? '' : id
  }

  /** Makes a band, and asks for its label. */
  make(from: Moment, to: Moment, where: 'figure' | 'list', step = newStep('edit-band')): ID {
    const [first, last] = isKnown(to) && to.at < from.at ? [to, from] : [from, to]
    const band = newBand(this.#debrief.id, { from: { ...first }, to: { ...last } })
    void this.#debrief.put('band', band, { name: 'edit-band', step })
    this.naming = { id: band.id, where }
    return band.id
  }

  /** A band begins at an entry; one that has no end yet ends there: attention went on. */
  begin({ time }: Entry) {
    if (this.#set(this.marked, 'from', time)) return
    const step = newStep('edit-band')
    const open = this.#open(time)
    if (open)
      void this.#debrief.edit(
        'band',
        open.id,
        { name: 'edit-band', step },
        (b) => (b.to = { ...time }),
      )
    this.make(time, noMoment(), 'list', step)
  }

  /** A band ends at an entry: the marked one, the one without an end, or the one that began last before it. */
  end({ time }: Entry) {
    if (this.#set(this.marked, 'to', time)) return
    const before = this.#debrief.whole.bands
      .filter((b) => isKnown(b.from) && b.from.at < time.at)
      .sort((a, b) => a.from.at.localeCompare(b.from.at))
    const band = this.#open(time) ?? before.at(-1)
    if (band) this.#set(band.id, 'to', time)
    else toasts.say(t('timeline.bands.begin.first'))
  }

  /** The band that has begun before a time and has no end yet. */
  #open = (time: Moment): Band | undefined =>
    this.#debrief.whole.bands.findLast(
      (b) => isKnown(b.from) && !isKnown(b.to) && b.from.at < time.at,
    )

  /** Puts an edge of a band somewhere; one that is moved past the other becomes the other. */
  #set(id: ID, edge: Edge, at: Moment): boolean {
    const band = this.get(id)
    if (!band) return false
    const other = edge === 'from' ? band.to : band.from
    const past = isKnown(other) && (edge === 'from' ? at.at > other.at : at.at < other.at)
    void this.#debrief.edit('band', id, { name: 'edit-band' }, (b) => {
      if (past)
        [b.from, b.to] = edge === 'from' ? [{ ...other }, { ...at }] : [{ ...at }, { ...other }]
      else b[edge] = { ...at }
    })
    return true
  }

  move(id: ID, edge: Edge, at: Moment) {
    if (!reading.refuse()) this.#set(id, edge, at)
  }

  /** Moves an edge to the entry before it or after it. */
  step(id: ID, edge: Edge, by: 1 | -1, entries: Entry[]) {
    const here = this.get(id)?.[edge]
    if (!here) return
    const times = entries.filter((e) => isKnown(e.time)).map((e) => e.time)
    const next = isKnown(here)
      ? by > 0
        ? times.find((m) => m.at > here.at)
        : times.findLast((m) => m.at < here.at)
      : times.at(by > 0 ? -1 : 0)
    if (next) this.move(id, edge, next)
  }

  remove(id: ID) {
    changes.remove(this.#debrief, 'band', id, 'delete-band', t('timeline.bands.removed'))
    if (this.marked === id) this.marked = ''
  }

  name(id: ID, where: 'figure' | 'list') {
    if (!reading.refuse()) this.naming = { id, where }
  }

  /** Takes what is typed as the label: in the list that is the longer one, if there is one. */
  type(text: string) {
    const { naming } = this
    const band = naming && this.get(naming.id)
    if (!band) return
    const field = naming.where === 'list' && band.title ? 'title' : 'label'
    void this.#debrief.edit('band', band.id, { name: 'edit-band', typing: field }, (b) => {
      b[field] = text
    })
  }

  named() {
    this.#debrief.rest()
    this.naming = undefined
  }
}
