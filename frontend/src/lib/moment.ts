import { format } from './format'
import type { Moment, Precision } from './nouns'

/** The ways in which a time can be known, best first. */
export const precisions: Precision[] = ['second', 'minute', 'about', 'between', 'hour', 'unknown']

/** A moment as somebody now says it is known; an hour is the one it lies in, by the clock of a zone. */
export function knownAs(m: Moment, precision: Precision, zone: string): Moment {
  const known = { ...m, precision, raw: '' }
  delete known.until
  if (precision === 'unknown') return { ...known, at: '', raw: '?' }
  if (precision !== 'hour') return known
  const past = (unit: 'minute' | 'second') => Number(format(m.at, zone, { [unit]: 'numeric' }))
  const start = Date.parse(m.at) - (past('minute') * 60 + past('second')) * 1000
  return { ...known, at: new Date(start).toISOString().replace('.000Z', 'Z') }
}
