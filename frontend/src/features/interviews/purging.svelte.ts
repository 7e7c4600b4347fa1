import { asBackendError, backend } from '$lib/backend'
import { t } from '$lib/copy'
import type { Interview, NotesHeld } from '$lib/interview'
import type { ID } from '$lib/nouns'
import { vault } from '$lib/vault.svelte'
import type { Notes } from './notes.svelte'

/** Notes that somebody is about to destroy: which, which backups hold them too, and the word to be typed. */
export class Purging {
  chosen = $state<ID[]>([])
  typed = $state('')
  busy = $state(false)
  problem = $state('')
  held = $state.raw<NotesHeld>()
  /** How many were destroyed; what is left then is to be told. */
  done = $state(0)
  #turn = 0

  constructor(
    readonly notes: Notes,
    /** Those to choose from: of this debrief, or of ones that were deleted. */
    readonly all: readonly Interview[],
    ids: ID[],
  ) {
    this.chosen = [...ids]
    void this.look()
  }

  get sure(): boolean {
    return this.chosen.length > 0 && this.typed.trim().toLowerCase() === t('purge.word')
  }

  get every(): boolean {
    return this.chosen.length === this.all.length
  }

  /** The word is to be typed for what is chosen, and not for what was chosen before. */
  choose(ids: ID[]) {
    Object.assign(this, { chosen: ids, typed: '' })
    void this.look()
  }

  toggle(id: ID) {
    const without = this.chosen.filter((c) => c !== id)
    this.choose(without.length < this.chosen.length ? without : [...this.chosen, id])
  }

  /** Asks which backups hold them. */
  async look() {
    const turn = ++this.#turn
    this.held = undefined
    if (this.chosen.length === 0) return
    try {
      const held = await backend.interviews.held([...this.chosen])
      if (turn === this.#turn) this.held = held
    } catch (thrown) {
      if (turn === this.#turn) this.problem = asBackendError(thrown).message
    }
  }

  async run() {
    if (!this.sure || this.busy) return
    const ids = [...this.chosen]
    Object.assign(this, { busy: true, problem: '' })
    try {
      await this.notes.sealing.flush()
      await backend.interviews.purge(ids)
      this.notes.drop(ids)
      this.done = ids.length
      await vault.look()
    } catch (thrown) {
      this.problem = asBackendError(thrown).message
    }
    this.busy = false
  }
}
