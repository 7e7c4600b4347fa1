import { BackendError, asBackendError, backend, noAnswer } from './backend'
import { newID } from './make'
import { order } from './order'
import { reading } from './reading.svelte'
import { toasts } from './ui/toasts.svelte'
import type {
  Countermeasure,
  Debrief,
  Derived,
  ID,
  Meeting,
  Noun,
  RecordOf,
  Ref,
  Step,
  Turns,
} from './nouns'

/** What the footer says: saved is only true when nothing waits and nothing is held back. */
export type SaveState =
  { kind: 'saved' } | { kind: 'saving' } | { kind: 'problem'; code: string; message: string }

/** How long typing rests before it is saved, the longest it waits, and how long a full disk is left alone. */
const restMs = 300
const longestMs = 900
const retryMs = 2000

/** Things outside the window that may get better by themselves: the save is tried again. */
const passing = new Set(['disk-full', 'read-only', 'permission', 'library-gone', noAnswer])

/** A step of undo: every write with the same id is taken back together. */
export const newStep = (name: string): Step => ({ id: newID(), name })

interface Job {
  /** Which record this writes; jobs of one record keep their order. */
  key: string
  step: Step
  /** When it may start, in milliseconds; typing waits for a rest. */
  due: number
  /** When it was first asked for. */
  since: number
  write: () => Promise<void>
  /** The person's words in it, so that they can be copied when they cannot be saved. */
  words: () => string[]
  done: (saved: boolean) => void
  /** Not worth a word in the footer, and let go of when it cannot be written: the next one says more. */
  quiet?: boolean
  /** Never written before what was asked for in between: a draft's old words may be on their way to a line. */
  inTurn?: boolean
  /** It may put more under its step. */
  performs?: boolean
}

/** What a save came back with, for whoever holds the record. */
export interface Saved {
  noun: Noun
  id: ID
  rev: number
  derived?: Derived
}

type Listener = (saved: Saved) => void

/**
 * The one queue through which everything is written: in order, one at a time. While a record's save is
 * under way, later edits of it wait and merge; each write takes its revision from the last answer.
 */
export class Saving {
  state = $state<SaveState>({ kind: 'saved' })
  #jobs: Job[] = []
  /** Refused for good (a conflict, text too long): kept until the record is written again. */
  #held = new Map<string, { job: Job; problem: BackendError }>()
  #revs = new Map<string, number>()
  #listeners = new Set<Listener>()
  #idle: (() => void)[] = []
  #running: Job | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #problem: BackendError | undefined

  /** Hears of every save; returns how to stop. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Forgets revisions and takes these: after a load. */
  take(records: { noun: Noun; id: ID; rev: number }[]) {
    for (const r of records) this.#revs.set(`${r.noun}:${r.id}`, r.rev)
  }

