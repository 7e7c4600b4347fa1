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
