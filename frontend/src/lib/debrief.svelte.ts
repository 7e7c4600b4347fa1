import { backend } from './backend'
import { isSigned, mayBecome, newestFirst, opens } from './frozen'
import type { Derived, ID, Noun, RecordOf, Step, Turns, Version, View, Whole } from './nouns'
import { reading } from './reading.svelte'
import { openSession } from './session'
import { newStep, saving, type Saved, type Saving } from './saving.svelte'

/** Nouns a debrief has many of, and where the whole keeps them. */
const lists = {
  participant: 'participants',
  entry: 'entries',
  question: 'questions',
  factor: 'factors',
  helped: 'helped',
  countermeasure: 'countermeasures',
  band: 'bands',
  wording: 'wordings',
  attachment: 'attachments',
  source: 'sources',
} as const

export type ListNoun = keyof typeof lists

export interface Change {
  /** What was done: a key below "change." ("edit-entry"). */
  name: string
  /** The field somebody types in: one visit to a field is one step of undo. */
  typing?: string
  /** A step several writes share. */
  step?: Step
}

/**
 * A whole as it is held. In a list a write makes a new list with a new record, and nothing is changed in
 * place: whoever reads two thousand records follows one thing and not each of their fields.
 */
class Held implements Whole {
  debrief = $state() as Whole['debrief']
  meeting = $state() as Whole['meeting']
  participants = $state.raw<Whole['participants']>([])
  entries = $state.raw<Whole['entries']>([])
  questions = $state.raw<Whole['questions']>([])
  factors = $state.raw<Whole['factors']>([])
  helped = $state.raw<Whole['helped']>([])
  countermeasures = $state.raw<Whole['countermeasures']>([])
  bands = $state.raw<Whole['bands']>([])
  wordings = $state.raw<Whole['wordings']>([])
  attachments = $state.raw<Whole['attachments']>([])
  sources = $state.raw<Whole['sources']>([])
  versions = $state.raw<Whole['versions']>([])

  constructor(whole: Whole) {
    Object.assign(this, whole)
  }
}

/**
 * The one holder of an open debrief. Screens read whole and write through put, edit and remove, which
 * show at once and are saved in their turn.
 */
export class OpenDebrief {
  whole = $state.raw() as Whole
  /**
   * Who has the word. The library forgets it when the meeting ends; here it stays until the debrief is
   * closed, for a meeting that is resumed.
   */
  turns = $state<Turns>() as Turns
  derived = $state<Derived>() as Derived
  /** Text that was being typed and is not filed, by field. */
  drafts = $state<Record<string, string>>({})
  /** Grows with every undo and redo: what was read from an older one is stale. */
  turn = $state(0)
  /**
   * It was opened to be read. That stays so for as long as it is held, also while the library is let go
   * of: nothing of it is written into the one that is opened next.
   */
  readonly #toRead = reading.on
  #session: { field: string; step: Step } | undefined
  #saving: Saving
  #close: () => void

  private constructor(queue: Saving) {
    this.#saving = queue
    this.#close = queue.listen((saved) => this.#saved(saved))
  }

  static async open(id: ID, queue: Saving = saving): Promise<OpenDebrief> {
    const debrief = new OpenDebrief(queue)
    try {
      await debrief.#load(id)
    } catch (thrown) {
      // One that could not be read must not hear of the saves of others.
      debrief.#close()
      throw thrown
    }
    return debrief
  }

  get id(): ID {
    return this.whole.debrief.id
  }

  /** The version it is signed off as: until it is amended it stays as it is, but for what goes on after. */
  get frozen(): Version | undefined {
    const { debrief, versions } = this.whole
    return isSigned(debrief.state) ? newestFirst(versions)[0] : undefined
  }

  /** It was opened to be read, or was signed off: nothing of what is told changes here. */
  get onlyRead(): boolean {
    return this.#toRead || this.frozen !== undefined
  }

  /** A clock may go on: that of the meeting until it is signed off, that of a further session also after. */
  get ticks(): boolean {
    return !this.#toRead && (!this.frozen || openSession(this.whole.meeting) !== undefined)
  }

  /** Stops listening; saves that wait go on. */
  close() {
    this.#close()
    void this.#saving.flush()
  }

  /** Saves what waits, then reads everything again: after undo, redo or a conflict. */
  async reload() {
    await this.#saving.flush()
    await this.#load(this.id)
    this.rest()
    this.turn++
  }

