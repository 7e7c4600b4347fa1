import type { OpenDebrief } from './debrief.svelte'
import type { Meeting } from './nouns'
import { newStep } from './saving.svelte'

/** Begins a meeting, or takes it up again: its clock runs from an instant (RFC 3339) on. */
export function begin(m: Meeting, at: string) {
  m.runningSince = m.seenAt = at
  m.startedAt ||= at
  m.endedAt = ''
  m.stage = Math.max(1, m.stage)
}

/** Sets a debrief live and its clock running, as one step. */
export function startMeeting(debrief: OpenDebrief, now = Date.now()) {
  const { meeting } = debrief.whole
  const name = meeting.startedAt ? 'resume-meeting' : 'start-meeting'
  const step = newStep(name)
  const at = new Date(now).toISOString()
  void debrief.edit('meeting', meeting.id, { name, step }, (m) => begin(m, at))
  void debrief.edit('debrief', debrief.id, { name, step }, (d) => (d.state = 'live'))
  if (name === 'resume-meeting') debrief.keepTurns()
}
