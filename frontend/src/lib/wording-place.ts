import { t } from '$lib/copy'
import { factorNumbers } from '$lib/factors'
import { clock } from '$lib/format'
import type { Entry, ID, Whole } from '$lib/nouns'
import { impact, pageOne, type Spot } from '$lib/wording.svelte'
import { nameOf } from '$lib/who'

/** Where a flag stands, and the words around it. */
export interface Placed {
  spot: Spot
  where: string
  before: string
  phrase: string
  after: string
}

/** Says of each flag where it stands, for the list: one look through the debrief for all of them. */
export function placed(whole: Whole, spots: Spot[]): Placed[] {
  const { entries, factors, helped, countermeasures } = whole
  const records = new Map<ID, object>()
  const wanted = new Set(spots.map((s) => s.recordId))
  for (const record of [...entries, ...factors, ...helped, ...countermeasures]) {
    if (wanted.has(record.id)) records.set(record.id, record)
  }
  const own = new Map([...pageOne(whole), ...impact(whole)])
  const numbers = factorNumbers(factors)
  return spots.map((spot) => {
    const record = records.get(spot.recordId) as Record<string, unknown> | undefined
    const text = spot.noun === 'debrief' ? own.get(spot.field) : record?.[spot.field]
    const where = placeOf(whole, spot, record, numbers)
    return { spot, where, ...inText(typeof text === 'string' ? text : '', spot) }
  })
}

/** "14:55 Ines", "Factor 2", "Page one". */
function placeOf(whole: Whole, spot: Spot, record: unknown, numbers: Map<ID, number>): string {
  switch (spot.noun) {
    case 'entry': {
      if (!record) return t('wording.where.line')
      const entry = record as Entry
      const said = [clock(entry.time, whole.debrief.zone), nameOf(entry.who, whole.participants)]
      return said.filter(Boolean).join(' ') || t('wording.where.line')
    }
    case 'factor': {
      const n = numbers.get(spot.recordId)
      return n ? t('wording.where.factor', { n }) : t('wording.where.factor.new')
    }
    case 'helped':
      return t('wording.where.helped')
    case 'countermeasure':
      return t('wording.where.countermeasure')
    default:
      return t(spot.field.startsWith('impact.') ? 'wording.where.impact' : 'wording.where.page')
  }
}

/** How many characters of its text stand before and after a phrase in the list. */
const around = { before: 40, after: 100 }

/** The words around a flag. */
export const inText = (text: string, { flag }: Spot) =>
  excerpt(text, flag.utf16Start, flag.utf16End)

/** The words around a phrase, cut between words. */
export function excerpt(
  text: string,
  from: number,
  to: number,
): { before: string; phrase: string; after: string } {
  let before = text.slice(0, from)
  let after = text.slice(to)
  if (before.length > around.before) {
    before = '…' + before.slice(-around.before).replace(/^\S*\s/u, ' ')
  }
  if (after.length > around.after) {
    after = after.slice(0, around.after).replace(/\s\S*$/u, '') + ' …'
  }
  return { before, phrase: text.slice(from, to), after }
}
