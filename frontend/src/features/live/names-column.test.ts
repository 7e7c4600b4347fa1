import { describe, expect, it } from 'vitest'
import { namesWidth } from './names-column'

describe('the column of names', () => {
  it('holds a short name with wide letters in one piece', () => {
    // Semi-bold at 1.45rem: "Tomás" is about 4.6rem wide.
    expect(namesWidth(['Tomás'], 3.5)).toBeGreaterThan(4.7)
  })

  it('holds every word of up to twelve letters, however wide', () => {
    const one = 'Mmmmmmmmmmmm'
    expect(namesWidth([one], 4)).toBeGreaterThanOrEqual(12 * 1.45)
    expect(namesWidth([`Jo ${one}`], 4)).toBe(namesWidth([one], 4))
  })

  it('takes no more for names that can be parted between words, and none below the least', () => {
    expect(namesWidth(['Maria Fernanda de la Cruz Ortega'], 4)).toBe(12)
    expect(namesWidth(['Al', ''], 4)).toBe(4)
  })
})
