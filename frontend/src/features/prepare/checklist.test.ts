import { describe, expect, it } from 'vitest'
import { accounts } from '$lib/calibrate/lines'
import { newEntry, newQuestion } from '$lib/make'
import type { Entry, Moment, Participant, Whole } from '$lib/nouns'
import { newWhole } from '$lib/testing/fake'
import { checkout } from '$lib/testing/sample'
import { checklist, gaps, strangers, workingDays, type ItemName } from './checklist'

const friday = Date.parse('2026-11-06T09:00:00Z')
const of = (whole: Whole, name: ItemName, around = { now: friday, talks: 0 }) => {
  const item = checklist(whole, around).find((i) => i.name === name)
  if (!item) throw new Error(`no ${name}`)
  return item
}
const at = (time: string): Moment => ({
  at: `2026-11-03T${time}:00Z`,
  zone: 'UTC',
  precision: 'minute',
  raw: time,
  problem: '',
})
function add(whole: Whole, time: string, fields: Partial<Entry>) {
  const place = { stage: 0, position: whole.entries.length + 1 }
  whole.entries = [
    ...whole.entries,
    newEntry(whole.debrief.id, place, { time: at(time), ...fields }),
  ]
}

describe('workingDays', () => {
  it.each([
    ['2026-11-03', '2026-11-03', 0],
    ['2026-11-03', '2026-11-06', 3],
    ['2026-11-06', '2026-11-09', 1], // over a weekend
    ['2026-11-07', '2026-11-08', 0],
    ['2026-11-03', '2026-11-10', 5],
    ['2026-11-03', '2026-11-11', 6],
    ['2017-01-31', '2026-11-21', 2558],
    ['2026-11-06', '2026-11-03', 0],
  ])('%s to %s are %i', (from, to, n) => {
    expect(workingDays(from, to)).toBe(n)
  })

  it('counts as one by one does', () => {
    const day = 86_400_000
    const start = Date.parse('2026-10-29')
    for (let n = 0; n < 40; n++) {
      let slow = 0
      for (let i = 1; i <= n; i++) {
        const weekday = new Date(start + i * day).getUTCDay()
        if (weekday !== 0 && weekday !== 6) slow++
      }
      const to = new Date(start + n * day).toISOString().slice(0, 10)
      expect(workingDays('2026-10-29', to)).toBe(slow)
    }
  })
})

