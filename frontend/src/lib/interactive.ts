/**
 * Marks, once, the moment the first data is on the screen and keys are heard: "make bench" measures the
 * start of the app up to it. A frame callback runs before its frame is painted, a task it starts after.
 */
export function interactive() {
  if (performance.getEntriesByName('interactive').length > 0) return
  requestAnimationFrame(() => setTimeout(() => performance.mark('interactive')))
}
