import type { Chips, Filed, Line, LineInput, WordingFlag } from '$lib/backend'
import { OpenDebrief } from '$lib/debrief.svelte'
import {
  newEntry,
  newFactor,
  newID,
  newParticipant,
  newQuestion,
  noMoment,
  nobody,
} from '$lib/make'
import type { Step, Turns, Whole } from '$lib/nouns'
import { Saving } from '$lib/saving.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { Live } from './live.svelte'
import type { Field } from './writing.svelte'

// A meeting over a bridge in memory that knows a little of the grammar and flags "should have".

const services = () =>
  (window as unknown as { go: { app: Record<string, Record<string, unknown>> } }).go.app

export interface Stage {
  live: Live
  fake: Fake
  whole: () => Whole
  /** The turns as the library has them. */
  turns: () => Turns
  saving: Saving
  /** Milliseconds the clock stands at, and how many of them the machine slept or its clock was set. */
  clock: { now: number; slept: number }
  /** Lets time pass as the window sees it, beat by beat. */
  pass: (ms: number) => void
  /** The steps lines were filed under, with their texts. */
  filed: { step: Step; input: LineInput }[]
  /** The steps lines were joined under. */
  joined: string[]
  /** Reads the debrief again, as after a crash. */
  reopen: () => Promise<Live>
  field: FakeField
}

/** How often the window looks at its clock here, in milliseconds. */
const beatMs = 1000

/** An editor without a document. */
export class FakeField implements Field {
  text = ''
  caret = 0
  marks: { from: number; to: number }[] = []
  setText(text: string) {
    this.text = text
    this.caret = text.length
  }
  select(_: number, to: number) {
    this.caret = to
  }
  setFlags(flags: { from: number; to: number }[]) {
    this.marks = flags
  }
  /** What was done about the text, the newest last. */
  deeds: { run: () => void; back: () => void }[] = []
  carryOut(deed: { run: () => void; back: () => void }) {
    this.deeds.push(deed)
    deed.run()
  }
  insert(text: string, deed?: { run: () => void; back: () => void }) {
    this.setText(this.text.slice(0, this.caret) + text + this.text.slice(this.caret))
    if (deed) this.carryOut(deed)
  }
  focus() {
    return undefined
  }
}

export async function stage(people: string[] = ['Ines', 'Jo', 'Sam']): Promise<Stage> {
  const fake = new Fake().install()
  const w = newWhole({ title: 'Checkout', state: 'ready' })
  w.participants = people.map((name, i) => ({
    ...newParticipant(w.debrief.id, i + 1),
    id: name,
    name,
  }))
  fake.add(w)
  const whole = () => fake.wholes.get(w.debrief.id) ?? w
  const turns = () => fake.turnsOf(w.debrief.id)
  const filed: Stage['filed'] = []
  const joined: string[] = []
  const app = services()
  app.Capture = {
    File: async (step: Step, input: LineInput) => {
      // The substituted bridge refuses saves that a test wants refused; a line is a save as well.
      await (app.Debriefs as { SaveDraft: (...a: string[]) => Promise<void> }).SaveDraft(
        w.debrief.id,
        'gate',
        '',
      )
      filed.push({ step, input })
      if (input.draftField) {
        const kept = fake.drafts.get(w.debrief.id)
        fake.drafts.set(w.debrief.id, { ...kept, [input.draftField]: input.draft })
      }
      return file(whole(), input)
    },
    Paste: async (step: Step, input: LineInput) => {
      await (app.Debriefs as { SaveDraft: (...a: string[]) => Promise<void> }).SaveDraft(
        w.debrief.id,
        'gate',
        '',
      )
      filed.push({ step, input })
      const lines = input.text.split('\n').filter((l) => l.trim())
      return lines.map((text, i) => file(whole(), { ...input, text, position: input.position + i }))
    },
    Read: async (input: LineInput) => read(whole(), input),
    Typed: async (_: string, id: string) => chipsOf(whole(), id),
    Split: async (step: Step, input: LineInput, rest: string, below: number) => {
      filed.push({ step, input })
      file(whole(), input)
      return file(whole(), { ...input, text: rest, editId: '', position: below })
    },
    Join: async (step: Step, _: string, above: string, below: string) => {
      const [a, b] = [above, below].map((id) => whole().entries.find((e) => e.id === id))
      if (!a || !b) throw new Error(JSON.stringify({ code: 'lines-differ', message: 'Of a kind.' }))
      a.text += ` ${b.text}`
      a.rev++
      joined.push(step.name)
      whole().entries = whole().entries.filter((e) => e !== b)
    },
    SetDay: async (_: Step, __: string, day: string) => {
      if (day === 'soon') return ''
      whole().debrief.day = '2026-11-21'
      for (const e of whole().entries) e.time.problem = ''
      return whole().debrief.day
    },
  }
  app.Wordings = {
    ...app.Wordings,
    Open: async () =>
      whole().entries.flatMap(({ id, text, quote }) => {
        const decided = whole().wordings
        const open = flagsOf(text).filter(
          (f) =>
            !decided.some((d) => d.phrase === f.phrase && (d.recordId === id || Boolean(d.scope))),
        )
        const at = { recordId: id, noun: 'entry', field: 'text' }
        return quote || open.length === 0 ? [] : [{ ...at, flags: open }]
      }),
    Check: async (_: string, text: string) => flagsOf(text),
    CheckLine: async (_: string, { text }: LineInput) => (/^[>?/]/.test(text) ? [] : flagsOf(text)),
  }
  const clock = { now: Date.parse('2026-11-21T10:00:00Z'), slept: 0 }
  const clocks = { wall: () => clock.now, steady: () => clock.now - clock.slept }
  const saving = new Saving()
  const open = async () => {
    const live = new Live(await OpenDebrief.open(w.debrief.id, saving), saving, clocks)
    live.writing.attach(field)
    return live
  }
  const field = new FakeField()
  const made: Stage = {
    ...{
      live: await open(),
      fake,
      whole,
      turns,
      saving,
      clock,
      filed,
      joined,
      reopen: open,
      field,
    },
    pass: (ms) => {
      for (let left = ms; left > 0; left -= beatMs) {
        clock.now += Math.min(left, beatMs)
        made.live.beat()
      }
    },
  }
  return made
}

