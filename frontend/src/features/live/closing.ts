import { t } from '$lib/copy'
import type { Meeting } from '$lib/nouns'

/** The closing counts, in the order in which hands go up. */
export const counts = ['present', 'learned', 'again'] as const

/** In a smaller group the counts stay on the facilitator's screen (debrief.SmallGroup). */
const smallGroup = 5

type Counted = Pick<Meeting, (typeof counts)[number]>

/** What there is to say about the counts, each in a sentence: one that is more than are here, or how it went. */
export function said(m: Counted): string[] {
  const [present, learned, again] = counts.map((what) => m[what] ?? undefined)
  const over = [learned, again].filter(
    (n) => n !== undefined && present !== undefined && n > present,
  )
  if (over.length > 0) return over.map((n = 0) => t('live.wrap.over', { n, present: present ?? 0 }))
  return [...success(present, learned, again), ...small(present)]
}

/**
 * What a meeting hopes for, after the Etsy debriefing guide: at least one person learned something that changes
 * their work, and at least half would come again.
 */
function success(present?: number, learned?: number, again?: number): string[] {
  const one = learned === undefined ? undefined : learned > 0
  const half = again === undefined || !present ? undefined : again * 2 >= present
  if (one && half) return [t('live.wrap.both')]
  return [
    ...(one === undefined ? [] : [t(one ? 'live.wrap.one' : 'live.wrap.one.not')]),
    ...(half === undefined ? [] : [t(half ? 'live.wrap.half' : 'live.wrap.half.not')]),
    ...(one === false || half === false ? [t('live.wrap.ask')] : []),
  ]
}

const small = (present = 0) => (present > 0 && present < smallGroup ? [t('live.wrap.small')] : [])
