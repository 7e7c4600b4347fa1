import { asBackendError, backend } from '$lib/backend'
import type { StatusChange, StatusLook } from '$lib/board'
import { changes } from '$lib/changes.svelte'
import { many } from '$lib/copy'
import type { ID } from '$lib/nouns'
import { newStep, saving } from '$lib/saving.svelte'

/** How many changes are shown at first, and with them taken; more only once somebody asks. */
const first = 200

/** What tickets say, looked at first; and what of it is taken over. */
export class States {
  text = $state('')
  look = $state.raw<StatusLook>()
  problem = $state('')
  busy = $state(false)
  /** The changes somebody does not want. */
  without = $state.raw(new Set<ID>())

  /** All changes are shown, and not the first ones alone. */
  all = $state(false)
  readonly shown = $derived(this.look?.changes.slice(0, this.all ? undefined : first) ?? [])
  /** How many changes nobody sees yet. */
  readonly more = $derived((this.look?.changes.length ?? 0) - this.shown.length)

  /** What is taken: nothing that nobody saw. */
  readonly chosen = $derived(this.shown.filter((c) => !this.without.has(c.id)))

  paste = () => this.#see(() => backend.statuses.paste(this.text))
  choose = () => this.#see(() => backend.statuses.choose(), true)

  async #see(run: () => Promise<StatusLook>, file = false) {
    await this.#do(async () => {
      await saving.flush()
      const look = await run()
      if (file && !look.file) return
      this.without = new Set()
      this.all = false
      this.look = look
    })
  }

  back() {
    this.look = undefined
    this.problem = ''
  }

  toggle(id: ID) {
    const without = new Set(this.without)
    if (!without.delete(id)) without.add(id)
    this.without = without
  }

  /** Makes the chosen changes, as one step. True when they are made. */
  async take(): Promise<boolean> {
    const chosen = this.chosen.map(refOf)
    let took = false
    await this.#do(async () => {
      const step = newStep('take-states')
      await saving.flush()
      await backend.statuses.take(step, chosen)
      took = true
      await changes.again()
      changes.offer(many('status.took', chosen.length), step)
    })
    return took
  }

  async #do(run: () => Promise<void>) {
    if (this.busy) return
    this.busy = true
    this.problem = ''
    try {
      await run()
    } catch (thrown) {
      this.problem = asBackendError(thrown).message
    } finally {
      this.busy = false
    }
  }
}

const refOf = (c: StatusChange) => ({
  noun: 'countermeasure' as const,
  id: c.id,
  debriefId: c.debriefId,
  rev: c.rev,
})
