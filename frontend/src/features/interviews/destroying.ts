import { t } from '$lib/copy'
import { shortDate } from '$lib/format'
import { isSigned } from '$lib/frozen'
import type { Interview } from '$lib/interview'
import type { State } from '$lib/nouns'

/** When it was agreed that notes go: a day, or one of these; empty is the first. */
export const ends = ['signed-off', 'day', 'asked'] as const
export type End = (typeof ends)[number]

export function endOf(one: Pick<Interview, 'destroyOn'>): End {
  if (one.destroyOn === '') return 'signed-off'
  return one.destroyOn === 'asked' ? 'asked' : 'day'
}

/** Their time has come. today is YYYY-MM-DD. */
export function isDue(one: Interview, state: State, today: string): boolean {
  const end = endOf(one)
  return end === 'day' ? one.destroyOn <= today : end === 'signed-off' && isSigned(state)
}

/** What is said of it when the talk begins. */
export const toSay = (one: Interview): string =>
  t(`purge.say.${endOf(one)}`, { date: endOf(one) === 'day' ? shortDate(one.destroyOn) : '' })