  /**
   * Writes a record as it is now. Typing waits until the keys rest. The promise tells whether it was
   * saved; false means it is held, and state says why.
   */
  put<N extends Noun>(noun: N, record: RecordOf[N], step: Step, typing = false): Promise<boolean> {
    const key = `${noun}:${record.id}`
    const write = async () => {
      const fresh = { ...record, rev: this.#revs.get(key) ?? record.rev }
      this.#answered(key, noun, await this.#write(noun, fresh, step))
    }
    return this.#enqueue({ key, step, write, words: () => wordsOf(record) }, typing)
  }

  /** Writes an idea that was decided about in a further session, and the session, which goes on: both or neither. */
  decide(countermeasure: Countermeasure, meeting: Meeting, step: Step): Promise<boolean> {
    const [idea, key] = [`countermeasure:${countermeasure.id}`, `meeting:${meeting.id}`]
    const write = async () => {
      const kept = await backend.meetings.decide(step, {
        countermeasure: { ...countermeasure, rev: this.#revs.get(idea) ?? countermeasure.rev },
        meeting: { ...meeting, rev: this.#revs.get(key) ?? meeting.rev },
      })
      this.#answered(idea, 'countermeasure', kept.countermeasure)
      this.#answered(key, 'meeting', kept.meeting)
    }
    this.#release(idea)
    return this.#enqueue({ key, step, write, words: () => wordsOf(countermeasure) }, false)
  }

  /** Deletes a record. */
  remove(ref: Ref, step: Step): Promise<boolean> {
    const key = `${ref.noun}:${ref.id}`
    const write = async () => {
      await backend.remove(step, { ...ref, rev: this.#revs.get(key) ?? ref.rev })
      this.#revs.delete(key)
    }
    return this.#enqueue({ key, step, write, words: () => [] }, false)
  }

  /** Keeps text that is being typed and not filed; an empty one forgets it. */
  draft(debriefId: ID, field: string, text: string): Promise<boolean> {
    const step = { id: 'draft', name: 'draft' }
    const write = () => backend.debriefs.saveDraft(debriefId, field, text)
    return this.#enqueue(
      { key: `draft:${debriefId}:${field}`, step, write, words: () => [text], inTurn: true },
      true,
    )
  }

  /** Keeps the running clock: no step of undo, and nothing that waits or is held when it cannot be. */
  tick(meeting: Meeting): Promise<boolean> {
    const key = `meeting:${meeting.id}`
    const write = async () => {
      const kept = await backend.meetings.tick({
        ...meeting,
        rev: this.#revs.get(key) ?? meeting.rev,
      })
      this.#answered(key, 'meeting', kept)
    }
    const step = { id: 'tick', name: 'tick' }
    return this.#enqueue({ key, step, write, words: () => [], quiet: true }, true)
  }

  /** Keeps the turns of a meeting that goes on after its end: no step of undo either. */
  keep(turns: Turns): Promise<boolean> {
    const key = `turns:${turns.id}`
    const write = async () => {
      const kept = await backend.turns.keep({ ...turns, rev: this.#revs.get(key) ?? turns.rev })
      this.#answered(key, 'turns', kept)
    }
    const step = { id: 'keep-turns', name: 'keep-turns' }
    return this.#enqueue({ key, step, write, words: () => [], quiet: true }, false)
  }

  /**
   * Runs another write in its turn, with the same care: a full disk is waited for, and words can be
   * copied meanwhile. Returns what it came back with. What is refused for good is held until it is
   * tried again under the same key, withdrawn or let go of; it returns nothing, and only then. What is
   * put under its step while it is performed belongs to it, and is written next.
   */
  async perform<T>(
    words: string[],
    run: () => Promise<T>,
    key = newID(),
    step = newStep('perform'),
  ): Promise<T | undefined> {
    if (reading.refuse()) return undefined
    let result: T | undefined
    const write = async () => {
      result = await run()
    }
    const job = { key: `perform:${key}`, step, write, words: () => words, performs: true }
    await this.#enqueue(job, false)
    return result
  }

  /**
   * Performs what somebody waits for, whose words stay where they are typed: what is refused for good
   * is said, and nothing is held. Returns nothing then.
   */
  attempt<T>(
    words: string[],
    run: () => Promise<T>,
    key: string,
    step: Step,
  ): Promise<T | undefined> {
    const said = (thrown: unknown) => {
      const problem = asBackendError(thrown)
      if (passing.has(problem.code)) throw problem
      toasts.say(problem.message)
      return undefined
    }
    return this.perform(words, () => run().catch(said), key, step)
  }

  /** Starts everything that waits now; resolves when nothing waits or something keeps it from going on. */
  flush(): Promise<void> {
    for (const job of this.#jobs) job.due = 0
    if (this.#jobs.length === 0 && !this.#running) return Promise.resolve()
    return new Promise((resolve) => {
      this.#idle.push(resolve)
      this.#next()
    })
  }

  /** Every word that is not in the library yet, to copy. */
  unsavedText(): string {
    const running = this.#running && !this.#jobs.includes(this.#running) ? [this.#running] : []
    const jobs = [...[...this.#held.values()].map((h) => h.job), ...running, ...this.#jobs]
    const newest = new Map(jobs.map((job) => [job.key, job]))
    return [...newest.values()].flatMap((job) => job.words()).join('\n')
  }

  /**
   * Takes a write that waits or was refused out of the queue: its words go back to where they are
   * typed. False when it is being written at this moment.
   */
  withdraw(key: string): boolean {
    const waits = this.#jobs.find((job) => job.key === key)
    if (waits && waits === this.#running) return false
    this.#jobs = this.#jobs.filter((job) => job !== waits)
    waits?.done(false)
    this.#release(key)
    if (this.#jobs.length === 0) this.#problem = undefined
    this.#settle()
    return true
  }

  /** After a conflict: lets go of what was held, because the person has seen the other text. */
  letGo() {
    for (const { job } of this.#held.values()) job.done(false)
    this.#held.clear()
    this.#settle()
  }

  async #write<N extends Noun>(
    noun: N,
    record: RecordOf[N],
    step: Step,
  ): Promise<{ rev: number; derived?: Derived }> {
    if (noun === 'debrief') {
      const { debrief, derived } = await backend.debriefs.save(step, record as Debrief)
      return { rev: debrief.rev, derived }
    }
    return backend.save(
      noun as Exclude<N, 'debrief'>,
      step,
      record as RecordOf[Exclude<N, 'debrief'>],
    )
  }

  #answered(key: string, noun: Noun, answer: { rev: number; derived?: Derived }) {
    this.#revs.set(key, answer.rev)
    const id = key.slice(noun.length + 1)
    for (const listener of this.#listeners) {
      listener({
        noun,
        id,
        rev: answer.rev,
        ...(answer.derived ? { derived: answer.derived } : {}),
      })
    }
  }

  #enqueue(job: Omit<Job, 'due' | 'since' | 'done'>, typing: boolean): Promise<boolean> {
    // Nothing may wait for a library that nothing can be saved in.
    if (reading.on) return Promise.resolve(false)
    const joins = this.#running?.performs === true && job.step.id === this.#running.step.id
    // Drafts and the clock are no steps.
    if (!job.inTurn && !job.quiet && !joins) order.began(job.step.id)
    return new Promise((done) => {
      if (!job.quiet) this.#release(job.key)
      const now = Date.now()
      const due = typing ? now + restMs : 0
      const last = this.#jobs.findLast((j) => j.key === job.key)
      if (last && this.#canMerge(last, job)) {
        const before = last.done
        const both = (saved: boolean) => (before(saved), done(saved))
        Object.assign(last, job, { due: Math.min(due, last.since + longestMs), done: both })
      } else {
        const made = { ...job, due, since: now, done }
        if (joins) this.#jobs.splice(this.#after(job.step), 0, made)
        else this.#jobs.push(made)
      }
      // What was asked for later must not be written before what was typed earlier.
      if (!typing) for (const j of this.#jobs) j.due = 0
      this.#settle()
      this.#next()
    })
  }

  /** The place behind what is written of a step right now: in the log, one step has no other within. */
  #after(step: Step): number {
    const other = this.#jobs.findIndex((j) => j.step.id !== step.id)
    return other < 0 ? this.#jobs.length : other
  }

  #canMerge(last: Job, job: Omit<Job, 'due' | 'since' | 'done'>): boolean {
    if (last === this.#running || last.step.id !== job.step.id) return false
    return !job.inTurn || this.#jobs.slice(this.#jobs.indexOf(last) + 1).every((j) => j.quiet)
  }

  /** A record that is written anew is no longer held back by what was refused before. */
  #release(key: string) {
    const held = this.#held.get(key)
    if (!held) return
    this.#held.delete(key)
    held.job.done(false)
  }

  #next() {
    if (this.#running) return
    const job = this.#jobs[0]
    if (!job) return
    clearTimeout(this.#timer)
    const wait = job.due - Date.now()
    if (wait > 0) {
      this.#timer = setTimeout(() => this.#next(), wait)
      return
    }
    this.#running = job
    void this.#run(job)
  }

  async #run(job: Job) {
    let problem: BackendError | undefined
    try {
      await job.write()
    } catch (thrown) {
      problem = asBackendError(thrown)
    }
    this.#running = undefined
    if (problem && passing.has(problem.code) && !job.quiet) {
      this.#problem = problem
      this.#settle()
      this.#rest()
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.#next(), retryMs)
      return
    }
    this.#problem = undefined
    this.#jobs.shift()
    if (problem && !job.quiet) this.#held.set(job.key, { job, problem })
    else job.done(!problem)
    this.#settle()
    if (this.#jobs.length === 0) this.#rest()
    this.#next()
  }

  #rest() {
    for (const resolve of this.#idle.splice(0)) resolve()
  }

  #settle() {
    const problem = this.#problem ?? [...this.#held.values()].at(-1)?.problem
    if (problem) this.state = { kind: 'problem', code: problem.code, message: problem.message }
    else this.state = { kind: this.#jobs.some((j) => !j.quiet) ? 'saving' : 'saved' }
  }
}

/** Fields that hold what somebody typed; everything else is ids, states and times. */
const typed = new Set([
  'title',
  'text',
  'caption',
  'name',
  'role',
  'team',
  'alias',
  'reference',
  'severity',
  'label',
  'detail',
  'know',
  'reason',
  'ticket',
  'source',
  'facilitator',
  'noteTaker',
  'readyReason',
  'lead',
  'head',
  'raw',
  'customers',
  'data',
  'revenue',
  'goodwill',
  'url',
  'tags',
])

/** Returns the person's words in a record, in the order of its fields. */
export function wordsOf(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return typed.has(key) && value.trim() ? [value] : []
  if (Array.isArray(value)) return value.flatMap((v) => wordsOf(v, key))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([k, v]) => wordsOf(v, k))
}

export const saving = new Saving()