  /** Writes a record, new or changed. The promise tells whether it is in the library. */
  put<N extends Noun>(noun: N, record: RecordOf[N], change: Change): Promise<boolean> {
    const plain = $state.snapshot(record) as RecordOf[N]
    if (this.#refuse() || this.#stays(noun, plain)) return Promise.resolve(false)
    this.#place(noun, plain)
    return this.#saving.put(noun, plain, this.#step(noun, plain.id, change), Boolean(change.typing))
  }

  /** Shows a record that the backend has written by itself (a captured line). */
  adopt<N extends Noun>(noun: N, record: RecordOf[N]) {
    this.#saving.take([{ noun, id: record.id, rev: record.rev }])
    this.#place(noun, record)
  }

  /** Shows records that the backend has written by itself, many at once. */
  adoptAll(lines: { [N in ListNoun]: { noun: N; record: RecordOf[N] } }[ListNoun][]) {
    this.#saving.take(lines.map(({ noun, record }) => ({ noun, id: record.id, rev: record.rev })))
    for (const noun of new Set(lines.map((l) => l.noun))) {
      const fresh = lines.flatMap((l) => (l.noun === noun ? [l.record] : []))
      const known = new Set(fresh.map((r) => r.id))
      this.#hold(noun, [...this.#list(noun).filter((r) => !known.has(r.id)), ...fresh])
    }
  }

  /** Lets go of a record that the backend has deleted by itself. */
  forget(noun: ListNoun, id: ID) {
    this.#hold(
      noun,
      this.#list(noun).filter((r) => r.id !== id),
    )
  }

