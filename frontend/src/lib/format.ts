import { t } from './copy'
import type { Debrief, Moment } from './nouns'
import type { Row } from './row'
import { isSpan, lastOf } from './timeline'

const lang = 'en-GB'

/** A date as the lists write it: "3 Nov", with the year when it is not this one. date is RFC 3339 or YYYY-MM-DD. */
export function shortDate(date: string, now = new Date()): string {
  // A mere date is that day here, not midnight in UTC.
  const at = new Date(/^\d{4}-\d\d-\d\d$/.test(date) ? `${date}T00:00` : date)
  if (Number.isNaN(at.getTime())) return ''
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric'
  return at.toLocaleDateString(lang, { day: 'numeric', month: 'short', year })
}

/** The title, or what stands for it: "Untitled debrief, 21 Nov". */
export function titleOf(d: Pick<Debrief | Row, 'title' | 'createdAt'>): string {
  return d.title.trim() || t('ui.untitled', { date: shortDate(d.createdAt) })
}

/**
 * The clock time of a moment in a zone ("14:02", "14:02:10", "~14:02", "14:30–14:45", "15:??"); empty when it is
 * not known. An hour is two clocks in a zone that is half an hour off.
 */
export function clock(m: Moment, zone: string): string {
  if (!m.at || m.problem) return ''
  const ends = isSpan(m) ? [m.at, lastOf(m)] : [m.at]
  const fine = m.precision === 'second' || (m.precision === 'between' && ends.some(hasSeconds))
  const second = fine ? '2-digit' : undefined
  const [from = '', last] = ends.map((at) =>
    format(at, zone, { hour: '2-digit', minute: '2-digit', second, hourCycle: 'h23' }),
  )
  if (m.precision === 'hour' && from.endsWith(':00')) return `${from.slice(0, 2)}:??`
  if (last) return `${from}–${last}`
  return m.precision === 'about' ? `~${from}` : from
}

/** The clock in one zone beside that of another: with how many days it is off, "20:00 +1". */
export function clockBeside(m: Moment, zone: string, of: string): string {
  const time = clock(m, zone)
  if (!time) return ''
  const [there = 0, here = 0] = [zone, of].map((z) => Date.parse(isoDay(m.at, z)))
  return there === here ? time : `${time} ${there > here ? '+1' : '−1'}`
}

/** The day of an instant in a zone, "2026-11-03". */
export function isoDay(at: string, zone: string): string {
  // Not toLocaleDateString: which locale writes a date that can be typed again differs between systems.
  const part = (unit: 'month' | 'day') => format(at, zone, { [unit]: '2-digit' }).padStart(2, '0')
  return `${format(at, zone, { year: 'numeric' })}-${part('month')}-${part('day')}`
}

const hasSeconds = (at: string) => new Date(at).getUTCSeconds() !== 0

/** The day of a moment in a zone ("Tue 3 Nov 2026"). */
export function day(m: Moment, zone: string): string {
  if (!m.at || m.problem) return ''
  return format(m.at, zone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).replace(',', '')
}

/** A stored time (RFC 3339) as a person reads it, "3 Nov 2026, 14:02 UTC"; any other text as it is. */
export function readable(text: string): string {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return text
  const date = { day: 'numeric', month: 'short', year: 'numeric' } as const
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return `${format(text, 'UTC', { ...date, ...time })} UTC`
}

/** From one moment to another: the day once, or both days when they differ ("31 Jan 18:00 – 1 Feb 18:14"). */
export function stretch(from: Moment, to: Moment, zone: string): string {
  const times = [clock(from, zone), clock(to, zone)]
  const days = [day(from, zone), day(to, zone)]
  if (!times[0] || !times[1] || days[0] === days[1]) {
    return [days[0], times.filter(Boolean).join('–')].filter(Boolean).join(', ')
  }
  const years = [from, to].map((m) => format(m.at, zone, { year: 'numeric' }))
  return [from, to]
    .map((m, i) => {
      const date = format(m.at, zone, {
        day: 'numeric',
        month: 'short',
        year: years[0] === years[1] ? undefined : 'numeric',
      })
      return `${date} ${times[i] ?? ''}`
    })
    .join(' – ')
}

/** A part of a date or a time in a zone, as one says which. */
export function format(at: string, zone: string, options: Intl.DateTimeFormatOptions): string {
  return formatter(zone || 'UTC', options).format(new Date(at))
}

// Making one takes longer than a hundred uses of it, and a list of lines uses two.
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`
  const known = formatters.get(key) ?? make(zone, options)
  formatters.set(key, known)
  return known
}

/** A zone that the browser does not know is no reason to show nothing: UTC it is. */
function make(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(lang, { ...options, timeZone: zone })
  } catch {
    return new Intl.DateTimeFormat(lang, { ...options, timeZone: 'UTC' })
  }
}

/** The last part of a zone's name, as people say it: "New York". */
export function place(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}
