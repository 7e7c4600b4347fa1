import { order } from './order'

/** The field with the caret, when it says data-unfiled: its words are no record yet. */
function field(): HTMLInputElement | undefined {
  const at = document.activeElement
  return at instanceof HTMLInputElement && 'unfiled' in at.dataset ? at : undefined
}

/**
 * Fields whose words are no record yet take back and bring back their own typing; with nothing in them,
 * or something done since, the keys belong to the window's log.
 */
export const unfiled = {
  takesBack(): boolean {
    const at = field()
    return at !== undefined && Boolean(at.value) && order.takesBack(at)
  },
  /** Also when taking back has emptied it: those words must be within reach. */
  bringsBack(): boolean {
    const at = field()
    return at !== undefined && Boolean(at.value || 'emptied' in at.dataset) && order.bringsBack(at)
  },
  /** Hears of every input, to know a field that was emptied by taking back. */
  note(event: Event) {
    const at = field()
    if (!at || at !== event.target) return
    order.typed(at)
    const undone = event instanceof InputEvent && event.inputType === 'historyUndo'
    if (undone && !at.value) at.dataset.emptied = ''
    else delete at.dataset.emptied
  },
}
