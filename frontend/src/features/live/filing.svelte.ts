import { asBackendError, backend, type Line as Read } from '$lib/backend'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { newID, newParticipant, noMoment } from '$lib/make'
import type { ID, Moment, Step } from '$lib/nouns'
import { newStep, type Saving } from '$lib/saving.svelte'
import { filedLine, narratives, type Line, type Row } from './lines'

/** A line that was typed and is not in the library yet. */
export class Pending {
  readonly key = newID()
  readonly text: string
  readonly stage: number
  readonly position: number
  /** Why it was refused; empty while it waits. */
  problem = $state('')

  constructor(text: string, stage: number, position: number) {
    this.text = text
    this.stage = stage
    this.position = position
  }
}

/** A question the app has about a filed line. It waits beside the line and keeps nothing from going on. */
export type Ask =
  { kind: 'person'; name: string; raw: string } | { kind: 'who'; candidates: ID[]; line: Read }

/** Where a line is filed. */
export interface Context {
  stage: number
  speakerId: ID
}

interface Hooks {
  /** The lines of the meeting as they are now. */
  rows: () => Row[]
  context: () => Context
  /** Text in the field, which is kept as soon as the line before it is filed. */
  typed: () => string
  onCommand: (line: Read) => void
}

/** The field whose draft keeps what is being typed. */
export const draftField = 'capture'

/** The draft that keeps a line which is being edited in place. */
export const lineDraft = (id: ID) => `line:${id}`

/** Commands may change who speaks and which stage it is: lines after one wait to know. */
const looksLikeCommand = (text: string) => /^\s*\/[a-z]/i.test(text)

/**
 * Files lines in the order of their Enters. Nothing waits for it: a line shows at once and its text
 * stays here until the library has it.
 */
export class Filing {
  pending = $state.raw<Pending[]>([])
  asks = $state.raw<ReadonlyMap<ID, Ask>>(new Map())
  #debrief: OpenDebrief
  #saving: Saving
  #hooks: Hooks
  #last = 0

  constructor(debrief: OpenDebrief, saving: Saving, hooks: Hooks) {
    this.#debrief = debrief
    this.#saving = saving
    this.#hooks = hooks
  }

  /** Takes the place after every line there is. */
  reserve(): number {
    // Each of these is in order already, so that the last is enough.
    const rows = this.#hooks.rows().at(-1)?.record.position ?? 0
    const prepared = this.#debrief.whole.entries.at(-1)?.position ?? 0
    this.#last = Math.floor(Math.max(this.#last, rows, prepared)) + 1
    return this.#last
  }

  /** The place directly below a line, above whatever follows it. */
  below(position: number): number {
    const after = [
      ...this.#hooks.rows().map((r) => r.record.position),
      ...this.pending.map((p) => p.position),
    ]
      .filter((p) => p > position)
      .reduce((a, b) => Math.min(a, b), Infinity)
    return after === Infinity ? this.reserve() : (position + after) / 2
  }

