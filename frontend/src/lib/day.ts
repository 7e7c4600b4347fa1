import { backend } from './backend'
import type { OpenDebrief } from './debrief.svelte'
import type { Debrief, Moment } from './nouns'
import { newStep, saving, type Saving } from './saving.svelte'
import { isKnown } from './timeline'

/**
 * Says on which day the times of a debrief are that have none ("21 Nov", "yesterday"), as one step: each
 * is read again. Resolves with the day; empty when the text is none, undefined when it was not saved.
 */
export async function setDay(
  debrief: OpenDebrief,
  text: string,
  queue: Saving = saving,
): Promise<string | undefined> {
  debrief.rest()
  const run = () => backend.capture.setDay(newStep('set-day'), debrief.id, text)
  const day = await queue.perform([], run, `day:${debrief.id}`)
  if (day) await debrief.reload()
  return day
}

/** A time of day that would have an instant if somebody said which day it was. T+12m waits for the start. */
export const isUndated = (m: Moment) => m.problem === 'no-day' && !/^\[?t\s*[+−-]/i.test(m.raw)

/** One answer would put every such time on its day. */
export const takesDay = (d: Debrief) => !isKnown(d.started) && !d.day

/** Today in a zone, as shortDate reads it: 2026-11-21. */
export function todayIn(zone: string, now: number): string {
  const written = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone || 'UTC',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(new Date(now))
  const part = (type: string) => written.find((p) => p.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}
