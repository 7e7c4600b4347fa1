import { describe, expect, it } from 'vitest'
import { readDate, weekdayOf, workdaysAhead } from './due'

// A Saturday.
const today = new Date(2026, 10, 21)

describe('readDate', () => {
  it.each([
    ['2026-12-04', '2026-12-04'],
    ['4 Dec', '2026-12-04'],
    ['Dec 4', '2026-12-04'],
    ['4th December, 2027', '2027-12-04'],
    ['4 jan', '2027-01-04'],
    ['21 Nov', '2026-11-21'],
    ['29 Feb', '2028-02-29'],
    ['today', '2026-11-21'],
    ['tomorrow', '2026-11-22'],
    ['in 2 weeks', '2026-12-05'],
    ['in 1 day', '2026-11-22'],
    ['in 3 months', '2027-02-21'],
    ['Fri', '2026-11-27'],
    ['next tuesday', '2026-11-24'],
    ['sat', '2026-11-28'],
  ])('%s is %s', (text, date) => expect(readDate(text, today)).toBe(date))

  it.each(['', 'soon', '30 Feb', '2026-02-30', '4', '4 Dec 20', 'in a while', '4/12', 'dec', 's'])(
    '%j is no date, and nothing is guessed',
    (text) => expect(readDate(text, today)).toBeUndefined(),
  )

  it.each([
    ['yesterday', '2026-11-20'],
    ['3 days ago', '2026-11-18'],
    ['2 weeks ago', '2026-11-07'],
    ['1 month ago', '2026-10-21'],
    ['Fri', '2026-11-20'],
    ['last tuesday', '2026-11-17'],
    ['sat', '2026-11-21'],
    ['last sat', '2026-11-14'],
    ['20 Nov', '2026-11-20'],
    ['21 Nov', '2026-11-21'],
    ['4 Dec', '2025-12-04'],
    ['29 Feb', '2024-02-29'],
    ['4 Dec 2026', '2026-12-04'],
    ['today', '2026-11-21'],
  ])('%s of a day that has been is %s', (text, date) =>
    expect(readDate(text, today, 'back')).toBe(date),
  )

  it.each(['yesterday', '2 weeks ago', 'last tuesday'])('%s is no date to promise', (text) =>
    expect(readDate(text, today)).toBeUndefined(),
  )

  it('keeps the end of a month in a shorter one', () => {
    expect(readDate('in 1 month', new Date(2026, 0, 31))).toBe('2026-02-28')
  })
})

describe('workdaysAhead', () => {
  it('skips the weekend', () => {
    expect(workdaysAhead(today, 2)).toBe('2026-11-24')
    expect(workdaysAhead(new Date(2026, 10, 19), 2)).toBe('2026-11-23')
    expect(weekdayOf('2026-11-24')).toBe('Tue')
  })
})
