import { tick } from 'svelte'
import type { ID } from '$lib/nouns'

// Rows are found by what the document says, so that two thousand of them need no list of elements.

const selector = (id: ID) => `[data-row="${CSS.escape(id)}"]`

/** The row that has the focus itself, not something in it. */
export function focusedRow(): ID | undefined {
  const element = document.activeElement
  return element instanceof HTMLElement ? element.dataset.row : undefined
}

/** Shows a row and, unless told otherwise, gives it the focus. */
export function focusRow(id: ID, { focus = true } = {}): boolean {
  const row = document.querySelector<HTMLElement>(selector(id))
  row?.scrollIntoView({ block: 'nearest' })
  if (focus) row?.focus({ preventScroll: true })
  return row !== null
}

/** The person in the list of turns that has the focus. */
export function focusedTurn(): ID | undefined {
  return document.activeElement?.closest<HTMLElement>('[data-turn]')?.dataset.turn
}

export function focusTurn(id: ID) {
  document.querySelector<HTMLElement>(`[data-turn="${CSS.escape(id)}"] button`)?.focus()
}

/** Calls lost when what had the focus has gone and nothing else took it: what is typed then goes nowhere. */
export function keepFocus(lost: () => void): () => void {
  let last = document.activeElement
  const onfocusin = () => (last = document.activeElement)
  const gone = () =>
    document.activeElement === document.body &&
    last?.isConnected === false &&
    !document.querySelector('dialog[open]')
  const changes = new MutationObserver(() => {
    if (gone()) void tick().then(() => gone() && lost())
  })
  document.addEventListener('focusin', onfocusin)
  changes.observe(document.body, { childList: true, subtree: true })
  return () => {
    document.removeEventListener('focusin', onfocusin)
    changes.disconnect()
  }
}

/** The box of the first person, in the list of who is here. */
export function focusHere() {
  document.querySelector<HTMLElement>('[data-here]')?.focus()
}

/** One of the closing counts, to be typed over. */
export function focusCount(what: string) {
  const field = document.querySelector<HTMLInputElement>(`[data-count="${what}"]`)
  field?.focus()
  field?.select()
}

/** Escape in what a stage has beside its lines goes back to the line being written. */
export const backAtEscape = (live: { returnToText: () => void }) => (element: HTMLElement) => {
  const onkeydown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    live.returnToText()
  }
  element.addEventListener('keydown', onkeydown)
  return () => element.removeEventListener('keydown', onkeydown)
}
