import { t } from '$lib/copy'

const lang = 'en-GB'

/** The time of day on this laptop, of an RFC 3339 instant: "14:02", or to the second "14:02:10". */
export function timeOf(at: string, second?: '2-digit'): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return ''
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return date.toLocaleTimeString(lang, { ...options, second })
}

/** The day on this laptop: "Today", "Yesterday", "Sat 21 Nov 2026". */
export function dayOf(at: string, now = new Date()): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return ''
  const before = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)
  if (date.toDateString() === now.toDateString()) return t('changed.today')
  if (date.toDateString() === before.toDateString()) return t('changed.yesterday')
  const options = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const
  return date.toLocaleDateString(lang, options).replace(',', '')
}

/** Day and time: "Today, 14:02:10". Two versions are often of the same minute. */
export const whenOf = (at: string, now = new Date()): string =>
  `${dayOf(at, now)}, ${timeOf(at, '2-digit')}`
