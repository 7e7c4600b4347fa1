import { keptAsAgreed } from '$lib/consent'
import {
  asBackendError,
  backend,
  type Filed,
  type Line as Read,
  type LineInput,
} from '$lib/backend'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { newID, newParticipant, noMoment } from '$lib/make'
import type { ID, Moment, Step } from '$lib/nouns'
import { newStep, type Saving } from '$lib/saving.svelte'
import type { Decided } from './flags.svelte'
import { filedLine, narratives, type Line, type Row } from './lines'

/** A line that was typed and is not in the library yet. */
export class Pending {
  readonly key = newID()
  readonly text: string
  readonly stage: number
  readonly position: number
  /** How many lines it may become. */
  readonly lines: number
  /** What was decided about its wording while it was typed. */
  readonly decided: Decided[]
  /** The pictures that go with it. */
  readonly pictures: ID[]
  /** Who had the word when it was begun, and in which stage; a command before it may still say so. */
  readonly context: Context | undefined
  /** Why it was refused; empty while it waits. */
  problem = $state('')

  constructor(
    text: string,
    { stage, context }: { stage: number; context: Context | undefined },
    position: number,
    decided: Decided[],
    pictures: ID[] = [],
    lines = 1,
  ) {
    this.text = text
    this.stage = stage
    this.context = context
    this.position = position
    this.decided = decided
    this.pictures = pictures
    this.lines = lines
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
  /** Pictures that go with the next line. */
  waiting: () => ID[]
  onCommand: (line: Read) => void
  /** An edited line stays as somebody agreed to it, and why. What was typed is in its draft. */
  onKept: (id: ID, why: string) => void
  /** A line is filed; what was decided about it while it was typed belongs to the same step. */
  onFiled: (line: Line, decided: Decided[], step: Step) => void
}

/** The field whose draft keeps what is being typed. */
export const draftField = 'capture'

/** The draft that keeps a line which is being edited in place. */
export const lineDraft = (id: ID) => `line:${id}`

/** Commands may change who speaks and which stage it is: lines after one wait to know. */
const looksLikeCommand = (text: string) => /^\s*\/[a-z]/i.test(text)

const ids = (lines: (Line | undefined)[]): ID[] => lines.flatMap((l) => (l ? [l.record.id] : []))

/** A pasted text in parts: lines that are filed together, and each line that may be a command. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  let open = false
  for (const line of text.split(/\r\n|[\r\n\u2028\u2029]/)) {
    const command = looksLikeCommand(line)
    if (open && !command) parts[parts.length - 1] += `\n${line}`
    else if (command || line.trim()) parts.push(line)
    open = !command && parts.length > 0
  }
  return parts
}

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

  /** The questions that are shown: of those about one name, the first. Its answer is the answer to all. */
  readonly shown: ReadonlyMap<ID, Ask> = $derived.by(() => {
    const names = new Set<string>()
    return new Map(
      [...this.asks].filter(([, ask]) => {
        if (ask.kind !== 'person') return true
        const known = names.has(ask.name)
        names.add(ask.name)
        return !known
      }),
    )
  })

  constructor(debrief: OpenDebrief, saving: Saving, hooks: Hooks) {
    this.#debrief = debrief
    this.#saving = saving
    this.#hooks = hooks
  }

