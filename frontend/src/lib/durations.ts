import { t } from './copy'
import type { OpenDebrief } from './debrief.svelte'
import { clock, day } from './format'
import { noMoment } from './make'
import type { Debrief, Derived, Entry, Moment, Span, Whole } from './nouns'
import { isKnown } from './timeline'

// How long it took, from which moment to which, how that is known, and what nobody has said yet: in the words of
// the report (backend/report/duration.go). What the terms mean is said in backend/debrief/duration.go.

/** The moments durations begin and end with, in the order of an event. */
export const ends = ['started', 'detected', 'noticed', 'mitigated', 'resolved'] as const
export type End = (typeof ends)[number]

/** The durations, each with the moment it ends with. All begin when the impact did. */
export const durations = [
  { key: 'detect', end: 'detected', of: 'toDetect' },
  { key: 'notice', end: 'noticed', of: 'toNotice' },
  { key: 'mitigate', end: 'mitigated', of: 'toMitigate' },
  { key: 'resolve', end: 'resolved', of: 'toResolve' },
] as const satisfies { key: string; end: End; of: keyof Derived }[]

/** One of the moments; nobody may have said it yet. */
export const endOf = (d: Debrief, end: End): Moment => d[end] ?? noMoment()

/** The first moment nobody has said yet. */
export const missing = (d: Debrief): End | undefined => ends.find((end) => !isKnown(endOf(d, end)))

/** The entry that has the time of a moment, which is what it is known from. */
export const entryAt = (whole: Whole, m: Moment): Entry | undefined =>
  whole.entries.find(
    (e) => isKnown(e.time) && e.time.at === m.at && (e.time.until ?? '') === (m.until ?? ''),
  )

/** A duration in short: "To detect 7 min", "To notice not said yet". */
export function inShort({ derived }: OpenDebrief, { key, of }: (typeof durations)[number]): string {
  const span = derived[of]
  const text = span.known ? span.text : t('duration.unsaid')
  return t('duration.line', { name: t(`duration.${key}`), span: text })
}

/** The end lies before the beginning, wherever in their spans the two are. */
const isBefore = (span: Span) => span.known && span.seconds < 0 && (span.most ?? 0) <= 0

/** A duration explained: from when to when and how that is known, or what is still to be said. */
export function explained(
  { whole, derived }: Pick<OpenDebrief, 'whole' | 'derived'>,
  { key, of, end }: (typeof durations)[number],
  zone: string,
): string {
  const name = t(`duration.${key}`)
  const span = derived[of]
  if (!span.known) {
    const first = isKnown(whole.debrief.started) ? end : 'started'
    return t('duration.missing', { name, ask: t(`duration.ask.${first}`) })
  }
  const [from, to] = [whole.debrief.started, endOf(whole.debrief, end)]
  const several = day(from, zone) !== day(to, zone)
  const told = (m: Moment) => endText(whole, m, zone, several)
  const text = t('duration.from-to', { name, span: span.text, from: told(from), to: told(to) })
  return isBefore(span) ? `${text} ${t('duration.before')}` : text
}

function endText(whole: Whole, m: Moment, zone: string, several: boolean): string {
  const time = several ? `${day(m, zone)}, ${clock(m, zone)}` : clock(m, zone)
  const entry = entryAt(whole, m)
  const how = t(`duration.by.${entry?.basis ?? 'none'}`)
  return entry
    ? t('duration.at.entry', { time, entry: entry.label || entry.text, how })
    : t('duration.at', { time, how })
}
