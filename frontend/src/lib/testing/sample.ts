import { newCountermeasure, newEntry, newParticipant } from '$lib/make'
import type { Entry, Moment, Participant, Part, State, Whole } from '$lib/nouns'
import { newWhole } from './fake'

// A few debriefs to look at screens with, in a browser and in tests.

const at = (time: string): Moment => ({
  at: `2026-11-03T${time}:00Z`,
  zone: 'UTC',
  precision: 'minute',
  raw: time,
  problem: '',
})

export function checkout(): Whole {
  const w = newWhole({
    id: 'checkout',
    title: 'Checkout timeouts after the price index rebuild',
    reference: 'INC-0311',
    severity: 'SEV 2',
    state: 'preparing',
    scheduled: 'unscheduled',
    started: at('14:02'),
    detected: at('14:09'),
    mitigated: at('15:05'),
    resolved: at('15:19'),
    facilitator: 'Mara',
    facilitatorInvolved: 'no',
    noteTaker: 'Mara',
    localZone: 'America/New_York',
    day: '',
    tags: ['checkout', 'database'],
    createdAt: '2026-11-04T09:00:00Z',
  })
  w.debrief.impact.customers = 'About 9,000 baskets waited or were left'
  w.participants = [
    person(w, 1, 'Priya', 'Payments on call', 'Payments', 'America/New_York', [
      'decided',
      'responded',
    ]),
    person(w, 2, 'Jo', 'Support', 'Support', 'Europe/London', ['identified']),
    person(w, 3, 'Ines', 'Storage on call', 'Storage', 'Europe/Lisbon', ['responded', 'diagnosed']),
    person(w, 4, 'Tomás', 'Search, owns the rebuild', 'Search', 'Europe/Prague', [
      'decided',
      'diagnosed',
    ]),
    {
      ...person(w, 5, 'Sam', 'Platform, since October', 'Platform', 'America/New_York', [
        'interested',
      ]),
      newcomer: true,
    },
  ]
  w.entries = [
    entry(w, 1, '13:40', 'system', 'Rebuild starts'),
    entry(w, 2, '14:02', 'system', 'Checkout p95 over 2 s'),
    entry(w, 3, '14:09', 'saw', 'Three support chats'),
    entry(w, 4, '14:31', 'did', '811 rolled back'),
    entry(w, 5, '15:19', 'system', 'p95 normal'),
  ]
  w.countermeasures = [
    newCountermeasure(
      w.debrief.id,
      { stage: 6, position: 1 },
      { text: 'Review nine alerts muted in September', due: '2026-11-27', state: 'committed' },
    ),
  ]
  return w
}

function person(
  w: Whole,
  position: number,
  name: string,
  role: string,
  team: string,
  zone: string,
  parts: Part[],
): Participant {
  return { ...newParticipant(w.debrief.id, position), name, role, team, zone, parts }
}

function entry(w: Whole, position: number, time: string, lane: Entry['lane'], text: string): Entry {
  return newEntry(
    w.debrief.id,
    { stage: 0, position },
    { time: at(time), lane, text, basis: 'record', source: 'log' },
  )
}

/** A library as it looks after a few months. */
export function library(): Whole[] {
  const make = (
    title: string,
    state: State,
    createdAt: string,
    more: Partial<Whole['debrief']> = {},
  ) => newWhole({ title, state, createdAt: `${createdAt}T09:00:00Z`, ...more })
  const search = make('Search degraded during failover', 'follow-up', '2026-10-06', {
    reference: 'INC-0297',
  })
  search.countermeasures = [
    newCountermeasure(
      search.debrief.id,
      { stage: 6, position: 1 },
      { text: 'Rebuild reports how long it takes', due: '2026-11-20', state: 'committed' },
    ),
    newCountermeasure(
      search.debrief.id,
      { stage: 6, position: 2 },
      { text: 'Retry budget for search', state: 'checked' },
    ),
  ]
  return [
    checkout(),
    make('Image uploads stalled in two regions', 'read-back', '2026-11-11', {
      reference: 'INC-0314',
    }),
    make('Login delays for new tenants', 'preparing', '2026-11-18', { reference: 'INC-0318' }),
    search,
    make('What if our payment provider had their outage', 'draft', '2026-11-20', {
      kind: 'tabletop',
    }),
    make('', 'draft', '2026-11-21'),
    make('One region less on a Tuesday', 'signed-off', '2026-10-22', { kind: 'game-day' }),
    make('Backup volume at 97 %, seen on a walk past', 'closed', '2026-10-02', {
      kind: 'near-miss',
    }),
    make('Duplicate order e-mails', 'closed', '2026-08-14'),
    make('GitLab.com database outage of 31 January 2017', 'signed-off', '2026-11-21', {
      sample: true,
    }),
  ]
}
