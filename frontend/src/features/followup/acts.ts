import type { Item } from '$lib/board'
import { t, type Key } from '$lib/copy'
import { outcomes, type Outcome } from '$lib/followup'

/** What can be said about a countermeasure from where it is; what needs words opens a form. */
export type Said =
  'start' | 'commit' | 'again' | 'move' | 'smaller' | 'done' | 'drop' | 'soak' | `check-${Outcome}`

/** What is asked for in words before it is done. */
export const forms = ['move', 'smaller', 'done', 'drop', 'soak', 'check'] as const
export type Form = (typeof forms)[number]

export const saidKeys: Record<Said, string> = {
  move: 'M',
  done: 'D',
  smaller: 'S',
  drop: 'N',
  start: 'B',
  commit: 'C',
  soak: 'W',
  again: 'G',
  'check-helped': '1',
  'check-partly': '2',
  'check-not': '3',
  'check-unclear': '4',
}

const checks: Said[] = outcomes.map((o): Said => `check-${o}`)

/** What can be said about one, what is asked first in front. Of a debrief that is closed nothing is said. */
export function saidOf(i: Item): Said[] {
  const begin: Said[] = i.state === 'committed' ? ['start'] : []
  switch (i.section) {
    case 'passed':
      return ['move', 'done', 'smaller', 'drop', ...begin]
    case 'next':
      return ['done', ...begin, 'move', 'smaller', 'drop']
    case 'undated':
      return ['move', 'done', ...begin, 'drop']
    case 'rested':
    case 'soaking':
      return ['commit', 'soak', 'drop']
    case 'check':
    case 'done':
      return [...checks, 'again']
    case 'not-pursued':
      return i.reason ? ['again'] : ['drop', 'again']
    default:
      return ['again']
  }
}

/** The form that asks for the words of what is said; undefined where none are needed. */
export function formOf(said: Said): Form | undefined {
  const name = said.startsWith('check-') ? 'check' : said
  return forms.find((f) => f === name)
}

/** What a button says; a date is said for the first time, or moved. */
export function saidName(said: Said, i: Item): string {
  if (said === 'move' && !i.due) return t('board.act.date')
  if (said === 'drop' && i.state === 'not-pursued') return t('board.act.why')
  return t(`board.act.${said}` as Key)
}
