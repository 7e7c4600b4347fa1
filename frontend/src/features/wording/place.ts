import { t } from '$lib/copy'
import { factorNumbers } from '$lib/factors'
import { clock } from '$lib/format'
import type { Whole } from '$lib/nouns'
import type { Spot } from '$lib/wording.svelte'
import { nameOf } from '$lib/who'

/** Says where a flag stands, for the list: "14:55 Ines", "Factor 2", "Page one". */
export function placeOf(whole: Whole, spot: Spot): string {
  switch (spot.noun) {
    case 'entry': {
      const entry = whole.entries.find((e) => e.id === spot.recordId)
      if (!entry) return t('wording.where.line')
      const said = [clock(entry.time, whole.debrief.zone), nameOf(entry.who, whole.participants)]
      return said.filter(Boolean).join(' ') || t('wording.where.line')
    }
    case 'factor': {
      const n = factorNumbers(whole.factors).get(spot.recordId)
      return n ? t('wording.where.factor', { n }) : t('wording.where.factor.new')
    }
    case 'helped':
      return t('wording.where.helped')
    case 'countermeasure':
      return t('wording.where.countermeasure')
    default:
      return t('wording.where.page')
  }
}

/** How many characters of its text stand before and after a phrase in the list. */
const around = { before: 60, after: 100 }

/** The words around a phrase, cut between words. */
export function excerpt(
  text: string,
  spot: Spot,
): { before: string; phrase: string; after: string } {
  const { utf16Start: from, utf16End: to } = spot.flag
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
