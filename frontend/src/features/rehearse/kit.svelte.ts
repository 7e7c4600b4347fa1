import { newID } from '$lib/make'
import type { OpenDebrief } from '$lib/debrief.svelte'
import type { ID } from '$lib/nouns'
import { Play, type Card, type Kit } from '$lib/rehearsal'

/** The cards of an open debrief, written and put in order beforehand. */
export class KitView {
  readonly #debrief: OpenDebrief
  readonly play: Play

  constructor(debrief: OpenDebrief) {
    this.#debrief = debrief
    this.play = new Play(debrief)
  }

  get cards(): Card[] {
    return this.play.cards
  }

  /** What a card is called: steps are counted, injects are not. */
  number = (card: Card): number => this.play.steps.findIndex((c) => c.id === card.id) + 1

  /** Adds one below another, or at the end. */
  add(kind: Card['kind'], below = this.cards.length - 1): ID {
    const card: Card = { id: newID(), kind, when: '', text: '' }
    this.#edit('', (kit) => kit.cards.splice(below + 1, 0, card))
    return card.id
  }

  set(id: ID, field: 'text' | 'when', text: string) {
    this.#edit(`${field}:${id}`, (kit) => {
      const card = kit.cards.find((c) => c.id === id)
      if (card) card[field] = text
    })
  }

  setMinute(id: ID, text: string) {
    const minute = Math.min(600, Number(text.replace(/\D/g, '')))
    this.#edit(`minute:${id}`, (kit) => {
      const card = kit.cards.find((c) => c.id === id)
      if (card) card.minute = minute
    })
  }

  remove(id: ID) {
    this.#edit('', (kit) => (kit.cards = kit.cards.filter((c) => c.id !== id)))
  }

  /** Moves one up (-1) or down (1). */
  move(id: ID, by: 1 | -1) {
    this.#edit('', ({ cards }) => {
      const at = cards.findIndex((c) => c.id === id)
      const [card, other] = [cards[at], cards[at + by]]
      if (card && other) [cards[at], cards[at + by]] = [other, card]
    })
  }

  rest() {
    this.#debrief.rest()
  }

  #edit(typing: string, alter: (kit: Kit) => void) {
    const change = { name: 'edit-kit', ...(typing ? { typing } : {}) }
    void this.#debrief.edit('debrief', this.#debrief.id, change, (d) => {
      d.kit ??= { sourceId: '', cards: [] }
      alter(d.kit)
    })
  }
}
