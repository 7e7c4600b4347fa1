import { many, t } from '$lib/copy'
import { shortDate } from '$lib/format'
import type { Item } from '$lib/board'

const dayMs = 86_400_000

const years = { days: 365.25, ahead: 'board.day.years', past: 'board.day.years-ago' } as const

/** The longest stretch told in a unit, in days; a longer one is told in the next, at last in years. */
const steps = [
  { most: 20, days: 1, ahead: 'board.day.in', past: 'board.day.ago' },
  { most: 120, days: 7, ahead: 'board.day.weeks', past: 'board.day.weeks-ago' },
  { most: 720, days: 30.44, ahead: 'board.day.months', past: 'board.day.months-ago' },
] as const

/** How far off a day is, in words: "in 2 days", "5 days ago", "in 3 weeks", "4 years ago". */
export function whenIs(days: number): string {
  if (days === 0) return t('board.day.today')
  if (days === 1) return t('board.day.tomorrow')
  if (days === -1) return t('board.day.yesterday')
  const far = Math.abs(days)
  const step = steps.find(({ most }) => far <= most) ?? years
  return t(days > 0 ? step.ahead : step.past, { n: Math.round(far / step.days) })
}

/** The day at the left of a row, and what is said below it. */
export function dayOf(i: Item): { day: string; told: string } {
  switch (i.section) {
    case 'not-pursued':
      return { day: '', told: '' }
    case 'undated':
      return { day: '', told: t('board.day.none') }
    case 'check':
    case 'done':
    case 'checked':
      return { day: i.doneOn, told: againstDue(i) }
    default: {
      const day = i.state === 'soaking' ? i.soakUntil : i.due
      return { day, told: day ? whenIs(i.days) : '' }
    }
  }
}

/** How early or late something was done. */
function againstDue({ doneOn, due }: Item): string {
  const days = Math.round((Date.parse(doneOn) - Date.parse(due)) / dayMs)
  if (Number.isNaN(days)) return ''
  if (days === 0) return t('board.day.on')
  return many(days < 0 ? 'board.day.early' : 'board.day.late', Math.abs(days))
}

/** The line below what changes: how one will know, what came of it, or why not. */
export function lineOf(i: Item): string {
  switch (i.section) {
    case 'not-pursued':
      return i.reason
    case 'checked':
      return outcomeOf(i)
    case 'check':
    case 'done':
      if (!i.checkOn) return i.know ? t('board.know', { know: i.know }) : ''
      return i.know
        ? t('board.check-on.know', { date: shortDate(i.checkOn), know: i.know })
        : t('board.check-on', { date: shortDate(i.checkOn) })
    default:
      return i.know ? t('board.know', { know: i.know }) : ''
  }
}

export function outcomeOf(i: Item): string {
  if (!i.outcome) return ''
  const outcome = t(`board.outcome.${i.outcome}`)
  return i.said ? t('board.said', { outcome, text: i.said }) : outcome
}

/**
 * The last line of a row: of which debrief it is where others stand beside it, since when it is open, and how
 * often its date moved. In a debrief of its own the day is the same for all, and told of the selected one.
 */
export function factsOf(i: Item, named: boolean, selected: boolean): string {
  const facts = named ? [i.debrief] : []
  if (i.since && (named || selected)) facts.push(t(sinceKey(i), { date: shortDate(i.since) }))
  if (i.moves > 0) facts.push(many('board.moved', i.moves))
  const told = facts.join(' · ')
  return told.charAt(0).toUpperCase() + told.slice(1)
}

const sinceKey = ({ section }: Item) =>
  section === 'checked' || section === 'not-pursued' ? 'board.since' : 'board.open-since'

/** The question of a row that waits for an answer; empty where none does. */
export function questionOf(i: Item): string {
  switch (i.section) {
    case 'passed':
      return i.owner ? t('board.ask.passed', { owner: i.owner }) : t('board.ask.passed.nobody')
    case 'check':
      return t('board.ask.check')
    case 'rested':
      return t('board.ask.rested')
    case 'undated':
      return t('board.ask.undated')
    default:
      return ''
  }
}
