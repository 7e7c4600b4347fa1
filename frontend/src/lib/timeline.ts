import type { Entry, ID, Moment, Whole } from './nouns'

// The order of the timeline, as backend/debrief has it: what the list shows, the figure and the report
// show in the same order.

/** The stage of the meeting in which the timeline is walked. */
export const timelineStage = 4

export const isKnown = (m: Moment): boolean => m.at !== '' && m.problem === ''

/** It is known to lie within a span, and not where. */
export const isSpan = (m: Moment): boolean =>
  isKnown(m) && (m.precision === 'hour' || (m.precision === 'between' && Boolean(m.until)))

/** The latest instant a moment can be, RFC 3339: the same as at, but for a span. */
export function lastOf(m: Moment): string {
  if (!isSpan(m)) return m.at
  if (m.precision === 'between') return m.until ?? m.at
  return new Date(Date.parse(m.at) + 59 * 60_000).toISOString()
}

/** An entry is on the timeline with a known time, or because somebody put it there without one. */
export const inTimeline = (e: Entry): boolean => isKnown(e.time) || e.onTimeline

/**
 * The entries of the timeline in order of time. One without a known time follows the latest known time
 * before it in the order of writing. entries come in the order of writing.
 */
export function timelineOf(entries: Entry[]): Entry[] {
  let last = ''
  const keyed = entries.filter(inTimeline).map((entry) => {
    if (isKnown(entry.time)) last = entry.time.at
    return { entry, key: last }
  })
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map((k) => k.entry)
}

/** The instant elapsed time counts from: the start of the event, or its first entry; empty when neither is known. */
export function startOf(whole: Whole): string {
  if (isKnown(whole.debrief.started)) return whole.debrief.started.at
  return timelineOf(whole.entries).find((e) => isKnown(e.time))?.time.at ?? ''
}

/** The time from one instant to another as the timeline writes it: "+0:07", "−0:22", "+26:03"; "0:00" at the start. */
export function elapsed(from: string, at: string): string {
  const ms = Date.parse(at) - Date.parse(from)
  if (Number.isNaN(ms)) return ''
  const minutes = Math.floor(Math.abs(ms) / 60_000)
  const sign = minutes === 0 ? '' : ms < 0 ? '−' : '+'
  return `${sign}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** The time from an instant to a moment, of a span to both its ends: "+0:28–0:43". */
export function elapsedOf(from: string, m: Moment): string {
  const first = elapsed(from, m.at)
  return isSpan(m) ? `${first}–${elapsed(from, lastOf(m)).replace('+', '')}` : first
}

/**
 * A position right after a line in the order of writing, before whatever follows it; before all lines
 * when id is empty. lines come in the order of writing.
 */
export function positionAfter(lines: { id: ID; position: number }[], id: ID): number {
  const at = lines.findIndex((l) => l.id === id)
  const next = lines[at + 1]?.position
  const here = lines[at]?.position
  if (here === undefined) return (next ?? 1) - 1
  return next === undefined ? here + 1 : (here + next) / 2
}

/** A span for a person, as backend/debrief writes them: "40 s", "7 min", "1 h 17 min", "2 d 3 h". */
export function span(from: string, to: string): string {
  const seconds = Math.round((Date.parse(to) - Date.parse(from)) / 1000)
  if (Number.isNaN(seconds)) return ''
  const s = Math.abs(seconds)
  const two = (a: number, ua: string, b: number, ub: string) =>
    `${seconds < 0 ? '−' : ''}${a} ${ua}${b > 0 ? ` ${b} ${ub}` : ''}`
  if (s < 60) return two(s, 's', 0, '')
  if (s < 3600) return two(Math.floor(s / 60), 'min', s < 600 ? s % 60 : 0, 's')
  if (s < 48 * 3600) return two(Math.floor(s / 3600), 'h', Math.floor((s % 3600) / 60), 'min')
  return two(Math.floor(s / 86_400), 'd', Math.floor((s % 86_400) / 3600), 'h')
}
