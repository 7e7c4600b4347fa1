/** Resolves once what was drawn is on the screen: a frame callback runs before its frame is painted, a task it starts after. */
export function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}

/**
 * Marks, once, the moment the first data is on the screen and keys are heard: "make bench" measures the
 * start of the app up to it.
 */
export function interactive() {
  if (performance.getEntriesByName('interactive').length > 0) return
  void painted().then(() => performance.mark('interactive'))
}
