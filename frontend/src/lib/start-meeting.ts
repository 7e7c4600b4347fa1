import type { OpenDebrief } from './debrief.svelte'
import { newStep } from './saving.svelte'

/** Sets a debrief live and its clock running, as one step. */
export function startMeeting(debrief: OpenDebrief, now = Date.now()) {
  const { meeting } = debrief.whole
  const name = meeting.startedAt ? 'resume-meeting' : 'start-meeting'
  const step = newStep(name)
  void debrief.edit('meeting', meeting.id, { name, step }, (m) => {
    m.runningSince = m.seenAt = new Date(now).toISOString()
    m.startedAt ||= m.runningSince
    m.endedAt = ''
    m.stage = Math.max(1, m.stage)
  })
  void debrief.edit('debrief', debrief.id, { name, step }, (d) => (d.state = 'live'))
}
