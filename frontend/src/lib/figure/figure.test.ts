import { expect, it } from 'vitest'
import { enlarged, neighbour, picked, type Figure, type FigureMark } from './figure'

const text = { x: 0, y: 0, width: 0, size: 7.6, bold: false, text: '' }
const mark = (x: number, ids: string[], y = 10): FigureMark => ({
  ids,
  lane: 'saw',
  count: ids.length,
  x,
  x2: x,
  y,
  radius: 3,
  record: true,
  differs: false,
  number: text,
  label: text,
  second: text,
  full: ids.join('\n'),
  hasLeader: false,
  leaderX: 0,
  leaderY1: 0,
  leaderY2: 0,
})
const figure: Figure = {
  width: 400,
  height: 100,
  left: 60,
  right: 396,
  top: 25,
  bottom: 90,
  lanes: [],
  bands: [
    {
      id: '',
      x: 10,
      width: 20,
      shade: 2,
      above: text,
      label: text,
      minutes: text,
      full: '',
      before: false,
      after: false,
    },
  ],
  overlaps: [],
  marks: [mark(50, ['d']), mark(20, ['b', 'c']), mark(10, ['a'])],
  spans: [],
  others: [],
  ticks: [],
  days: [],
  breaks: [],
  stretches: [],
  zone: text,
}

it('walks from left to right, through groups, and stays at the ends', () => {
  expect(['', 'a', 'b', 'c', 'd'].map((id) => neighbour(figure, id, 1)).join('')).toBe('abcdd')
  expect(['', 'a', 'b', 'c', 'd'].map((id) => neighbour(figure, id, -1)).join('')).toBe('daabc')
})

it('picks one of a group after the other', () => {
  const group = mark(20, ['b', 'c'])
  expect([picked(group, ''), picked(group, 'b'), picked(group, 'c')]).toEqual(['b', 'c', 'b'])
})

it('enlarges lengths and nothing else', () => {
  const large = enlarged(figure, 2)
  expect(large.width).toBe(800)
  expect(large.marks[1]).toMatchObject({ x: 40, count: 2, radius: 6, label: { size: 15.2 } })
  expect(large.bands[0]?.shade).toBe(2)
})
