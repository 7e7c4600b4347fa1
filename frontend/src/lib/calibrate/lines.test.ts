import { describe, expect, it } from 'vitest'
import { newEntry, newParticipant, noMoment } from '$lib/make'
import type { Entry } from '$lib/nouns'
import { newWhole } from '$lib/testing/fake'
import { accounts, linesMark, linesOf } from './lines'

const line = (stage: number, position: number, fields: Partial<Entry>) =>
  newEntry('d', { stage, position }, { who: { participantId: 'p', name: '' }, ...fields })
const consent = (as: Entry['consent']['as'], words = '') =>
  ({ as, scope: '', given: '', at: '', words, entryId: '' }) as const

function lined() {
  const whole = newWhole()
  const time = { ...noMoment(), at: '2026-11-03T14:05:00Z' }
  whole.entries = [
    line(4, 4, { text: 'paged storage', time }),
    line(3, 3, { text: 'It was green – überall.' }),
    line(3, 2, { text: 'over', consent: consent('quote', 'I had never seen that.') }),
    line(3, 1, { text: 'unnamed', consent: consent('unnamed') }),
    line(3, 5, { text: 'another’s', who: { participantId: 'other', name: '' } }),
    line(3, 6, { text: 'nobody’s', who: { participantId: '', name: 'p' } }),
    line(3, 7, { text: '  ' }),
  ]
  whole.participants = [{ ...newParticipant('d', 1), id: 'p', name: 'Priya' }]
  return whole
}

describe('linesOf', () => {
  // The same lines and the same mark are expected in backend/debrief/lines_test.go.
  it('is what the backend takes to be theirs, with the same mark', () => {
    const lines = linesOf(lined(), 'p')
    expect(lines.map((l) => l.text)).toEqual([
      'I had never seen that.',
      'It was green – überall.',
      'paged storage',
    ])
    expect(linesMark(lines)).toBe('a7af47fc')
    expect(linesOf(lined(), '')).toEqual([])
    expect(linesMark([])).toBe('')
  })
})

describe('accounts', () => {
  const standing = (fields: object, alter: (w: ReturnType<typeof lined>) => void = () => {}) => {
    const whole = lined()
    whole.participants = whole.participants.map((p) => ({ ...p, ...fields }))
    alter(whole)
    return accounts(whole)[0]?.standing
  }
  const day = '2026-11-04T09:00:00Z'
  const mark = 'a7af47fc'

  it('goes from nothing to an answer', () => {
    expect(standing({}, (w) => (w.entries = []))).toBe('none')
    expect(standing({})).toBe('unsent')
    expect(standing({ linesSentAt: day, linesMark: mark })).toBe('sent')
    expect(standing({ readAt: day, reading: 'agreed', linesMark: mark })).toBe('agreed')
    expect(standing({ readAt: day, reading: 'changed', linesMark: mark })).toBe('changed')
    expect(standing({ readAt: day, reading: 'declined', linesMark: mark })).toBe('declined')
  })

  it('asks again once a line is another, and not for what is not theirs', () => {
    const agreed = { readAt: day, reading: 'agreed', linesMark: mark }
    const edit = (i: number) => (w: ReturnType<typeof lined>) => {
      const e = w.entries[i]
      if (e) e.text += ' Or so.'
    }
    expect(standing(agreed, edit(1))).toBe('again')
    expect(standing({ linesSentAt: day, linesMark: mark }, edit(1))).toBe('resend')
    expect(standing(agreed, edit(4))).toBe('agreed')
    expect(standing(agreed, (w) => w.entries.splice(1, 1))).toBe('again')
    expect(standing({ ...agreed, reading: 'declined' }, (w) => (w.entries = []))).toBe('declined')
  })
})
