import { asBackendError, backend } from '$lib/backend'
import type { Item } from '$lib/board'
import { t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { isoDate, readDate, workdaysAhead } from '$lib/due'
import type { Act, ActKind, Outcome } from '$lib/followup'
import { shortDate } from '$lib/format'
import { chosenAny, pictures } from '$lib/pictures.svelte'
import { saving } from '$lib/saving.svelte'
import type { Form } from './acts'

/** How long after something was done one asks whether it helped, in days (backend/debrief). */
const checkAfter = 14
/** How many workdays an idea rests on. */
const soakDays = 2

const kinds: Record<Form, ActKind> = {
  move: 'move',
  smaller: 'move',
  done: 'done',
  drop: 'drop',
  soak: 'soak',
  check: 'check',
}

/** What is typed, and the name of the file that was chosen: each is a draft of its own. */
const fields = ['text', 'by', 'day', 'checkOn', 'file'] as const
type Typed = (typeof fields)[number]

/** What is being said about one countermeasure. Whatever is typed is kept as it is typed, until it is said. */
export class Asking {
  readonly item: Item
  readonly form: Form
  text = $state('')
  by = $state('')
  /** Days as they are typed: the new one, or the day it was done; and when to ask whether it helped. */
  day = $state('')
  checkOn = $state('')
  outcome = $state<Outcome>()
  /** The file that shows it is done: it is held in memory, and after a restart its name alone is left. */
  handle = $state('')
  file = $state('')
  problem = $state('')
  #debrief: OpenDebrief | undefined
  #now: () => Date
  /** What is typed while an older draft is read. */
  #meanwhile: Set<Typed> | undefined

  /** The debrief is that of the item, where it is open. */
  constructor(item: Item, form: Form, debrief: OpenDebrief | undefined, now = () => new Date()) {
    this.item = item
    this.form = form
    this.#debrief = debrief
    this.#now = now
    const today = now()
    if (form === 'done') this.day = shortDate(item.doneOn || isoDate(today), today)
    if (form === 'done' || form === 'check')
      this.checkOn = shortDate(inDays(today, checkAfter), today)
    if (form === 'soak') this.day = shortDate(workdaysAhead(today, soakDays), today)
  }

  #draft(field: Typed): string {
    const name = `${this.form}:${this.item.id}`
    return field === 'text' ? name : `${name}:${field}`
  }

  /** The drafts it is typed in. */
  get drafts(): string[] {
    return fields.map((field) => this.#draft(field))
  }

  /** Brings back what was typed here before and not said; words typed meanwhile go behind it. */
  async begin() {
    const meanwhile = (this.#meanwhile = new Set<Typed>())
    const [before, handle] = await Promise.all([this.#drafts(), this.#held()])
    this.#meanwhile = undefined
    this.handle ||= handle
    for (const field of fields) {
      const was = before[this.#draft(field)]
      if (!was) continue
      if (!meanwhile.has(field)) this[field] = was
      else if (field === 'text') this.text = [was, this.text].filter(Boolean).join(' ')
    }
    for (const field of meanwhile) this.#keep(field)
  }

  async #drafts(): Promise<Record<string, string>> {
    if (this.#debrief) return this.#debrief.drafts
    await saving.flush()
    return backend.debriefs.load(this.item.debriefId).then(
      (view) => view.drafts,
      () => ({}),
    )
  }

  /** The file that was chosen here before, if it is held still. */
  async #held(): Promise<string> {
    const handle = this.form === 'done' ? pictures.chosenFor.get(this.item.id) : undefined
    if (!handle) return ''
    const name = await backend.attachments.held(handle).catch(() => '')
    return name && handle
  }

  write(field: Typed, text: string) {
    this[field] = text
    // What was typed before is read first: it would be written over.
    if (this.#meanwhile) this.#meanwhile.add(field)
    else this.#keep(field)
  }

  #keep(field: Typed) {
    const name = this.#draft(field)
    const text = this.#lasting(field)
    if (this.#debrief) void this.#debrief.draft(name, text)
    else void saving.draft(this.item.debriefId, name, text)
  }

  /** What is typed in a field, to be read another day: "yesterday" is another day by then. */
  #lasting(field: Typed): string {
    const read = { day: this.dayRead, checkOn: this.checkRead, text: '', by: '', file: '' }[field]
    return read && !/\d{4}/.test(this[field]) ? read : this[field]
  }

  /** It was said, and its drafts went with it. */
  said() {
    pictures.chosenFor.delete(this.item.id)
    if (this.#debrief) for (const name of this.drafts) this.#debrief.drafts[name] = ''
  }

  async attach() {
    this.problem = ''
    try {
      const handle = await chosenAny()
      if (!handle) return
      this.handle = handle
      pictures.chosenFor.set(this.item.id, handle)
      this.write('file', await backend.attachments.held(handle))
    } catch (thrown) {
      this.problem = asBackendError(thrown).message
    }
  }

  /** It is said without the file. */
  detach() {
    this.handle = ''
    pictures.chosenFor.delete(this.item.id)
    this.write('file', '')
  }

  readonly dayRead = $derived.by(() => {
    const way = this.form === 'done' ? 'back' : 'ahead'
    return readDate(this.day, this.#now(), way) ?? ''
  })
  readonly checkRead = $derived.by(() => readDate(this.checkOn, this.#now()) ?? '')

  /** What is still asked for, in a sentence; empty when it can be said. */
  readonly asks = $derived.by(() => {
    const { form, item } = this
    const words = this.text.trim() !== ''
    if (form === 'drop') return words ? '' : t('board.needs.why')
    if (form === 'check') {
      if (!this.outcome) return t('board.needs.outcome')
      return this.outcome === 'unclear' && !this.checkRead ? t('factors.cm.due.ask') : ''
    }
    if (form === 'done' && !words && !this.handle) return t('board.needs.proof')
    if (form !== 'done' && this.dayRead === item.due) return t('board.needs.other')
    if (!this.dayRead) return t('factors.cm.due.ask')
    const why = form === 'smaller' || (form === 'move' && item.due !== '')
    return why && !words ? t(form === 'smaller' ? 'board.needs.smaller' : 'board.needs.moved') : ''
  })

  get act(): Act {
    const text = this.text.trim()
    return {
      kind: kinds[this.form],
      day: this.form === 'check' ? '' : this.dayRead,
      checkOn: this.form === 'done' || this.form === 'check' ? this.checkRead : '',
      text: this.form === 'smaller' ? t('board.smaller', { text }) : text,
      by: this.by.trim(),
      outcome: this.outcome ?? '',
    }
  }
}

function inDays(from: Date, by: number): string {
  return isoDate(new Date(from.getFullYear(), from.getMonth(), from.getDate() + by))
}
