/**
 * Opens a panel and puts the keys at the first of these places, told as selectors, that it has. Until one
 * is drawn, and where there is none, its heading has them.
 */
export function begin(dialog: HTMLDialogElement, places: string[]) {
  dialog.showModal()
  const heading = dialog.querySelector<HTMLElement>('h2')
  const place = () => {
    for (const css of places) {
      const found = dialog.querySelector<HTMLElement>(css)
      if (found) return found
    }
    return undefined
  }
  const first = place()
  if (first) first.focus()
  else heading?.focus({ preventScroll: true })
  if (first || places.length === 0) return undefined
  // It is drawn, or there is something to press, once something was read.
  const drawn = new MutationObserver(() => {
    const there = place()
    if (!there) return
    drawn.disconnect()
    if (document.activeElement === heading) there.focus()
  })
  drawn.observe(dialog, { childList: true, subtree: true, attributeFilter: ['disabled'] })
  return () => drawn.disconnect()
}
