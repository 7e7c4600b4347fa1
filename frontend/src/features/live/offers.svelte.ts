import { backend, type PromptLine, type PromptOffer } from '$lib/backend'
import { isKey, type Key } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { clock } from '$lib/format'
import type { ID } from '$lib/nouns'
import { isSystem, whoOf, type Line, type Row } from './lines'
import { shortNames } from './turns'

/** A question about a line. */
export interface Offered {
  /** The line it is about. */
  lineId: ID
  quote: string
  text: string
  /** What the room may be shown in its place. */
  key: Key
  /** The best of its line. */
  best: boolean
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

interface Hooks {
  rows: () => Row[]
  stage: () => number
}

/**
 * Questions about what was just written. New ones come when a line is filed and take the place of one that was
 * asked, else of a second question about some line, else of the oldest; a second question replaces no first one.
 * What is not replaced stays where it is. While somebody is at the list it waits.
 */
export class Offers {
  #slots = $state.raw<(Offered | undefined)[]>(Array.from({ length: places }))
  #newest = $state('')
  /** The order in which places were filled, oldest first. */
  #order: number[] = []
  #held = false
  #waiting: Offered[] = []
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

  /** Looks at a line that was just filed; without an answer there is simply nothing new. */
  async look(line: Line, turn: number) {
    try {
      const offers = await backend.prompts.offer(
        this.#debrief.whole.debrief.language,
        this.#heard(line),
      )
      if (turn === this.turn) this.#take(line.record.id, offers)
    } catch {
      // Offers are help, not content: without them the meeting goes on.
    }
  }

  /** Somebody is at the list, by pointer or by key: nothing in it moves. */
  hold(held: boolean) {
    this.#held = held
    if (held || this.#waiting.length === 0) return
    const waiting = this.#waiting
    this.#waiting = []
    this.#place(waiting)
  }

  /** Another stage, another speaker: what was said before has been talked about. */
  clear() {
    this.turn++
    this.#slots = this.#slots.map(() => undefined)
    this.#waiting = []
    this.#order = []
  }

  #take(lineId: ID, offers: PromptOffer[]) {
    const fresh = offers.slice(0, aLine).map(({ family, quote, text }, i): Offered => {
      return { lineId, quote, text, key: roomKey(family), best: i === 0 }
    })
    // A line that was written anew has new questions, or none.
    this.#slots = this.#slots.map((s) =>
      s?.lineId === lineId && !this.#isAsked(s) ? undefined : s,
    )
    if (this.#held) this.#waiting = fresh.length > 0 ? fresh : this.#waiting
    else this.#place(fresh)
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
    return this.#hooks.rows().some((r) => r.id === lineId)
  }

  #isAsked({ lineId, text }: Offered): boolean {
    return this.#debrief.whole.questions.some((q) => q.aboutId === lineId && q.text === text)
  }

  #heard(line: Line): PromptLine {
    const { participants, debrief } = this.#debrief.whole
    const names = shortNames(participants)
    const who = whoOf(line)
    const here = participants.find((p) => p.id === who?.participantId && !p.absent)
    return {
      text: line.record.text,
      kind: line.noun,
      stage: this.#hooks.stage(),
      speaker: here ? (names.get(here.id) ?? '') : '',
      people: [...names.values()],
      at: line.noun === 'entry' ? clock(line.record.time, debrief.zone) : '',
      system: isSystem(line),
    }
  }
}

const roomKey = (family: string): Key => {
  const key = `prompt.room.${family}`
  return isKey(key) ? key : 'prompt.room.observation'
}
