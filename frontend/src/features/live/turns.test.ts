import { describe, expect, it } from 'vitest'
import { newParticipant } from '$lib/make'
import { called, following, moved, order, shortNames } from './turns'

const people = (...names: string[]) =>
  names.map((name, i) => ({ ...newParticipant('d', i + 1), id: name, name }))

describe('turns', () => {
  it('begins with whoever is new, without those who are away', () => {
    const [a, b, c] = people('Ines', 'Jo', 'Sam')
    if (!a || !b || !c) throw new Error('three people')
    expect(order([a, { ...b, absent: true }, { ...c, newcomer: true }]).map((p) => p.id)).toEqual([
      'Sam',
      'Ines',
    ])
  })

  it('goes on after the speaker and comes back to whoever was left out', () => {
    const all = people('Ines', 'Jo', 'Sam')
    expect(following(all, 'Jo', [])?.id).toBe('Sam')
    expect(following(all, 'Sam', ['Jo'])?.id).toBe('Ines')
    expect(following(all, 'Sam', ['Jo', 'Ines'])).toBeUndefined()
  })

  it('lets juniors speak after newcomers, and goes by a chosen order before that', () => {
    const [a, b, c, d] = people('Ines', 'Jo', 'Sam', 'Lu')
    if (!a || !b || !c || !d) throw new Error('four people')
    const all = [a, b, { ...c, early: true }, { ...d, newcomer: true }]
    const ids = (chosen: string[]) => order(all, chosen).map((p) => p.id)
    expect(ids([])).toEqual(['Lu', 'Sam', 'Ines', 'Jo'])
    // Who came later speaks after those whose order was chosen.
    expect(ids(['Jo', 'gone', 'Ines'])).toEqual(['Jo', 'Ines', 'Lu', 'Sam'])
    expect(moved(all, 'Ines', 2)).toEqual(['Jo', 'Sam', 'Ines', 'Lu'])
    expect(moved(all, 'Ines', 9)).toEqual(['Jo', 'Sam', 'Lu', 'Ines'])
  })

  it('asks who passed once more when everybody else was heard, and not a third time', () => {
    const all = people('Ines', 'Jo', 'Sam')
    expect(following(all, '', [], ['Ines'])?.id).toBe('Jo')
    expect(following(all, 'Sam', ['Jo'], ['Ines'])?.id).toBe('Ines')
    expect(following(all, 'Sam', ['Jo'], ['Ines', 'Ines'])).toBeUndefined()
    expect(following(all, 'Sam', ['Jo', 'Ines'], ['Ines'])).toBeUndefined()
  })

  it('shortens names only where they stay one person’s', () => {
    const short = shortNames(
      people('Ines Duarte', 'Sam Reed', 'Sam Oduya', 'Support team', 'Engineer 1'),
    )
    expect([...short.values()]).toEqual([
      'Ines',
      'Sam Reed',
      'Sam Oduya',
      'Support team',
      'Engineer 1',
    ])
  })

  it('keeps a name without end from filling a column', () => {
    const [endless = '', ...others] = shortNames(people('X'.repeat(300), 'Jo Marsh', '👩🏽‍🚒')).values()
    expect([[...endless].length, endless.endsWith('…'), others]).toEqual([41, true, ['Jo', '👩🏽‍🚒']])
  })

  it('knows people by the start of a name, accents or not', () => {
    const all = people('Tomás Vega', 'Sam Reed', 'Sam Oduya')
    expect(called(all, 'tomas')?.id).toBe('Tomás Vega')
    expect(called(all, 'Sam')).toBeUndefined()
    expect(called(all, 'sam r')?.id).toBe('Sam Reed')
    expect(called(all, '')).toBeUndefined()
  })
})
