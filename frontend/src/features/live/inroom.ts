import { t } from '$lib/copy'
import { room } from '$lib/room.svelte'
import { saving } from '$lib/saving.svelte'
import { toasts } from '$lib/ui/toasts.svelte'
import { focusedRow } from './focus'
import type { Live } from './live.svelte'

/**
 * Shows a line in the Room, or takes it out: the one that has the focus, or the one written last. A line that is
 * on its way to the library is the one that is meant, never the one above it.
 */
export async function showInRoom(live: Live) {
  const focused = focusedRow()
  const waiting = focused ? undefined : live.filing.pending.at(-1)
  if (waiting) await saving.flush()
  const row = focused
    ? live.rows.find((r) => r.id === focused)
    : waiting
      ? live.rows.find((r) => r.record.position === waiting.position)
      : live.rows.at(-1)
  if (row?.noun === 'entry') room.show(live.debrief, row.id)
  else if (row) toasts.say(t('room.no-entry'))
  else if (waiting) toasts.say(t('room.not-yet'))
}
