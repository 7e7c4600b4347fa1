import { asBackendError, backend } from '$lib/backend'
import { t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import type { ID } from '$lib/nouns'
import { newStep, type Saving } from '$lib/saving.svelte'
import { toasts } from '$lib/ui/toasts.svelte'
import type { Filing } from './filing.svelte'
import { filedLine, type Row } from './lines'

/** Why two lines stay two. */
const refusals = new Set(['lines-differ', 'consent-kept'])

/** Makes two lines of one, one of two, and links them to factors. Each is one step of undo. */
export class Reshape {
  /** The line whose factors are being chosen. */
  linking = $state<ID>('')
  #debrief: OpenDebrief
  #saving: Saving
  #filing: Filing
  #rows: () => Row[]

  constructor(debrief: OpenDebrief, queue: Saving, filing: Filing, rows: () => Row[]) {
    this.#debrief = debrief
    this.#saving = queue
    this.#filing = filing
    this.#rows = rows
  }

  /** Moves a line above the one before it, or below the one after. */
  move(row: Row, by: 1 | -1): boolean {
    const at = this.#rows().findIndex((r) => r.id === row.id)
    const over = this.#rows()[at + by]?.record
    if (!over) return false
    const beyond = this.#rows()[at + 2 * by]?.record.position ?? over.position + by
    const change = { name: 'move-line', step: newStep('move-line') }
    const place = { position: (over.position + beyond) / 2, stage: over.stage }
    void this.#debrief.edit(row.noun, row.id, change, (r) => Object.assign(r, place))
    return true
  }

  /** Files an edited line as its first words, and the rest as a line below. Resolves with that line's id. */
  async split(row: Row, first: string, rest: string): Promise<ID | undefined> {
    const step = newStep('split-line')
    const run = async () => {
      const { input, below } = this.#filing.splitting(row, first)
      return backend.capture.split(step, input, rest, below)
    }
    const filed = await this.#saving.perform([first, rest], run, `edit:${row.id}`)
    if (!filed) return undefined
    await this.#debrief.reload()
    return filedLine(filed)?.record.id
  }

  /** Puts a line at the end of the one above it. Resolves with the id of what both became. */
  async join(row: Row): Promise<ID | undefined> {
    const rows = this.#rows()
    const above = rows[rows.findIndex((r) => r.id === row.id) - 1]
    if (!above) return undefined
    this.#debrief.rest()
    await this.#saving.flush()
    const step = newStep('join-lines')
    let refused = ''
    const run = async () => {
      try {
        await backend.capture.join(step, this.#debrief.id, above.id, row.id)
      } catch (thrown) {
        const told = asBackendError(thrown)
        if (!refusals.has(told.code)) throw thrown
        refused = told.message
      }
      return true
    }
    if (!(await this.#saving.perform([], run, `join:${row.id}`))) return undefined
    if (refused) return void toasts.say(refused)
    await this.#debrief.reload()
    return above.id
  }

  /** The factors that rest on a line. */
  linked(id: ID): ID[] {
    return this.#debrief.whole.factors.filter((f) => f.entryIds.includes(id)).map((f) => f.id)
  }

  /** Says which factors rest on a line. */
  link(id: ID, factors: ID[]) {
    const step = newStep('link-line')
    for (const factor of this.#debrief.whole.factors) {
      const was = factor.entryIds.includes(id)
      if (was === factors.includes(factor.id)) continue
      const entryIds = was ? factor.entryIds.filter((e) => e !== id) : [...factor.entryIds, id]
      void this.#debrief.edit('factor', factor.id, { name: step.name, step }, (f) => {
        f.entryIds = entryIds
      })
    }
  }

  /** Begins to choose the factors of a line; only what was said or seen can be linked. */
  choose(row: Row) {
    if (row.noun === 'entry') this.linking = row.id
    else toasts.say(t('capture.link.entries'))
  }
}
