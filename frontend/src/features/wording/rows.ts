/** Which rows of a long list are drawn: those in view, and some before and after. */
export function drawn(n: number, view: { top: number; height: number }, row: number) {
  const beside = 12
  const from = Math.max(0, Math.floor(view.top / row) - beside)
  const to = Math.min(n, Math.ceil((view.top + view.height) / row) + beside)
  return { from: Math.min(from, to), to }
}

/** Where a list scrolls to so that a row is in view, as little as possible. */
export function scrolled(at: number, view: { top: number; height: number }, row: number): number {
  const top = at * row
  if (top < view.top) return top
  return Math.max(view.top, top + row - view.height)
}
