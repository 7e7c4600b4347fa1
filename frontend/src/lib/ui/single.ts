/**
 * What answers once takes its place to the next: the second half of a double click, and a key that is
 * held down, would answer that one unread.
 */
export function single(element: HTMLElement) {
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  const onclick = (event: MouseEvent) => event.detail > 1 && swallow(event)
  const onkeydown = (event: KeyboardEvent) =>
    event.repeat && /^(Enter| |\d)$/.test(event.key) && swallow(event)
  element.addEventListener('click', onclick, true)
  element.addEventListener('keydown', onkeydown, true)
  return () => {
    element.removeEventListener('click', onclick, true)
    element.removeEventListener('keydown', onkeydown, true)
  }
}
