import { describe, expect, it } from 'vitest'
import { marks, parts, placeOf, stretchOf } from './strip'

const now = Date.parse('2026-11-25T14:00:00Z')
const ago = (hours: number) => new Date(now - hours * 3_600_000).toISOString()

describe('the strip of backups', () => {
  it('tells the last day by hours, a fortnight by days, a quarter by weeks', () => {
    expect(
      [0, 5, 24, 25, 24 * 14, 24 * 14 + 1, 24 * 80, 24 * 400].map((h) => stretchOf(ago(h), now)),
    ).toEqual(['hours', 'hours', 'hours', 'days', 'days', 'weeks', 'weeks', 'weeks'])
  })

  it('puts older backups further left, without a gap between the stretches', () => {
    const places = [0, 1, 23.9, 24.1, 100, 24 * 14 - 1, 24 * 14 + 1, 24 * 60, 24 * 91].map((h) =>
      placeOf(ago(h), now),
    )
    expect(places).toEqual([...places].sort((a, b) => b - a))
    expect(places[0]).toBe(1)
    expect(places.at(-1)).toBe(0)
    expect(placeOf(ago(24), now)).toBeCloseTo(parts[2]?.from ?? 0)
  })

  it('keeps what is from the future, and what is very old, on the strip', () => {
    expect(placeOf(ago(-24 * 365), now)).toBe(1)
    expect(placeOf(ago(24 * 3650), now)).toBe(0)
  })

  it('has a mark for each week, day and hour, all on the strip', () => {
    expect(marks().length).toBe(11 + 13 + 24)
    expect(marks().every((m) => m >= 0 && m < 1)).toBe(true)
  })
})
