import { announce } from './announce'
import { backend } from './backend'
import { t } from './copy'
import type { OpenDebrief } from './debrief.svelte'
import { isSigned } from './frozen'
import { newStep, saving } from './saving.svelte'
import { openSession } from './session'
import { shell } from './shell.svelte'

/** The meeting of a debrief has ended, and no further session is planned: one may be. */
export function mayMeetAgain({ whole, ticks }: OpenDebrief): boolean {
  const { state } = whole.debrief
  const over = state === 'read-back' || (isSigned(state) && state !== 'closed')
  return over && !openSession(whole.meeting) && (ticks || isSigned(state))
}

/** Plans a further session about what is soaking, and goes there; nothing of the meeting changes. */
export async function meetAgain(debrief: OpenDebrief) {
  const step = newStep('session-plan')
  const made = await saving.attempt(
    [],
    () => backend.meetings.again(step, debrief.id),
    `again-${debrief.id}`,
    step,
  )
  if (!made) return
  debrief.adopt('meeting', made)
  if (shell.debrief === debrief) shell.go('meeting')
  announce(t('session.begun'))
}
