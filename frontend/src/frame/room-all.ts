import { changes } from '$lib/changes.svelte'
import { many, t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { room } from '$lib/room.svelte'
import { toasts } from '$lib/ui/toasts.svelte'

/** Shows in the Room all there is of the timeline; where all of it is shown, takes all out. Says which. */
export function showAll(debrief: OpenDebrief, into = allIn(debrief)) {
  const n = room.showAll(debrief, into)
  if (n > 0) changes.offerNewest(many(into ? 'room.all' : 'room.none', n))
  else toasts.say(t('room.all.nothing'))
}

/** There is something that is not shown, or nothing that is. */
const allIn = ({ whole }: OpenDebrief) =>
  room.missing(whole.entries).length > 0 || !whole.entries.some((e) => e.room !== '')
