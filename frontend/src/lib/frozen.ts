import { isOpen } from './followup'
import type { Countermeasure, Noun, RecordOf, State, Version } from './nouns'

const signed: readonly State[] = ['signed-off', 'follow-up', 'closed']

/** A debrief in this state was signed off, and is not being amended. */
export const isSigned = (state: State): boolean => signed.includes(state)

/** How many versions came before one. */
const nth = (v: Version) => Number(v.number.slice(2))

/** Versions, the newest first. */
export const newestFirst = (versions: Version[]): Version[] =>
  [...versions].sort((a, b) => nth(b) - nth(a))

/** What the next version will be called. */
export const nextNumber = (versions: Version[]): string =>
  `1.${Math.max(-1, ...versions.map(nth)) + 1}`

/** What of a record goes on after sign-off; the rest is part of what was signed off (backend/debrief/frozen.go). */
const goesOn: Partial<Record<Noun, readonly string[]>> = {
  debrief: ['state', 'tags', 'preparation', 'closing', 'related', 'later'],
  participant: [
    'email',
    'coming',
    'invitedAt',
    'linesSentAt',
    'reading',
    'readAt',
    'readGiven',
    'linesMark',
  ],
  countermeasure: [
    'state',
    'owner',
    'due',
    'moves',
    'know',
    'ticket',
    'soakUntil',
    'reason',
    'kind',
    'proof',
    'doneOn',
    'checkOn',
    'checks',
  ],
  factor: ['recurs'],
}

/** Whether what is signed off lets a record become another; was is undefined for a new one. */
export function mayBecome<N extends Noun>(
  noun: N,
  was: RecordOf[N] | undefined,
  is: RecordOf[N],
): boolean {
  if (noun === 'attachment' && !was) return true
  if (!was) return false
  if (noun === 'meeting' || noun === 'turns') return true
  const loose = new Set(['rev', ...(goesOn[noun] ?? [])])
  const names = new Set([...Object.keys(was), ...Object.keys(is)])
  const [before, after] = [was, is] as unknown as Record<string, unknown>[]
  return [...names].every(
    (name) => loose.has(name) || JSON.stringify(before?.[name]) === JSON.stringify(after?.[name]),
  )
}

/** A change would leave something open of what is closed, which is opened again before. */
export function opens<N extends Noun>(noun: N, was?: RecordOf[N], is?: RecordOf[N]): boolean {
  if (noun !== 'countermeasure' || !was || !is) return false
  return isOpen(is as Countermeasure) && !isOpen(was as Countermeasure)
}
