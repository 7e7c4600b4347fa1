import { asBackendError, backend, type Page } from '$lib/backend'
import { changes } from '$lib/changes.svelte'
import { t } from '$lib/copy'
import { finds } from '$lib/fold'
import { titleOf } from '$lib/format'
import { painted } from '$lib/interactive'
import type { ID, Kind, State } from '$lib/nouns'
import type { Row } from '$lib/row'
import { newStep, saving, type Saving } from '$lib/saving.svelte'
import { shell } from '$lib/shell.svelte'
import { toasts } from '$lib/ui/toasts.svelte'

export type KindFilter = 'all' | Kind
const groupNames = ['hand', 'noted', 'closed', 'sample'] as const
export type GroupName = (typeof groupNames)[number]

export interface Group {
  name: GroupName
  rows: Row[]
}

const finished: State[] = ['signed-off', 'closed']

function groupOf(row: Row): GroupName {
  if (row.sample) return 'sample'
  if (row.state === 'noted') return 'noted'
  return finished.includes(row.state) ? 'closed' : 'hand'
}

/** How many rows are drawn at first, and how many more each time the end comes into view. */
const drawn = 60

/** How many rows are read at once after those on the screen. */
const pageRows = 500

const dayMs = 86_400_000

/** The library's list: what it shows, which row is selected, and what can be done with a debrief. */
export class LibraryView {
  rows = $state.raw<Row[]>([])
  loaded = $state(false)
  kind = $state<KindFilter>('all')
  query = $state('')
  selected = $state<ID>('')
  renaming = $state<ID>('')
  limit = $state(drawn)
  problem = $state('')
  /** The near-miss note that is looked at, beside the list. */
  note = $state<ID>('')
  /** Grows with every reading: an older one that is still under way stops. */
  #reading = 0
  #stopped = false
  #saving: Saving

  constructor(queue: Saving = saving) {
    this.#saving = queue
  }

  /** How many debriefs there are of each kind; the sample counts as what it is. */
  readonly counts = $derived.by(() => {
    const counts: Record<KindFilter, number> = {
      all: this.rows.length,
      incident: 0,
      'near-miss': 0,
      'game-day': 0,
      tabletop: 0,
    }
    for (const row of this.rows) counts[row.kind]++
    return counts
  })

  readonly matching = $derived.by(() => {
    return this.rows.filter((row) => {
      if (this.kind !== 'all' && row.kind !== this.kind) return false
      return finds(this.query, `${titleOf(row)} ${row.reference}`)
    })
  })

  readonly groups = $derived.by((): Group[] => {
    const groups = groupNames.map((name) => ({
      name,
      rows: this.matching.filter((r) => groupOf(r) === name),
    }))
    return groups.filter((g) => g.rows.length > 0)
  })

  /** Every row in the order of the screen. */
  readonly order = $derived(this.groups.flatMap((g) => g.rows))

  /** The debrief that is under way: its meeting runs or rests. */
  readonly live = $derived(
    this.rows.find((r) => !r.sample && (r.state === 'live' || r.state === 'paused')),
  )

  readonly row = $derived(this.rows.find((r) => r.id === this.selected))

  /** The screen is gone: what is still being read changes nothing any more. */
  stop() {
    this.#stopped = true
    this.#reading++
  }

  async load() {
    try {
      const first = await backend.debriefs.list(2 * drawn, 0)
      if (this.#stopped) return
      this.#take(first.rows)
      // What is on the screen is there; the rest follows while somebody looks at it.
      this.loaded = true
      if (first.total > first.rows.length) await this.#rest(first)
      this.problem = ''
    } catch (thrown) {
      this.problem = asBackendError(thrown).message
    }
    this.loaded = true
  }

  /** Reads the others page by page, so that neither the window nor the backend is kept from what else is asked. */
  async #rest(first: Page) {
    const turn = ++this.#reading
    await painted()
    const rows = new Map(first.rows.map((r) => [r.id, r]))
    for (let at = first.rows.length; at < first.total; at += pageRows) {
      for (const row of (await backend.debriefs.list(pageRows, at)).rows) rows.set(row.id, row)
      if (turn !== this.#reading) return
    }
    this.#take([...rows.values()])
  }

  #take(rows: Row[]) {
    this.rows = rows
    this.#saving.take(rows.map((r) => ({ noun: 'debrief', id: r.id, rev: r.rev })))
    if (!rows.some((r) => r.id === this.selected)) {
      this.selected = rows.find((r) => r.id === shell.last)?.id ?? this.order[0]?.id ?? ''
    }
  }

