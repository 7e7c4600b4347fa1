import { describe, expect, it } from 'vitest'
import { clock, day, place, shortDate, stretch, titleOf, readable } from './format'
import { newID } from './make'
import { knownAs } from './moment'
import type { Moment, Precision } from './nouns'
import { shownTime } from './time-typing.svelte'
import { elapsedOf } from './timeline'

const at = (precision: Precision, raw = ''): Moment => ({
  at: '2026-11-03T14:02:10Z',
  zone: 'UTC',
  precision,
  raw,
  problem: '',
})

describe('times', () => {
  it('are written as well as they are known', () => {
    expect(clock(at('second'), 'UTC')).toBe('14:02:10')
    expect(clock(at('minute'), 'America/New_York')).toBe('09:02')
    expect(clock(at('about'), 'UTC')).toBe('~14:02')
    expect(clock({ ...at('minute'), problem: 'twice' }, 'UTC')).toBe('')
  })

  it('say of a span no more than is known', () => {
    const between = { ...at('between'), at: '2026-11-03T14:30:00Z', until: '2026-11-03T14:45:00Z' }
    expect(clock(between, 'UTC')).toBe('14:30–14:45')
    expect(clock({ ...between, until: '2026-11-03T14:30:40Z' }, 'UTC')).toBe('14:30:00–14:30:40')
    expect(shownTime(between, 'UTC')).toBe('2026-11-03 14:30–14:45')
    expect(shownTime({ ...between, until: '2026-11-04T14:45:00Z' }, 'UTC')).toBe(
      '2026-11-03 14:30–2026-11-04 14:45',
    )
    const hour = knownAs(at('second', 'now'), 'hour', 'America/New_York')
    expect(hour).toMatchObject({ at: '2026-11-03T14:00:00Z', precision: 'hour', raw: '' })
    expect(clock(hour, 'America/New_York')).toBe('09:??')
    expect(clock(hour, 'Asia/Kolkata')).toBe('19:30–20:29')
    expect(elapsedOf('2026-11-03T14:02:00Z', between)).toBe('+0:28–0:43')
    expect(knownAs(between, 'minute', 'UTC')).not.toHaveProperty('until')
    expect(knownAs(between, 'unknown', 'UTC')).toMatchObject({ at: '', raw: '?' })
  })

  it('fall back on UTC for a zone nobody knows', () => {
    expect(clock(at('minute'), 'Mars/Olympus')).toBe('14:02')
  })

  it('show what was typed, or what can be typed again', () => {
    expect(shownTime(at('minute', '2:02pm'), 'UTC')).toBe('2:02pm')
    expect(shownTime(at('about'), 'UTC')).toBe('~2026-11-03 14:02')
  })

  it('name the second day of a stretch when it is another', () => {
    const from = { ...at('minute'), at: '2017-01-31T18:00:00Z' }
    const to = (time: string) => ({ ...at('minute'), at: time })
    const end = to('2017-02-01T18:14:00Z')
    expect(stretch(from, end, 'UTC')).toBe('31 Jan 18:00 – 1 Feb 18:14')
    expect(stretch(from, to('2017-01-31T19:00:00Z'), 'UTC')).toBe('Tue 31 Jan 2017, 18:00–19:00')
    expect(stretch(from, to('2018-01-01T19:00:00Z'), 'UTC')).toBe(
      '31 Jan 2017 18:00 – 1 Jan 2018 19:00',
    )
    expect(stretch(from, { ...end, at: '' }, 'UTC')).toBe('Tue 31 Jan 2017, 18:00')
  })

  it('name day and place', () => {
    expect(day(at('minute'), 'UTC').replace(',', '')).toBe('Tue 3 Nov 2026')
    expect(place('America/New_York')).toBe('New York')
  })
})

describe('titles and dates', () => {
  it('stand in for a missing title', () => {
    const created = { title: ' ', createdAt: `${new Date().getFullYear()}-11-21T12:00:00Z` }
    expect(titleOf(created)).toBe('Untitled debrief, 21 Nov')
  })

  it('say the year only when it is another one', () => {
    const now = new Date('2026-11-21')
    expect(shortDate('2026-11-03', now)).toBe('3 Nov')
    expect(shortDate('2017-01-31T23:27:00Z', now)).toContain('2017')
    expect(shortDate('', now)).toBe('')
  })
})

describe('readable', () => {
  it('says a stored time as a person does, and leaves words alone', () => {
    expect(readable('2026-11-21T16:22:12.422Z')).toBe('21 Nov 2026, 16:22 UTC')
    expect(readable('2026-11-21')).toBe('2026-11-21')
    expect(readable('at 14:02, T+5')).toBe('at 14:02, T+5')
  })
})

describe('newID', () => {
  it('is 26 letters and digits, never the same', () => {
    const ids = new Set(Array.from({ length: 100 }, newID))
    expect(ids.size).toBe(100)
    for (const id of ids) expect(id).toMatch(/^[a-z2-7]{26}$/)
  })
})
