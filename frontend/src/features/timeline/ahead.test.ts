import { describe, expect, it } from 'vitest'
import { readAhead, shownAhead } from './ahead'

describe('readAhead', () => {
  it.each([
    ['', 0],
    ['90', 90],
    ['90 s', 90],
    ['+90s', 90],
    ['-40 s', -40],
    ['−40', -40],
    ['1:30', 90],
    ['-1:30', -90],
    ['1:02:05', 3725],
    ['-0', 0],
  ])('reads %s as %i seconds', (text, seconds) => expect(readAhead(text)).toBe(seconds))

  it.each(['a while', '1:99', '1.5', '--3', '12345678'])('asks about %s', (text) =>
    expect(readAhead(text)).toBeUndefined(),
  )

  it('reads again what it shows', () => {
    for (const seconds of [1, 90, 3599, 3600, 3725, -45, -7205])
      expect(readAhead(shownAhead(seconds))).toBe(seconds)
  })
})
