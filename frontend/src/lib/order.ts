import type { ID } from './nouns'

/** What happened to the log: something new was done, or it was walked. */
export type Turn = 'step' | 'walk'

type Listener = (turn: Turn) => void

/**
 * One order of time for the log and for fields that take back their own typing. A field notes where
 * the log stood when it was typed in: what was done later is taken back first, whoever did it.
 */
export class Order {
  /** How far the log is: one more with every step, one less with each that is taken back. */
  #stands = 0
  #newest: ID = ''
  #typed = new WeakMap<object, number>()
  #listeners = new Set<Listener>()

  follow(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Where the log stands, in steps since the window opened. */
  get stands(): number {
    return this.#stands
  }

  /** Something was done; writes of one step in a row are one. */
  began(step: ID) {
    if (step === this.#newest) return
    this.#newest = step
    this.#stands++
    this.#tell('step')
  }

  /** So many steps were brought back (or, below 0, taken back). */
  walked(by: number) {
    this.#newest = ''
    this.#stands += by
    this.#tell('walk')
  }

  /** Somebody typed in a field that has a history of its own, or took back typing there. */
  typed(field: object) {
    this.#typed.set(field, this.#stands)
  }

  /** The typing in a field is newer than the last step: it is taken back before that. */
  takesBack = (field: object): boolean => this.#stands <= this.#at(field)

  /** Nothing older than the typing taken back in a field waits in the log to be brought back. */
  bringsBack = (field: object): boolean => this.#stands >= this.#at(field)

  #at(field: object): number {
    return this.#typed.get(field) ?? this.#stands
  }

  #tell(turn: Turn) {
    for (const listener of this.#listeners) listener(turn)
  }
}

export const order = new Order()