  /** Changes a record and writes it. Nothing happens when it is not there any more. */
  edit<N extends Noun>(
    noun: N,
    id: ID,
    change: Change,
    alter: (record: RecordOf[N]) => void,
  ): Promise<boolean> {
    const here = this.find(noun, id)
    if (!here || this.#refuse()) return Promise.resolve(false)
    // The clock of the meeting goes on in place; see Held for the lists.
    const copied = noun in lists || this.frozen !== undefined
    const record = copied ? ($state.snapshot(here) as RecordOf[N]) : here
    alter(record)
    return this.put(noun, record, change)
  }

  /** Decides about an idea in a further session, which goes on with it: one write, and one step. */
  decide(
    id: ID,
    alter: (idea: RecordOf['countermeasure'], meeting: RecordOf['meeting']) => void,
  ): Promise<boolean> {
    const here = this.find('countermeasure', id)
    if (!here || this.#refuse()) return Promise.resolve(false)
    const idea = $state.snapshot(here)
    const meeting = $state.snapshot(this.whole.meeting)
    alter(idea, meeting)
    if (this.#stays('countermeasure', idea) || this.#stays('meeting', meeting))
      return Promise.resolve(false)
    this.#place('countermeasure', idea)
    this.#place('meeting', meeting)
    const step = this.#step('countermeasure', id, { name: 'session-decide' })
    return this.#saving.decide(idea, meeting, step)
  }

  /** Deletes a record; undo brings it back. */
  remove(noun: ListNoun, id: ID, change: Change): Promise<boolean> {
    const record = this.find(noun, id)
    if (!record || this.#refuse() || this.#stays(noun)) return Promise.resolve(false)
    this.forget(noun, id)
    const ref = { noun, id, debriefId: this.id, rev: record.rev }
    return this.#saving.remove(ref, this.#step(noun, id, change))
  }

  find<N extends Noun>(noun: N, id: ID): RecordOf[N] | undefined {
    if (noun === 'debrief') return this.whole.debrief as RecordOf[N]
    if (noun === 'meeting') return this.whole.meeting as RecordOf[N]
    if (noun === 'turns') return this.turns as RecordOf[N]
    return this.#list(noun as ListNoun).find((r) => r.id === id) as RecordOf[N] | undefined
  }

  /** Keeps the running clock; no step of undo. */
  tick(): Promise<boolean> {
    if (!this.ticks) return Promise.resolve(false)
    return this.#saving.tick($state.snapshot(this.whole.meeting))
  }

  /** Gives the library the turns again that it forgot when the meeting ended; no step of undo. */
  keepTurns() {
    if (this.onlyRead || this.whole.meeting.endedAt) return
    void this.#saving.keep($state.snapshot(this.turns))
  }

  /** Keeps text that is being typed and not filed. */
  draft(field: string, text: string): Promise<boolean> {
    if (this.#toRead) return Promise.resolve(false)
    this.drafts[field] = text
    return this.#saving.draft(this.id, field, text)
  }

  /** Ends the visit to a field: what is typed next is a step of its own. Saves what waits. */
  rest() {
    this.#session = undefined
    void this.#saving.flush()
  }

  /** While the library is only read nothing changes here: what a control shows is drawn again as it is. */
  #refuse(): boolean {
    if (!this.#toRead && !reading.on) return false
    reading.refuse()
    this.turn++
    return true
  }

  /** What is signed off stays: is says what a record would become, nothing that it would go. */
  #stays<N extends Noun>(noun: N, is?: RecordOf[N]): boolean {
    if (!this.frozen) return false
    const was = is && this.find(noun, is.id)
    const closed = this.whole.debrief.state === 'closed' && opens(noun, was, is)
    if (is && !closed && mayBecome(noun, was, is)) return false
    if (closed) reading.refuseClosed()
    else reading.refuseSigned()
    this.turn++
    return true
  }

  async #load(id: ID) {
    const view = await backend.debriefs.load(id)
    const turns = this.#turnsOf(view)
    this.whole = new Held(view.whole)
    this.turns = turns
    this.derived = view.derived
    this.drafts = view.drafts
    const all: { noun: Noun; id: ID; rev: number }[] = [
      { noun: 'debrief', ...view.whole.debrief },
      { noun: 'meeting', ...view.whole.meeting },
      { noun: 'turns', ...view.turns },
    ]
    for (const [noun, name] of Object.entries(lists) as [ListNoun, (typeof lists)[ListNoun]][]) {
      for (const r of view.whole[name]) all.push({ noun, id: r.id, rev: r.rev })
    }
    this.#saving.take(all)
    if (turns !== view.turns) this.keepTurns()
  }

  /** The turns to go on with: after undo or redo of the end of a meeting those the library has forgotten. */
  #turnsOf({ whole, turns }: View): Turns {
    if (!this.whole || turns.rev > 0 || !whole.meeting.startedAt) return turns
    const forgotten = whole.meeting.endedAt || this.whole.meeting.endedAt
    return forgotten ? $state.snapshot(this.turns) : turns
  }

  #step(noun: Noun, id: ID, change: Change): Step {
    if (change.step) return change.step
    if (!change.typing) {
      this.#session = undefined
      return newStep(change.name)
    }
    const field = `${noun}:${id}:${change.typing}`
    if (this.#session?.field !== field) this.#session = { field, step: newStep(change.name) }
    return this.#session.step
  }

  #place<N extends Noun>(noun: N, record: RecordOf[N]) {
    if (noun === 'debrief') this.whole.debrief = record as RecordOf['debrief']
    else if (noun === 'meeting') this.whole.meeting = record as RecordOf['meeting']
    else if (noun === 'turns') this.turns = record as RecordOf['turns']
    else {
      const list = [...this.#list(noun as ListNoun)]
      const at = list.findIndex((r) => r.id === record.id)
      list[at < 0 ? list.length : at] = record as RecordOf[ListNoun]
      this.#hold(noun as ListNoun, list)
    }
  }

  /** Takes a new list in the place of the one before; a list that is held is never changed. */
  #hold(noun: ListNoun, list: RecordOf[ListNoun][]) {
    sort(list)
    Object.assign(this.whole, { [lists[noun]]: list })
  }

  #list(noun: ListNoun): RecordOf[ListNoun][] {
    return this.whole[lists[noun]]
  }

  #saved({ noun, id, rev, derived }: Saved) {
    const record = this.whole && this.find(noun, id)
    if (record && (noun !== 'debrief' || record.id === id)) record.rev = rev
    if (derived && id === this.id) this.derived = derived
  }
}

/** Lines and people by position, as the backend sorts them; equal ones keep their order. */
function sort(list: RecordOf[ListNoun][]) {
  const position = (r: RecordOf[ListNoun]) => ('position' in r ? (r.position ?? 0) : 0)
  for (let i = 1; i < list.length; i++) {
    const [before, here] = [list[i - 1], list[i]]
    if (before && here && position(before) > position(here)) {
      list.sort((a, b) => position(a) - position(b))
      return
    }
  }
}
