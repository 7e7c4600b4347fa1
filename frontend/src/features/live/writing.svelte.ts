import type { WordingFlag } from '$lib/backend'
import type { Editor } from '$lib/editor/editor'
import type { ID } from '$lib/nouns'
import { draftField, lineDraft } from './filing.svelte'
import type { Decided, Surface } from './flags.svelte'
import { markOf } from '$lib/wording.svelte'
import type { Line } from './lines'
import type { Live } from './live.svelte'

/** What a line's editor has to offer; the real one is CodeMirror's. */
export type Field = Pick<
  Editor,
  'text' | 'caret' | 'setText' | 'setFlags' | 'carryOut' | 'insert' | 'focus'
>

/** A text that becomes a line at Enter: the capture field, or a line edited in place. */
export class Writing implements Surface {
  readonly recordId: ID
  decided: Surface['decided'] = []
  /** The caret is in it. */
  focused = false
  #live: Live
  #field: Field | undefined
  #text: string
  /** The line as it is filed; empty when that is not known, so that leaving it files it. */
  #filed: string
  #done = false
  #visited = false

  constructor(live: Live, recordId: ID, text: string, filed = text) {
    this.#live = live
    this.recordId = recordId
    this.#filed = filed
    this.#text = text
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
    return () => {
      this.#field = undefined
      this.#visited = false
      this.focused = false
      this.#live.flags.leave(this)
    }
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

  insert(text: string) {
    this.#field?.insert(text)
  }

  /** Decides about a phrase of a line that is not filed yet; the field takes that back like its typing. */
  decide(one: Decided) {
    const line = this.decided
    // Another line is written by then: what was decided went with the one before.
    const gone = () => this.decided !== line
    const run = () => {
      if (gone()) return
      line.push(one)
      void this.#live.flags.look()
    }
    const back = () => {
      if (gone()) return
      line.splice(line.indexOf(one), 1)
      this.#live.flags.again(one.phrase)
    }
    if (this.#field) this.#field.carryOut({ run, back })
    else run()
  }

  mark(flags: WordingFlag[]) {
    this.#field?.setFlags(
      flags.map((f) => ({ from: f.utf16Start, to: f.utf16End, id: f.rule, class: markOf(f) })),
    )
  }

  changed(text: string) {
    this.#text = text
    void this.#live.debrief.draft(this.#draft, text)
    this.#live.flags.touch(this)
    this.#live.typed()
  }

  /** Puts text into an empty field: a refused line that is written again. */
  fill(text: string) {
    if (this.#text.trim()) return false
    this.#text = text
    this.#field?.setText(text)
    void this.#live.debrief.draft(this.#draft, text)
    return true
  }

  /** Files the text. The field is free at once. */
  enter(): Promise<Line | undefined> {
    const text = this.#text.trim()
    if (this.recordId) return this.#refile(text)
    if (!text) return Promise.resolve(undefined)
    const decided = this.decided
    this.#live.flags.leave(this)
    this.#empty()
    return this.#live.file(text, decided)
  }

  /** Pasted lines are filed; what stood in the field goes before the first. */
  paste(lines: string[]): boolean {
    if (this.recordId) return false
    const [first = '', ...rest] = lines
    this.#live.flags.leave(this)
    const caret = this.caret
    const whole = this.#text.slice(0, caret) + first + this.#text.slice(caret)
    this.#empty()
    this.#live.paste([whole, ...rest])
    return true
  }

  /** Esc: the line stays as it was. */
  restore() {
    this.#close()
    this.#forget()
  }

  /** The field is left for another place: what was changed is filed, nothing is lost. */
  async leave(): Promise<void> {
    if (this.recordId && !this.#done) await this.#refile(this.#text.trim())
  }

  async #refile(text: string): Promise<Line | undefined> {
    const row = this.#live.rows.find((r) => r.id === this.recordId)
    const before = this.#filed.trim()
    const decided = this.decided
    this.#close()
    // Its draft goes when the line is filed, not before.
    if (row && text && text !== before) return this.#live.refile(row, text, decided)
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

  #empty() {
    this.decided = []
    this.#text = ''
    this.#field?.setText('')
  }

  get #draft(): string {
    return this.recordId ? lineDraft(this.recordId) : draftField
  }
}
