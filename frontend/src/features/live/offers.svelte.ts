import { backend, type Line as Read, type PromptLine, type PromptOffer } from '$lib/backend'
import { isKey, type Key } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { clock } from '$lib/format'
import type { ID, Moment, Who } from '$lib/nouns'
import { isSystem, whoOf, type Line, type Row } from './lines'
import { shortNames } from './turns'

/** A question about a line, or about the one that is being typed. */
export interface Offered {
  /** The line it is about. */
  lineId: ID
  quote: string
  text: string
  /** What the room may be shown in its place. */
  key: Key
  /** The best of its line. */
  best: boolean
  /** The language of the notes, in which it is asked. */
  lang: string
  /** It was asked while its line is still being typed. */
  soon?: boolean
}

/** An offer in its place, as the list shows it. */
export interface Slot extends Offered {
  /** Where it stands, 0 to 2; its key on the keyboard goes by that. */
  place: number
  asked: boolean
  /** It belongs to the line that was written last. */
  newest: boolean
}

/** How many places there are, and how many of them one line can take. */
export const places = 3
const aLine = 2

/** How long typing rests before the line is looked at, in milliseconds. */
export const restMs = 1000

interface Hooks {
  rows: () => Row[]
  stage: () => number
  /** Reads the line that is being typed. */
  read: (text: string) => Promise<Read>
}

/**
 * Questions about what is being written. New ones come when typing rests and when a line is filed, and take the
 * place of one that was asked, else of a second question about some line, else of the oldest; a second question
 * replaces no first one. What is not replaced stays where it is. While somebody is at the list it waits.
 */
export class Offers {
  #slots = $state.raw<(Offered | undefined)[]>(Array.from({ length: places }))
  #newest = $state('')
  /** The order in which places were filled, oldest first. */
  #order: number[] = []
  #held = false
  #waiting: { lineId: ID; fresh: Offered[] } | undefined
  /** What stands for the id of the line being typed until it is filed; another one for each. */
  #typed = 'typed:0'
  #lines = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #debrief: OpenDebrief
  #hooks: Hooks

  constructor(debrief: OpenDebrief, hooks: Hooks) {
    this.#debrief = debrief
    this.#hooks = hooks
  }

  readonly list = $derived.by((): Slot[] => {
    const slots = this.#slots.map((offer, place): Slot | undefined =>
      offer && this.#isThere(offer)
        ? { ...offer, place, asked: this.#isAsked(offer), newest: offer.lineId === this.#newest }
        : undefined,
    )
    return slots.filter((slot) => slot !== undefined)
  })

  at(place: number): Slot | undefined {
    return this.list.find((slot) => slot.place === place)
  }

  /** Whose turn it is, as a number; a line is looked at in the turn in which its Enter was. */
  turn = 0