  filter(kind: KindFilter) {
    this.kind = kind
    this.#keepSelected()
  }

  find(query: string) {
    this.query = query
    this.#keepSelected()
  }

  #keepSelected() {
    this.limit = drawn
    if (!this.order.some((r) => r.id === this.selected)) this.selected = this.order[0]?.id ?? ''
  }

  /** Moves the selection; what lies beyond what is drawn is drawn first. */
  move(by: number) {
    const at = this.order.findIndex((r) => r.id === this.selected)
    const to = Math.max(0, Math.min(this.order.length - 1, at + by))
    if (to >= this.limit - 5) this.limit = to + drawn
    this.selected = this.order[to]?.id ?? ''
  }

  more() {
    if (this.limit < this.order.length) this.limit += drawn
  }

  /** Selects a debrief, whatever the list is narrowed to. */
  show(id: ID) {
    if (!this.order.some((r) => r.id === id)) {
      this.kind = 'all'
      this.query = ''
    }
    const at = this.order.findIndex((r) => r.id === id)
    if (at < 0) return
    if (at >= this.limit - 5) this.limit = at + drawn
    this.selected = id
  }

  async open(id: ID) {
    if (this.rows.find((r) => r.id === id)?.state === 'noted') return void (this.note = id)
    await this.#try(() => shell.open(id))
  }

  async create() {
    await this.#try(() => shell.create())
  }

  /** Gives a debrief another title. The row shows it at once. */
  async rename(row: Row, title: string) {
    this.renaming = ''
    if (title.trim() === row.title) return
    this.rows = this.rows.map((r) => (r.id === row.id ? { ...r, title: title.trim() } : r))
    await this.#try(async () => {
      await this.#saving.perform([title], () =>
        backend.debriefs.rename(newStep('rename-debrief'), row.id, title.trim()),
      )
      if (shell.held?.id === row.id) await shell.held.reload()
      await this.load()
    })
  }

  async duplicate(row: Row) {
    const title = t('library.copy-of', { title: titleOf(row) })
    await this.#try(async () => {
      const id = await this.#saving.perform([], () =>
        backend.debriefs.duplicate(newStep('duplicate-debrief'), row.id, title),
      )
      if (!id) return
      this.selected = id
      await this.load()
      toasts.say(t('library.duplicated', { title }))
    })
  }

  /** Takes a debrief out of the library. Undo brings it back whole. */
  async remove(row: Row) {
    const at = this.order.findIndex((r) => r.id === row.id)
    const next = this.order[at + 1] ?? this.order[at - 1]
    this.rows = this.rows.filter((r) => r.id !== row.id)
    this.selected = next?.id ?? ''
    const ref = { noun: 'debrief' as const, id: row.id, debriefId: row.id, rev: row.rev }
    const step = newStep('delete-debrief')
    shell.letGo(row.id)
    const removed = await this.#saving.remove(ref, step)
    await this.load()
    if (!removed) return
    const notes = await backend.interviews.state(row.id).catch(() => undefined)
    const told = notes && notes.count > 0 ? 'library.removed.notes' : 'library.removed'
    changes.offer(t(told, { title: titleOf(row) }), step)
  }

  async #try(run: () => Promise<void>) {
    try {
      await run()
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
    }
  }
}

/** Whole days from today to a date (YYYY-MM-DD), as a calendar counts them. */
export function daysUntil(date: string, now: Date): number {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  return Math.round((Date.parse(date) - today) / dayMs)
}

/** How far off a date is, in words: "today", "in 2 days". */
export function whenDue(days: number): string {
  if (days === 0) return t('library.due.today')
  return days === 1 ? t('library.due.tomorrow') : t('library.due.in', { n: days })
}
