import { expect, it } from 'vitest'
import { gapsOf, gapText } from './gaps'
import { newEntry, noMoment } from './make'
import type { Precision } from './nouns'

const entry = (id: string, at: string) => ({
  ...newEntry('d', { stage: 0, position: 1 }, { text: id }),
  id,
  time: { ...noMoment(), at: at && `2026-11-03T${at}Z`, precision: 'minute' as Precision },
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

it('counts the lines without a time that stand in a silence, and takes no span for silence', () => {
  const untimed = { ...entry('u', ''), onTimeline: true }
  const begins = entry('s', '14:31:00')
  const until = '2026-11-03T14:40:00Z'
  const span = { ...begins, time: { ...begins.time, precision: 'between' as const, until } }
  const all = [
    entry('a', '14:02:00'),
    untimed,
    span,
    entry('b', '14:35:00'),
    entry('c', '14:51:00'),
  ]
  const gaps = gapsOf(all, 10)
  expect(gaps.map((g) => [g.before.id, g.next.id, g.minutes, g.untimed])).toEqual([
    ['a', 's', 29, 1],
    ['s', 'c', 11, 0],
  ])
  expect(gaps.map(gapText)).toEqual([
    '29 min without a timed line; 1 line without a time stands here. What happened, and when?',
    '11 min without a line. What happened here?',
  ])
})