  /** Called with every change of the line being typed: looks once typing rests. */
  touch(text: string) {
    clearTimeout(this.#timer)
    if (text.trim()) this.#timer = setTimeout(() => void this.#rested(text), restMs)
    else this.#drop(this.#typed)
  }

  /** It is about the line that is being typed. */
  isTyped({ lineId }: Offered): boolean {
    return lineId === this.#typed
  }

  /** The line being typed was entered: what is offered about it stays until it has been looked at. */
  carry(): ID {
    clearTimeout(this.#timer)
    const entered = this.#typed
    this.#typed = `typed:${++this.#lines}`
    return entered
  }

  /** Looks at a line that was just filed; without an answer there is simply nothing new. */
  async look(line: Line | undefined, turn: number, typed: ID = '') {
    if (!line) return this.#drop(typed)
    this.#rename(typed, line.record.id)
    const offers = await this.#ask(this.#heard(line))
    if (turn === this.turn && offers) this.#take(line.record.id, offers)
  }

  /** A question about the line being typed will stand below it, or was taken back. */
  soon({ lineId, text }: Offered, soon: boolean) {
    this.#slots = this.#slots.map((s) =>
      s?.lineId === lineId && s.text === text ? { ...s, soon } : s,
    )
  }

  /** Somebody is at the list, by pointer or by key: nothing in it moves. */
  hold(held: boolean) {
    this.#held = held
    const waiting = this.#waiting
    if (held || !waiting) return
    this.#waiting = undefined
    this.#settle(waiting.lineId, waiting.fresh)
  }

  /** Another stage, another speaker: what was said before has been talked about. */
  clear() {
    this.turn++
    clearTimeout(this.#timer)
    this.#slots = this.#slots.map(() => undefined)
    this.#waiting = undefined
    this.#order = []
  }

  /** What is offered about lines that are filed, place by place. */
  get standing(): (Offered | null)[] {
    return this.#slots.map((s) => (s && !s.lineId.startsWith('typed:') ? s : null))
  }

  /** Takes up what was offered another day; what is offered by now stays. */
  resume(standing: (Offered | null)[]) {
    if (this.#slots.some(Boolean)) return
    this.#slots = this.#slots.map((_, place) => standing[place] ?? undefined)
    this.#order = this.#slots.flatMap((s, place) => (s ? [place] : []))
  }

  async #rested(text: string) {
    const [id, turn] = [this.#typed, this.turn]
    const heard = await this.#readAs(text)
    const offers = heard ? await this.#ask(heard) : []
    if (offers && id === this.#typed && turn === this.turn) this.#take(id, offers)
  }

  /** The questions about a line; nothing where the backend is silent: offers are help, not content. */
  async #ask(line: PromptLine): Promise<PromptOffer[] | undefined> {
    try {
      return await backend.prompts.offer(this.#debrief.whole.debrief.language, line)
    } catch {
      return undefined
    }
  }

  #take(lineId: ID, offers: PromptOffer[]) {
    const lang = this.#debrief.whole.debrief.language
    const fresh = offers.slice(0, aLine).map(({ family, quote, text }, i): Offered => {
      return { lineId, quote, text, key: roomKey(family), best: i === 0, lang }
    })
    if (!this.#held) this.#settle(lineId, fresh)
    else if (fresh.length > 0) this.#waiting = { lineId, fresh }
  }

  /** A line that was written on or anew has new questions, or none; what is still asked of it stays in its place. */
  #settle(lineId: ID, fresh: Offered[]) {
    const again = (s: Offered) => fresh.find((f) => f.text === s.text)
    this.#slots = this.#slots.map((s) => {
      if (s?.lineId !== lineId) return s
      return this.#isAsked(s) ? s : again(s)
    })
    const there = this.#slots.filter((s) => s?.lineId === lineId)
    if (there.length > 0) this.#newest = lineId
    this.#place(fresh.filter((f) => !there.some((s) => s?.text === f.text)))
  }

  /** What was offered about a line while it was typed is about the line it was filed as. */
  #rename(typed: ID, lineId: ID) {
    if (!typed) return
    this.#slots = this.#slots.map((s) => (s?.lineId === typed ? { ...s, lineId, soon: false } : s))
    if (this.#newest === typed) this.#newest = lineId
    if (this.#waiting?.lineId === typed) this.#waiting = undefined
  }

  #drop(lineId: ID) {
    this.#slots = this.#slots.map((s) => (s?.lineId === lineId ? undefined : s))
    if (this.#waiting?.lineId === lineId) this.#waiting = undefined
  }

  #place(offers: Offered[]) {
    const slots = [...this.#slots]
    for (const offer of offers) {
      const place = this.#free(slots, offer)
      this.#newest = offer.lineId
      if (place === undefined) continue
      slots[place] = offer
      this.#order = [...this.#order.filter((p) => p !== place), place]
    }
    this.#slots = slots
  }

  /** The place for a new one, if there is one for it. */
  #free(slots: (Offered | undefined)[], offer: Offered): number | undefined {
    const empty = slots.findIndex((s) => !s || !this.#isThere(s))
    if (empty >= 0) return empty
    const oldest = (is: (slot: Offered) => boolean) =>
      this.#order.find((place) => slots[place] && is(slots[place]))
    const second = ({ best, lineId }: Offered) => !best && lineId !== offer.lineId
    return (
      oldest((slot) => this.#isAsked(slot)) ??
      oldest(second) ??
      (offer.best ? oldest(() => true) : undefined)
    )
  }

  /** Its line was not removed. */
  #isThere({ lineId }: Offered): boolean {
    return lineId.startsWith('typed:') || this.#hooks.rows().some((r) => r.id === lineId)
  }

  #isAsked({ lineId, text, soon }: Offered): boolean {
    return (
      soon === true ||
      this.#debrief.whole.questions.some((q) => q.aboutId === lineId && q.text === text)
    )
  }

  /** A line that is being typed, as it would be filed; nothing where there is nothing to ask about. */
  async #readAs(text: string): Promise<PromptLine | undefined> {
    try {
      const read = await this.#hooks.read(text)
      const kind = kinds[read.kind]
      if (!kind) return undefined
      const system = read.lane === 'system' && !read.who.participantId && !read.who.name
      return this.#said({ ...read, kind, system })
    } catch {
      return undefined
    }
  }

  #heard(line: Line): PromptLine {
    return this.#said({
      text: line.record.text,
      kind: line.noun,
      who: whoOf(line),
      time: line.noun === 'entry' ? line.record.time : undefined,
      system: isSystem(line),
    })
  }

  #said({ text, kind, who, time, system }: Said): PromptLine {
    const { participants, debrief } = this.#debrief.whole
    const names = shortNames(participants)
    const here = participants.find((p) => p.id === who?.participantId && !p.absent)
    return {
      text,
      kind,
      stage: this.#hooks.stage(),
      speaker: here ? (names.get(here.id) ?? '') : '',
      people: [...names.values()],
      at: time && kind === 'entry' ? clock(time, debrief.zone) : '',
      system,
    }
  }
}

interface Said {
  text: string
  kind: string
  who: Who | undefined
  time: Moment | undefined
  system: boolean
}

/** What a typed line becomes, of those there are questions about. */
const kinds: Record<string, string> = {
  note: 'entry',
  entry: 'entry',
  factor: 'factor',
  helped: 'helped',
  idea: 'countermeasure',
}

const roomKey = (family: string): Key => {
  const key = `prompt.room.${family}`
  return isKey(key) ? key : 'prompt.room.observation'
}
