import { beforeEach, describe, expect, it } from 'vitest'
import type { ChangedRecord, StepRow, VersionRow } from '$lib/backend'
import { newEntry } from '$lib/make'
import { Fake } from '$lib/testing/fake'
import { aboutOf, ChangedView } from './changed.svelte'
import { HistoryView } from './history.svelte'
import { doneOf } from './told'

let fake: Fake

beforeEach(() => {
  fake = new Fake().install()
})

const step = (row: number, debriefId = 'd1'): StepRow => ({
  row,
  name: 'edit-entry',
  debriefId,
  title: debriefId === 'd1' ? 'Checkout' : 'Payments',
  at: new Date(2026, 10, 3 + Math.floor(row / 100), 14, 2).toISOString(),
  state: 'done',
  text: `words ${row}`,
})

describe('what changed', () => {
  it('is read in pages, by day, and further as one goes down', async () => {
    fake.changed = Array.from({ length: 250 }, (_, i) => step(250 - i))
    const view = new ChangedView()
    await view.load()
    expect(view.steps).toHaveLength(60)
    expect(view.days.map((d) => d.steps.length)).toEqual([51, 9])
    expect(view.row).toBe(250)
    await view.move(57)
    await view.move(1)
    expect(view.row).toBe(192)
    expect(view.steps.length).toBeGreaterThan(60)
    await view.move(-Infinity)
    expect(view.row).toBe(250)
  })

  it('shows a turn without a time among what was done around it', async () => {
    const turn = (row: number) => ({ ...step(row), name: 'speaker', at: '' })
    fake.changed = [turn(102), step(101), turn(100), step(99), turn(98)]
    const view = new ChangedView()
    await view.load()
    expect(view.days.map((d) => d.steps.map((s) => s.row))).toEqual([
      [102, 101, 100],
      [99, 98],
    ])
    expect(view.days.every((d) => d.name !== '')).toBe(true)
  })

  it('says all a walk concerns, other debriefs too, and follows it', async () => {
    fake.changed = [step(5), step(4, 'd2'), step(3, 'd2'), step(2), step(1)]
    const view = new ChangedView()
    await view.load()
    await view.select(2)
    expect(view.reachTold).toBe(
      'Takes back 4 steps: this one and everything after it. 2 of them in “Payments”.',
    )
    expect(view.walkTold).toBe('Take back 4 steps')
    await view.walk()
    expect(view.told).toBe('4 steps were taken back.')
    expect(view.steps.map((s) => s.state)).toEqual(['undone', 'undone', 'undone', 'undone', 'done'])
    expect(view.row).toBe(2)
    await view.select(4)
    await view.select(2)
    expect([view.told, view.walkTold]).toEqual([
      'Brings back this step alone.',
      'Bring back this step',
    ])
  })

  it('offers no walk to what was taken back before something new was done', async () => {
    fake.changed = [step(2), { ...step(1), state: 'dropped' }]
    const view = new ChangedView()
    await view.load()
    await view.select(1)
    expect(view.reach).toBeUndefined()
    await view.walk()
    expect(fake.changed.map((s) => s.state)).toEqual(['done', 'dropped'])
    expect(view.told).toContain('Taken back; something new was done since.')
  })

  it('says of a step from before a repair that it stands, and why it cannot be walked to', async () => {
    fake.changed = [{ ...step(2), state: 'standing', name: 'unknown' }]
    const view = new ChangedView()
    await view.load()
    expect(view.reach).toBeUndefined()
    expect(view.told).toMatch(/^From before the library was put in order: it can no longer/)
    expect(doneOf('unknown')).toBe('A change')
  })

  it('says a title once', () => {
    const removed = { ...step(1), title: 'Checkout  unavailable', text: 'Checkout unavailable' }
    expect([aboutOf(removed, true), aboutOf(removed, false)]).toEqual(['', 'Checkout unavailable'])
    expect(aboutOf({ ...removed, text: 'Checkout unav…' }, true)).toBe('')
    expect(aboutOf(step(1), true)).toBe('words 1')
  })
})

describe('the history of a text', () => {
  const entry = (text: string) => newEntry('d1', { stage: 3, position: 1 }, { id: 'e1', text })
  const version = (seq: number, more: Partial<VersionRow> = {}): VersionRow => ({
    seq,
    at: `2026-11-03T14:0${seq}:00Z`,
    way: 'do',
    name: 'edit-entry',
    made: false,
    gone: false,
    fields: ['text'],
    damaged: false,
    ...more,
  })
  const record = (seq: number, text: string, more: Partial<ChangedRecord> = {}): ChangedRecord => ({
    seq,
    noun: 'entry',
    recordId: 'e1',
    debriefId: 'd1',
    before: '',
    after: JSON.stringify(entry(text)),
    damaged: false,
    gone: false,
    lost: false,
    ...more,
  })

  async function view(now = 'three') {
    fake.history = {
      versions: [version(3), version(2), version(1, { made: true })],
      more: false,
      now: now && JSON.stringify(entry(now)),
      names: {},
    }
    for (const [seq, text] of Object.entries({ 1: 'one', 2: 'two', 3: 'three' })) {
      fake.versions.set(Number(seq), record(Number(seq), text))
    }
    const made = new HistoryView({ noun: 'entry', id: 'e1' })
    await made.load()
    return made
  }
  const told = (v: HistoryView) => v.differences.map((c) => `${c.before}>${c.after}`)

  it('begins with the version before the one now, against now', async () => {
    const v = await view()
    expect([v.seq, told(v)]).toEqual([2, ['two>three']])
    await v.select(3)
    expect([v.isNow, told(v)]).toEqual([true, []])
  })

  it('compares any two, the older first whichever was chosen first', async () => {
    const v = await view()
    await v.compare('1')
    expect(told(v)).toEqual(['one>two'])
    await v.select(1)
    expect([v.against, told(v)]).toEqual(['now', ['one>three']])
    await v.compare('3')
    expect(told(v)).toEqual(['one>three'])
  })

  it('shows one that was deleted as it was, and restores what is chosen', async () => {
    const v = await view('')
    expect([v.seq, v.alone.map((c) => c.after)[0]]).toEqual([3, 'three'])
    await v.select(1)
    expect(await v.restore()).toBe(true)
    expect(fake.log).toContain('restore:1')
  })

  it('does not offer what is not as it was written', async () => {
    fake.versions.set(2, record(2, '', { damaged: true, after: '' }))
    const v = await view()
    fake.versions.set(2, record(2, '', { damaged: true, after: '' }))
    const again = new HistoryView(v.subject)
    await again.load()
    expect([again.seq, again.readable, told(again)]).toEqual([2, false, []])
  })
})
