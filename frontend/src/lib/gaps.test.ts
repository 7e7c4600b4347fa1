import { expect, it } from 'vitest'
import { gapsOf } from './gaps'
import { newEntry, noMoment } from './make'

const entry = (id: string, at: string) => ({
  ...newEntry('d', { stage: 0, position: 1 }, { text: id }),
  id,
  time: { ...noMoment(), at: at && `2026-11-03T${at}Z`, precision: 'minute' as const },
})

it('finds silences in the order of time, and an entry without a time breaks none', () => {
  const entries = [
    entry('c', '14:31:00'),
    entry('a', '14:02:00'),
    entry('u', ''),
    entry('b', '14:12:00'),
  ]
  const told = (least: number) =>
    gapsOf(entries, least).map((g) => [g.before.id, g.next.id, g.minutes])
  expect(told(10)).toEqual([
    ['a', 'b', 10],
    ['b', 'c', 19],
  ])
  expect(told(11)).toEqual([['b', 'c', 19]])
  expect(told(20)).toEqual([])
})
