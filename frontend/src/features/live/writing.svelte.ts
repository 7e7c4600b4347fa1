import { untrack } from 'svelte'
import type { Chip, WordingFlag } from '$lib/backend'
import { isShared } from '$lib/consent'
import { t } from '$lib/copy'
import type { Editor } from '$lib/editor/editor'
import type { ID } from '$lib/nouns'
import { toasts } from '$lib/ui/toasts.svelte'
import { pictures, type Hand } from '$lib/pictures.svelte'
import { draftField, lineDraft, type Context } from './filing.svelte'
import type { Decided, Surface } from './flags.svelte'
import { markOf } from '$lib/wording.svelte'
import type { Line } from './lines'
import type { Live } from './live.svelte'

/** What a line's editor has to offer; the real one is CodeMirror's. */
export type Field = Pick<
  Editor,
  'text' | 'caret' | 'setText' | 'setFlags' | 'carryOut' | 'insert' | 'select' | 'focus'
>

/** What is being written until Enter: its pictures may arrive when it is on its way already. */
interface Being {
  /** So many are on their way. */
  coming: number
  /** What it became, once it is sent. */
  filed?: Promise<ID | undefined>
  /** Enter came before its pictures, and there was nothing else to file. */
  entered?: boolean
}

/** A text that becomes a line at Enter: the capture field, or a line edited in place. */
export class Writing implements Surface {
  readonly recordId: ID
  decided = $state.raw<Decided[]>([])
  /** The caret is in it. */
  focused = false
  /** What stands beside the text as chips: its time, whose it is, what kind of line. */
  chips = $state.raw<Chip[]>([])
  /** A part of the line that is to be typed anew once there is a field. */
  #wanted: Chip['kind'] | undefined
  #live: Live
  #field: Field | undefined
  #text: string
  /** The line as it is filed; empty when that is not known, so that leaving it files it. */
  #filed: string
  #done = false
  /** Another one with every line that is written here. */
  #line: Being = { coming: 0 }
  /**
   * Who had the word when it was begun, and in which stage: whose it is, whoever speaks when it is filed.
   * Nothing for an empty field, for a command, and while a command before it is on its way.
   */
  begun = $state.raw<Context>()
  #visited = false

  constructor(live: Live, recordId: ID, text: string, filed = text, chips: Chip[] = []) {
    this.#live = live
    this.recordId = recordId
    this.#filed = filed
    this.#text = text
    this.chips = chips
    this.begin()
  }

