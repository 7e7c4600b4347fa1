import type { Glance, Item } from '$lib/board'
import { many, t } from '$lib/copy'
import { clock, isoDay, titleOf } from '$lib/format'
import { noMoment } from '$lib/make'
import type { Row } from '$lib/row'
import { daysUntil, whenDue } from './library.svelte'

/** A date to come, or one that has passed, as the front of the library tells it. */
export interface Ahead {
  id: string
  /** YYYY-MM-DD. */
  date: string
  when: string
  what: string
  beside: string
  /** The kind question when somebody is to be asked about it. */
  ask: string
  item?: Item
  row?: Row
}

const mostMeetings = 3
const beforeMeeting = ['draft', 'preparing', 'ready']

/** What comes next: first what is asked about, then what is due and when one meets, by date. */
export function aheadOf(glance: Glance, rows: Row[], now: Date): Ahead[] {
  const items = glance.next.map(ofItem)
  const asked = items.filter((a) => a.ask)
  const coming = [...items.filter((a) => !a.ask), ...meetings(rows, now)]
  return [...asked, ...coming.sort((a, b) => a.date.localeCompare(b.date))]
}

function ofItem(item: Item): Ahead {
  const asks = item.section === 'passed' || item.section === 'rested'
  return {
    id: item.id,
    date: item.section === 'rested' ? item.soakUntil : item.due,
    when: asks ? t(`remind.${item.section as 'passed' | 'rested'}.short`) : whenDue(item.days),
    what: item.text,
    beside: [item.owner, item.debrief].filter(Boolean).join(', '),
    ask: asks ? t(`remind.${item.section as 'passed' | 'rested'}`) : '',
    item,
  }
}

const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone

function meetings(rows: Row[], now: Date): Ahead[] {
  return rows
    .filter((r) => r.meetsAt && !r.sample && beforeMeeting.includes(r.state))
    .map((row) => ({ row, date: isoDay(row.meetsAt, here()) }))
    .filter(({ date }) => daysUntil(date, now) >= 0)
    .sort((a, b) => a.row.meetsAt.localeCompare(b.row.meetsAt))
    .slice(0, mostMeetings)
    .map(({ row, date }) => ofMeeting(row, date))
}

function ofMeeting(row: Row, date: string): Ahead {
  const time = clock({ ...noMoment(), at: row.meetsAt, precision: 'minute' }, here())
  const people = row.participants
  return {
    id: row.id,
    date,
    when: t('remind.meet.at', { time }),
    what: t('remind.meet', { title: titleOf(row) }),
    beside: people === 0 ? t('remind.meet.nobody') : many('remind.meet.people', people),
    ask: '',
    row,
  }
}
