import { asBackendError, backend, type Reach, type StepDetail, type StepRow } from '$lib/backend'
import { changes } from '$lib/changes.svelte'
import { many, t } from '$lib/copy'
import { keys } from '$lib/keys.svelte'
import type { ID } from '$lib/nouns'
import { saving } from '$lib/saving.svelte'
import { shell } from '$lib/shell.svelte'
import { dayOf } from './when'

/** How many steps are read at once. */
const page = 60

export interface Day {
  name: string
  steps: StepRow[]
}

/** What a step was about, unless its debrief's title, told below, says so already. */
export function aboutOf(step: StepRow, titled: boolean): string {
  const title = step.title.replace(/\s+/g, ' ').trim()
  return titled && title.startsWith(step.text.replace(/…$/, '')) ? '' : step.text
}

/** The log can be walked to a step. */
const walks = (step: StepRow) => step.state === 'done' || step.state === 'undone'

/** The list of what changed, newest first, and what the chosen step did. */
export class ChangedView {
  steps = $state.raw<StepRow[]>([])
  /** There are older ones. */
  more = $state(false)
  ready = $state(false)
  /** Which steps are shown; walking back always concerns all. */
  only = $state<'all' | 'this'>('all')
  row = $state(0)
  detail = $state.raw<StepDetail>()
  reach = $state.raw<Reach>()
  /** What was just done, or why not. */
  said = $state('')
  #reading = false

  readonly step = $derived(this.steps.find((s) => s.row === this.row))
  readonly days = $derived.by((): Day[] => {
    const out: Day[] = []
    for (const step of this.steps) {
      const last = out.at(-1)
      // Of a turn nobody is to know when it was: it stands with what was done around it.
      const name = step.at ? dayOf(step.at) : (last?.name ?? this.#dayAfter(step))
      if (last?.name === name) last.steps.push(step)
      else out.push({ name, steps: [step] })
    }
    return out
  })

  /** The day of the newest step before one that has no time. */
  #dayAfter({ row }: StepRow): string {
    return dayOf(this.steps.find((s) => s.row < row && s.at)?.at ?? '')
  }

  /** Says how far a walk to the chosen step would go, everything it concerns included. */
  readonly reachTold = $derived.by(() => {
    const reach = this.reach
    if (!reach) return ''
    const elsewhere = reach.debriefs.filter((d) => d.debriefId !== this.step?.debriefId)
    const [first, ...others] = elsewhere
    const told = [
      many(reach.way === 'undo' ? 'changed.back.reach' : 'changed.forth.reach', reach.steps),
    ]
    if (first) {
      const title = first.title.trim() || t('changed.no-debrief')
      told.push(t('changed.reach.elsewhere', { n: first.steps, title }))
    }
    const n = others.reduce((sum, d) => sum + d.steps, 0)
    if (n > 0) told.push(t('changed.reach.more', { n, of: others.length }))
    return told.join(' ')
  })

  /** What the button does, as far as the sentence beside it says. */
  readonly walkTold = $derived(
    this.reach
      ? many(this.reach.way === 'undo' ? 'changed.back' : 'changed.forth', this.reach.steps)
      : '',
  )

  /** What was just done; else what can be done with the chosen step, or why nothing can. */
  readonly told = $derived.by(() => {
    if (this.said || !this.step) return this.said
    if (this.step.state === 'standing') return t('changed.standing', { key: keys.told('Alt+H') })
    if (this.step.state !== 'dropped') return this.reachTold
    const gone = this.detail?.records.some((r) => r.gone && !r.lost && !r.damaged)
    return t(gone ? 'changed.dropped.gone' : 'changed.dropped', { key: keys.told('Alt+H') })
  })

  /** Reads the list anew, as far as it was read, and keeps the choice while it is in it. */
  load = async () => {
    await saving.flush()
    const wanted = Math.max(page, this.steps.length)
    await this.#guard(async () => {
      const steps: StepRow[] = []
      do {
        const read = await this.#read(steps.at(-1)?.row ?? 0)
        steps.push(...read.steps)
        this.more = read.more
      } while (this.more && steps.length < wanted)
      this.steps = steps
      this.ready = true
      const kept = steps.some((s) => s.row === this.row)
      await this.select(kept ? this.row : (steps[0]?.row ?? 0))
    })
  }

  /** Reads older ones. */
  async older() {
    const last = this.steps.at(-1)
    if (!last || !this.more || this.#reading) return
    this.#reading = true
    await this.#guard(async () => {
      const { steps, more } = await this.#read(last.row)
      this.steps = [...this.steps, ...steps]
      this.more = more
    })
    this.#reading = false
  }

  show(only: 'all' | 'this') {
    this.only = only
    this.steps = []
    void this.load()
  }

  async select(row: number) {
    if (row !== this.row) {
      this.detail = this.reach = undefined
      this.said = ''
    }
    this.row = row
    const step = this.steps.find((s) => s.row === row)
    if (!step) return void (this.detail = this.reach = undefined)
    await this.#guard(async () => {
      const [detail, reach] = await Promise.all([
        backend.changes.detail(row),
        walks(step) ? backend.changes.reach(row) : undefined,
      ])
      if (this.row === row) [this.detail, this.reach] = [detail, reach]
    })
  }

  /** Chooses a step further down (1) or up (-1); near the end older ones are read. */
  async move(by: number) {
    const at = this.steps.findIndex((s) => s.row === this.row)
    const to = this.steps[Math.max(0, Math.min(at + by, this.steps.length - 1))]
    if (at + by >= this.steps.length - 5) void this.older()
    if (to) await this.select(to.row)
  }

  /** Walks the log to the chosen step. */
  async walk() {
    if (!this.reach) return
    this.said = (await changes.walk(this.row, this.reach.way)) ?? ''
    await this.load()
  }

  /** Brings one record back as it was at its end. */
  async bring(seq: number) {
    if (await changes.restore(seq)) this.said = t('changed.brought')
    await this.load()
  }

  #read(before: number) {
    const id: ID = this.only === 'this' ? (shell.debrief?.id ?? '') : ''
    return backend.changes.list(before, page, id)
  }

  async #guard(run: () => Promise<void>) {
    try {
      await run()
    } catch (thrown) {
      this.said = asBackendError(thrown).message
    }
  }
}