  /** Takes the place after every line there is, and as many after it as lines may follow. */
  reserve(lines = 1): number {
    // Each of these is in order already, so that the last is enough.
    const rows = this.#hooks.rows().at(-1)?.record.position ?? 0
    const prepared = this.#debrief.whole.entries.at(-1)?.position ?? 0
    const place = Math.floor(Math.max(this.#last, rows, prepared)) + 1
    this.#last = place + lines - 1
    return place
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

  /** A command is on its way that may change who speaks and which stage it is. */
  get waits(): boolean {
    return this.pending.some((p) => looksLikeCommand(p.text))
  }

  /**
   * Files a typed line, under whom and where it was begun; without that, where the meeting is. Resolves
   * with what it became; with nothing for a command or a refusal.
   */
  file(
    text: string,
    decided: Decided[] = [],
    step = newStep('file-line'),
    begun?: Context,
  ): Promise<Line | undefined> {
    return this.#send(this.#begin(text, decided, begun), step)
  }

  /**
   * Files the lines of a pasted text as one step of undo; what was decided is about the first. Resolves
   * with those that were.
   */
  async paste(text: string, decided: Decided[] = [], begun?: Context): Promise<ID[]> {
    const step = newStep('paste-lines')
    const filed = partsOf(text).map(async (part, i) => {
      const [about, from] = i === 0 ? [decided, begun] : [[], undefined]
      if (looksLikeCommand(part)) return ids([await this.file(part, about, step)])
      return this.#pastePart(part, about, step, from)
    })
    return (await Promise.all(filed)).flat()
  }

  /** Puts a text among those on their way; where it is said depends on the commands before it. */
  #begin(text: string, decided: Decided[], begun: Context | undefined, lines = 1): Pending {
    const now = this.#hooks.context()
    const context = begun ?? (this.waits ? undefined : now)
    const place = { stage: (context ?? now).stage, context }
    const pictures = looksLikeCommand(text) ? [] : this.#hooks.waiting()
    const item = new Pending(text, place, this.reserve(lines), decided, pictures, lines)
    this.pending = [...this.pending, item]
    return item
  }

  /** Files lines all at once. Where they are refused together, each goes its own way, to say which is meant. */
  async #pastePart(
    text: string,
    decided: Decided[],
    step: Step,
    begun: Context | undefined,
  ): Promise<ID[]> {
    const lines = text.split('\n').filter((l) => l.trim())
    const item = this.#begin(text, decided, begun, lines.length)
    let refused = false
    const run = async () => {
      const input = this.#input(text, item.position, item.context ?? this.#hooks.context(), '')
      const left = this.#leaving(input, draftField, this.#left(item))
      const whole = { ...left, pictureIds: item.pictures }
      const filed = await backend.capture.paste(step, whole).catch((thrown: unknown) => {
        refused = asBackendError(thrown).code === 'too-long'
        if (!refused) throw thrown
        return []
      })
      const taken = this.#takeAll(filed)
      this.#drop(item.key)
      if (taken[0]) this.#hooks.onFiled(taken[0], decided, step)
      return ids(taken)
    }
    const filed = (await this.#saving.perform([text], run, `line:${item.key}`, step)) ?? []
    if (!refused) return filed
    const alone = lines.map((line, i) => this.file(line, i === 0 ? decided : [], step, begun))
    return ids(await Promise.all(alone))
  }

  /** Shows lines that were filed together. */
  #takeAll(filed: Filed[]): Line[] {
    const lines = filed.flatMap((f) => filedLine(f) ?? [])
    this.#debrief.adoptAll(lines)
    for (const f of filed) this.#bring(f)
    const asks = filed.flatMap((f): [ID, Ask][] => {
      const [line, ask] = [filedLine(f), askOf(f.line)]
      return line && ask ? [[line.record.id, ask]] : []
    })
    if (asks.length > 0) this.asks = new Map([...this.asks, ...asks])
    return lines
  }

  /** A line that is being typed, to be read and not filed. */
  reading(text: string, begun: Context | undefined): LineInput {
    const input = this.#input(text, 0, begun ?? this.#hooks.context(), '')
    return { ...input, draftField: '', draft: '' }
  }

  /** Files a line again that was edited in place. */
  async edit(row: Row, text: string, step = newStep('edit-line')): Promise<Line | undefined> {
    const { stage, position } = row.record
    const run = async () => {
      const context = { ...this.#hooks.context(), stage }
      const input = this.#input(text, position, context, row.id)
      const left = this.#leaving(input, lineDraft(row.id), '')
      const filed = await backend.capture.file(step, left).catch(keptAsAgreed)
      if (typeof filed === 'string') {
        void this.#debrief.draft(lineDraft(row.id), text)
        return void this.#hooks.onKept(row.id, filed)
      }
      if (filed.removed && filed.removed.noun === row.noun) this.#debrief.forget(row.noun, row.id)
      this.#bring(filed)
      return this.#take(filed.line, filedLine(filed), row.id)
    }
    return this.#saving.perform([text], run, `edit:${row.id}`, step)
  }

  /** What an edited line is filed as when it is split, and the place of the rest. */
  splitting(row: Row, first: string) {
    const { stage, position } = row.record
    const context = { ...this.#hooks.context(), stage }
    const input = this.#input(first, position, context, row.id)
    return { input: this.#leaving(input, lineDraft(row.id), ''), below: this.below(position) }
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
      const alike = [...this.asks].filter(([, a]) => a.kind === 'person' && a.name === ask.name)
      await this.edit(row, named(ask.raw, ask.name), step)
      for (const [other, a] of alike) {
        const line = this.#hooks.rows().find((r) => r.id === other)
        if (line && a.kind === 'person') await this.edit(line, named(a.raw, a.name), step)
      }
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

  /** Leaves the lines somebody was asked about as they are. */
  leaveAsk(id: ID) {
    const ask = this.asks.get(id)
    const same = ([key, a]: [ID, Ask]) =>
      key === id || (ask?.kind === 'person' && a.kind === 'person' && a.name === ask.name)
    this.asks = new Map([...this.asks].filter((one) => !same(one)))
  }

  #send(item: Pending, step: Step): Promise<Line | undefined> {
    const run = async () => {
      const here = item.context ?? this.#hooks.context()
      try {
        const input = this.#input(item.text, item.position, here, '')
        const left = this.#leaving(input, draftField, this.#left(item))
        const filed = await backend.capture.file(step, { ...left, pictureIds: item.pictures })
        this.#bring(filed)
        const line = this.#take(filed.line, filedLine(filed), '')
        this.#drop(item.key)
        if (line) this.#hooks.onFiled(line, item.decided, step)
        if (filed.line.kind === 'command') this.#hooks.onCommand(filed.line)
        return line
      } catch (thrown) {
        item.problem = asBackendError(thrown).message
        throw thrown
      }
    }
    return this.#saving.perform([item.text], run, `line:${item.key}`, step)
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
      pictureIds: [],
    }
  }

  /** Shows pictures where they belong now. */
  #bring(filed: Filed) {
    for (const picture of filed.attachments ?? []) this.#debrief.adopt('attachment', picture)
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
