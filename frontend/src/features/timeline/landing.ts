import type { ID } from '$lib/nouns'
import { shell } from '$lib/shell.svelte'
import type { TimelineScreen } from './timeline.svelte'

/** Goes to the line another screen asked for, and says whether it stands below the timeline. */
export function land(screen: TimelineScreen, id: ID): boolean {
  shell.at = ''
  if (screen.off.some((e) => e.id === id)) return true
  if (screen.debrief.whole.entries.some((e) => e.id === id)) screen.select(id)
  return false
}

/** Tells times by the next of the clocks there are. */
export function nextClock(screen: TimelineScreen) {
  const at = screen.clocks.findIndex((c) => c.value === screen.clock)
  screen.clock = screen.clocks[(at + 1) % screen.clocks.length]?.value ?? 'UTC'
}
