import type { OpenDebrief } from '$lib/debrief.svelte'
import { shell } from '$lib/shell.svelte'
import { Live } from './live.svelte'

const open = new WeakMap<OpenDebrief, Live>()

/** The meeting of an open debrief; the same one for as long as it is open. */
export function liveOf(debrief: OpenDebrief): Live {
  const known = open.get(debrief)
  if (known) return known
  const { live, end } = rooted(debrief)
  open.set(debrief, live)
  const timer = setInterval(() => {
    if (shell.debrief === debrief) return live.beat()
    // The debrief was closed: its clock is kept once more and then rests.
    live.clock.keep()
    live.speaking.wipe()
    void live.place.flush()
    clearInterval(timer)
    end()
  }, 1000)
  return live
}

/** What is derived belongs to whoever made it, and would stand still when the first screen goes. */
function rooted(debrief: OpenDebrief): { live: Live; end: () => void } {
  let live: Live | undefined
  const end = $effect.root(() => {
    live = new Live(debrief)
  })
  return { live: live ?? new Live(debrief), end }
}
