import { describe, expect, it } from 'vitest'
import { newEntry } from '$lib/make'
import { newWhole } from '$lib/testing/fake'
import { compareFields, labelsOf, nameOfRecord } from './fields'

const telling = { names: { p1: 'Ines', e1: 'the pool was full' }, zone: 'UTC' }
const entry = newEntry('d1', { stage: 3, position: 1 }, { text: 'the pool was full' })

describe('the fields of two versions', () => {
  it('tells people by name, times and kinds in words', () => {
    const after = {
      ...entry,
      text: 'the pool was empty',
      who: { participantId: 'p1', name: '' },
      lane: 'saw' as const,
      position: 2,
      time: {
        at: '2026-11-03T14:05:00Z',
        zone: 'UTC',
        precision: 'about' as const,
        raw: '~14:05',
        problem: '' as const,
      },
    }
    expect(
      compareFields('entry', entry, after, telling).map((c) => [
        c.label,
        c.kind,
        c.before,
        c.after,
      ]),
    ).toEqual([
      ['Text', 'text', 'the pool was full', 'the pool was empty'],
      ['Time', 'value', '', 'Tue 3 Nov 2026, ~14:05'],
      ['Who', 'value', '', 'Ines'],
      ['Lane', 'value', '', 'People saw'],
      ['Place in the order', 'value', '', 'another place'],
    ])
  })

  it('never shows an id, not even of what nobody knows any more', () => {
    const before = { ...entry, who: { participantId: 'lost', name: '' } }
    const [who] = compareFields('entry', before, entry, telling)
    expect(who?.before).toBe('somebody who is not in the library')
  })

  it('tells a record alone without what every new one says', () => {
    const told = compareFields('entry', undefined, entry, telling)
    expect(told.map((c) => c.label)).toEqual(['Text', 'Known from', 'Stage'])
  })

  it('tells what is arranged, in words', () => {
    const { debrief } = newWhole({ title: 'Checkout timeouts' })
    const after = structuredClone(debrief)
    Object.assign(after.preparation, {
      meetsAt: '2026-11-05T15:00:00Z',
      zone: 'Europe/Vienna',
      authority: 'no',
    })
    after.preparation.without = [{ item: 'themes', reason: 'We listen first' }]
    const told = compareFields('debrief', debrief, after, telling)
    expect(told.map((c) => [c.label, c.after])).toEqual([
      ['The meeting', 'Thu 5 Nov 2026, 16:00'],
      ["Does the facilitator decide about anybody's pay or position?", 'No'],
      ['Go on without, and say why', 'Two to five themes: We listen first'],
    ])
  })

  it('tells page one and the learnings of a debrief', () => {
    const { debrief } = newWhole({ title: 'Checkout timeouts' })
    const after = structuredClone(debrief)
    after.summary.lead = 'Orders waited.'
    after.summary.learnings = [{ title: 'One pool', text: 'for all', factorId: 'e1' }]
    const told = compareFields('debrief', debrief, after, telling)
    expect(told.map((c) => [c.label, c.after])).toEqual([
      ['What happened', 'Orders waited.'],
      ['Learning 1', 'One pool\nfor all'],
      ['Says more', 'the pool was full'],
    ])
    expect(new Set(told.map((c) => c.id)).size).toBe(told.length)
    expect(labelsOf('debrief', ['summary', 'title', 'rev'])).toEqual(['Page one', 'Title'])
    expect(nameOfRecord('debrief', JSON.stringify(debrief))).toBe('Checkout timeouts')
  })
})
