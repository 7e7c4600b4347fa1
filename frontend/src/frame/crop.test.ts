import { describe, expect, it } from 'vitest'
import { between, isWhole, moved, sized } from './crop'

const of = { width: 100, height: 60 }
const part = { x: 10, y: 10, width: 40, height: 20 }

describe('the part of a picture that stays', () => {
  it('is moved as far as the picture goes', () => {
    expect(moved(part, 5, -4, of)).toEqual({ ...part, x: 15, y: 6 })
    expect(moved(part, 500, -500, of)).toEqual({ ...part, x: 60, y: 0 })
  })

  it('is sized within the picture, and never to nothing', () => {
    expect(sized(part, 500, 500, of)).toEqual({ ...part, width: 90, height: 50 })
    expect(sized(part, -500, -500, of)).toEqual({ ...part, width: 8, height: 8 })
    expect(sized({ x: 0, y: 0, width: 3, height: 3 }, -5, 9, { width: 3, height: 60 })).toEqual({
      x: 0,
      y: 0,
      width: 3,
      height: 12,
    })
  })

  it('is drawn from any corner to any other', () => {
    expect(between({ x: 50, y: 40 }, { x: 10, y: 20 }, of)).toEqual({
      x: 10,
      y: 20,
      width: 40,
      height: 20,
    })
    expect(between({ x: -9, y: -9 }, { x: 900, y: 900 }, of)).toEqual({ x: 0, y: 0, ...of })
    expect(between({ x: 100, y: 60 }, { x: 100, y: 60 }, of)).toEqual({
      x: 92,
      y: 52,
      width: 8,
      height: 8,
    })
    expect(isWhole({ x: 0, y: 0, ...of }, of)).toBe(true)
  })
})
