import { backend } from '$lib/backend'
import type { ID } from '$lib/nouns'

/** The setting of the library that holds where the meetings looked at last were left. */
const setting = 'live.places'

/** So many of them are kept. */
const most = 6

/** How long one stays somewhere before that is kept, in milliseconds. */
const restMs = 500

/** Where somebody was in a meeting, beside what the meeting itself keeps. */
interface Left {
  /** How far the questions of each stage, or of each person's turn, were walked. */
  walked: Record<string, number>
  /** The first line in view; empty at the end, where one writes. */
  row: ID
}

/** Brings a meeting back where it was left, also tomorrow: the question walked to and the lines in view. */
export class Place {
  /** The first line in view; empty at the end. */
  row = $state('')
  /** The line to go to once it is drawn. */
  goal = $state('')
  /** What was kept has been read: before that there is nothing to note. */
  #ready = $state(false)
  #id: ID
  #last = ''
  #timer: ReturnType<typeof setTimeout> | undefined
  #waiting: (() => Promise<void>) | undefined

  constructor(id: ID, take: (walked: Record<string, number>) => void) {
    this.#id = id
    void this.#restore(take)
  }

  async #restore(take: (walked: Record<string, number>) => void) {
    const left = (await this.#all())[this.#id]
    if (left) {
      this.#last = JSON.stringify(left)
      take(left.walked)
      this.row = this.goal = left.row
    }
    this.#ready = true
  }

  /** Notes where somebody is; kept once they stay. */
  note(left: Left) {
    const text = JSON.stringify(left)
    if (!this.#ready || text === this.#last) return
    this.#last = text
    clearTimeout(this.#timer)
    this.#waiting = () => this.#save(left)
    this.#timer = setTimeout(() => void this.flush(), restMs)
  }

  /** Keeps what was noted now. */
  async flush() {
    clearTimeout(this.#timer)
    const waiting = this.#waiting
    this.#waiting = undefined
    await waiting?.()
  }

  async #save(left: Left) {
    try {
      const others = Object.entries(await this.#all()).filter(([id]) => id !== this.#id)
      const kept = Object.fromEntries([...others.slice(-(most - 1)), [this.#id, left]])
      await backend.settings.save(setting, JSON.stringify(kept))
    } catch {
      // A place is a comfort, not content: without it the meeting opens at its end.
    }
  }

  async #all(): Promise<Record<ID, Left>> {
    try {
      const read: unknown = JSON.parse((await backend.settings.load())[setting] ?? '{}')
      const entries = Object.entries(typeof read === 'object' && read ? read : {})
      return Object.fromEntries(entries.filter((e): e is [ID, Left] => isLeft(e[1])))
    } catch {
      return {}
    }
  }
}

function isLeft(read: unknown): read is Left {
  return (
    typeof read === 'object' &&
    read !== null &&
    'row' in read &&
    typeof read.row === 'string' &&
    'walked' in read &&
    typeof read.walked === 'object' &&
    read.walked !== null &&
    Object.values(read.walked).every((n) => Number.isInteger(n) && n >= 0)
  )
}
