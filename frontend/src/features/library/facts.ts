import { many, t } from '$lib/copy'
import { shortDate } from '$lib/format'
import type { Row } from '$lib/row'

/** The second line below a title: "INC-0311, 5 people, 14 entries". */
export function factsOf(row: Row): string {
  const facts: string[] = []
  // A note is its one line.
  if (row.state === 'noted' && row.entries === 1) return row.reference
  if (row.reference) facts.push(row.reference)
  if (row.participants) facts.push(many('library.people', row.participants))
  if (row.entries) facts.push(many('library.entries', row.entries))
  if (row.factors) facts.push(many('library.factors', row.factors))
  return facts.length > 0 ? facts.join(', ') : t('library.empty-row')
}

/** The state in words, with how far its countermeasures are: "Follow-up, 2 of 6 done". */
export function stateOf(row: Row): string {
  const { state, finished, checked, countermeasures: of } = row
  if (state === 'closed' && row.closedAt)
    return t('library.closed', { date: shortDate(row.closedAt) })
  const signed = state === 'signed-off' && row.version
  const brought = state === 'closed' && row.oldReport
  const word = signed
    ? t('signoff.row', { number: signed })
    : t(brought ? 'oldreport.state' : `state.${state}`)
  if (!['follow-up', 'signed-off', 'closed', 'read-back'].includes(state) || of === 0) return word
  return finished === of && checked > 0
    ? t('library.checked', { state: word, n: checked, of })
    : t('library.done', { state: word, n: finished, of })
}

/** What came of a debrief that was closed: "5 checked, 1 not pursued". */
function closedOf({ checked, notPursued, countermeasures: of }: Row): string {
  if (notPursued > 0) return t('library.closed.both', { checked, not: notPursued })
  return of > 0 ? t('library.closed.checked', { n: checked, of }) : t('library.closed.nothing')
}

/** What comes next for a debrief, in a few words. */
export function nextOf(row: Row): string {
  if (row.sample) return t('library.sample.next')
  if (row.nextDue)
    return t('library.next-due', { text: row.nextDueText, date: shortDate(row.nextDue) })
  switch (row.state) {
    case 'noted':
      return t('library.next.noted')
    case 'draft':
    case 'preparing':
      return row.participants === 0 ? t('library.next.people') : t('library.next.prepare')
    case 'ready':
      return t('library.next.ready')
    case 'live':
    case 'paused':
      return t('library.next.meeting')
    case 'read-back':
      return t('library.next.read-back')
    case 'signed-off':
      return row.countermeasures === 0 ? t('library.closed.nothing') : ''
    case 'closed':
      if (row.closedAt) return closedOf(row)
      return row.oldReport ? t('oldreport.row') : ''
    default:
      return row.oldReport ? t('oldreport.row') : ''
  }
}
