import type { ID, Noun } from './nouns'

/** A record whose history somebody wants to see. */
export interface Subject {
  noun: Noun
  id: ID
}

/** What of the past is put up over the screen; the frame draws it. */
class Past {
  /** The list of what changed is open. */
  changed = $state(false)
  /** The record whose history is open. */
  subject = $state<Subject>()

  /** The record an element belongs to: rows, cards and fields say data-record="noun:id". */
  of(element: Element | null): Subject | undefined {
    const named = element?.closest<HTMLElement>('[data-record]')?.dataset.record ?? ''
    const [noun, id] = named.split(/:(.*)/s)
    return noun && id ? { noun: noun as Noun, id } : undefined
  }

  /** Opens the history of a record. */
  open(noun: Noun, id: ID) {
    this.changed = false
    this.subject = { noun, id }
  }
}

export const past = new Past()
