import { many, t } from '$lib/copy'
import { shortDate } from '$lib/format'
import type { Row } from '$lib/row'

/** The second line below a title: "INC-0311, 5 people, 14 entries". */
export function factsOf(row: Row): string {
  const facts: string[] = []
  if (row.reference) facts.push(row.reference)
  if (row.participants) facts.push(many('library.people', row.participants))
  if (row.entries) facts.push(many('library.entries', row.entries))
  if (row.factors) facts.push(many('library.factors', row.factors))
  return facts.length > 0 ? facts.join(', ') : t('library.empty-row')
}

/** The state in words, with how far its countermeasures are: "Follow-up, 2 of 6 done". */
export function stateOf(row: Row): string {
  const signed = row.state === 'signed-off' && row.version
  const word = signed ? t('signoff.row', { number: signed }) : t(`state.${row.state}`)
  const counts =
    ['follow-up', 'signed-off', 'closed', 'read-back'].includes(row.state) &&
    row.countermeasures > 0
  return counts
    ? t('library.done', { state: word, n: row.finished, of: row.countermeasures })
    : word
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
    default:
      return row.oldReport ? t('oldreport.row') : ''
  }
}
