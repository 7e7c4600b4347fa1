import { isKey } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import type { Agenda, Asking, Held } from './agenda.svelte'
import { places, type Offered, type Offers } from './offers.svelte'

/** The draft that keeps what is asked just now. */
const draftField = 'asking'

/** How long it stays as it is before it is kept, in milliseconds. */
const restMs = 400

/** What is pinned, what is on top and what is offered, place by place. */
interface Kept extends Held {
  offers: (Offered | null)[]
}

/**
 * Keeps the pinned question, the one on top and those offered, so that a crash, a closed lid or a night takes none
 * of them away. They are a draft of the debrief: they hold words of its lines and go when it is deleted, are no step
 * of undo, and are in no bundle, history or search, in which the meeting's own record would be.
 */
export class Standing {
  #debrief: OpenDebrief
  #last: string
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(debrief: OpenDebrief, agenda: Agenda, offers: Offers) {
    this.#debrief = debrief
    this.#last = debrief.drafts[draftField] ?? ''
    const kept = read(this.#last)
    if (!kept) return
    agenda.hold(kept)
    offers.resume(kept.offers)
  }

  /** Notes what is asked; kept once it stays. */
  note(kept: Kept) {
    const some = kept.pin !== null || kept.top !== null || kept.offers.some(Boolean)
    const text = some ? JSON.stringify(kept) : ''
    clearTimeout(this.#timer)
    if (text === this.#last) return
    this.#timer = setTimeout(() => {
      this.#last = text
      void this.#debrief.draft(draftField, text)
    }, restMs)
  }
}

/** What was kept, as far as it can be read: another version may have kept it. */
function read(text: string): Kept | undefined {
  try {
    const { pin, top, offers } = JSON.parse(text) as Partial<Record<keyof Kept, unknown>>
    return {
      pin: isHeld(pin, 'stage', 'number') ? (pin as Held['pin']) : null,
      top: isHeld(top, 'turn', 'string') ? (top as Held['top']) : null,
      offers: Array.isArray(offers)
        ? offers.slice(0, places).map((o) => (isOffer(o) ? o : null))
        : [],
    }
  } catch {
    return undefined
  }
}

const has = (read: unknown, name: string, type: string): boolean =>
  typeof read === 'object' &&
  read !== null &&
  typeof (read as Record<string, unknown>)[name] === type

const isAsking = (read: unknown): read is Asking =>
  has(read, 'text', 'string') && isKey((read as { key?: string }).key ?? '')

const isHeld = (read: unknown, name: string, type: string) =>
  has(read, name, type) && isAsking((read as { asking?: unknown }).asking)

const isOffer = (read: unknown): read is Offered =>
  isAsking(read) &&
  ['lineId', 'quote', 'lang'].every((name) => has(read, name, 'string')) &&
  has(read, 'best', 'boolean')
