import { t } from '$lib/copy'

const lang = 'en-GB'

/** The month and year of an instant, RFC 3339: "January 2026". */
export const monthYear = (at: string): string =>
  new Date(at).toLocaleDateString(lang, { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** From when to when events began: "January to November 2026". */
export function spanOf(first: string, last: string): string {
  if (!first) return ''
  const from = monthYear(first)
  const to = monthYear(last)
  if (from === to) return from
  const same = first.slice(0, 4) === last.slice(0, 4)
  return t('insights.span', { from: same ? from.replace(/ \d+$/, '') : from, to })
}
