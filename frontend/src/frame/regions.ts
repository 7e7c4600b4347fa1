// F6 goes from region to region (nobody should tab through a whole matrix), and comes back in each to
// where it was left.

const left = new WeakMap<Element, HTMLElement>()

const goals =
  '[aria-selected="true"], [aria-current]:is(button, a), [contenteditable="true"], input:not(.sr), textarea, button:not([disabled], [tabindex="-1"]), select, a[href], [tabindex="0"]'

const seen = (element: HTMLElement) =>
  // jsdom lays nothing out.
  element.checkVisibility?.({ visibilityProperty: true }) ?? true

/** Remembers where the focus is in a region; made for focusin. */
export function noteRegion(event: FocusEvent) {
  const { target } = event
  if (!(target instanceof HTMLElement)) return
  const region = target.closest('[data-region]')
  if (region) left.set(region, target)
}

/** The regions on the screen, in the order of use. */
function regions(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(seen)
}

/** Moves the focus to the next region, or with -1 to the one before. */
export function nextRegion(by: 1 | -1) {
  const all = regions()
  const here = all.findIndex((r) => r.contains(document.activeElement))
  // From nowhere into the screen: what stands above it comes round at the end.
  const start = all.findIndex((r) => !r.matches('header'))
  const from = here >= 0 ? here : by > 0 ? start - 1 : start
  for (let step = 1; step <= all.length; step++) {
    const region = all[(from + by * step + all.length * 2) % all.length]
    if (region && enter(region)) return
  }
}

/** Focuses where a region was left, or else the first thing in it, or else the region, which may be text alone. */
function enter(region: HTMLElement): boolean {
  const last = left.get(region)
  const first = [...region.querySelectorAll<HTMLElement>(goals)].find(seen)
  const before = last?.isConnected && region.contains(last) && seen(last) ? last : undefined
  if (!before && !first && !region.hasAttribute('tabindex')) region.tabIndex = -1
  for (const goal of [before, first, region]) {
    goal?.focus()
    if (goal && document.activeElement === goal) return true
  }
  return false
}
