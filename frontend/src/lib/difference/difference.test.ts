import { describe, expect, it } from 'vitest'
import type { DifferentItem } from '$lib/backend'
import { compareWords, groupsOf, partsOf, type Piece } from './difference'

const item = (fields: Partial<DifferentItem> = {}): DifferentItem => ({
  noun: 'entry',
  id: 'e',
  mine: '',
  theirs: '',
  fields: [],
  ...fields,
})

const marked = (pieces: Piece[]) => pieces.map((p) => (p.own ? `[${p.text}]` : p.text)).join('')

describe('compareWords', () => {
  const both = (a: string, b: string) => {
    const { mine, theirs } = compareWords(a, b)
    return [marked(mine), marked(theirs)]
  }

  it('marks the words that only one of them has, without the space after', () => {
    expect(both('the host was wrong', 'the other host was wrong')).toEqual([
      'the host was wrong',
      'the [other] host was wrong',
    ])
    expect(both('we saw db1 lag', 'we saw db2, and lag')).toEqual([
      'we saw [db1] lag',
      'we saw [db2, and] lag',
    ])
  })

  it('knows the last word again when more follows', () => {
    expect(both('it was slow', 'it was slow again')).toEqual(['it was slow', 'it was slow [again]'])
  })

  it('marks everything where nothing is alike, and nothing where nothing is there', () => {
    expect(both('one', 'two')).toEqual(['[one]', '[two]'])
    expect(both('', 'two words')).toEqual(['', '[two words]'])
    expect(both('same', 'same')).toEqual(['same', 'same'])
  })

  it('gives back every letter of both', () => {
    const words = ['a', 'b', 'c', 'a b', 'c  d', 'é']
    for (let n = 0; n < 200; n++) {
      const text = (seed: number) =>
        Array.from(
          { length: seed % 7 },
          (_, i) => words[(seed * (i + 3) * 31) % words.length],
        ).join(' ')
      const [a, b] = [text(n * 7 + 1), text(n * 13 + 5)]
      const { mine, theirs } = compareWords(a, b)
      expect(mine.map((p) => p.text).join('')).toBe(a)
      expect(theirs.map((p) => p.text).join('')).toBe(b)
      const same = (pieces: Piece[]) =>
        pieces
          .filter((p) => !p.own)
          .flatMap((p) => p.text.split(/\s+/))
          .filter(Boolean)
      expect(same(mine)).toEqual(same(theirs))
    }
  })
})

describe('groupsOf', () => {
  it('puts what differs by noun in the order of a debrief, changes first', () => {
    const groups = groupsOf({
      added: [item({ id: 'new' }), item({ noun: 'attachment', id: 'a' })],
      changed: [item({ id: 'other' }), item({ noun: 'debrief', id: 'd' })],
      removed: [item({ noun: 'participant', id: 'p' })],
    })
    expect(groups.map((g) => [g.noun, ...g.lines.map((l) => l.key)])).toEqual([
      ['debrief', 'changed:d'],
      ['participant', 'removed:p'],
      ['entry', 'changed:other', 'added:new'],
      ['attachment', 'added:a'],
    ])
  })
})

describe('partsOf', () => {
  it('tells the words of a record from other texts and from what has none', () => {
    const text = { name: 'text', mine: 'a', theirs: 'b' }
    const source = { name: 'source', mine: '', theirs: 'log' }
    const order = { name: 'position', mine: '', theirs: '' }
    expect(partsOf(item({ fields: [order, source, text] }))).toEqual({
      words: text,
      texts: [source],
      rest: ['position'],
    })
  })
})