/** Types a text into the capture field. */
export function type(s: Stage, text: string) {
  s.field.setText(text)
  s.live.writing.changed(text)
}

/** The line's person and its sign as chips, in the order of the grammar. */
function chipsOf(w: Whole, id: string): Chips {
  const entry = w.entries.find((e) => e.id === id)
  const name = w.participants.find((p) => p.id === entry?.who.participantId)?.name
  const chips: Chips['chips'] = [
    { kind: 'time', text: entry?.time.raw ? `${entry.time.raw} ` : '' },
    { kind: 'who', text: name ? `${name}: ` : '' },
    { kind: 'mark', text: entry?.quote ? '> ' : '' },
  ]
  return { chips: chips.filter((c) => c.text), text: entry?.text ?? '' }
}

function read(w: Whole, input: LineInput): Line {
  const line: Line = {
    kind: 'note',
    time: noMoment(),
    who: nobody(),
    text: input.text.trim(),
    quote: false,
    lane: '',
    newPerson: '',
    ambiguous: [],
    rest: '',
    command: '',
    args: [],
    raw: input.text,
    named: '',
  }
  const command = /^\/(\w+) ?(.*)$/.exec(line.text)
  if (command)
    return { ...line, kind: 'command', command: command[1] ?? '', text: command[2] ?? '' }
  const prefix = { '?': 'question', '#': 'factor', '>': 'entry' }[line.text[0] ?? '']
  if (prefix)
    return {
      ...line,
      kind: prefix,
      quote: line.text.startsWith('>'),
      text: line.text.slice(1).trim(),
    }
  const named = /^(\w+): (.*)$/.exec(line.text)
  const who = named && w.participants.find((p) => p.name === named[1])
  if (named && !who) return { ...line, newPerson: named[1] ?? '', rest: named[2] ?? '' }
  if (named && who)
    return {
      ...line,
      kind: 'entry',
      who: { participantId: who.id, name: '' },
      text: named[2] ?? '',
    }
  const speaker = input.stage === 3 ? input.speakerId : ''
  return { ...line, who: { participantId: speaker, name: '' } }
}

function file(w: Whole, input: LineInput): Filed {
  const line = read(w, input)
  if (line.kind === 'command') return { line }
  const place = { stage: input.stage, position: input.position }
  const fields = { text: line.text, rev: 1, id: input.editId || newID() }
  if (line.kind === 'question') {
    const question = newQuestion(w.debrief.id, place, fields)
    w.questions.push(question)
    return { line, question: structuredClone(question) }
  }
  if (line.kind === 'factor') {
    const factor = newFactor(w.debrief.id, place, fields)
    w.factors.push(factor)
    return { line, factor: structuredClone(factor) }
  }
  const entry = newEntry(w.debrief.id, place, { ...fields, who: line.who, quote: line.quote })
  w.entries = [...w.entries.filter((e) => e.id !== entry.id), entry]
  return { line, entry: structuredClone(entry) }
}

/** Flags each "should have" and "obviously", and faintly each "because". */
function flagsOf(text: string): WordingFlag[] {
  return [...text.matchAll(/should have|obviously|because/g)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    utf16Start: m.index,
    utf16End: m.index + m[0].length,
    class: 'counterfactual',
    level: m[0] === 'because' ? 'note' : 'ask',
    phrase: m[0],
    reason: 'It did not happen.',
    questions: ['What were you seeing?', 'What made sense?'],
    rule: `test/${m[0]}`,
    source: '',
  }))
}
