import { backend } from './backend'
import type { VaultState } from './interview'
import type { ID } from './nouns'

/** Whoever has notes that are being typed, and seals them. */
export interface Keeper {
  readonly state: 'saved' | 'saving' | 'problem'
  /** A sentence for a person, without a word of the notes; empty when all is sealed. */
  readonly problem: string
  flush: () => Promise<void>
}

/** How long locking waits for what was typed last, in milliseconds. */
const lastMs = 1000

const nothing = (): VaultState => ({
  made: false,
  open: false,
  count: 0,
  total: 0,
  left: 0,
  why: '',
  owed: false,
})

/** The door of the sealed notes: whether it is open, for whatever screen one is on. It holds no note. */
class Vault {
  state = $state<VaultState>(nothing())
  /** The state was asked for. */
  known = $state(false)
  keeper = $state.raw<Keeper>()
  #debriefId: ID = ''
  #turn = 0
  #emptying = new Set<() => void>()

  /** Follows the vault of the open library; returns how to stop. */
  follow = (debriefId: ID): (() => void) => {
    this.#debriefId = debriefId
    void this.look()
    const ends = [
      backend.interviews.onLocked(() => this.#locked()),
      backend.interviews.onSeal(() => void this.#seal()),
    ]
    return () => ends.forEach((end) => end())
  }

  /** It is about to lock itself. */
  async #seal() {
    await this.keeper?.flush()
    await backend.interviews.sealed(!this.#unsealed)
  }

  get #unsealed(): boolean {
    return this.keeper !== undefined && this.keeper.state !== 'saved'
  }

  /** Empties something when the vault is locked, before anything is drawn; returns how to end that. */
  whenLocked(empty: () => void): () => void {
    this.#emptying.add(empty)
    return () => this.#emptying.delete(empty)
  }

  /** Asks anew how it is. */
  async look() {
    const turn = ++this.#turn
    try {
      const state = await backend.interviews.state(this.#debriefId)
      if (turn !== this.#turn) return
      this.state = state
      this.known = true
      if (!state.open && !state.owed) this.#empty()
    } catch {
      // Without a library there is no vault either, and the frame says why.
      if (turn === this.#turn) Object.assign(this, { state: nothing(), known: false })
    }
  }

  /**
   * Seals what was typed last, if that takes no more than a moment, and locks. What cannot be sealed is hidden,
   * and stays until it is: then the notes lock by themselves.
   */
  async lock(hidden = false) {
    if (!this.state.open) return
    await Promise.race([this.keeper?.flush(), new Promise((done) => setTimeout(done, lastMs))])
    const owed = this.#unsealed
    await backend.interviews.lock(hidden, owed)
    if (!owed) this.#empty()
    this.state = { ...this.state, open: false, owed }
    void this.look()
  }

  /** What was open is hidden at once; whether its words may go is asked. */
  #locked() {
    this.state = { ...this.state, open: false }
    void this.look()
  }

  #empty() {
    for (const empty of this.#emptying) empty()
  }
}

export const vault = new Vault()
