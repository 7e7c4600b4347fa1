import { describe, expect, it } from 'vitest'
import { newParticipant } from '$lib/make'
import type { Participant } from '$lib/nouns'
import { completing } from './completing'
import { shortNames } from './turns'

const person = (name: string, more: Partial<Participant> = {}) => ({
  ...newParticipant('d', 1),
  id: name,
  name,
  ...more,
})
const people = [
  person('Ines Duarte', { role: 'on call', alias: 'ida' }),
  person('Ingrid Holm', { role: 'support' }),
  person('Jo Lee', { role: 'developer' }),
  person('Zoë Adams'),
]
const o = completing({ people: () => people, names: () => shortNames(people) })
const labels = (before: string) => o.offers(before)?.offers.map((x) => x.label)
const inserts = (before: string) => o.offers(before)?.offers.map((x) => x.insert)

describe('commands after a slash', () => {
  it('are offered at the start, fewer with every letter', () => {
    expect(labels('/')).toHaveLength(7)
    expect(labels('/s')).toEqual(['/stage', '/stop'])
    expect(labels('/st')).toEqual(['/stage', '/stop'])
    expect(inserts('/sta')).toEqual(['/stage '])
    expect(inserts('/ne')).toEqual(['/next'])
  })

  it('are not where the command is all there, where its words begin, or within a text', () => {
    for (const text of ['/next', '/NEXT', '/stage ', '/stage 4', 'in /', 'a/b', '/var', '/zzz'])
      expect(o.offers(text), text).toBeUndefined()
  })
})

describe('people after an @', () => {
  it('are found by name, alias and role', () => {
    expect(labels('@')).toHaveLength(4)
    expect(labels('@in')).toEqual(['Ines Duarte', 'Ingrid Holm'])
    expect(labels('@ida')).toEqual(['Ines Duarte'])
    expect(labels('@dua')).toEqual(['Ines Duarte'])
    expect(labels('@supp')).toEqual(['Ingrid Holm'])
    expect(labels('@zoe')).toEqual(['Zoë Adams'])
  })

  it('are offered where a name may stand, and replace no time and no sign', () => {
    for (const [before, from] of [
      ['@in', 0],
      ['14:32 @in', 6],
      ['2:05pm @in', 7],
      ['? @in', 2],
      ['14:32 ? @in', 8],
      ['now @in', 4],
    ] as const)
      expect(o.offers(before)?.from, before).toBe(from)
    expect(inserts('@in')).toEqual(['Ines: ', 'Ingrid: '])
    for (const text of ['asked @in', 'ines@in', '@nobody', '@in looked'])
      expect(o.offers(text), text).toBeUndefined()
  })
})

describe('the ghost of a name', () => {
  it('is the rest of the one that two letters leave', () => {
    expect(o.ghost('jo')).toBe(': ')
    expect(o.ghost('ine')).toBe('s: ')
    expect(o.ghost('14:32 zo')).toBe('ë: ')
  })

  it('is not there where several are meant, or something else', () => {
    for (const text of ['i', 'in', 'j', 'lee', 'jo ', 'looked jo', 'zz', '/st', ''])
      expect(o.ghost(text), text).toBe('')
  })
})
