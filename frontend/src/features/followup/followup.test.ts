import { describe, expect, it, vi } from 'vitest'
import type { Item } from '$lib/board'
import { Fake, newWhole } from '$lib/testing/fake'
import { formOf, saidName, saidOf } from './acts'
import { Asking } from './asking.svelte'
import { Board } from './board.svelte'
import { dayOf, factsOf, lineOf, questionOf, whenIs } from './told'

const now = () => new Date(2026, 10, 22, 12)
const item = (of: Partial<Item>): Item => ({
  id: 'c',
  rev: 1,
  debriefId: 'd',
  debrief: 'Checkout timeouts',
  text: 'Rebuild reports how long it takes',
  state: 'doing',
  kind: '',
  priority: '',
  owner: 'Tomás',
  team: '',
  due: '2026-11-20',
  soakUntil: '',
  doneOn: '',
  checkOn: '',
  know: '',
  ticket: '',
  proof: '',
  reason: '',
  since: '2026-11-03',
  moves: 0,
  outcome: '',
  said: '',
  looker: '',
  checkedOn: '',
  section: 'passed',
  days: -2,
  hasDay: true,
  ...of,
})

describe('what is told of a countermeasure', () => {
  it('says how far off its day is', () => {
    expect([-3960, -721, -400, -30, -5, -1, 0, 1, 9, 26, 121, 720].map(whenIs)).toEqual([
      '11 years ago',
      '2 years ago',
      '13 months ago',
      '4 weeks ago',
      '5 days ago',
      'yesterday',
      'today',
      'tomorrow',
      'in 9 days',
      'in 4 weeks',
      'in 4 months',
      'in 24 months',
    ])
  })

  it('says how early or late something was done', () => {
    const done = (doneOn: string) => dayOf(item({ section: 'done', doneOn })).told
    expect(['2026-11-19', '2026-11-20', '2026-11-23'].map(done)).toEqual([
      'a day early',
      'on the day',
      '3 days later',
    ])
    expect(dayOf(item({ section: 'done', doneOn: '2026-11-19', due: '' })).told).toBe('')
  })

  it('asks kindly, and calls nobody who is not named', () => {
    expect(questionOf(item({}))).toBe('What came up, Tomás? Is this still the right change?')
    expect(questionOf(item({ owner: '' }))).toBe('What came up? Is this still the right change?')
    expect(questionOf(item({ section: 'next' }))).toBe('')
  })

  it('says what came of it, and since when it is open', () => {
    const checked = item({ section: 'checked', outcome: 'helped', said: 'two calls since' })
    expect(lineOf(checked)).toBe('It helped: two calls since')
    expect(lineOf(item({ section: 'not-pursued', reason: 'Too dear' }))).toBe('Too dear')
    expect(factsOf(item({ moves: 2 }), true, false)).toMatch(
      /^Checkout timeouts · open since 3 Nov.* · date moved 2 times$/,
    )
    expect(factsOf(item({}), false, false)).toBe('')
  })
})

