import type { Key } from './copy'
import type { OpenDebrief } from './debrief.svelte'
import type { ID } from './nouns'
import { markOf } from './room/mark'

/** One thing that is put before a group that rehearses: a step of what happened elsewhere, or an inject. */
export interface Card {
  id: ID
  kind: 'step' | 'inject'
  when: string
  text: string
  /** The minute of the meeting an inject is meant for; 0 or none is any. */
  minute?: number
}
export interface Kit {
  sourceId: ID
  cards: Card[]
}
/** A rehearsal that has words of the debrief it was made from. */
export interface MadeKit {
  id: ID
  title: string
  createdAt: string
  /** It is signed off with them, and keeps them. */
  stands: boolean
  /** What was signed off of it holds them. */
  versions: boolean
}
/** A card that was put before the room, with the mark of its words then. */
export interface Revealed {
  cardId: ID
  room: string
}

const markOfCard = ({ when, text }: Card) => markOf(when, text)

/** What a time with a sign is counted from ("−7:27", "+0:12"); any other says it itself. */
export function sinceOf(when: string): Key | undefined {
  const sign = /^([−+-])\d+:\d\d/.exec(when.trim())?.[1]
  if (!sign) return undefined
  return sign === '+' ? 'rehearse.after' : 'rehearse.before'
}

/** How far a rehearsal has come: what was shown, what comes next, what may be thrown in. */
export class Play {
  readonly #debrief: OpenDebrief

  constructor(debrief: OpenDebrief) {
    this.#debrief = debrief
  }

  get cards(): Card[] {
    return this.#debrief.whole.debrief.kit?.cards ?? []
  }

  get #revealed(): Revealed[] {
    return this.#debrief.whole.meeting.revealed ?? []
  }

  get steps(): Card[] {
    return this.cards.filter((c) => c.kind === 'step')
  }

  /** It was put before the room. */
  shown = (card: Card): boolean => this.#revealed.some((r) => r.cardId === card.id)

  /** It says something else than when it was shown, and left the room. */
  changed = (card: Card): boolean =>
    this.#revealed.some((r) => r.cardId === card.id && r.room !== markOfCard(card))

  get next(): Card | undefined {
    return this.steps.find((c) => !this.shown(c) && c.text.trim())
  }

  /** What was shown last. */
  get last(): Card | undefined {
    const id = this.#revealed.at(-1)?.cardId
    return this.cards.find((c) => c.id === id)
  }

  /** Injects that were not thrown in. */
  get injects(): Card[] {
    return this.cards.filter((c) => c.kind === 'inject' && !this.shown(c) && c.text.trim())
  }

  /** Its minute has come, or without one the steps before it were shown. */
  due(inject: Card, minute: number): boolean {
    if (inject.minute) return minute >= inject.minute
    const before = this.cards.slice(0, this.cards.indexOf(inject))
    return before.every((c) => c.kind === 'inject' || this.shown(c))
  }

  /** Puts a card before the room as it stands. The promise tells whether it is in the library, which the Room shows. */
  show(card: Card): Promise<boolean> {
    const rest = this.#revealed.filter((r) => r.cardId !== card.id)
    return this.#keep('rehearse-show', [...rest, { cardId: card.id, room: markOfCard(card) }])
  }

  /** Takes the last one back. */
  back() {
    if (this.#revealed.length > 0) void this.#keep('rehearse-back', this.#revealed.slice(0, -1))
  }

  #keep(name: string, revealed: Revealed[]): Promise<boolean> {
    const { id } = this.#debrief.whole.meeting
    return this.#debrief.edit('meeting', id, { name }, (m) => (m.revealed = revealed))
  }
}
