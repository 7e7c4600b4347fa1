import type { Glance, Item } from '$lib/board'
import { asBackendError, backend } from '$lib/backend'
import { changes } from '$lib/changes.svelte'
import { t } from '$lib/copy'
import type { Outcome } from '$lib/followup'
import { shortDate } from '$lib/format'
import { newStep, saving, type Saving } from '$lib/saving.svelte'
import { shell } from '$lib/shell.svelte'
import { toasts } from '$lib/ui/toasts.svelte'

const nothing: Glance = { checks: [], next: [], asked: 0, due: 0 }

/** What of all debriefs waits for somebody: what to ask about today, and what comes next. */
export class Waiting {
  glance = $state.raw<Glance>(nothing)
  /** What was last asked is being kept; the next answer is about the next question. */
  answering = $state(false)
  #reading = 0
  #saving: Saving

  constructor(queue: Saving = saving) {
    this.#saving = queue
  }

  /** What to ask about now. */
  readonly check = $derived(this.glance.checks[0])

  /** What cannot be read is said by the list beside it; here is nothing then. */
  async load() {
    const turn = ++this.#reading
    const glance = await backend.reminders.glance().catch(() => nothing)
    if (turn === this.#reading) this.glance = glance
  }

  /** Keeps an answer to "did it help?". */
  async answer(outcome: Outcome) {
    const item = this.check
    if (!item || this.answering) return
    this.answering = true
    const step = newStep('check-countermeasure')
    const { id, rev, debriefId } = item
    const ref = { noun: 'countermeasure' as const, id, debriefId, rev }
    try {
      const write = () => backend.reminders.answer(step, ref, outcome)
      const again = await this.#saving.attempt([], write, id, step)
      await this.load()
      if (again === undefined) return
      if (shell.held?.id === debriefId) await shell.held.reload()
      const date = shortDate(again)
      changes.offer(t(`remind.answered.${outcome}`, { date }), step)
    } finally {
      this.answering = false
    }
  }

  /** Goes to a countermeasure in its debrief. */
  async see(item: Item) {
    try {
      await shell.open(item.debriefId, 'followup')
      shell.at = item.id
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
    }
  }
}