describe('what can be said about a countermeasure', () => {
  it('depends on where it is', () => {
    expect(saidOf(item({}))).toEqual(['move', 'done', 'smaller', 'drop'])
    expect(saidOf(item({ section: 'rested', state: 'soaking' }))).toEqual([
      'commit',
      'soak',
      'drop',
    ])
    expect(saidOf(item({ section: 'check', state: 'done' }))).toContain('check-unclear')
    const bare = item({ section: 'not-pursued', state: 'not-pursued' })
    expect(saidOf(bare)).toEqual(['drop', 'again'])
    expect(saidName('drop', bare)).toBe('Say why not')
    expect([formOf('commit'), formOf('check-not'), formOf('smaller')]).toEqual([
      undefined,
      'check',
      'smaller',
    ])
  })

  it('wants another day and a reason before a date moves', () => {
    const asking = new Asking(item({}), 'move', undefined, now)
    expect(asking.asks).toMatch(/Which day/)
    asking.day = '20 Nov 2026'
    expect(asking.asks).toBe('That is the day it has now.')
    asking.day = 'in 2 weeks'
    expect(asking.asks).toBe('Say what came up, in a line.')
    asking.text = ' The vendor is late. '
    expect([asking.asks, asking.act.day, asking.act.text]).toEqual([
      '',
      '2026-12-06',
      'The vendor is late.',
    ])
    const first = new Asking(item({ due: '' }), 'move', undefined, now)
    first.day = 'tomorrow'
    expect(first.asks).toBe('')
  })

  it('puts what is typed while an older draft is read behind it', async () => {
    const fake = new Fake().install()
    const whole = fake.add(newWhole())
    const one = item({ debriefId: whole.debrief.id })
    fake.drafts.set(whole.debrief.id, { [`move:${one.id}`]: 'The vendor' })
    const asking = new Asking(one, 'move', undefined, now)
    const begun = asking.begin()
    asking.write('text', 'is late.')
    await begun
    expect(asking.text).toBe('The vendor is late.')
    await vi.waitFor(() =>
      expect(fake.drafts.get(whole.debrief.id)?.[`move:${one.id}`]).toBe('The vendor is late.'),
    )
  })

  it('keeps whatever is typed, by its form, until it is said', async () => {
    const fake = new Fake().install()
    const whole = fake.add(newWhole())
    const one = item({ debriefId: whole.debrief.id, state: 'done', section: 'check' })
    const asking = new Asking(one, 'check', undefined, now)
    await asking.begin()
    asking.write('text', 'Two calls since.')
    asking.write('by', 'Sam')
    asking.write('checkOn', 'in 3 weeks')
    // It is left, and opened again at once.
    const again = new Asking(one, 'check', undefined, now)
    await again.begin()
    expect([again.text, again.by]).toEqual(['Two calls since.', 'Sam'])
    // A day told from today is kept as the day it is: tomorrow it would be another one.
    expect(again.checkOn).toBe('2026-12-13')
    const other = new Asking(one, 'done', undefined, now)
    await other.begin()
    expect([other.text, other.by, other.checkOn]).toEqual(['', '', '6 Dec'])
    other.write('day', 'yesterday')
    other.write('checkOn', '4 Dec 2026')
    const tomorrow = new Asking(one, 'done', undefined, () => new Date(2026, 10, 23, 9))
    await tomorrow.begin()
    expect([tomorrow.day, tomorrow.checkOn]).toEqual(['2026-11-21', '4 Dec 2026'])
    expect(again.drafts).toEqual(
      ['', ':by', ':day', ':checkOn', ':file'].map((field) => `check:${one.id}${field}`),
    )
  })

  it('tells the name of a file that is held no longer', async () => {
    const fake = new Fake().install()
    const whole = fake.add(newWhole())
    const one = item({ debriefId: whole.debrief.id })
    const held = new Map([['h', 'pool.csv']])
    const { go } = window as unknown as { go: { app: { Attachments: Record<string, unknown> } } }
    go.app.Attachments.ChooseEvidence = () => Promise.resolve('h')
    go.app.Attachments.Held = (handle: string) => Promise.resolve(held.get(handle) ?? '')
    const open = async () => {
      const asking = new Asking(one, 'done', undefined, now)
      await asking.begin()
      return asking
    }
    await (await open()).attach()
    const asking = await open()
    expect([asking.file, asking.handle, asking.asks]).toEqual(['pool.csv', 'h', ''])
    held.clear()
    const later = await open()
    expect([later.file, later.handle, later.asks]).toEqual([
      'pool.csv',
      '',
      'A text, a link or a file.',
    ])
    later.detach()
    expect((await open()).file).toBe('')
  })

  it('wants something that shows it is done, and asks later whether it helped', () => {
    const asking = new Asking(item({}), 'done', undefined, now)
    expect(asking.asks).toBe('A text, a link or a file.')
    asking.handle = 'h'
    expect(asking.asks).toBe('')
    expect([asking.act.day, asking.act.checkOn]).toEqual(['2026-11-22', '2026-12-06'])
  })

  it('takes the day it was done for one that has been', () => {
    const asking = new Asking(item({ doneOn: '2026-10-03' }), 'done', undefined, now)
    expect(asking.dayRead).toBe('2026-10-03')
    asking.day = 'yesterday'
    expect(asking.dayRead).toBe('2026-11-21')
    const moving = new Asking(item({}), 'move', undefined, now)
    moving.day = 'yesterday'
    expect(moving.asks).toMatch(/Which day/)
  })

  it('asks when to look again only of what cannot be told', () => {
    const asking = new Asking(item({ state: 'done' }), 'check', undefined, now)
    asking.checkOn = ''
    expect(asking.asks).toBe('Choose an answer.')
    asking.outcome = 'unclear'
    expect(asking.asks).toMatch(/Which day/)
    asking.outcome = 'helped'
    expect(asking.asks).toBe('')
  })
})

describe('the board', () => {
  it('counts what waits, and never what is one person’s', () => {
    new Fake().install()
    const board = new Board()
    expect(board.counts).toBe(true)
    board.narrow({ team: 'Storage', priority: 'high' })
    expect(board.counts).toBe(true)
    board.narrow({ owner: 'Tomás' })
    expect(board.counts).toBe(false)
  })
})
