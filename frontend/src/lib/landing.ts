import type { ID, Noun } from './nouns'

/** How long a screen may take to draw the record it was asked for, in milliseconds. */
const patience = 5000

/**
 * Shows a record on the screen that is being drawn, once it is there: in view, with the focus, and for a
 * moment in another colour. Whoever types or clicks meanwhile is not moved any more.
 */
export function land(noun: Noun | 'version', id: ID) {
  const at = CSS.escape(id)
  const css = `main [data-record="${noun}:${at}"], main [data-row="${at}"], main [data-factor="${at}"]`
  const changes = new MutationObserver(() => show())
  const timer = setTimeout(() => end(), patience)
  const end = () => {
    changes.disconnect()
    clearTimeout(timer)
    for (const act of acts) window.removeEventListener(act, end, true)
  }
  const show = () => {
    const record = document.querySelector<HTMLElement>(css)
    if (!record || record.clientHeight === 0) return
    end()
    record.scrollIntoView({ block: 'nearest' })
    if (!record.contains(document.activeElement)) first(record).focus({ preventScroll: true })
    record.animate([{ background: 'var(--accsoft)' }, {}], { duration: 1800, easing: 'ease-in' })
  }
  for (const act of acts) window.addEventListener(act, end, true)
  changes.observe(document.body, { childList: true, subtree: true })
  show()
}

const acts = ['keydown', 'pointerdown', 'wheel']

/** What of a record takes the keys: itself, or the first thing in it that does. */
function first(record: HTMLElement): HTMLElement {
  if (record.tabIndex >= 0) return record
  const inside = record.querySelector<HTMLElement>('input, textarea, button, [tabindex]')
  if (inside) return inside
  record.tabIndex = -1
  return record
}
