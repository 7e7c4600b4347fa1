import { expect, it } from 'vitest'
import { along, closer, roundAt, seen, spanOf, timeAt, xAt } from './scale'

// A deploy at 0, and 50 hours later an hour of an incident.
const hour = 3600
const line = {
  left: 0,
  right: 600,
  stretches: [
    { x: 20, x2: 20, from: 0, to: 0 },
    { x: 50, x2: 590, from: 50 * hour, to: 51 * hour },
  ],
}
const whole = { lo: 0, hi: 600 }

it('finds the time at a place and the place of a time, across what is cut out', () => {
  expect([0, 50, 50.5, 51, 99].map((h) => xAt(line, h * hour))).toEqual([20, 50, 320, 590, 590])
  expect([0, 20, 30, 40, 320, 600].map((x) => timeAt(line, x) / hour)).toEqual([
    0, 0, 0, 50, 50.5, 51,
  ])
})

it('goes closer around a place, which stays where it is, and back to the whole', () => {
  const near = closer(line, whole, 0.25, 2)
  expect(near).toEqual({ lo: 75, hi: 375 })
  expect(near.lo + 0.25 * (near.hi - near.lo)).toBe(150)
  expect(closer(line, near, 0.25, 0.5)).toEqual(whole)
  expect(closer(line, near, 1, 0.1)).toEqual(whole)
})

it('goes along to the ends and no further, also through what is cut out', () => {
  const near = { lo: 60, hi: 160 }
  expect(along(line, near, 1)).toEqual({ lo: 160, hi: 260 })
  expect(along(line, near, 99)).toEqual({ lo: 500, hi: 600 })
  let at = near
  for (let i = 0; i < 60; i++) at = along(line, at, -0.01)
  expect(at).toEqual({ lo: 0, hi: 100 })
  expect(seen(line, at).from).toBe(0)
})

it('shows what is asked for, with room beside it', () => {
  const span = spanOf(line, { from: 50.4 * hour, to: 50.6 * hour }, 60)
  expect(span.lo).toBeLessThan(xAt(line, 50.4 * hour))
  expect(span.hi).toBeGreaterThan(xAt(line, 50.6 * hour))
  const { from, to } = seen(line, spanOf(line, { from: 50.5 * hour, to: 50.5 * hour }, 300))
  expect(to - from).toBeCloseTo(600)
})

it('rounds a place to what one can point at', () => {
  expect(roundAt(line, 321, 6)).toEqual({ at: 50.5 * hour, seconds: false })
  const close = { ...line, stretches: [{ x: 0, x2: 600, from: 0, to: 60 }] }
  expect(roundAt(close, 101, 6)).toEqual({ at: 10, seconds: true })
})
