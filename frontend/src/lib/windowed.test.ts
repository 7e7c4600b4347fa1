import { expect, it } from 'vitest'
import { Windowed } from './windowed.svelte'

const keys = Array.from({ length: 10_000 }, (_, i) => `row${i}`)

it('draws what is in view and a little beyond, and leaves room for the rest', () => {
  const windowed = new Windowed(() => keys)
  windowed.height = 600
  windowed.top = 100_000
  const { first: from, last: to } = windowed
  expect(to - from).toBeLessThan(120)
  expect(windowed.offsets[from]).toBeLessThanOrEqual(100_000 - 400)
  expect(windowed.offsets[to]).toBeGreaterThanOrEqual(100_600 + 400)
  const drawn = (windowed.offsets[to] ?? 0) - (windowed.offsets[from] ?? 0)
  expect(windowed.before + drawn + windowed.after).toBe(windowed.offsets.at(-1))
})

it('says how far what is in view moves when rows above it are higher than was thought', () => {
  const windowed = new Windowed(() => keys)
  windowed.height = 600
  windowed.top = 1000
  expect(windowed.measured([['row0', 50]])).toBe(23)
  expect(windowed.measured([['row0', 50]])).toBe(0)
  expect(windowed.measured([['row900', 80]])).toBe(0)
  expect(windowed.placeOf('row1')).toEqual({ top: 50, bottom: 77 })
})

it('draws few rows all', () => {
  const windowed = new Windowed(() => keys.slice(0, 200))
  expect([windowed.first, windowed.last]).toEqual([0, 200])
  expect(new Windowed(() => []).last).toBe(0)
})