describe('the checklist', () => {
  it('warns after five working days, counted to the meeting once it has a time', () => {
    const whole = checkout()
    expect(of(whole, 'soon')).toMatchObject({ done: true, told: '3 working days since it ended' })
    const late = { now: Date.parse('2026-11-11T09:00:00Z'), talks: 0 }
    expect(of(whole, 'soon', late).done).toBe(false)
    whole.debrief.preparation.meetsAt = '2026-11-10T15:00:00Z'
    expect(of(whole, 'soon', late)).toMatchObject({
      done: true,
      told: '5 working days after it ended',
    })
    whole.debrief.preparation.meetsAt = '2026-11-11T15:00:00Z'
    expect(of(whole, 'soon', late).told).toContain('Is there an earlier day?')
  })

  it('counts to the day of the meeting once it was held, and urges nobody then', () => {
    const whole = checkout()
    whole.debrief.state = 'read-back'
    const later = { now: Date.parse('2027-11-11T09:00:00Z'), talks: 0 }
    expect(checklist(whole, later).map((i) => i.name)).not.toContain('soon')
    whole.meeting.startedAt = '2026-11-11T15:00:00Z'
    expect(of(whole, 'soon', later)).toMatchObject({
      done: false,
      told: '6 working days after it ended',
    })
  })

  it('has no such line for a drill', () => {
    for (const kind of ['tabletop', 'game-day'] as const) {
      const whole = checkout()
      whole.debrief.kind = kind
      expect(checklist(whole, { now: friday, talks: 0 }).map((i) => i.name)).not.toContain('soon')
    }
  })

  it('asks about everybody the timeline names who is not on the list', () => {
    const whole = checkout()
    const priya = whole.participants[0]?.id ?? ''
    add(whole, '14:19', { lane: 'did', who: { participantId: priya, name: '' } })
    expect(of(whole, 'named').done).toBe(true)
    add(whole, '14:20', { lane: 'did', who: { participantId: '', name: 'Kim' } })
    add(whole, '14:21', { lane: 'saw', who: { participantId: '', name: ' priya ' } })
    add(whole, '14:22', { lane: 'system', who: { participantId: '', name: 'cron' } })
    expect(strangers(whole)).toEqual(['Kim'])
    expect(of(whole, 'named')).toMatchObject({
      done: false,
      told: 'Kim is named in the timeline and not invited',
    })
    add(whole, '14:23', { lane: 'did', who: { participantId: '', name: 'Lee' } })
    expect(of(whole, 'named').told).toBe('Kim, Lee are named in the timeline and not invited')
  })

  it('has nothing to tick while the timeline names nobody', () => {
    const whole = checkout()
    const open = { done: false, told: 'The timeline names nobody yet' }
    expect(of(whole, 'named')).toMatchObject(open)
    whole.entries = []
    expect(of(whole, 'named')).toMatchObject(open)
    add(whole, '14:22', { lane: 'system', who: { participantId: '', name: 'cron' } })
    expect(of(whole, 'named')).toMatchObject(open)
  })

  it('asks about who is called in a text, whoever is guessed to have acted', () => {
    const whole = checkout()
    add(whole, '14:46', { lane: 'system', text: '@Zoe: rolled back the deploy' })
    expect(of(whole, 'named').told).toBe('Zoe is named in the timeline and not invited')
    whole.participants = whole.participants.map((p, i) =>
      i === 0 ? { ...p, name: 'Zoe Lind' } : p,
    )
    expect(of(whole, 'named').done).toBe(true)
    add(whole, '14:47', { text: 'told @here, mail to kim@example.org, npm i @scope/kit' })
    expect(strangers(whole)).toEqual([])
  })

  it('does not take who is not in the meeting as seen to unless they were asked', () => {
    const whole = checkout()
    const { id, name } = whole.participants[2] ?? { id: '', name: '' }
    const change = (fields: Partial<Participant>) =>
      (whole.participants = whole.participants.map((p) => (p.id === id ? { ...p, ...fields } : p)))
    change({ absent: true })
    const other = whole.participants[0]?.id ?? ''
    add(whole, '14:19', { lane: 'did', who: { participantId: other, name: '' } })
    expect(of(whole, 'named').done).toBe(true)
    add(whole, '14:20', { lane: 'did', who: { participantId: id, name: '' } })
    expect(of(whole, 'named')).toMatchObject({
      done: false,
      told: `${name} is named in the timeline and not invited`,
    })
    expect(strangers(whole)).toEqual([])
    change({ coming: 'no' })
    expect(of(whole, 'named').done).toBe(true)
    change({ coming: '', invitedAt: '2026-11-04T09:00:00Z' })
    expect(of(whole, 'named').done).toBe(true)
    change({ absent: false, invitedAt: '' })
    expect(of(whole, 'named').done).toBe(true)
  })

  it('counts invitations and answers, and who is not in the meeting is not waited for', () => {
    const whole = checkout()
    expect(of(whole, 'invited').done).toBe(false)
    whole.participants = whole.participants.map((p, i) => ({
      ...p,
      absent: i === 4,
      invitedAt: i === 4 ? '' : '2026-11-04T09:00:00Z',
      coming: i < 2 ? 'yes' : '',
    }))
    expect(of(whole, 'people').told).toBe('4 invited, 2 said yes')
    expect(of(whole, 'invited').done).toBe(true)
    expect(of(whole, 'talk').done).toBe(true)
    whole.participants = whole.participants.map((p) => ({ ...p, absent: false }))
    expect(of(whole, 'invited')).toMatchObject({ done: false, told: '4 of 5 so far' })
  })

  it('says of talks how many there are and no more', () => {
    const whole = checkout()
    expect(of(whole, 'talk', { now: friday, talks: 9 })).toMatchObject({
      done: false,
      told: 'The invitation offers it, 9 sealed',
    })
  })

  it('takes a talk to be offered by the invitations that offer it', () => {
    const whole = checkout()
    const invite = (n: number) =>
      (whole.participants = whole.participants.map((p, i) => ({
        ...p,
        invitedAt: i < n ? '2026-11-04T09:00:00Z' : '',
      })))
    invite(2)
    expect(of(whole, 'talk')).toMatchObject({
      done: false,
      told: '2 of 5 have the invitation that offers it',
    })
    invite(5)
    expect(of(whole, 'talk')).toMatchObject({ done: true, told: 'Each invitation offered it' })
    whole.debrief.preparation.invitation = 'Come, {name}.'
    expect(of(whole, 'talk')).toMatchObject({
      done: false,
      told: 'The invitation in your words leaves it out; {talk} puts it back',
    })
    whole.debrief.preparation.invitation = 'Come, {name}. {talk}'
    expect(of(whole, 'talk').done).toBe(true)
  })

  it('asks each about their own lines once there are some, and again after a change', () => {
    const whole = checkout()
    whole.entries = whole.entries.map((e, i) => ({
      ...e,
      who: { participantId: whole.participants[i % 3]?.id ?? '', name: '' },
    }))
    const of = () =>
      checklist(whole, { now: friday, talks: 0 }).find((i) => i.name === 'calibrated')
    const all = accounts(whole).filter((a) => a.lines > 0)
    expect(all.length).toBeGreaterThan(1)
    expect(of()).toMatchObject({ done: false, told: 'Each reads theirs before anybody else' })
    const answer = (n: number) =>
      (whole.participants = whole.participants.map((p) => {
        const at = all.slice(0, n).find((a) => a.person.id === p.id)
        return at ? { ...p, reading: 'agreed', readAt: '2026-11-05', linesMark: at.mark } : p
      }))
    answer(1)
    expect(of()?.told).toBe(`1 of ${all.length} answered`)
    answer(all.length)
    expect(of()).toMatchObject({ done: true, told: 'Everybody answered to their own' })
    const theirs = whole.entries.find((e) => e.who.participantId === all[0]?.person.id)
    if (theirs) theirs.text += ' Or later.'
    expect(of()).toMatchObject({ done: false, told: '1 changed since they agreed' })
    whole.entries = []
    expect(of()).toBeUndefined()
  })

  it('wants two to five themes, a time with a place, and somebody behind the statement', () => {
    const whole = newWhole()
    const a = whole.debrief.preparation
    for (const [n, done] of [
      [0, false],
      [1, false],
      [2, true],
      [5, true],
      [6, false],
    ] as const) {
      a.themes = Array.from({ length: n }, (_, i) => `theme ${i}`)
      expect(of(whole, 'themes').done).toBe(done)
    }
    a.place = 'Room 2'
    expect(of(whole, 'room')).toMatchObject({
      done: false,
      told: 'The day and the time are still open',
    })
    a.meetsAt = '2026-11-05T15:00:00Z'
    expect(of(whole, 'room')).toMatchObject({ done: true, told: 'Room 2' })
    a.place = ''
    expect(of(whole, 'room').told).toBe('A room or a call is still open')
    expect(of(whole, 'statement').done).toBe(false)
    a.statementBy = 'Head of engineering'
    expect(of(whole, 'statement').done).toBe(true)
  })

  it('takes records and pictures as evidence', () => {
    const whole = newWhole()
    add(whole, '14:02', { basis: 'memory' })
    expect(of(whole, 'evidence').done).toBe(false)
    add(whole, '14:03', { basis: 'record' })
    expect(of(whole, 'evidence').told).toBe('1 entry from a record')
  })

  it('knows why an item is gone on without', () => {
    const whole = newWhole()
    whole.debrief.preparation.without = [{ item: 'themes', reason: ' We listen first ' }]
    expect(of(whole, 'themes')).toMatchObject({ done: false, without: 'We listen first' })
    expect(of(whole, 'room').without).toBe('')
  })
})

describe('gaps', () => {
  it('are the three longest silences in the order of time, with a question that fits', () => {
    const whole = newWhole()
    const times = ['13:40', '14:02', '14:09', '14:31', '15:05', '15:19']
    times.forEach((time, i) =>
      add(whole, time, { lane: i % 2 ? 'did' : 'system', text: `entry ${i}` }),
    )
    expect(gaps(whole).map((g) => [g.from.slice(11, 16), g.to.slice(11, 16)])).toEqual([
      ['13:40', '14:02'],
      ['14:09', '14:31'],
      ['14:31', '15:05'],
    ])
    expect(gaps(whole)[0]?.question).toBe('Who could see this, and how: “entry 0”?')
  })

  it('are none in a dense timeline, and a question is not one', () => {
    const whole = newWhole()
    add(whole, '14:00', { text: 'a' })
    add(whole, '14:09', { text: 'b' })
    whole.questions = [newQuestion(whole.debrief.id, { stage: 4, position: 1 })]
    expect(gaps(whole)).toEqual([])
  })
})