  /** Notes whose a text is that has just been begun. */
  begin() {
    if (this.recordId) return
    const words = this.#text.trim()
    if ((!words && !this.pictured) || words.startsWith('/')) this.begun = undefined
    else if (!this.begun && !this.#live.filing.waits) this.begun = this.#live.here
  }

  /** It has pictures beside its words, or they are on their way. */
  get pictured(): boolean {
    return this.#line.coming > 0 || this.#live.evidence.waiting.length > 0
  }

  /**
   * Takes pictures as evidence of the line: of the one that is edited at once, of a new one when it is filed.
   * They are kept beside the field until then.
   */
  async picture(hands: Hand[]) {
    const { debrief } = this.#live
    const line = this.#line
    line.coming += hands.length
    this.begin()
    const to = async () => this.recordId || (await line.filed) || debrief.id
    for (const hand of hands) {
      const made = await pictures.attach(debrief, hand, to, this.#live.saving)
      line.coming--
      if (made?.recordId === debrief.id) void this.#follow(made.id, line)
    }
    if (line !== this.#line) return
    this.begin()
    if (line.entered && line.coming === 0) void this.enter()
  }

  /** A picture that was being written down when Enter came follows its line. */
  async #follow(id: ID, line: Being) {
    const { debrief } = this.#live
    const lineId = await line.filed
    if (!lineId || debrief.find('attachment', id)?.recordId !== debrief.id) return
    void debrief.edit('attachment', id, { name: 'add-picture' }, (a) => (a.recordId = lineId))
  }

  /** Takes the newest picture off the line that is being written. */
  dropPicture(): boolean {
    const last = this.#live.evidence.waiting.at(-1)
    if (!last) return false
    pictures.remove(this.#live.debrief, last.id)
    this.begin()
    return true
  }

  /**
   * Somebody else gets the word, or the stage changes: what was begun is filed before. A command is
   * nobody's words and stays; so does what waits for a command to tell whose it is.
   */
  finish() {
    if (this.begun) void this.enter()
  }

  /** What the chips would be as text, before the text. */
  get lead(): string {
    return this.chips.map((c) => c.text).join('')
  }

  /** The whole line as it would be typed. */
  get whole(): string {
    return this.lead + this.#text
  }

  get text(): string {
    return this.#text
  }

  get caret(): number {
    return this.#field?.caret ?? this.#text.length
  }

  attach(field: Field): () => void {
    this.#field = field
    if (field.text !== this.#text) field.setText(this.#text)
    // What it opens, and what is looked at, is no reason for a new field.
    untrack(() => this.#attached())
    return () => {
      this.#field = undefined
      this.#visited = false
      this.focused = false
      this.#live.flags.leave(this)
    }
  }

  #attached() {
    if (this.#wanted) this.retype(this.#wanted)
    // What stood here when the screen was left, or when the app ended, is looked at again.
    if (this.#text.trim() && !this.#live.flags.surface) this.#live.flags.touch(this)
  }

  /** Gives it the caret: where it was, and at the end the first time. */
  focus() {
    if (this.#visited) this.#field?.focus()
    else this.#field?.focus('end')
    this.#visited = this.#field !== undefined
  }

  /** The caret came into it, by click or by key. */
  visited() {
    this.focused = true
    this.#visited = true
  }

  /** Types where the caret is; while there is no field, after what stands in the draft. */
  insert(text: string) {
    if (this.#field) return this.#field.insert(text)
    const gap = this.#text && !/\s$/.test(this.#text) ? ' ' : ''
    this.#text += gap + text
    void this.#live.debrief.draft(this.#draft, this.whole)
  }

  /** Turns the chip nearest to the text back into what was typed; the caret stays before the same letter. */
  openChip(): boolean {
    const chips = this.chips
    const chip = chips.at(-1)
    if (!chip || !this.#field) return false
    const run = () => (this.chips = chips.slice(0, -1))
    this.#field.insert(chip.text, { run, back: () => (this.chips = chips) })
    return true
  }

  /** Turns chips back into text as far as one of a kind, and selects what it said. */
  retype(kind: Chip['kind']) {
    if (!this.#field) {
      this.#wanted = kind
      return
    }
    this.#wanted = undefined
    this.#field.select(0, 0)
    let said = ''
    // Without one of the kind, all that stands after its place is opened and the caret waits there.
    const at = this.chips.findIndex((c) => c.kind === kind)
    const keep =
      at >= 0 ? at : kind === 'time' ? 0 : this.chips.findLastIndex((c) => c.kind === 'time') + 1
    while (this.chips.length > keep) {
      said = this.chips.length === at + 1 ? (this.chips[at]?.text ?? '') : ''
      this.openChip()
      this.#field.select(0, 0)
    }
    this.#field.select(0, said.trimEnd().length)
    this.#field.focus()
  }

  /** Makes two lines of it where the caret is; false where there is nothing to part. */
  split(): boolean {
    const row = this.#live.rows.find((r) => r.id === this.recordId)
    const first = this.#text.slice(0, this.caret).trim()
    const rest = this.#text.slice(this.caret).trim()
    if (!row || !first || !rest) return false
    if (isShared(row.record)) {
      toasts.say(t('error.consent-kept'))
      return true
    }
    const whole = this.lead + first
    this.#close()
    void this.#live.split(row, whole, rest)
    return true
  }

  /** Decides about a phrase of a line that is not filed yet; the field takes that back like its typing. */
  decide(one: Decided) {
    const line = this.#line
    // Another line is written by then: what was decided went with the one before.
    const gone = () => this.#line !== line
    const run = () => {
      if (gone()) return
      this.decided = [...this.decided, one]
      void this.#live.flags.look()
    }
    const back = () => {
      if (gone()) return
      this.decided = this.decided.filter((d) => d !== one)
      this.#live.flags.again(one.phrase)
    }
    if (this.#field) this.#field.carryOut({ run, back })
    else run()
  }

  /** Asks about the line while it is typed; told tells whether the question still waits to stand below it. */
  askSoon(question: string, told: (asked: boolean) => void) {
    const line = this.#line
    const one: Decided = { rule: '', class: '', phrase: '', decision: 'asked', scope: '', question }
    const set = (asked: boolean) => {
      if (this.#line !== line) return
      this.decided = asked ? [...this.decided, one] : this.decided.filter((d) => d !== one)
      told(asked)
    }
    const deed = { run: () => set(true), back: () => set(false) }
    if (this.#field) this.#field.carryOut(deed)
    else deed.run()
  }

  mark(flags: WordingFlag[]) {
    this.#field?.setFlags(
      flags.map((f) => ({ from: f.utf16Start, to: f.utf16End, id: f.rule, class: markOf(f) })),
    )
  }

  changed(text: string) {
    this.#text = text
    this.begin()
    void this.#live.debrief.draft(this.#draft, this.whole)
    this.#live.flags.touch(this)
    if (!this.recordId) this.#live.offers.touch(this.whole)
    this.#live.typed()
  }

  /** Puts text into an empty field: a refused line that is written again, with what was decided about it. */
  fill(text: string, decided: Decided[], begun?: Context) {
    if (this.#text.trim()) return false
    this.#text = text
    this.begun = begun
    this.begin()
    this.decided = decided
    this.#field?.setText(text)
    void this.#live.debrief.draft(this.#draft, text)
    this.#live.flags.touch(this)
    return true
  }

  /** Files the text. The field is free at once. */
  enter(): Promise<Line | undefined> {
    if (this.recordId) return this.#refile(true)
    const text = this.#text.trim() || this.#pictureText()
    if (!text) return Promise.resolve(undefined)
    const { decided, begun } = this
    const carried = this.#live.flags.carry(this)
    const line = this.#empty()
    const filed = this.#live.file(text, decided, carried, begun)
    line.filed = filed.then((made) => made?.record.id)
    return filed
  }

  /** The lines of a pasted text are filed; what stood in the field is around the first. */
  paste(text: string): boolean {
    if (this.recordId) return false
    const end = text.search(/[\r\n\u2028\u2029]/)
    const { decided, begun } = this
    const carried = this.#live.flags.carry(this)
    const caret = this.caret
    const first = this.#text.slice(0, caret) + text.slice(0, end) + this.#text.slice(caret)
    const line = this.#empty()
    line.filed = this.#live.paste(first + text.slice(end), decided, carried, begun)
    return true
  }

  /** Esc: the line stays as it was. */
  restore() {
    this.#close()
    this.#forget()
  }

  /** The field is left for another place: what was changed is filed, nothing is lost. */
  async leave(): Promise<void> {
    if (this.recordId && !this.#done) await this.#refile(false)
  }

  async #refile(entered: boolean): Promise<Line | undefined> {
    const text = this.#text.trim() && this.whole.trim()
    const row = this.#live.rows.find((r) => r.id === this.recordId)
    const before = this.#filed.trim()
    // Its draft goes when the line is filed, not before.
    if (row && text && text !== before) {
      const carried = this.#live.flags.carry(this)
      this.#close()
      this.#live.kept.sent(entered)
      return this.#live.refile(row, text, carried)
    }
    this.#close()
    this.#forget()
    // A line with nothing in it is no line; Undo brings it back.
    if (row && !text) this.#live.remove(row)
    return row && text ? row : undefined
  }

  #close() {
    this.#done = true
    this.#live.flags.leave(this)
    if (this.#live.editing?.writing === this) this.#live.stopEditing()
  }

  #forget() {
    if (this.#live.debrief.drafts[this.#draft]) void this.#live.debrief.draft(this.#draft, '')
  }

  /** What a line without words is filed as: a picture speaks for itself. Empty while there is none. */
  #pictureText(): string {
    if (this.#live.evidence.waiting.length > 0) return t('picture.line')
    if (this.#line.coming > 0) this.#line.entered = true
    return ''
  }

  /** Makes room for the next line, and returns the one before. */
  #empty(): Being {
    const line = this.#line
    this.decided = []
    this.#line = { coming: 0 }
    this.#text = ''
    this.begun = undefined
    this.#field?.setText('')
    return line
  }

  get #draft(): string {
    return this.recordId ? lineDraft(this.recordId) : draftField
  }
}
