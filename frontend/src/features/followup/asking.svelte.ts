import { asBackendError, backend } from '$lib/backend'
import type { Item } from '$lib/board'
import { t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { isoDate, readDate, workdaysAhead } from '$lib/due'
import type { Act, ActKind, Outcome } from '$lib/followup'
import { shortDate } from '$lib/format'
import { chosenAny } from '$lib/pictures.svelte'
import { saving } from '$lib/saving.svelte'
import type { Form } from './acts'

/** How long after something was done one asks whether it helped, in days (backend/board). */
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

/** What is being said about one countermeasure. Its words are kept as they are typed, until it is said. */
export class Asking {
  readonly item: Item
  readonly form: Form
  text = $state('')
  by = $state('')
  /** Days as they are typed: the new one, or the day it was done; and when to ask whether it helped. */
  day = $state('')
  checkOn = $state('')
  outcome = $state<Outcome>()
  handle = $state('')
  problem = $state('')
  #debrief: OpenDebrief | undefined
  #now: () => Date
  #beginning = false

  constructor(item: Item, form: Form, debrief: OpenDebrief | undefined, now = () => new Date()) {
    this.item = item
    this.form = form
    this.#debrief = debrief?.id === item.debriefId ? debrief : undefined
    this.#now = now
    const today = now()
    if (form === 'done') this.day = shortDate(item.doneOn || isoDate(today), today)
    if (form === 'done' || form === 'check')
      this.checkOn = shortDate(inDays(today, checkAfter), today)
    if (form === 'soak') this.day = shortDate(workdaysAhead(today, soakDays), today)
  }

  get #field() {
    return `${this.form}:${this.item.id}`
  }

  /** Brings back what was typed here before and not said; what is typed meanwhile goes behind it. */
  async begin() {
    this.#beginning = true
    const before = (await this.#drafts())[this.#field] ?? ''
    this.#beginning = false
    const typed = this.text
    this.text = [before, typed].filter(Boolean).join(' ')
    if (typed) this.#keep(this.text)
  }

  async #drafts(): Promise<Record<string, string>> {
    if (this.#debrief) return this.#debrief.drafts
    return backend.debriefs.load(this.item.debriefId).then(
      (view) => view.drafts,
      () => ({}),
    )
  }

  write(text: string) {
    this.text = text
    // What was typed before is read first: it would be written over.
    if (!this.#beginning) this.#keep(text)
  }

  #keep(text: string) {
    if (this.#debrief) void this.#debrief.draft(this.#field, text)
    else void saving.draft(this.item.debriefId, this.#field, text)
  }

  /** It was said: what was typed is no draft any more. */
  said() {
    this.#keep('')
  }

  async attach() {
    this.problem = ''
    try {
      this.handle = (await chosenAny()) || this.handle
    } catch (thrown) {
      this.problem = asBackendError(thrown).message
    }
  }

  readonly dayRead = $derived.by(() => readDate(this.day, this.#now()) ?? '')
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
