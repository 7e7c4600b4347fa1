import { asBackendError, backend, BackendError } from '$lib/backend'
import { t } from '$lib/copy'
import type { Interview } from '$lib/interview'
import type { ID } from '$lib/nouns'
import type { Keeper } from '$lib/vault.svelte'

/** How long typing waits to be sealed, and how long one that was refused waits, in milliseconds. */
const restMs = 500
const againMs = 2000

const saveAll = async (one: Interview) => (await backend.interviews.save($state.snapshot(one))).rev

function saveTyped(one: Interview, ids: Set<ID>): Promise<number> {
  const passages = one.passages.filter((p) => ids.has(p.id))
  const { id, rev, draft, state } = one
  return backend.interviews.type(id, rev, { draft, state, passages: $state.snapshot(passages) })
}

/** On a full disk words elsewhere can be copied meanwhile; these cannot. */
const told = (refused: BackendError): BackendError =>
  refused.code === 'disk-full' ? new BackendError(refused.code, t('interview.full')) : refused

/**
 * Seals what is typed, one interview after the other, within a second and never two saves of one at a time.
 * What cannot be sealed stays where it is, and is tried again.
 */
export class Sealing implements Keeper {
  state = $state<'saved' | 'saving' | 'problem'>('saved')
  refused = $state.raw<BackendError>()
  #of: (id: ID) => Interview | undefined
  /** What waits: an interview as a whole, or the passages that were typed in beside its line. */
  #waiting = new Map<ID, Set<ID> | 'all'>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | undefined
  /** The one that is being sealed. */
  #now: ID = ''
  #ended = false

  constructor(of: (id: ID) => Interview | undefined) {
    this.#of = of
  }

  get problem(): string {
    return this.refused ? t('interview.unsealed', { message: this.refused.message }) : ''
  }

  /** Says that an interview was changed. The first letter starts the wait, so that none waits longer. */
  changed(id: ID) {
    this.#waiting.set(id, 'all')
    this.#begin()
  }

  /** Says that its line was changed, or passages, or that these were added at the end: no more of it is handed over. */
  typed(id: ID, passages: ID[] = []) {
    this.#add(id, passages)
    this.#begin()
  }

  #add(id: ID, passages: Iterable<ID>) {
    const waits = this.#waiting.get(id) ?? new Set()
    if (waits !== 'all') for (const p of passages) waits.add(p)
    this.#waiting.set(id, waits)
  }

  #begin() {
    if (this.state === 'saved') this.state = 'saving'
    if (!this.refused) this.#wait(restMs)
  }

  /** Says whether something of an interview is not sealed yet. */
  has(id: ID): boolean {
    return this.#now === id || this.#waiting.has(id)
  }

  /** Seals what waits now. */
  flush = async (): Promise<void> => {
    if (this.#running) await this.#running
    await (this.#waiting.size > 0 ? this.#start() : this.#running)
  }

  /**
   * Does something with an interview that seals it in a way of its own, after what waits and before what is
   * typed meanwhile. Refused while something cannot be sealed.
   */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    do await this.flush()
    while (this.#running)
    if (this.refused) throw this.refused
    this.state = 'saving'
    const done = work()
    this.#running = done
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => this.#goOn())
    return done
  }

  /** Once something was done alone: what was typed meanwhile is sealed now. */
  #goOn() {
    this.#running = undefined
    if (this.#waiting.size > 0) void this.#start()
    else this.state = 'saved'
  }

  /** Forgets everything: the vault is locked. */
  end() {
    this.#ended = true
    this.#waiting.clear()
    clearTimeout(this.#timer)
    Object.assign(this, { state: 'saved', refused: undefined })
  }

  #wait(ms: number) {
    this.#timer ??= setTimeout(() => void this.#start(), ms)
  }

  #start(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#running ??= this.#run().finally(() => (this.#running = undefined))
    return this.#running
  }

  async #run() {
    for (let [next] = this.#waiting; next; [next] = this.#waiting) {
      const [id, what] = next
      this.#waiting.delete(id)
      this.#now = id
      const refused = await this.#seal(id, what)
      this.#now = ''
      if (this.#ended) return
      this.refused = refused
      if (refused) return this.#later(id, what, refused)
    }
    this.state = 'saved'
  }

  /** Words typed while it is under way stay: only the revision is taken over. */
  async #seal(id: ID, what: Set<ID> | 'all'): Promise<BackendError | undefined> {
    const one = this.#of(id)
    if (!one) return undefined
    try {
      one.rev = await (what === 'all' ? saveAll(one) : saveTyped(one, what))
      return undefined
    } catch (thrown) {
      return told(asBackendError(thrown))
    }
  }

  #later(id: ID, what: Set<ID> | 'all', refused: BackendError) {
    if (what === 'all') this.#waiting.set(id, what)
    else this.#add(id, what)
    this.state = 'problem'
    // Somebody has to say whose words go on.
    if (refused.code !== 'conflict') this.#wait(againMs)
  }
}
