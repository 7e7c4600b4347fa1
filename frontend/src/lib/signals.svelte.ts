import { Asked } from './asked.svelte'
import { backend } from './backend'
import { changes } from './changes.svelte'
import { t } from './copy'
import { titleOf } from './format'
import { noMoment } from './make'
import type { Moment } from './nouns'
import { reading } from './reading.svelte'
import { newStep, saving } from './saving.svelte'

const fields = ['text', 'when', 'tags'] as const
type Field = (typeof fields)[number]

/** What each field's draft is called; it belongs to no debrief. */
const drafts: Record<Field, string> = { text: 'note', when: 'note.when', tags: 'note.tags' }

/** How long the keys rest before what was typed is read. */
const restMs = 150

const empty = () => ({ text: '', when: '', tags: '' })

/** The note of a near miss that is being typed, wherever one is in the window. */
class Signals {
  /** The sheet it is typed in is there. */
  shown = $state(false)
  typed = $state(empty())
  /** What its words are asked about, and what time is read in it. */
  readonly asked = new Asked()
  moment = $state.raw<Moment>(noMoment())
  #keeping = false
  #taking = false
  #taken = Promise.resolve()
  #turn = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  readonly zone = Intl.DateTimeFormat().resolvedOptions().timeZone

  show = () => {
    if (this.shown || reading.refuse()) return
    this.shown = true
    this.#taken = this.#takeUp()
  }

  /** Puts it away. What was typed is kept. */
  close = () => {
    this.shown = false
    void saving.flush()
  }

  /** Another library is open: what is typed belongs to the one before, and is kept there. */
  forget = () => {
    this.shown = false
    this.#put(empty())
  }

  type(field: Field, value: string) {
    this.typed[field] = value
    // What was typed before is read first: it would be written over.
    if (!this.#taking) void saving.draft('', drafts[field], value)
    this.#read()
  }

  /** Makes a note of it; nothing happens while there are no words. */
  async keep() {
    await this.#taken
    const note = { ...this.typed, zone: this.zone }
    if (this.#keeping || !note.text.trim()) return
    this.#keeping = true
    const step = newStep('note-signal')
    const words = fields.map((f) => note[f]).filter(Boolean)
    const run = () => backend.signals.note(step, note)
    const kept = await saving.attempt(words, run, 'note-signal', step)
    this.#keeping = false
    if (!kept) return // it was said why, and the words are here still
    this.#let(note.text)
    changes.offerNewest(t('signal.kept', { title: titleOf(kept) }))
    await changes.listed()
  }

  /** Lets go of what was kept. What was typed on meanwhile stays, to be kept by itself. */
  #let(kept: string) {
    const { text } = this.typed
    const more = (text.startsWith(kept) ? text.slice(kept.length) : text).trim()
    this.#put({ ...empty(), text: more })
    if (more) void saving.draft('', drafts.text, more)
    else this.close()
  }

  /** What was typed before and not kept; what is typed meanwhile goes behind it. */
  async #takeUp() {
    if (fields.some((f) => this.typed[f])) return
    this.#taking = true
    const before = await backend.signals.typed().catch(empty)
    this.#taking = false
    const now = this.typed
    if (fields.some((f) => before[f])) {
      const both = (a: string, b: string, between: string) => [a, b].filter(Boolean).join(between)
      this.#put({
        text: both(before.text, now.text, '\n'),
        when: now.when || before.when,
        tags: both(before.tags, now.tags, ', '),
      })
    }
    for (const f of fields) if (now[f]) void saving.draft('', drafts[f], this.typed[f])
  }

  #put(typed: Record<Field, string>) {
    this.typed = typed
    this.#read()
  }

  #read() {
    this.asked.look(this.typed.text)
    clearTimeout(this.#timer)
    const turn = ++this.#turn
    this.#timer = setTimeout(() => void this.#look(turn), restMs)
  }

  async #look(turn: number) {
    const note = { ...this.typed, zone: this.zone }
    const read = note.when.trim() ? await backend.signals.moment(note).catch(noMoment) : noMoment()
    if (turn === this.#turn) this.moment = read
  }
}

export const signals = new Signals()
