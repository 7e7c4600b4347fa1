import { describe, expect, it } from 'vitest'
import { filterOf, namesFor, taken, valuesFor, without, wordAt } from './completing'
import { partOf } from './places'

describe('completing a filter', () => {
  it('finds the word at the caret, also one in quotation marks', () => {
    expect(wordAt('dns kind:ne lag', 11)).toEqual({ from: 4, to: 11, text: 'kind:ne' })
    expect(wordAt('tag:"data loss" x', 9).text).toBe('tag:"data')
    expect(wordAt('dns ', 4)).toEqual({ from: 4, to: 4, text: '' })
  })

  it('offers names from two letters on, and values of a name', () => {
    expect(namesFor('k')).toEqual([])
    expect(namesFor('ki').map((o) => o.put)).toEqual(['kind:'])
    expect(namesFor('op').map((o) => o.put)).toEqual(['is:open'])
    expect(filterOf('http://x')).toBeUndefined()
    const today = new Date(2026, 0, 15)
    expect(valuesFor('kind', 'near', [], today).map((o) => o.put)).toEqual(['kind:near-miss'])
    expect(valuesFor('after', '', [], today)[1]?.label).toBe('2025-12')
    expect(valuesFor('tag', 'd', ['data loss'], today)[0]?.put).toBe('tag:"data loss"')
  })

  it('puts an offer in the place of the word and takes a filter out', () => {
    const [offer] = valuesFor('kind', 'ne', [], new Date())
    const word = wordAt('dns kind:ne lag', 11)
    expect(offer && taken('dns kind:ne lag', word, offer)).toEqual({
      query: 'dns kind:near-miss lag',
      caret: 19,
    })
    expect(without('dns kind:near-miss lag', 'kind:near-miss')).toBe('dns lag')
  })
})

describe('the part a hit is in', () => {
  it('is the timeline for what was known beforehand, the meeting for what was told', () => {
    expect(partOf({ noun: 'entry', stage: 0 }, 'preparing')).toBe('timeline')
    expect(partOf({ noun: 'entry', stage: 3 }, 'preparing')).toBe('meeting')
    const change = { noun: 'countermeasure', stage: 6 } as const
    expect(partOf(change, 'read-back')).toBe('factors')
    for (const state of ['signed-off', 'follow-up', 'closed'] as const)
      expect(partOf(change, state)).toBe('followup')
    expect(partOf({ noun: 'debrief', stage: 0 }, 'preparing')).toBeUndefined()
  })
})
