import { untrack } from 'svelte'
import { t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { titleOf } from '$lib/format'
import { draftHidden } from '$lib/make'
import { room } from '$lib/room.svelte'
import { shell } from '$lib/shell.svelte'
import { toasts } from '$lib/ui/toasts.svelte'
import { Live } from './live.svelte'

const open = new WeakMap<OpenDebrief, Live>()

/** The meeting of an open debrief; the same one for as long as it is open. */
export function liveOf(debrief: OpenDebrief): Live {
  const known = open.get(debrief)
  if (known) return known
  const { live, end } = rooted(debrief)
  open.set(debrief, live)
  const timer = setInterval(() => {
    if (shell.holds(debrief)) return live.beat()
    // The debrief was closed: its clock was kept once more then, and rests.
    clearInterval(timer)
    end()
  }, 1000)
  return live
}

/** What is derived belongs to whoever made it, and would stand still when the first screen goes. */
function rooted(debrief: OpenDebrief): { live: Live; end: () => void } {
  let live: Live | undefined
  const end = $effect.root(() => {
    const made = (live = new Live(debrief))
    takeHidden(made)
    let held = false
    $effect(() => {
      const now = shell.holds(debrief)
      if (held && !now) rest(made)
      held = now
    })
    // One meeting is held at a time: one that begins here takes the place of one that goes on elsewhere.
    $effect(() => {
      const { held: other } = shell
      if (other && shell.debrief === debrief && other !== debrief && made.clock.running)
        untrack(() => takeOver(other))
    })
    // The room is asked the same, in words that name nobody.
    $effect(() => {
      if (shell.meeting === debrief) room.ask(debrief.id, made.agenda.currentKey)
    })
  })
  return { live: live ?? new Live(debrief), end }
}

/** Lets go of the meeting that was held: its clock stands where it is, and is taken up again from there. */
function takeOver(other: OpenDebrief) {
  liveOf(other).clock.rest()
  toasts.say(t('live.other.stands', { title: titleOf(other.whole.debrief) }))
  shell.letGo()
}

/** What was typed while the screen was hidden is in the line, if the app ended before it was shown again. */
function takeHidden({ debrief, writing }: Live) {
  const left = debrief.drafts[draftHidden]?.replaceAll('\n', ' ').trim()
  if (!left || shell.hidden || debrief.onlyRead) return
  writing.insert(left)
  void debrief.draft(draftHidden, '')
}

/** The debrief is closed: its clock is kept once more. */
function rest(live: Live) {
  live.clock.keep()
  live.speaking.wipe()
  void live.place.flush()
}