  /** Files a typed line. Resolves with what it became; with nothing for a command or a refusal. */
  file(text: string, step = newStep('file-line')): Promise<Line | undefined> {
    const waits = this.pending.some((p) => looksLikeCommand(p.text))
    const context = waits ? undefined : this.#hooks.context()
    const stage = (context ?? this.#hooks.context()).stage
    const item = new Pending(text, stage, this.reserve())
    this.pending = [...this.pending, item]
    return this.#send(item, step, context)
  }

  /** Files pasted lines as one step of undo. */
  paste(lines: string[]): Promise<Line | undefined>[] {
    const step = newStep('paste-lines')
    return lines.map((text) => this.file(text, step))
  }

  /** Files a line again that was edited in place. */
  async edit(row: Row, text: string, step = newStep('edit-line')): Promise<Line | undefined> {
    const { stage, position } = row.record
    const run = async () => {
      const context = { ...this.#hooks.context(), stage }
      const input = this.#input(text, position, context, row.id)
      const filed = await backend.capture.file(step, this.#leaving(input, lineDraft(row.id), ''))
      if (filed.removed && filed.removed.noun === row.noun) this.#debrief.forget(row.noun, row.id)
      return this.#take(filed.line, filedLine(filed), row.id)
    }
    return this.#saving.perform([text], run, `edit:${row.id}`)
  }

  /** Takes a refused or waiting line back, to be written again; nothing when it is on its way just now. */
  takeBack(key: ID): boolean {
    if (!this.#saving.withdraw(`perform:line:${key}`)) return false
    this.#drop(key)
    return true
  }

  /** Adds the person a line named and gives them the line: one step. */
  async accept(id: ID, person?: ID): Promise<void> {
    const ask = this.asks.get(id)
    const row = this.#hooks.rows().find((r) => r.id === id)
    this.forgetAsk(id)
    if (!ask || !row) return
    const step = newStep('edit-line')
    if (ask.kind === 'person') {
      const last = this.#debrief.whole.participants.at(-1)?.position ?? 0
      const who = { ...newParticipant(this.#debrief.id, last + 1), name: ask.name }
      void this.#debrief.put('participant', who, { name: step.name, step })
      await this.edit(row, named(ask.raw, ask.name), step)
      return
    }
    const chosen = this.#debrief.whole.participants.find((p) => p.id === person)
    if (!chosen) return
    const time = ask.line.time.raw ? `${ask.line.time.raw} ` : ''
    await this.edit(row, `${time}${chosen.name}: ${ask.line.rest}`, step)
  }

  forgetAsk(id: ID) {
    const left = new Map(this.asks)
    left.delete(id)
    this.asks = left
  }

  #send(item: Pending, step: Step, context: Context | undefined): Promise<Line | undefined> {
    const run = async () => {
      const here = context ?? this.#hooks.context()
      try {
        const input = this.#input(item.text, item.position, here, '')
        const filed = await backend.capture.file(
          step,
          this.#leaving(input, draftField, this.#left(item)),
        )
        const line = this.#take(filed.line, filedLine(filed), '')
        this.#drop(item.key)
        if (filed.line.kind === 'command') this.#hooks.onCommand(filed.line)
        return line
      } catch (thrown) {
        item.problem = asBackendError(thrown).message
        throw thrown
      }
    }
    return this.#saving.perform([item.text], run, `line:${item.key}`)
  }

  /** What the capture field's draft holds once a line is filed: what is being typed, or the next that waits. */
  #left(filed: Pending): string {
    return this.#hooks.typed() || (this.pending.find((p) => p !== filed)?.text ?? '')
  }

  /** The draft a line was typed in is let go in the same moment in which the line is filed. */
  #leaving<T>(
    input: T,
    draftField: string,
    draft: string,
  ): T & { draftField: string; draft: string } {
    this.#debrief.drafts[draftField] = draft
    return { ...input, draftField, draft }
  }

  #take(read: Read, line: Line | undefined, before: ID): Line | undefined {
    if (before) this.forgetAsk(before)
    if (!line) return undefined
    this.#debrief.adopt(line.noun, line.record)
    const ask = askOf(read)
    if (ask) this.asks = new Map(this.asks).set(line.record.id, ask)
    return line
  }

  #input(text: string, position: number, context: Context, editId: ID) {
    const above = this.#hooks.rows().filter((r) => r.record.position < position)
    const timed = above.findLast((r) => isTimed(r, context))
    const previous: Moment =
      timed?.noun === 'entry' ? $state.snapshot(timed.record.time) : noMoment()
    return {
      debriefId: this.#debrief.id,
      text,
      stage: context.stage,
      position,
      speakerId: context.speakerId,
      previous,
      editId,
      aboveId: above.at(-1)?.id ?? '',
    }
  }

  #drop(key: ID) {
    this.pending = this.pending.filter((p) => p.key !== key)
  }
}

/**
 * The line a time's day follows from: one of the same stage and, where turns are taken, of the same
 * speaker. Everybody tells it from the beginning.
 */
const isTimed = (row: Row, context: Context) =>
  row.noun === 'entry' &&
  row.record.time.at !== '' &&
  row.record.stage === context.stage &&
  (context.stage !== narratives ||
    context.speakerId === '' ||
    row.record.who.participantId === context.speakerId)

function askOf(read: Read): Ask | undefined {
  if (read.newPerson) return { kind: 'person', name: read.newPerson, raw: read.raw }
  if (read.ambiguous.length > 1) return { kind: 'who', candidates: read.ambiguous, line: read }
  return undefined
}

/** "@bob restarted" reads as Bob's once Bob is a participant; everything else already does. */
const named = (raw: string, name: string) => raw.replace(new RegExp(`@${name}\\b`, 'i'), `${name}:`)
